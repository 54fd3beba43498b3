import type { Fact } from '../facts/schema.ts';
import {
  candidatesFor,
  strengthIn as strengthOfEntry,
  type CandidateLimits,
  type SoughtFeature,
} from './candidates.ts';
import { END, type FactEntry } from './entry.ts';
import type { Learnt } from './examples.ts';
import type { Feature } from './features.ts';
import { indexedIn, type FactIndex, type IndexedFact } from './index.ts';
import { conceptIn, yearKey } from './keys.ts';

/** How far candidates are looked for. */
const CANDIDATES: CandidateLimits = {
  /** How many facts that explain most of the question are compared name by name. */
  candidates: 24,
  /** How many are compared on every word where the widespread ones were left out at first. */
  shortlist: 300,
  /** How many postings are read to find candidates, rare words first. */
  postings: 120_000,
};

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
    if (isGeneric(feature, index)) return Math.min(idf, index.tuning.generic);
    return feature.known ? idf : Math.min(idf, index.tuning.factWord * index.unseen);
  }
  if (feature.known) return isGeneric(feature, index) ? 0 : index.tuning.absentConcept;
  return /\p{Script=Han}/u.test(feature.text) ? index.tuning.unknownPair : index.tuning.unknownWord;
}

/** Whether a feature is too general to decide on its own. */
export function isGeneric(feature: Feature, index: FactIndex): boolean {
  return (
    feature.known &&
    [...feature.alternatives]
      .filter(([, strength]) => strength === 1)
      .every(([key]) => index.lexicon.concepts.get(conceptIn(key))?.generic === true)
  );
}

/** The years of a question as features, where the facts are of several years. */
export function yearFeatures(years: readonly string[], index: FactIndex): WeighedFeature[] {
  return years.flatMap((year) => {
    const key = yearKey(year);
    if (!index.manyYears || !index.has(key)) return [];
    const feature = { text: year, alternatives: new Map([[key, 1]]), known: true, slip: false };
    return [{ feature, weight: index.idf(key) }];
  });
}

/** Facts that share something with the question, best first; equal ones in the report's order. */
export function matchFacts(
  weighed: readonly WeighedFeature[],
  index: FactIndex,
  likeness: Learnt['likeness'] = new Map(),
): Hit[] {
  const sought = soughtIn(weighed, index);
  if (sought.total === 0) return [];
  return withLiked(candidatesFor(sought.features, index, CANDIDATES), likeness, index)
    .flatMap((slot) => {
      const indexed = indexedIn(slot, index);
      return indexed === undefined ? [] : [toHit(indexed, sought, index)];
    })
    .sort((one, other) => other.score - one.score || one.indexed.position - other.indexed.position);
}

// The facts that examples speak for are looked at even where none of the words does.
function withLiked(
  slots: readonly number[],
  likeness: Learnt['likeness'],
  index: FactIndex,
): readonly number[] {
  const liked = [...likeness].flatMap(([id, odds]) => {
    if (odds < LIKED) return [];
    const place = index.base.position.get(id);
    return place === undefined ? [] : (index.slots[place] ?? []);
  });
  return [...new Set([...slots, ...liked])];
}

/** Examples speak for a fact from this likelihood on. */
const LIKED = 0.1;

// A question's features with the numbers that they have in this index.
function soughtIn(weighed: readonly WeighedFeature[], index: FactIndex): Sought {
  const meanings = new Map<number, { place: number; strength: number }[]>();
  const features = weighed.map(({ feature, weight }, place): SoughtFeature => {
    const alternatives: { number: number; strength: number }[] = [];
    for (const [key, strength] of feature.alternatives) {
      const number = index.find(key);
      if (number === undefined) continue;
      alternatives.push({ number, strength });
      const list = meanings.get(number);
      if (list === undefined) meanings.set(number, [{ place, strength }]);
      else list.push({ place, strength });
    }
    return { feature, weight, alternatives };
  });
  return { features, meanings, total: weighed.reduce((sum, { weight }) => sum + weight, 0) };
}

/** A question as the index knows it. */
interface Sought {
  readonly features: readonly SoughtFeature[];
  /** The question's features, by place, that a feature of the index is an alternative of. */
  readonly meanings: ReadonlyMap<number, readonly { readonly place: number; readonly strength: number }[]>;
  /** The summed weight of the question's features. */
  readonly total: number;
}

/** 0 to 1: how much a fact is about a feature. */
export function strengthIn(
  feature: Feature,
  indexed: IndexedFact | undefined,
  { tuning }: FactIndex,
): number {
  let best = 0;
  for (const [key, strength] of feature.alternatives) {
    best = Math.max(best, strength * (indexed?.weights.get(key) ?? 0));
  }
  return best * (feature.slip ? tuning.slip : 1);
}

function toHit(indexed: IndexedFact, sought: Sought, index: FactIndex): Hit {
  const matched: string[] = [];
  const missed: Feature[] = [];
  let evidence = 0;
  let onlySlips = true;
  const { tuning } = index;
  for (const soughtFeature of sought.features) {
    const { feature, weight } = soughtFeature;
    const strength = strengthOfEntry(soughtFeature, indexed.entry) * (feature.slip ? tuning.slip : 1);
    evidence += weight * strength;
    if (strength > 0) {
      matched.push(feature.text);
      if (!feature.slip) onlySlips = false;
    } else if (weight > 0) missed.push(feature);
  }
  const coverage = evidence / sought.total;
  const name = bestName(indexed.entry, sought, index);
  return {
    fact: indexed.fact,
    indexed,
    score: (1 - tuning.nameShare) * coverage + tuning.nameShare * name,
    coverage,
    name,
    evidence,
    matched,
    missed,
    onlySlips,
  };
}

// The weighted Dice coefficient between the question and the name that fits it best.
function bestName({ names }: FactEntry, { features, meanings, total }: Sought, index: FactIndex): number {
  let best = 0;
  const strengths = new Float64Array(features.length);
  let size = 0;
  let isMet = false;
  for (const number of names) {
    if (number !== END) {
      const met = meanings.get(number);
      if (met === undefined) size += index.idfOf(number) * 0.5;
      else {
        isMet = true;
        for (const { place, strength } of met)
          if (strength > (strengths[place] ?? 0)) strengths[place] = strength;
      }
      continue;
    }
    if (isMet) {
      let shared = 0;
      for (let place = 0; place < strengths.length; place++)
        shared += (features[place]?.weight ?? 0) * (strengths[place] ?? 0);
      best = Math.max(best, (2 * shared) / (total + shared + size));
      strengths.fill(0);
      isMet = false;
    }
    size = 0;
  }
  return best;
}
