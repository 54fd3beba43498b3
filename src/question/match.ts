import type { Fact } from '../facts/schema.ts';
import type { Feature, FeatureKey } from './features.ts';
import type { FactIndex, IndexedFact } from './index.ts';
import { yearKey } from './section-index.ts';

/** Every tuning number of the match, in one place. */
export const MATCH = {
  /** How many candidates are looked at closely. */
  candidates: 24,
  /** How many are compared on every word where the widespread ones were left out at first. */
  shortlist: 400,
  /** How many entries of the index are read to find candidates, rare words first. */
  postings: 40_000,
  /** Weight of a pair of letters that no fact knows, beside the idf of those that some fact knows. */
  unknownPair: 0.9,
  unknownWord: 2.2,
  /** A concept that the lexicon knows but no fact has is a stronger sign that the report lacks it. */
  absentConcept: 3,
  /** The most that a general word (help, poor, people) weighs. */
  generic: 0.5,
  /** Words understood behind a slip are a little less sure. */
  slip: 0.9,
  coverage: 0.6,
  name: 0.4,
} as const;

/** A fact that shares something with the question, and why. */
export interface Hit {
  readonly fact: Fact;
  readonly indexed: IndexedFact;
  /** 0 to 1: what decides the order. */
  readonly score: number;
  /** 0 to 1: the weighted share of the question's informative words that the fact explains. */
  readonly coverage: number;
  /** 0 to 1: how much the best name of the fact and the question say the same. */
  readonly name: number;
  /** The summed weight of what was explained: how much there is to go by at all. */
  readonly evidence: number;
  readonly matched: readonly string[];
  readonly missed: readonly Feature[];
  /** Nothing was matched as written, only what was heard behind slips: too little to answer on. */
  readonly onlySlips: boolean;
}

/** A feature with what it weighs in this index. */
export interface WeighedFeature {
  readonly feature: Feature;
  readonly weight: number;
}

/** Weighs a question's features: rare ones tell more; ones that no fact has count against every fact. */
export function weighFeatures(features: readonly Feature[], index: FactIndex): WeighedFeature[] {
  const seen = new Set<string>();
  return features.flatMap((feature) => {
    const identity = [...feature.alternatives.keys()].sort().join('|');
    if (seen.has(identity)) return [];
    seen.add(identity);
    return [{ feature, weight: featureWeight(feature, index) }];
  });
}

function featureWeight(feature: Feature, index: FactIndex): number {
  const present = [...feature.alternatives].filter(([key]) => index.has(key));
  const own = present.filter(([, strength]) => strength === 1);
  const telling = own.length > 0 ? own : present;
  if (telling.length > 0) {
    const idf = Math.max(...telling.map(([key]) => index.idf(key)));
    if (isGeneric(feature, index)) return Math.min(idf, MATCH.generic);
    return feature.known ? idf : Math.min(idf, MATCH.unknownWord);
  }
  if (feature.known) return isGeneric(feature, index) ? 0 : MATCH.absentConcept;
  return /\p{Script=Han}/u.test(feature.text) ? MATCH.unknownPair : MATCH.unknownWord;
}

/** Whether a feature is too general to decide on its own. */
export function isGeneric(feature: Feature, index: FactIndex): boolean {
  return (
    feature.known &&
    [...feature.alternatives]
      .filter(([, strength]) => strength === 1)
      .every(([key]) => index.lexicon.concepts.get(key.replace(/^c:/u, ''))?.generic === true)
  );
}

/** The years of a question as features, where the facts are of several years. */
export function yearFeatures(years: readonly string[], index: FactIndex): WeighedFeature[] {
  return years.flatMap((year) => {
    const key = yearKey(year);
    if (!index.has(key)) return [];
    const feature = { text: year, alternatives: new Map([[key, 1]]), known: true, slip: false };
    return [{ feature, weight: index.idf(key) }];
  });
}

/** Facts that share something with the question, best first; equal ones in the report's order. */
export function matchFacts(weighed: readonly WeighedFeature[], index: FactIndex): Hit[] {
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  return candidatesFor(weighed, index)
    .flatMap((position) => {
      const indexed = index.facts[position];
      return indexed === undefined ? [] : [{ position, hit: toHit(indexed, weighed, total, index) }];
    })
    .sort((one, other) => other.hit.score - one.hit.score || one.position - other.position)
    .map(({ hit }) => hit);
}

// The facts that explain most of the question. In a large base the words that a great part of the facts have in
// common are left to a closer look at a shortlist, so that the time does not grow with them.
function candidatesFor(weighed: readonly WeighedFeature[], index: FactIndex): number[] {
  const bySpread = weighed
    .map((entry) => ({ entry, size: spread(entry.feature, index) }))
    .filter(({ size }) => size > 0)
    .sort((one, other) => one.size - other.size);
  let budget: number = MATCH.postings;
  const rare = bySpread
    .filter(({ size }, place) => (budget -= size) >= 0 || place === 0)
    .map(({ entry }) => entry);
  const explained = new Map<number, number>();
  for (const { feature, weight } of rare) {
    const strengths = new Map<number, number>();
    for (const [key, strength] of feature.alternatives) {
      const list = index.postings.get(key);
      if (list === undefined) continue;
      for (const [place, position] of list.positions.entries()) {
        const own = strength * (list.weights[place] ?? 0);
        if (own > (strengths.get(position) ?? 0)) strengths.set(position, own);
      }
    }
    for (const [position, strength] of strengths) {
      explained.set(position, (explained.get(position) ?? 0) + weight * strength);
    }
  }
  const shortlist = best(explained, MATCH.shortlist);
  if (rare.length === bySpread.length) return shortlist.slice(0, MATCH.candidates);
  const full = new Map<number, number>();
  for (const position of shortlist) {
    const indexed = index.facts[position];
    full.set(
      position,
      weighed.reduce((sum, { feature, weight }) => sum + weight * strengthIn(feature, indexed), 0),
    );
  }
  return best(full, MATCH.candidates);
}

function spread(feature: Feature, index: FactIndex): number {
  return [...feature.alternatives.keys()].reduce(
    (sum, key) => sum + (index.postings.get(key)?.positions.length ?? 0),
    0,
  );
}

// The positions with the highest sums, best first. Keeping a short sorted list beats sorting them all.
function best(explained: ReadonlyMap<number, number>, count: number): number[] {
  const top: [position: number, sum: number][] = [];
  for (const entry of explained) {
    const last = top[top.length - 1];
    if (top.length === count && last !== undefined && !before(entry, last)) continue;
    let place = top.length;
    while (place > 0 && before(entry, top[place - 1] ?? entry)) place--;
    top.splice(place, 0, entry);
    if (top.length > count) top.pop();
  }
  return top.map(([position]) => position);
}

function before(
  [position, sum]: readonly [number, number],
  [other, otherSum]: readonly [number, number],
): boolean {
  return sum > otherSum || (sum === otherSum && position < other);
}

/** 0 to 1: how much a fact is about a feature. */
export function strengthIn(feature: Feature, indexed: IndexedFact | undefined): number {
  let best = 0;
  for (const [key, strength] of feature.alternatives) {
    best = Math.max(best, strength * (indexed?.weights.get(key) ?? 0));
  }
  return best * (feature.slip ? MATCH.slip : 1);
}

function toHit(
  indexed: IndexedFact,
  weighed: readonly WeighedFeature[],
  total: number,
  index: FactIndex,
): Hit {
  const matched: string[] = [];
  const missed: Feature[] = [];
  let evidence = 0;
  let onlySlips = true;
  for (const { feature, weight } of weighed) {
    const strength = strengthIn(feature, indexed);
    evidence += weight * strength;
    if (strength > 0) {
      matched.push(feature.text);
      if (!feature.slip) onlySlips = false;
    } else if (weight > 0) missed.push(feature);
  }
  const coverage = evidence / total;
  const name = bestName(indexed, weighed, total, index);
  return {
    fact: indexed.fact,
    indexed,
    score: MATCH.coverage * coverage + MATCH.name * name,
    coverage,
    name,
    evidence,
    matched,
    missed,
    onlySlips,
  };
}

// The weighted Dice coefficient between the question and the name that fits it best.
function bestName(
  indexed: IndexedFact,
  weighed: readonly WeighedFeature[],
  total: number,
  index: FactIndex,
): number {
  let best = 0;
  for (const name of indexed.names) {
    let shared = 0;
    const met = new Set<FeatureKey>();
    for (const { feature, weight } of weighed) {
      let strength = 0;
      for (const [key, own] of feature.alternatives) {
        if (!name.has(key)) continue;
        met.add(key);
        strength = Math.max(strength, own);
      }
      shared += weight * strength;
    }
    if (shared === 0) continue;
    let size = 0;
    for (const key of name) size += met.has(key) ? 0 : index.idf(key) * 0.5;
    best = Math.max(best, (2 * shared) / (total + shared + size));
  }
  return best;
}
