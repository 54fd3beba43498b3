import { twinsOf, type FactBase } from '../facts/base.ts';
import type { Fact, Section } from '../facts/schema.ts';
import type { Language } from '../text/language.ts';
import type { NumberInText } from '../text/numerals.ts';
import type { Verdict } from './bound.ts';
import type { Calculation, Refusal } from './calculate.ts';
import { withoutSpans, type Span } from './cut.ts';
import { featuresOf } from './features.ts';
import { asksQuantity } from './frames.ts';
import type { FactIndex } from './index.ts';
import { asksForName, type Asked } from './asked.ts';
import type { Reading } from './interpret.ts';
import { matchFacts, weighFeatures, yearFeatures, type Hit, type WeighedFeature } from './match.ts';
import { obstaclesTo, type Obstacle } from './obstacles.ts';
import type { Operation } from './operation.ts';
import type { Slips } from './slips.ts';

// What every kind of answer is decided with: the thresholds, the answer itself, and how a hit is judged.

/** Every threshold of the decision, in one place. */
export const DECIDE = {
  /** From here on the best fact is the answer. */
  found: 0.41,
  /** The same for the only figure that counts what is asked. */
  foundOnlyOfUnit: 0.36,
  /** The same where no quantity is asked for: it may be no question about a figure. */
  foundWithoutQuantity: 0.6,
  /** From here on a limit is taken to be one for the best fact. */
  bound: 0.5,
  /** Below it a figure does not clearly tell a part of another one. */
  part: 0.7,
  /** From here on it is worth offering. */
  offer: 0.34,
  /** The least summed weight of explained words: below it there is too little to go by. */
  evidence: 0.7,
  /** A second fact this close to the best is as good an answer. */
  tie: 0.98,
  /** A fact that explains this much of a question that says just one thing is as good an answer as any other. */
  complete: 0.97,
  tieName: 0.75,
  /** Of a question that only says what to count, the score that a figure of that must have beside the best. */
  alike: 0.75,
  /** What an obstacle leaves of a score, for choosing between facts. */
  obstructed: 0.8,
  wrongUnit: 0.72,
  /** How much of a fit a figure lends to another one of its sentence that counts what is asked. */
  lent: 0.9,
  /** How much of a question a topic's or section's names must explain. */
  topic: 0.62,
  section: 0.45,
  /** How much of what is listed a fact's label must say. */
  listed: 0.6,
  /** What part of the best fact's share another must have to be listed with it. */
  listedBeside: 0.85,
  /** Below this part of `offer`, nothing the best fact says is worth a word. */
  nothing: 0.7,
  /** How much of the best score a fact must have to be offered beside it. */
  offered: 0.75,
  /** The same for being one of several asked for side by side. */
  sideBySide: 0.6,
  /** Of facts with the same value: the coverage from which words decide, and what part of the best one ties. */
  valueCoverage: 0.3,
  valueTie: 0.8,
  /** The most facts offered at once. */
  choices: 6,
  nearest: 3,
  /** How much of the best score a fact must have to be offered as near. */
  near: 0.65,
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

export interface Matched {
  readonly reading: Reading;
  readonly index: FactIndex;
  readonly slips: Slips;
  readonly weighed: readonly WeighedFeature[];
  readonly hits: readonly Hit[];
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

export interface Judged {
  readonly hit: Hit;
  readonly obstacles: readonly Obstacle[];
  /** How well the words fit: the hit's score, or what the sentence it stands in lends it. */
  readonly fit: number;
  /** The same after obstacles and period: what decides the order. */
  readonly score: number;
}

function judge(hit: Hit, { reading, index }: Matched): Judged {
  const obstacles = obstaclesTo(hit, reading, index);
  return { hit, obstacles, ...scores(hit.score, hit, obstacles, reading, index) };
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
  const factor = (hard ? DECIDE.obstructed : 1) * (wrongUnit ? DECIDE.wrongUnit : 1);
  return { fit, score: fit * factor * periodFactor(hit.fact, reading, index.base) };
}

// A question often tells the whole sentence and asks for one of its figures: "hospitals were hooked up - how many people
// benefited?" What the words say of a figure that counts another thing goes, in part, for the one that counts what is
// asked.
function lent(own: Judged, all: readonly Judged[], { reading, index }: Matched): Judged {
  if (own.obstacles.length > 0) return own;
  const neighbours = all.filter(
    ({ hit, obstacles }) =>
      obstacles.length > 0 &&
      !obstacles.some(isHard) &&
      hit.fact.source.quote === own.hit.fact.source.quote &&
      statementOf(hit.fact) === statementOf(own.hit.fact),
  );
  const fit = Math.max(own.fit, ...neighbours.map((other) => other.fit * DECIDE.lent));
  return fit === own.fit ? own : { ...own, ...scores(fit, own.hit, own.obstacles, reading, index) };
}

// The part of the quote that the figure stands in: a semicolon sets apart what has little to do with each other.
function statementOf({ source: { quote }, figure }: Fact): string {
  return quote.split(/[;；]/u).find((part) => part.includes(figure.text)) ?? quote;
}

/** What is left of a score when the question asks for the fact's twin instead. */
const OTHER_TWIN = 0.8;

// Only between twins does the period decide; a lone cumulative figure also answers a question that says 2019.
function periodFactor(fact: Fact, reading: Reading, base: FactBase): number {
  const twins = twinsOf(base, fact);
  if (twins.length === 0) return 1;
  const { year, total, notTotal } = reading.period;
  const isTotal = fact.period.kind === 'cumulative';
  if (total && !isTotal && twins.some(({ period }) => period.kind === 'cumulative')) return OTHER_TWIN;
  if (isTotal && (notTotal || (year && !total))) return OTHER_TWIN;
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

export function nearest(judged: readonly Judged[]): Fact[] {
  const best = Math.max(0, ...judged.map(({ hit }) => hit.score));
  return [...judged]
    .filter(({ hit }) => hit.score >= best * DECIDE.near)
    .sort((one, other) => other.hit.score - one.hit.score)
    .slice(0, DECIDE.nearest)
    .map(({ hit }) => hit.fact);
}

export function inReportOrder(facts: readonly Fact[], { index }: Matched): Fact[] {
  const { position } = index.base;
  return [...facts].sort((one, other) => (position.get(one.id) ?? 0) - (position.get(other.id) ?? 0));
}
