import { twinsOf, unitOf } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { headOf } from './average.ts';
import type { Matched } from './decide.ts';
import type { Feature } from './features.ts';
import { FIELD_WEIGHTS } from './entry.ts';
import { indexedFact, type FactIndex, type IndexedFact } from './index.ts';
import { conceptIn } from './keys.ts';
import { conceptsOf } from './lexicon.ts';
import { strengthIn } from './match.ts';
import { PERIOD_CONCEPTS, saidPeriod, type SaidPeriod } from './period.ts';
import { factsWithValue } from './reverse.ts';
import { segmentsOf, type Segment } from './segments.ts';

// The facts that a calculation may be made of, and how much of the question each explains, whole and in its stretches.

/** Every tuning number of the choice of operands. */
export const OPERANDS = {
  /** How many of the facts nearest to the whole question, and to each stretch of it, are tried. */
  candidates: 10,
  perSegment: 5,
  /** What the operands together must explain of the question. */
  explained: 0.5,
  /** The weight of words that an operand explains and the others do not, and the lead it has in its own stretch. */
  gain: 0.7,
  lead: 0.05,
  /** The least a stretch must say to name a figure. */
  telling: 1.2,
  /** How well a stretch must name its operand for the lead to count. */
  named: 0.5,
  /** How much the fit to single stretches counts beside the fit to the whole. */
  local: 0.5,
  /** What the operands must explain more than any one figure, or how clearly each must have its own stretch. */
  more: 0.08,
  clear: 0.8,
  /** What speaks for figures of one unit. */
  sameUnit: 0.12,
  /** How much the examples that speak for both count, and what part of them the second must have to count alone. */
  likeness: 0.2,
  liked: 0.04,
  unliked: 0.02,
  /** From this likelihood of a calculation on they do. */
  computed: 0.6,
  /** What it counts for both to stand in one sentence. */
  sameSentence: 0.1,
  /** From this score on, one figure outside the operands is what is asked for. */
  single: 0.85,
  /** The weight of a number in the question that is some fact's value. */
  value: 2.5,
  /** What speaks against a year beside a running total, where the question says neither. */
  otherPeriod: 0.05,
  /** What a third operand must explain besides. */
  further: 0.06,
} as const;

/** A fact with how much it is about each feature of the question. */
export interface Candidate {
  readonly fact: Fact;
  readonly strengths: readonly number[];
}

/** What a question may be computed from. */
export interface Pool {
  readonly matched: Matched;
  readonly candidates: readonly Candidate[];
  readonly weights: readonly number[];
  /** Whether a feature says no more than the period. */
  readonly periods: readonly boolean[];
  readonly total: number;
  readonly segments: readonly Segment[];
  /** Which period the question says. */
  readonly said: SaidPeriod;
  /** How well each candidate fits each of the segments. */
  readonly fits: ReadonlyMap<Fact, readonly number[]>;
}

/** The facts near a question, of the period it says. */
export function poolOf(matched: Matched): Pool {
  const { reading, index, weighed, hits } = matched;
  const said = saidPeriod(reading.terms, reading.years);
  const segments = segmentsOf(reading, index).filter(({ weight }) => weight >= OPERANDS.telling);
  const facts = new Set(hits.slice(0, OPERANDS.candidates).map(({ fact }) => fact));
  for (const segment of segments)
    for (const { fact } of [...segment.hits.values()].slice(0, OPERANDS.perSegment)) facts.add(fact);
  const values = reading.numbers
    .filter(({ weighty }) => weighty)
    .map((number) => factsWithValue(number, index))
    .filter((found) => found.length > 0);
  for (const fact of values.flat()) facts.add(fact);
  const weights = [...weighed.map(({ weight }) => weight), ...values.map(() => OPERANDS.value)];
  const candidates = [...facts]
    .filter((fact) => fact.figure.value !== null && ofPeriod(fact, said, index))
    .map((fact) => {
      const indexed = indexedFact(fact, index);
      return {
        fact,
        strengths: [
          ...weighed.map(({ feature }) => strengthOf(feature, fact, indexed, index)),
          ...values.map((found) => (found.includes(fact) ? 1 : 0)),
        ],
      };
    });
  const periods = weighed.map(({ feature }) =>
    [...feature.alternatives.keys()].every((key) => PERIOD_CONCEPTS.has(conceptIn(key))),
  );
  const fits = new Map(
    candidates.map(({ fact }): [Fact, number[]] => [fact, segments.map((one) => fitOf(fact, one, index))]),
  );
  return { matched, candidates, weights, periods, total: sumOf(weights), segments, said, fits };
}

// A figure of students is no figure of the members who sponsor them, though it names them.
function strengthOf(
  feature: Feature,
  fact: Fact,
  indexed: IndexedFact | undefined,
  index: FactIndex,
): number {
  const strength = strengthIn(feature, indexed, index);
  if (unitOf(index.base, fact).dimension !== 'people') return strength;
  const own = [...feature.alternatives].flatMap(([key, full]) => (full === 1 ? conceptIn(key) : []));
  return namesOthers(own, fact, index) ? Math.min(strength, FIELD_WEIGHTS.quote) : strength;
}

// Whether all that is named are people, and others than the fact counts.
function namesOthers(concepts: readonly string[], fact: Fact, index: FactIndex): boolean {
  const people = concepts.filter((id) => {
    const concept = index.lexicon.concepts.get(id);
    return concept?.counts === 'people' && concept.generic !== true;
  });
  if (people.length === 0 || people.length < concepts.length) return false;
  const head = headOf(fact, index);
  return !people.some((id) => head.has(id));
}

/** The sum of numbers. */
export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

// The year or "in total", said once, holds for every operand.
function ofPeriod(fact: Fact, { year: yearly, total }: SaidPeriod, { base }: FactIndex): boolean {
  const twins = twinsOf(base, fact);
  if (yearly === total || ![fact, ...twins].some(({ period }) => period.kind === 'year')) return true;
  return (fact.period.kind === 'year') === yearly;
}

/** Whether two facts are the same measure over two periods. */
export function sameSeries(one: Fact, other: Fact): boolean {
  return one.series !== undefined && one.series === other.series;
}

/** The weight of what one fact is about by name and the other is not. */
export function gainOf(
  one: Candidate,
  other: Candidate,
  { weights, periods, matched: { index } }: Pool,
  series = false,
): number {
  return sumOf(
    weights.map((weight, place) => {
      const own = one.strengths[place] ?? 0;
      const less = other.strengths[place] ?? 0;
      return (series || periods[place] !== true) &&
        weight > index.tuning.generic &&
        own >= FIELD_WEIGHTS.name * index.tuning.slip &&
        less < own
        ? weight * (own - less)
        : 0;
    }),
  );
}

/** Each fact in a stretch of its own, as well as that goes, and whether it fits that better than the other does. */
export function bestAssignment(
  one: Fact,
  other: Fact,
  { fits }: Pool,
): { score: number; leads: readonly [boolean, boolean] } {
  const ones = fits.get(one) ?? [];
  const others = fits.get(other) ?? [];
  const at = (stretches: readonly number[], place: number): number => stretches[place] ?? 0;
  let best: { score: number; leads: readonly [boolean, boolean] } = { score: 0, leads: [false, false] };
  // Any stretch of the one goes with the best of the other, or the second best where that is the same stretch.
  const second = bestPlace(others, -1);
  const third = bestPlace(others, second);
  for (const [place, fit] of ones.entries()) {
    const beside = place === second ? third : second;
    if (beside < 0) continue;
    const score = (fit + at(others, beside)) / 2;
    if (score <= best.score) continue;
    const leads = [
      fit >= Math.max(OPERANDS.named, at(others, place) + OPERANDS.lead),
      at(others, beside) >= Math.max(OPERANDS.named, at(ones, beside) + OPERANDS.lead),
    ] as const;
    best = { score, leads };
  }
  return best;
}

// The first place of the greatest number, but for one place; -1 where there is no other.
function bestPlace(numbers: readonly number[], except: number): number {
  let best = -1;
  for (const [place, number] of numbers.entries())
    if (place !== except && (best < 0 || number > (numbers[best] ?? 0))) best = place;
  return best;
}

function fitOf(fact: Fact, segment: Segment, index: FactIndex): number {
  const score = segment.hits.get(fact.id)?.score ?? 0;
  return score === 0 ? 0 : score * periodFit(fact, segment, index) * peopleFit(fact, segment, index);
}

/** What is left of the fit where the stretch names other people than the fact counts. */
const OTHER_PEOPLE = 0.5;

function peopleFit(fact: Fact, { terms }: Segment, index: FactIndex): number {
  const named = terms.flatMap(({ senses }) => conceptsOf(senses));
  const people = unitOf(index.base, fact).dimension === 'people';
  return people && namesOthers(named, fact, index) ? OTHER_PEOPLE : 1;
}

/** What is left of the fit where the stretch says the other period. */
const OTHER_PERIOD = 0.75;

function periodFit(fact: Fact, { terms }: Segment, { base }: FactIndex): number {
  if (!twinsOf(base, fact).some((twin) => twin.period.kind !== fact.period.kind)) return 1;
  const { year: yearly, total } = saidPeriod(terms);
  if (yearly && !total && fact.period.kind === 'cumulative') return OTHER_PERIOD;
  return total && !yearly && fact.period.kind !== 'cumulative' ? OTHER_PERIOD : 1;
}
