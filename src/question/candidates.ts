import { fieldOf, WEIGHTS, type FactEntry } from './entry.ts';
import type { WeighedFeature } from './match.ts';
import type { FactIndex } from './index.ts';
import { fieldIn, slotIn } from './postings.ts';

// Finds the facts that explain most of a question, without looking at all facts.

/** A feature of a question with those of its alternatives that some fact has. */
export interface SoughtFeature extends WeighedFeature {
  readonly alternatives: readonly { readonly number: number; readonly strength: number }[];
}

/** How much is looked at. */
export interface CandidateLimits {
  readonly candidates: number;
  readonly shortlist: number;
  readonly postings: number;
}

/** How much an entry explains of a feature, by the alternative that fits best. */
export function strengthIn({ alternatives }: SoughtFeature, entry: FactEntry): number {
  let best = 0;
  for (const { number, strength } of alternatives) {
    const field = fieldOf(entry, number);
    if (field !== undefined) best = Math.max(best, strength * (WEIGHTS[field] ?? 0));
  }
  return best;
}

/**
 * The slots of the facts that explain most of the question, best first. Every fact with one of the question's words
 * counts, unless the words are so widespread that reading all their postings would take too long: then the most
 * widespread are left to a closer look at a shortlist, found by the rarer ones.
 */
export function candidatesFor(
  features: readonly SoughtFeature[],
  index: FactIndex,
  limits: CandidateLimits,
): number[] {
  const bySpread = features
    .map((feature) => ({ feature, spread: spreadOf(feature, index) }))
    .filter(({ spread }) => spread > 0)
    .sort((one, other) => one.spread - other.spread);
  let budget = limits.postings;
  const read = bySpread.filter(({ spread }, place) => (budget -= spread) >= 0 || place === 0);
  const count = index.facts.length;
  const sums = new Float64Array(count);
  const found: number[] = [];
  const explained = { sums, found, strengths: new Float64Array(count) };
  for (const { feature } of read) addUp(feature, index, explained);
  if (read.length === bySpread.length) return best(found, sums, index, limits.candidates);
  const left = bySpread.slice(read.length).map(({ feature }) => feature);
  const shortlist = best(found, sums, index, limits.shortlist);
  for (const slot of shortlist) {
    const entry = index.entries[slot];
    if (entry === undefined) continue;
    for (const feature of left) sums[slot] = (sums[slot] ?? 0) + feature.weight * strengthIn(feature, entry);
  }
  return best(shortlist, sums, index, limits.candidates);
}

function spreadOf({ alternatives }: SoughtFeature, { postings }: FactIndex): number {
  return alternatives.reduce((sum, { number }) => sum + (postings.lists[number]?.length ?? 0), 0);
}

/** What the facts, by slot, explain of the features read so far, and which explain anything. */
interface Explained {
  readonly sums: Float64Array;
  readonly found: number[];
  /** Zeros, between two features. */
  readonly strengths: Float64Array;
}

function addUp(sought: SoughtFeature, { postings }: FactIndex, { sums, found, strengths }: Explained): void {
  const { weight, alternatives } = sought;
  const [only] = alternatives;
  if (only !== undefined && alternatives.length === 1) {
    const byField = WEIGHTS.map((own) => weight * only.strength * own);
    for (const posting of postings.lists[only.number] ?? []) {
      const slot = slotIn(posting);
      const sum = sums[slot] ?? 0;
      if (sum === 0) found.push(slot);
      sums[slot] = sum + (byField[fieldIn(posting)] ?? 0);
    }
    return;
  }
  // Of several alternatives that one fact has, the one that fits best counts.
  const slots: number[] = [];
  for (const { number, strength } of alternatives) {
    const byField = WEIGHTS.map((own) => strength * own);
    for (const posting of postings.lists[number] ?? []) {
      const slot = slotIn(posting);
      const own = byField[fieldIn(posting)] ?? 0;
      const known = strengths[slot] ?? 0;
      if (known === 0) slots.push(slot);
      if (own > known) strengths[slot] = own;
    }
  }
  for (const slot of slots) {
    const sum = sums[slot] ?? 0;
    if (sum === 0) found.push(slot);
    sums[slot] = sum + weight * (strengths[slot] ?? 0);
    strengths[slot] = 0;
  }
}

// The slots with the highest sums, best first, equal ones in the report's order. Keeping a short sorted list beats
// sorting them all.
function best(
  slots: readonly number[],
  sums: Float64Array,
  { position }: FactIndex,
  count: number,
): number[] {
  const before = (one: number, other: number): boolean => {
    const difference = (sums[one] ?? 0) - (sums[other] ?? 0);
    return difference > 0 || (difference === 0 && (position[one] ?? 0) < (position[other] ?? 0));
  };
  const top: number[] = [];
  for (const slot of slots) {
    const last = top[top.length - 1];
    if (top.length === count && last !== undefined && !before(slot, last)) continue;
    let low = 0;
    let high = top.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (before(slot, top[middle] ?? slot)) high = middle;
      else low = middle + 1;
    }
    top.splice(low, 0, slot);
    if (top.length > count) top.pop();
  }
  return top;
}
