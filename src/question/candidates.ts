import { fieldOf, WEIGHTS, type FactEntry } from './entry.ts';
import type { Feature } from './features.ts';
import type { FactIndex } from './index.ts';
import { fieldIn, slotIn } from './postings.ts';
import { lowerBound } from './lower-bound.ts';

// Finds the facts that explain most of a question, without looking at all facts.

/** A feature of a question with those of its alternatives that some fact has. */
export interface SoughtFeature {
  readonly feature: Feature;
  readonly weight: number;
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
 * The slots of the facts that explain most of the question, best first: the same ones as if every fact were looked at.
 *
 * Rare words are read first. Mostly the best facts are then so far ahead that the widespread words cannot bring another
 * one among them, and those words are only looked for in the facts that are close. Where that is not so and the
 * words are so widespread that reading all their postings would take too long, the most widespread ones are left to
 * a closer look at a shortlist.
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
  const { sums, strengths } = scratchFor(index);
  const explained: Explained = { sums, strengths, found: [] };
  const { found } = explained;
  let budget = limits.postings;
  let pool: readonly number[] = found;
  let read = 0;
  let rest = bySpread.reduce((sum, { feature }) => sum + feature.weight, 0);
  let look = rest;
  let place = 0;
  for (; place < bySpread.length; place++) {
    const next = bySpread[place];
    if (next === undefined) break;
    // A look costs as much as reading some postings, and is not repeated before there is something new to see.
    if (next.spread > Math.max(WORTH_A_LOOK, found.length) && rest < Math.min(read, look)) {
      look = rest * LOOK_AGAIN;
      const close = closeOnes(explained, bySpread.slice(place), index, limits.candidates);
      if (close !== null) {
        pool = close;
        break;
      }
    }
    budget -= next.spread;
    if (budget < 0 && place > 0) {
      pool = best(found, sums, index, limits.shortlist);
      break;
    }
    addUp(next.feature, index, explained);
    read += next.feature.weight;
    rest -= next.feature.weight;
  }
  for (const { feature } of bySpread.slice(place)) {
    for (const slot of pool) {
      const entry = index.entries[slot];
      if (entry !== undefined) sums[slot] = (sums[slot] ?? 0) + feature.weight * strengthIn(feature, entry);
    }
  }
  const chosen = best(pool, sums, index, limits.candidates);
  for (const slot of found) sums[slot] = 0;
  return chosen;
}

/** From this many postings on, it is worth a look whether they must be read. */
const WORTH_A_LOOK = 1000;
/** The part of what was left at the last look below which another one is worth it. */
const LOOK_AGAIN = 0.7;
/** How many postings are read in the time of one look for a word in a fact. */
const LOOK_COST = 20;

// The facts that can still be among the best, where no fact can be that was not found yet; null where one can, or
// where so many are close that reading on is quicker.
function closeOnes(
  { sums, found }: Explained,
  left: readonly { readonly feature: SoughtFeature; readonly spread: number }[],
  index: FactIndex,
  count: number,
): number[] | null {
  const rest = left.reduce((sum, { feature }) => sum + feature.weight, 0);
  const last = best(found, sums, index, count)[count - 1];
  const least = last === undefined ? 0 : (sums[last] ?? 0);
  if (least <= rest) return null;
  const close = found.filter((slot) => (sums[slot] ?? 0) + rest >= least);
  const postings = left.reduce((sum, { spread }) => sum + spread, 0);
  return close.length * left.length * LOOK_COST < postings ? close : null;
}

function spreadOf({ alternatives }: SoughtFeature, { postings }: FactIndex): number {
  return alternatives.reduce((sum, { number }) => sum + (postings.lists[number]?.length ?? 0), 0);
}

// Room for one number a fact, all zeros between two questions.
const scratch = new WeakMap<FactIndex, Pick<Explained, 'sums' | 'strengths'>>();

function scratchFor(index: FactIndex): Pick<Explained, 'sums' | 'strengths'> {
  const known = scratch.get(index);
  if (known !== undefined) return known;
  const count = index.facts.length;
  const made = { sums: new Float64Array(count), strengths: new Float64Array(count) };
  scratch.set(index, made);
  return made;
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
    const place = lowerBound(top.length, (at) => !before(slot, top[at] ?? slot));
    top.splice(place, 0, slot);
    if (top.length > count) top.pop();
  }
  return top;
}
