import { sectionOf, twinsOf, unitOf, type FactBase } from '../facts/base.ts';
import { DIMENSIONS, type Dimension, type Fact, type Section } from '../facts/schema.ts';
import type { Language } from '../text/language.ts';
import type { NumberInText } from '../text/numerals.ts';
import { compareWithLimit, type Verdict } from './bound.ts';
import { calculate, type Calculation, type Refusal } from './calculate.ts';
import {
  asksForEach,
  asksHowMany,
  asksQuantity,
  operatorSpans,
  sectionSpans,
  type Frame,
  type Operation,
  type Span,
} from './frames.ts';
import { featuresOf } from './features.ts';
import { indexFacts, type FactIndex } from './index.ts';
import { interpret, type Asked, type Reading } from './interpret.ts';
import type { Lexicon } from './lexicon.ts';
import { MATCH, matchFacts, weighFeatures, yearFeatures, type Hit, type WeighedFeature } from './match.ts';
import { obstaclesTo, says, type Obstacle } from './obstacles.ts';
import { operandsOf, partFacts, withoutSpans } from './operands.ts';
import { factsNearValue, factsWithValue } from './reverse.ts';
import { matchSections, matchTopics, sectionByOrdinal } from './sections.ts';
import { slipsFor, type Slips } from './slips.ts';

/** Every threshold of the decision, in one place. */
export const DECIDE = {
  /** From here on the best fact is the answer. */
  found: 0.44,
  /** The same where no quantity is asked for: it may be no question about a figure. */
  foundWithoutQuantity: 0.6,
  /** From here on it is worth offering. */
  offer: 0.34,
  /** The least summed weight of explained words: below it there is too little to go by. */
  evidence: 0.7,
  /** A second fact this close to the best is as good an answer. */
  tie: 0.96,
  /** A fact that explains this much of a question that says just one thing is as good an answer as any other. */
  complete: 0.97,
  tieName: 0.75,
  /** What an obstacle leaves of a score, for choosing between facts. */
  obstructed: 0.8,
  wrongUnit: 0.72,
  /** How much of a question a topic's or section's names must explain. */
  topic: 0.62,
  section: 0.45,
  /** The most facts offered at once. */
  choices: 6,
  nearest: 3,
  /** How much of the best score a fact must have to be offered as near. */
  near: 0.55,
} as const;

/** Why the answer is what it is; the words for it are chosen by the renderer. */
export type Reason =
  | { readonly code: 'found' }
  | {
      readonly code: 'bound';
      readonly verdict: Verdict;
      readonly limit: NumberInText;
      readonly direction: 'over' | 'under';
    }
  | { readonly code: 'value'; readonly number: NumberInText }
  | { readonly code: 'twins' | 'several' | 'unsure' | 'list' | 'each' | 'section' | 'where' | 'calculated' }
  | { readonly code: 'counts-other'; readonly asked: Asked }
  | { readonly code: 'obstacle'; readonly obstacle: Obstacle }
  | { readonly code: 'no-such-number'; readonly number: NumberInText }
  | { readonly code: 'refused'; readonly refusal: Refusal }
  | { readonly code: 'no-operands'; readonly operation: Operation }
  | { readonly code: 'nothing' | 'blank' };

export type AnswerKind = 'found' | 'choices' | 'calculated' | 'section' | 'not-found';

/** The answer to one question: facts of the base and why, never a number of its own but a marked calculation. */
export interface Answer {
  readonly kind: AnswerKind;
  readonly question: string;
  readonly language: Language;
  /** `found`: the first one answers. `choices`: what is offered. `not-found`: the nearest ones, if any. */
  readonly facts: readonly Fact[];
  readonly calculation: Calculation | null;
  readonly section: Section | null;
  readonly reason: Reason;
  /** How the facts matched, best first: for explaining and for tests. */
  readonly hits: readonly Hit[];
}

/** Answers questions on one fact base. */
export interface Answerer {
  readonly base: FactBase;
  readonly index: FactIndex;
  ask(question: string, fallback?: Language): Answer;
}

/** Builds the index for a fact base. `ask` is deterministic and keeps nothing between questions. */
export function answererFor(base: FactBase, lexicon: Lexicon): Answerer {
  const index = indexFacts(base, lexicon);
  const slips = slipsFor(lexicon);
  return {
    base,
    index,
    ask: (question, fallback) => answer(interpret(question, lexicon, slips, fallback), index, slips),
  };
}

interface Matched {
  readonly reading: Reading;
  readonly index: FactIndex;
  readonly slips: Slips;
  readonly weighed: readonly WeighedFeature[];
  readonly hits: readonly Hit[];
}

function answer(reading: Reading, index: FactIndex, slips: Slips): Answer {
  const weighed = weigh(reading, index);
  const matched: Matched = { reading, index, slips, weighed, hits: matchFacts(weighed, index) };
  if (reading.terms.length === 0) return answerWith(matched, 'not-found', [], { code: 'blank' });
  for (const frame of reading.frames) {
    const found = answerInFrame(frame, matched);
    if (found !== null) return found;
  }
  return answerWith(matched, 'not-found', [], { code: 'nothing' });
}

function weigh(reading: Reading, index: FactIndex): WeighedFeature[] {
  return [...weighFeatures(reading.features, index), ...yearFeatures(reading.years, index)];
}

// Null means: the question does not really have this frame; try the next.
function answerInFrame(frame: Frame, matched: Matched): Answer | null {
  switch (frame.kind) {
    case 'where':
      return whereAnswer(matched);
    case 'bound':
      return boundAnswer(frame.direction, matched);
    case 'reverse':
      return reverseAnswer(matched);
    case 'calculation':
      return calculationAnswer(frame.operation, frame.year, matched);
    case 'list':
      return listAnswer(matched);
    case 'section':
      return sectionAnswer(matched);
    case 'figure':
      return figureAnswer(matched);
  }
}

function answerWith(
  { reading, hits }: Matched,
  kind: AnswerKind,
  facts: readonly Fact[],
  reason: Reason,
  more: { calculation?: Calculation; section?: Section } = {},
): Answer {
  return {
    kind,
    question: reading.question,
    language: reading.language,
    facts,
    calculation: more.calculation ?? null,
    section: more.section ?? null,
    reason,
    hits,
  };
}

// ---- one figure ---------------------------------------------------------------------------------------------

interface Judged {
  readonly hit: Hit;
  readonly obstacles: readonly Obstacle[];
  /** The score after obstacles and period. */
  readonly score: number;
}

function judge(hit: Hit, { reading, index }: Matched): Judged {
  const obstacles = obstaclesTo(hit, reading, index);
  const hard = obstacles.some(({ kind }) => kind !== 'unit');
  const wrongUnit = obstacles.some(({ kind }) => kind === 'unit');
  const factor = (hard ? DECIDE.obstructed : 1) * (wrongUnit ? DECIDE.wrongUnit : 1);
  return { hit, obstacles, score: hit.score * factor * periodFactor(hit.fact, reading, index.base) };
}

/** What is left of a score when the question asks for the fact's twin instead. */
const OTHER_TWIN = 0.8;

// Only between twins does the period decide; a lone cumulative figure also answers a question that says 2019.
function periodFactor(fact: Fact, reading: Reading, base: FactBase): number {
  const twins = twinsOf(base, fact);
  if (twins.length === 0) return 1;
  const total = says(reading, 'cumulative');
  const yearly = reading.years.length > 0 || says(reading, 'yearly') || says(reading, 'new-contribution');
  const isTotal = fact.period.kind === 'cumulative';
  if (total && !isTotal && twins.some(({ period }) => period.kind === 'cumulative')) return OTHER_TWIN;
  if (yearly && !total && isTotal) return OTHER_TWIN;
  return 1;
}

function judgeAll(matched: Matched): Judged[] {
  return matched.hits
    .map((hit, place) => ({ judged: judge(hit, matched), place }))
    .sort((one, other) => other.judged.score - one.judged.score || one.place - other.place)
    .map(({ judged }) => judged);
}

function isHard({ kind }: Obstacle): boolean {
  return kind !== 'unit';
}

function figureAnswer(matched: Matched): Answer {
  const { reading } = matched;
  const each = reading.quantities > 1 ? eachAnswer(matched) : null;
  if (each !== null) return each;
  const sideBySide = asksForEach(reading.folded) ? sideBySideAnswer(matched) : null;
  if (sideBySide !== null) return sideBySide;
  const judged = judgeAll(matched);
  const [top] = judged;
  if (
    top === undefined ||
    tooFewAsWritten(top.hit, reading) ||
    top.hit.evidence < DECIDE.evidence ||
    top.hit.score < DECIDE.offer * 0.7
  ) {
    return answerWith(matched, 'not-found', [], { code: 'nothing' });
  }
  const obstacle = top.obstacles.find(isHard);
  if (obstacle !== undefined) {
    return answerWith(matched, 'not-found', nearest(judged), { code: 'obstacle', obstacle });
  }
  const vague = matched.weighed.filter(({ weight }) => weight > MATCH.generic).length <= 1;
  const ties = judged.filter((other) => isTie(other, top, vague));
  if (top.obstacles.length === 0 && top.hit.score >= foundFrom(reading)) {
    if (ties.length === 1)
      return answerWith(matched, 'found', withTwin(top.hit.fact, matched), { code: 'found' });
    const facts = ties.map(({ hit }) => hit.fact).slice(0, DECIDE.choices);
    const series = new Set(facts.map((fact) => fact.series ?? fact.id));
    return answerWith(matched, 'choices', inReportOrder(facts, matched), {
      code: series.size === 1 ? 'twins' : 'several',
    });
  }
  if (top.hit.score < (asksQuantity(reading.folded) ? DECIDE.offer : DECIDE.foundWithoutQuantity)) {
    return answerWith(matched, 'not-found', [], { code: 'nothing' });
  }
  const [unit] = top.obstacles;
  if (unit?.kind === 'unit') {
    return answerWith(matched, 'not-found', nearest(judged), { code: 'counts-other', asked: unit.asked });
  }
  const offered = judged
    .filter(({ score, obstacles }) => score >= top.score * 0.75 && obstacles.length === 0)
    .map(({ hit }) => hit.fact)
    .slice(0, DECIDE.choices);
  return answerWith(matched, 'choices', offered, { code: 'unsure' });
}

// Someone who asks for no quantity may not be asking for a figure at all.
function foundFrom(reading: Reading): number {
  return asksForFigure(reading) ? DECIDE.found : DECIDE.foundWithoutQuantity;
}

function asksForFigure({ folded, asked }: Reading): boolean {
  return asksQuantity(folded) || asked.dimension !== undefined || asked.unit !== undefined;
}

// As good an answer: nearly the same score; or, where the question says just one thing, another fact about that.
function isTie(other: Judged, top: Judged, vague: boolean): boolean {
  if (other.obstacles.length !== top.obstacles.length) return false;
  if (other.score >= top.score * DECIDE.tie) return true;
  const samePeriod = other.score / other.hit.score >= (top.score / top.hit.score) * 0.99;
  const complete = top.hit.coverage >= DECIDE.complete && other.hit.coverage >= DECIDE.complete;
  return vague && samePeriod && complete && other.hit.name >= top.hit.name * DECIDE.tieName;
}

// "The villages and counties, how many each", "this year's and the total": one fact for each thing counted, or twins.
function sideBySideAnswer(matched: Matched): Answer | null {
  const { reading, index, hits } = matched;
  const [top] = hits;
  if (top === undefined || top.score < DECIDE.offer) return null;
  if ((reading.years.length > 0 || says(reading, 'yearly')) && says(reading, 'cumulative')) {
    const twins = hits
      .filter(({ score }) => score >= top.score * DECIDE.tie)
      .map(({ fact }) => [fact, ...twinsOf(index.base, fact)])
      .find((series) => series.length > 1);
    if (twins !== undefined)
      return answerWith(matched, 'found', inReportOrder(twins, matched), { code: 'each' });
  }
  const parts = partFacts(reading, hits, index);
  if (parts !== null) return answerWith(matched, 'found', inReportOrder(parts, matched), { code: 'each' });
  const counted = reading.terms.flatMap((term) =>
    term.senses.flatMap((sense) =>
      sense.kind === 'concept' ? (index.lexicon.concepts.get(sense.id)?.counts ?? []) : [],
    ),
  );
  const facts: Fact[] = [];
  for (const unit of new Set(counted)) {
    const asked: Asked = isDimension(unit) ? { dimension: unit } : { unit };
    const best = judgeAll({ ...matched, reading: { ...reading, asked } }).find(
      ({ obstacles, hit }) =>
        obstacles.length === 0 && hit.score >= top.score * 0.6 && hit.score >= DECIDE.offer,
    );
    if (best !== undefined && !facts.includes(best.hit.fact)) facts.push(best.hit.fact);
  }
  return facts.length < 2
    ? null
    : answerWith(matched, 'found', inReportOrder(facts, matched), { code: 'each' });
}

function isDimension(name: string): name is Dimension {
  return DIMENSIONS.some((dimension) => dimension === name);
}

// One word heard behind a slip is too little to answer on where no quantity is asked for: it may be small talk.
function tooFewAsWritten(hit: Hit, reading: Reading): boolean {
  return hit.onlySlips && hit.matched.length < 2 && !asksForFigure(reading);
}

function nearest(judged: readonly Judged[]): Fact[] {
  const best = Math.max(0, ...judged.map(({ hit }) => hit.score));
  return [...judged]
    .filter(({ hit }) => hit.score >= best * DECIDE.near)
    .sort((one, other) => other.hit.score - one.hit.score)
    .slice(0, DECIDE.nearest)
    .map(({ hit }) => hit.fact);
}

// The twin is shown beside a figure when the question named no period: a year and a running total are easily confused.
function withTwin(fact: Fact, { reading, index }: Matched): Fact[] {
  const named = reading.years.length > 0 || says(reading, 'cumulative') || says(reading, 'yearly');
  return named ? [fact] : [fact, ...twinsOf(index.base, fact)];
}

function inReportOrder(facts: readonly Fact[], { index }: Matched): Fact[] {
  const { position } = index.base;
  return [...facts].sort((one, other) => (position.get(one.id) ?? 0) - (position.get(other.id) ?? 0));
}

// "惠及幾多人，讓利幾多": each clause is a question, with what the earlier ones were about as its subject.
function eachAnswer(matched: Matched): Answer | null {
  const { reading, index, slips } = matched;
  const clauses = reading.folded
    .split(/[,，;；、。?？]|\band\b|以及|和(?=[^和]*(?:多少|几))/u)
    .filter((clause) => clause.trim() !== '');
  const asking = clauses.filter(asksQuantity);
  if (asking.length < 2) return null;
  const facts: Fact[] = [];
  let sure = true;
  for (const [place, clause] of clauses.entries()) {
    if (!asksQuantity(clause)) continue;
    const own = readingOf(clause, matched);
    const before = readingOf(clauses.slice(0, place).join(' '), matched);
    const weighed = [
      ...weighFeatures(own.features, index),
      ...weighFeatures(before.features, index).map(({ feature, weight }) => ({
        feature,
        weight: weight * SUBJECT_WEIGHT,
      })),
    ];
    const part: Matched = {
      reading: { ...own, gaps: reading.gaps },
      index,
      slips,
      weighed,
      hits: matchFacts(weighed, index),
    };
    const [top] = judgeAll(part).filter(({ hit }) => !facts.includes(hit.fact));
    if (top === undefined || top.obstacles.some(isHard) || top.hit.score < DECIDE.offer) return null;
    if (top.hit.score < DECIDE.found || top.obstacles.length > 0) sure = false;
    facts.push(top.hit.fact);
  }
  return answerWith(matched, sure ? 'found' : 'choices', facts, { code: sure ? 'each' : 'unsure' });
}

/** How much of the earlier clauses carries over to a later one. */
const SUBJECT_WEIGHT = 0.4;

function readingOf(clause: string, { index, reading, slips }: Matched): Reading {
  return { ...interpret(clause, index.lexicon, slips), language: reading.language };
}

// ---- a number -----------------------------------------------------------------------------------------------

function reverseAnswer(matched: Matched): Answer | null {
  const { reading, index } = matched;
  if (reading.numbers.length === 0) return null;
  const number = [...reading.numbers].sort((one, other) => Number(other.weighty) - Number(one.weighty))[0];
  if (number === undefined) return null;
  const facts = factsWithValue(number, index);
  const [gap] = reading.gaps;
  if (gap !== undefined) return null;
  if (facts.length === 0) {
    // A number inside a question for something else ("the 14,000 jobs were in how many counties?").
    if (asksHowMany(reading.folded) || !number.weighty) return null;
    const near = factsNearValue(number, index, DECIDE.nearest);
    return answerWith(matched, 'not-found', near, { code: 'no-such-number', number });
  }
  if (asksHowMany(reading.folded)) return null;
  const fitting = narrowed(facts, matched);
  const kind = fitting.length === 1 ? 'found' : 'choices';
  return answerWith(matched, kind, fitting, { code: 'value', number });
}

// Of several facts with the same value, those the question's other words fit.
function narrowed(facts: readonly Fact[], matched: Matched): readonly Fact[] {
  const { reading, index } = matched;
  const counted = facts.filter((fact) => unitSaid(fact, reading, index));
  const pool = counted.length > 0 ? counted : facts;
  const coverage = new Map(matched.hits.map((hit) => [hit.fact.id, hit.coverage]));
  const best = Math.max(0, ...pool.map(({ id }) => coverage.get(id) ?? 0));
  if (best < 0.3) return pool;
  const near = pool.filter(({ id }) => (coverage.get(id) ?? 0) >= best * 0.8);
  return near.length > 0 ? near : pool;
}

function unitSaid(fact: Fact, reading: Reading, index: FactIndex): boolean {
  const unit = unitOf(index.base, fact);
  const after = reading.numbers.map((number) => reading.folded.slice(number.end, number.end + 6)).join(' ');
  return (
    [...fact.figure.text]
      .slice(-1)
      .some((last) => /\p{Script=Han}/u.test(last) && after.trimStart().startsWith(last)) ||
    reading.terms.some((term) =>
      term.senses.some(
        (sense) => sense.kind === 'concept' && index.lexicon.concepts.get(sense.id)?.counts === unit.id,
      ),
    )
  );
}

function boundAnswer(direction: 'over' | 'under', matched: Matched): Answer | null {
  const { reading } = matched;
  const limit = reading.numbers.find((number) => number.weighty);
  const [top] = judgeAll(matched);
  if (limit === undefined || top === undefined || top.hit.score < DECIDE.found) return null;
  if (top.obstacles.some(isHard)) {
    const obstacle = top.obstacles.find(isHard);
    return obstacle === undefined
      ? null
      : answerWith(matched, 'not-found', [top.hit.fact], { code: 'obstacle', obstacle });
  }
  const verdict = compareWithLimit(top.hit.fact.figure, limit.value, direction);
  return answerWith(matched, 'found', [top.hit.fact], { code: 'bound', verdict, limit, direction });
}

// ---- parts of the report ------------------------------------------------------------------------------------

function whereAnswer(matched: Matched): Answer | null {
  const { reading, index } = matched;
  const number = reading.numbers.find((candidate) => candidate.weighty) ?? reading.numbers[0];
  const byValue = number === undefined ? [] : narrowed(factsWithValue(number, index), matched);
  const [top] = judgeAll(matched);
  const fact = byValue[0] ?? (top !== undefined && top.hit.score >= DECIDE.offer ? top.hit.fact : undefined);
  if (fact === undefined) return null;
  const section = sectionOf(index.base, fact);
  return answerWith(
    matched,
    'section',
    byValue.length > 1 ? byValue : [fact],
    { code: 'where' },
    { section },
  );
}

function sectionAnswer(asked: Matched): Answer | null {
  const matched = without(sectionSpans(asked.reading.folded), asked);
  const { reading, weighed, index } = matched;
  const [byName] = matchSections(reading.folded, weighed, index);
  const hit =
    sectionByOrdinal(reading.folded, index) ??
    (byName !== undefined && byName.coverage >= DECIDE.section ? byName : null);
  if (hit === null || reading.gaps.length > 0) return null;
  const inside = hit.report.sections.filter(
    ({ id, heading }) =>
      id === hit.section.id ||
      (hit.section.lead === '' && hit.section.printed && heading === hit.section.heading),
  );
  const ids = new Set(inside.map(({ id }) => id));
  const facts = index.base.facts.filter(
    ({ source }) => source.report === hit.report.id && ids.has(source.section),
  );
  return answerWith(matched, 'section', facts, { code: 'section' }, { section: hit.section });
}

const DIMENSION_WORDS: readonly (readonly [RegExp, Dimension])[] = [
  [/金额|钱|资金|款项|\bmoney|monetary|financial|funding|\byuan|\brmb/u, 'money'],
  [/比例|百分比|覆盖率|占比|percent|share|rates?\b/u, 'share'],
  [/户数|多少户|households|families/u, 'households'],
];

function listAnswer(matched: Matched): Answer | null {
  const { reading, weighed, index } = matched;
  const [topic] = matchTopics(weighed, index);
  if (topic !== undefined && topic.coverage >= DECIDE.topic && reading.gaps.length === 0) {
    const facts = index.base.facts.filter((fact) => fact.topic === topic.topic.id);
    return answerWith(matched, 'choices', facts, { code: 'list' });
  }
  const dimension = DIMENSION_WORDS.find(([pattern]) => pattern.test(reading.folded))?.[1];
  if (dimension === undefined || reading.gaps.length > 0) return null;
  const facts = index.base.facts.filter((fact) => unitOf(index.base, fact).dimension === dimension);
  return answerWith(matched, 'choices', facts, { code: 'list' });
}

// ---- calculations -------------------------------------------------------------------------------------------

function calculationAnswer(operation: Operation, year: string | undefined, asked: Matched): Answer | null {
  const { reading, index } = asked;
  if (reading.gaps.length > 0) return null;
  if (operation === 'before' && year !== index.base.file.reports[0]?.year) return null;
  const matched = without(operatorSpans(reading.folded), asked);
  const [top] = matched.hits;
  if (top === undefined || top.evidence < DECIDE.evidence || top.coverage < DECIDE.offer) return null;
  const facts = operandsOf(operation, matched.reading, matched.hits, index);
  // A share that the report itself gives is no calculation.
  const [given] = judgeAll(asked).filter(({ hit }) => unitOf(index.base, hit.fact).dimension === 'share');
  if (operation === 'share' && given?.obstacles.length === 0 && given.hit.score >= DECIDE.found) {
    const best = Math.max(
      0,
      ...matched.hits.filter(({ fact }) => facts?.includes(fact)).map(({ coverage }) => coverage),
    );
    if (given.hit.coverage >= best) return null;
  }
  if (facts === null) {
    if (operation !== 'average') return null;
    return answerWith(asked, 'not-found', nearest(judgeAll(matched)), { code: 'no-operands', operation });
  }
  const result = calculate(operation, facts, index.base);
  if ('code' in result) return answerWith(asked, 'not-found', facts, { code: 'refused', refusal: result });
  return answerWith(asked, 'calculated', facts, { code: 'calculated' }, { calculation: result });
}

// The same question without the words that only say what to do with the figures.
function without(spans: readonly Span[], matched: Matched): Matched {
  const { index } = matched;
  const terms = withoutSpans(matched.reading.terms, spans);
  const reading = { ...matched.reading, terms, features: featuresOf(terms, index.lexicon) };
  const weighed = weigh(reading, index);
  return { ...matched, reading, weighed, hits: matchFacts(weighed, index) };
}
