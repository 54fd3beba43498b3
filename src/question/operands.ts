import Big from 'big.js';
import { unitOf } from '../facts/base.ts';
import type { Dimension, Fact } from '../facts/schema.ts';
import { seriesPair } from './calculate.ts';
import { cut, type Term } from './cut.ts';
import { featuresOf } from './features.ts';
import { operatorSpans, type Operation, type Span } from './frames.ts';
import { FIELD_WEIGHTS, type FactIndex } from './index.ts';
import type { Reading } from './interpret.ts';
import { matchFacts, weighFeatures, type Hit, type WeighedFeature } from './match.ts';
import { fits, says, saysYear } from './obstacles.ts';
import { factsWithValue } from './reverse.ts';

// Which facts a calculation is to be made of.

/** From this coverage on, a question for a sum is taken to name one figure. */
const ONE_FIGURE = 0.88;

/** Below this share a part of the question has not really named a fact. */
const PART_COVERAGE = 0.34;

/**
 * The facts a calculation question names, in the order of the formula; null where it does not name them clearly.
 * `hits` are the matches of the whole question.
 */
export function operandsOf(
  operation: Operation,
  reading: Reading,
  hits: readonly Hit[],
  index: FactIndex,
): readonly Fact[] | null {
  if (operation === 'average') return averageOperands(reading, hits, index);
  // One figure that explains nearly all of it is what is asked for: 合計 and "altogether" are said of totals too.
  if (operation === 'sum' && (hits[0]?.coverage ?? 0) >= ONE_FIGURE) return null;
  const series = seriesOperands(operation, reading, hits, index);
  if (series !== null) return series;
  return operation === 'before' ? null : partOperands(operation, reading, hits, index);
}

// "2019 as a share of the total", "before 2019", "how much more in total than in 2019": one measure, two periods.
function seriesOperands(
  operation: Operation,
  reading: Reading,
  hits: readonly Hit[],
  index: FactIndex,
): readonly Fact[] | null {
  const [top] = hits;
  if (top === undefined) return null;
  const best = hits.filter(({ score }) => score >= top.score * 0.85);
  const pair = best.map(({ fact }) => seriesPair(fact, index.base)).find((found) => found !== null) ?? null;
  if (pair === null) return null;
  if (operation === 'before') return [pair.cumulative, pair.yearly];
  const namesYear = saysYear(reading);
  const namesTotal = says(reading, 'cumulative');
  if (operation === 'share' && namesYear) return [pair.yearly, pair.cumulative];
  if (!namesYear || !namesTotal) return null;
  return operation === 'share' ? [pair.yearly, pair.cumulative] : [pair.cumulative, pair.yearly];
}

const CONNECTORS =
  /里头|里面|当中|之中|(?<=[的人童部群众户])(?:里|中)|\b(?:are|were)\b|和|与|跟|同埋|同(?!悦|时)|及(?!以)|以及|、|[,，;；]|比(?!例|重|率)|占|佔|除以|减去?|加上?(?!起|总|埋|在)|\b(?:and|vs\.?|versus|than|compared (?:to|with)|to|over|minus|plus|against|out of|of the|as a (?:share|percentage|percent|proportion|fraction) of)\b/u;

// Each part of the question names one figure; the rest of the question helps where a part says little by itself.
function partOperands(
  operation: Operation,
  reading: Reading,
  hits: readonly Hit[],
  index: FactIndex,
): readonly Fact[] | null {
  const whole = new Map(hits.map((hit) => [hit.fact.id, hit.coverage]));
  const scored = partsOf(reading, index).map((weighed) =>
    matchFacts(weighed, index)
      .filter(
        ({ fact, coverage }) => coverage >= PART_COVERAGE && (whole.get(fact.id) ?? 0) >= WHOLE_COVERAGE,
      )
      .map((hit) => ({ hit, score: hit.score + WHOLE_WEIGHT * (whole.get(hit.fact.id) ?? 0) })),
  );
  const byValue = operation === 'sum' ? [] : valueOperands(reading, index);
  if (scored.length + byValue.length < 2) return null;
  let best: { facts: Fact[]; score: number } | null = null;
  for (const dimension of dimensionsOf([...scored.flat().map(({ hit }) => hit.fact), ...byValue], index)) {
    const chosen: Fact[] = [];
    let score = 0;
    for (const candidates of scored) {
      const fitting = candidates
        .filter(
          ({ hit }) => unitOf(index.base, hit.fact).dimension === dimension && !chosen.includes(hit.fact),
        )
        .sort((one, other) => other.score - one.score)[0];
      if (fitting === undefined) continue;
      chosen.push(fitting.hit.fact);
      score += fitting.score;
    }
    for (const fact of byValue) {
      if (unitOf(index.base, fact).dimension === dimension && !chosen.includes(fact)) chosen.push(fact);
    }
    if (chosen.length >= 2 && (best === null || score > best.score)) best = { facts: chosen, score };
  }
  if (best === null) return null;
  const facts = inOrder(operation, operation === 'sum' ? best.facts : best.facts.slice(0, 2));
  return facts.every((fact) => addsSomething(fact, facts, hits, reading, byValue)) ? facts : null;
}

/** The facts that the parts of a question name side by side, whatever they count; null unless there are several. */
export function partFacts(reading: Reading, hits: readonly Hit[], index: FactIndex): readonly Fact[] | null {
  const whole = new Map(hits.map((hit) => [hit.fact.id, hit.coverage]));
  const facts: Fact[] = [];
  for (const weighed of partsOf(reading, index)) {
    const [best] = matchFacts(weighed, index)
      .filter(({ fact, coverage }) => coverage >= PART_COVERAGE && !facts.includes(fact))
      .map((hit) => ({ hit, score: hit.score + WHOLE_WEIGHT * (whole.get(hit.fact.id) ?? 0) }))
      .sort((one, other) => other.score - one.score);
    if (best !== undefined && best.score >= SIDE_BY_SIDE) facts.push(best.hit.fact);
  }
  return facts.length >= 2 && facts.every((fact) => addsSomething(fact, facts, hits, reading, []))
    ? facts
    : null;
}

/** The least that a part and the whole together must say for a fact to be named side by side. */
const SIDE_BY_SIDE = 0.8;

/** An operand must have something to do with the whole question too. */
const WHOLE_COVERAGE = 0.25;

/** How much the fit to the whole question counts beside the fit to its part. */
const WHOLE_WEIGHT = 0.6;

// A number in the question may stand for a figure: "how many times the 10 billion".
function valueOperands(reading: Reading, index: FactIndex): Fact[] {
  return reading.numbers
    .filter(({ weighty }) => weighty)
    .flatMap((number) => factsWithValue(number, index).slice(0, 1));
}

// Every operand must explain something that the others do not; else the question names one figure in many words.
function addsSomething(
  fact: Fact,
  facts: readonly Fact[],
  hits: readonly Hit[],
  reading: Reading,
  byValue: readonly Fact[],
): boolean {
  if (byValue.includes(fact)) return true;
  const own = hits.find((hit) => hit.fact.id === fact.id)?.indexed;
  if (own === undefined) return false;
  const others = hits
    .filter((hit) => hit.fact.id !== fact.id && facts.includes(hit.fact))
    .map(({ indexed }) => indexed);
  return reading.features.some((feature) =>
    [...feature.alternatives].some(
      ([key, strength]) =>
        strength === 1 &&
        (own.weights.get(key) ?? 0) >= FIELD_WEIGHTS.name &&
        others.every(({ weights }) => (weights.get(key) ?? 0) < FIELD_WEIGHTS.name),
    ),
  );
}

function partsOf(reading: Reading, index: FactIndex): (readonly WeighedFeature[])[] {
  return reading.folded
    .split(CONNECTORS)
    .map((part) =>
      weighFeatures(
        featuresOf(withoutSpans(termsOf(part, index), operatorSpans(part)), index.lexicon),
        index,
      ),
    )
    .filter((weighed) => weighed.some(({ weight }) => weight > 0));
}

/** The terms that do not lie in any of the spans. */
export function withoutSpans(terms: readonly Term[], spans: readonly Span[]): Term[] {
  return terms.filter((term) => !spans.some(([from, to]) => from <= term.start && term.end <= to));
}

function termsOf(part: string, index: FactIndex): Term[] {
  return cut(part, index.lexicon);
}

function dimensionsOf(facts: readonly Fact[], index: FactIndex): Set<Dimension> {
  return new Set(facts.map((fact) => unitOf(index.base, fact).dimension));
}

function inOrder(operation: Operation, facts: readonly Fact[]): readonly Fact[] {
  const [first, second] = facts;
  if (first === undefined || second === undefined) return facts;
  // A difference or a share is asked for either way round: the larger less the smaller, the part of the whole.
  const ascending = new Big(first.figure.value ?? 0).lt(second.figure.value ?? 0);
  if (operation === 'difference') return ascending ? [second, first] : facts;
  return operation === 'share' && !ascending ? [second, first] : facts;
}

// "How many people per hospital": the thing after 每 or per is counted by the denominator.
function averageOperands(reading: Reading, hits: readonly Hit[], index: FactIndex): readonly Fact[] | null {
  const per = perUnit(reading, index);
  if (per === null) return null;
  let best: { facts: Fact[]; score: number } | null = null;
  for (const below of hits.filter(({ fact }) => perMatches(fact, per, index))) {
    for (const above of hits) {
      if (perMatches(above.fact, per, index) || !shareSubject(above, below, reading)) continue;
      const sameSection = above.fact.source.section === below.fact.source.section;
      const asAsked = fits(above.fact, reading.asked, index);
      // Who asks for money per head is not answered with a number of hospitals.
      if (reading.asked.dimension === 'money' && !asAsked) continue;
      const score =
        above.coverage + below.coverage + (sameSection ? SAME_SECTION : 0) + (asAsked ? AS_ASKED : 0);
      if (best === null || score > best.score) best = { facts: [above.fact, below.fact], score };
    }
  }
  return best?.facts ?? null;
}

/** What it counts for two figures to stand in one section, and for the numerator to be of the kind asked for. */
const SAME_SECTION = 0.3;
const AS_ASKED = 0.3;

// Both must be about something the question names: jobs per county, both of jobs.
function shareSubject(above: Hit, below: Hit, reading: Reading): boolean {
  return reading.features.some((feature) =>
    [...feature.alternatives].some(
      ([key, strength]) =>
        strength === 1 &&
        (above.indexed.weights.get(key) ?? 0) >= FIELD_WEIGHTS.name &&
        (below.indexed.weights.get(key) ?? 0) >= FIELD_WEIGHTS.name,
    ),
  );
}

function perMatches(fact: Fact, per: string, index: FactIndex): boolean {
  const unit = unitOf(index.base, fact);
  return unit.id === per || unit.dimension === per;
}

const PER = /每一?|一(?=[家所户间名县村座部台])|一个|\bper |\beach |\bevery |平均(?:到)?(?:每)?(?:一)?/gu;
const PER_MEASURES: Readonly<Record<string, string>> = {
  人: 'people',
  名: 'people',
  位: 'people',
  户: 'households',
  县: 'county',
  村: 'village',
  所: 'school',
  座: 'base-station',
};

function perUnit(reading: Reading, index: FactIndex): string | null {
  for (const match of reading.folded.matchAll(PER)) {
    const after = match.index + match[0].length;
    const measure = /^[个家间部台]?(?<word>[人户县村所座名位])/u.exec(reading.folded.slice(after))?.groups?.[
      'word'
    ];
    let unit: string | null = null;
    let end = after;
    for (const term of reading.terms.filter(({ start }) => start >= after).slice(0, 4)) {
      const counts = term.senses
        .map((sense) => (sense.kind === 'concept' ? index.lexicon.concepts.get(sense.id)?.counts : undefined))
        .find((found) => found !== undefined && found !== 'money');
      // "Per school principal": of nouns that follow each other the last one counts.
      if (unit !== null && (counts === undefined || term.start > end + 1)) break;
      unit = counts ?? unit;
      end = term.end;
    }
    const byMeasure = measure === undefined ? undefined : PER_MEASURES[measure];
    if (unit !== null || byMeasure !== undefined) return unit ?? byMeasure ?? null;
  }
  return null;
}
