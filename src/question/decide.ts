import { sentenceOf, twinsOf } from '../facts/base.ts';
import type { Fact, Section } from '../facts/schema.ts';
import { foldTight } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import type { NumberInText } from '../text/numerals.ts';
import type { Verdict } from './bound.ts';
import type { Calculation, Refusal } from './calculate.ts';
import { withoutSpans, type Span } from './cut.ts';
import type { Example, Learnt } from './examples.ts';
import { featuresOf } from './features.ts';
import { asksQuantity } from './frames.ts';
import type { FactIndex } from './index.ts';
import { asksForName, type Asked } from './asked.ts';
import type { Reading } from './interpret.ts';
import { matchFacts, weighFeatures, yearFeatures, type Hit, type WeighedFeature } from './match.ts';
import { obstaclesTo, type Obstacle } from './obstacles.ts';
import type { Operation } from './operation.ts';
import type { Slips } from './slips.ts';

// What every kind of answer is decided with: the answer itself, and how a hit is judged.

/** How many facts are offered at once, as choices and as the nearest ones. */
export const OFFERS = { choices: 6, nearest: 3 } as const;

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
  /** A figure fits, but by the examples it is not what is asked. */
  | { readonly code: 'not-said' }
  /** `to-bot`: said to or about the bot itself. */
  | { readonly code: 'nothing' | 'blank' | 'to-bot' };

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
  /** The sentence of that section, as printed, that comes nearest to what was asked. */
  readonly passage: string | null;
  readonly reason: Reason;
  /** How the facts matched, best first: for explaining and for tests. */
  readonly hits: readonly Hit[];
}

export interface Matched {
  readonly reading: Reading;
  readonly index: FactIndex;
  readonly slips: Slips;
  readonly weighed: readonly WeighedFeature[];
  readonly hits: readonly Hit[];
  readonly learnt: Learnt;
}

export function weigh(reading: Reading, index: FactIndex): WeighedFeature[] {
  return [...weighFeatures(reading.features, index), ...yearFeatures(reading.years, index)];
}

// The same question without the words that only say what to do with the figures.
export function without(spans: readonly Span[], matched: Matched): Matched {
  const { index } = matched;
  const terms = withoutSpans(matched.reading.terms, spans);
  const reading = { ...matched.reading, terms, features: featuresOf(terms, index.lexicon) };
  const weighed = weigh(reading, index);
  return { ...matched, reading, weighed, hits: matchFacts(weighed, index) };
}

export function answerWith(
  { reading, hits }: Matched,
  kind: AnswerKind,
  facts: readonly Fact[],
  reason: Reason,
  more: { calculation?: Calculation; section?: Section; passage?: string | null } = {},
): Answer {
  return {
    kind,
    question: reading.question,
    language: reading.language,
    facts,
    calculation: more.calculation ?? null,
    section: more.section ?? null,
    passage: more.passage ?? null,
    reason,
    hits,
  };
}

export interface Judged {
  readonly hit: Hit;
  readonly obstacles: readonly Obstacle[];
  /** How well the words fit: the hit's score, or what the sentence it stands in lends it. */
  readonly fit: number;
  /** The same after obstacles and period: what decides the order. */
  readonly score: number;
}

function judge(hit: Hit, { reading, index, learnt }: Matched): Judged {
  const likeness = learnt.likeness.get(hit.fact.id) ?? 0;
  const met = obstaclesTo(hit, reading, index);
  const obstacles = met.filter(({ kind }) => !isOverruled(kind, likeness, learnt.lack, index));
  // What counts something else stays behind what counts what is asked.
  const counted = [...obstacles, ...met.filter((one) => !isHard(one) && !obstacles.includes(one))];
  const liked = likeness * index.tuning.likeness;
  return { hit, obstacles, ...scores(hit.score + liked * (1 - hit.score), hit, counted, reading, index) };
}

// Examples that ask in nearly these words, and have an answer, tell what was only said in passing ("young and old alike").
function isOverruled(kind: Obstacle['kind'], likeness: number, lack: number, index: FactIndex): boolean {
  const { sureAnswer, overrules, overrulesUnit } = index.tuning;
  if (lack >= sureAnswer) return false;
  if (kind === 'unit') return likeness >= overrulesUnit;
  return (kind === 'gap' || kind === 'not-about') && likeness >= overrules;
}

/** How much the words and the examples that speak for a figure weigh against the likelihood that the report lacks it. */
const TRUST = { words: 4, examples: 6 } as const;

/**
 * How much speaks for a figure that fits, against that the report does not say what is asked: the words and the
 * examples, less the log-odds of a lack.
 */
export function assuranceOf({ hit }: Judged, { learnt, index }: Matched): number {
  // What a moderator calls a figure is that figure, whatever it is like.
  if (hit.score >= index.tuning.plain) return Infinity;
  const odds = Math.log(Math.max(learnt.lack, Number.EPSILON) / Math.max(1 - learnt.lack, Number.EPSILON));
  const liked = learnt.likeness.get(hit.fact.id) ?? 0;
  return TRUST.words * hit.score + TRUST.examples * liked - odds;
}

/** Whether examples tell that a question wants one figure, and is of no other kind that its wording may look like. */
export function wantsOneFigure(
  kind: Example['kind'],
  { learnt, index }: Pick<Matched, 'learnt' | 'index'>,
): boolean {
  const { otherFrame, sureFigure } = index.tuning;
  return learnt.kind(kind) < otherFrame && mostLikely(learnt) >= sureFigure;
}

/** How likely the figure is that the question wants most likely. */
export function mostLikely({ likeness }: Learnt): number {
  return Math.max(0, ...likeness.values());
}

function scores(
  fit: number,
  hit: Hit,
  obstacles: readonly Obstacle[],
  reading: Reading,
  index: FactIndex,
): Pick<Judged, 'fit' | 'score'> {
  const hard = obstacles.some(isHard);
  const wrongUnit = obstacles.some((obstacle) => !isHard(obstacle));
  const factor = (hard ? index.tuning.obstructed : 1) * (wrongUnit ? index.tuning.wrongUnit : 1);
  return { fit, score: fit * factor * periodFactor(hit.fact, reading, index) };
}

/** How much of a fit a figure must have by itself to be lent the rest: phones for households are none for learners. */
const OF_ITS_OWN = 0.48;

// A question often tells the whole sentence and asks for one of its figures: "hospitals were hooked up - how many people
// benefited?" What the words say of a figure that counts another thing goes, in part, for the one that counts what is
// asked.
function lent(own: Judged, all: readonly Judged[], { reading, index }: Matched): Judged {
  if (own.obstacles.length > 0) return own;
  const neighbours = all.filter(
    ({ hit, obstacles }) =>
      obstacles.length > 0 && !obstacles.some(isHard) && sentenceOf(hit.fact) === sentenceOf(own.hit.fact),
  );
  const lenders = neighbours.filter((other) => own.fit >= other.fit * OF_ITS_OWN);
  const fit = Math.max(own.fit, ...lenders.map((other) => other.fit * index.tuning.lent));
  return fit === own.fit ? own : { ...own, ...scores(fit, own.hit, own.obstacles, reading, index) };
}

// Only between twins does the period decide; a lone cumulative figure also answers a question that says 2019.
function periodFactor(fact: Fact, reading: Reading, index: FactIndex): number {
  const twins = twinsOf(index.base, fact);
  if (twins.length === 0) return 1;
  const { year, total, notTotal } = reading.period;
  const isTotal = fact.period.kind === 'cumulative';
  if (total && !isTotal && twins.some(({ period }) => period.kind === 'cumulative'))
    return index.tuning.otherTwin;
  if (isTotal && (notTotal || (year && !total))) return index.tuning.otherTwin;
  return 1;
}

export function judgeAll(matched: Matched): Judged[] {
  const alone = matched.hits.map((hit) => judge(hit, matched));
  return alone
    .map((judged, place) => ({ judged: lent(judged, alone, matched), place }))
    .sort((one, other) => other.judged.score - one.judged.score || one.place - other.place)
    .map(({ judged }) => judged);
}

export function isHard({ kind }: Obstacle): boolean {
  return kind !== 'unit';
}

export function asksForFigure({ folded, asked }: Reading): boolean {
  return (
    asksQuantity(folded) ||
    asksForName(folded) !== null ||
    asked.dimension !== undefined ||
    asked.unit !== undefined
  );
}

export function nearest(judged: readonly Judged[], { index }: Matched): Fact[] {
  const best = Math.max(0, ...judged.map(({ hit }) => hit.score));
  return [...judged]
    .filter(({ hit }) => hit.score >= best * index.tuning.near)
    .sort(
      (one, other) =>
        other.hit.score - one.hit.score || one.hit.indexed.position - other.hit.indexed.position,
    )
    .slice(0, OFFERS.nearest)
    .map(({ hit }) => hit.fact);
}

/** Whether the question is a name of the fact and nothing else. */
export function isTyped({ label, aliases }: Fact, { question }: Reading): boolean {
  const typed = foldTight(question);
  return [label.zh, label.en, ...aliases.zh, ...aliases.en].some((name) => foldTight(name) === typed);
}

export function inReportOrder(facts: readonly Fact[], { index }: Matched): Fact[] {
  const { position } = index.base;
  return [...facts].sort((one, other) => (position.get(one.id) ?? 0) - (position.get(other.id) ?? 0));
}
