import { createHash } from 'node:crypto';
import { foldTight } from '../text/fold.ts';

// Cross-validation: a number that is chosen on some questions is judged on others. Questions that hardly differ are
// kept together, or else one would give away the other.

/** From this share of common pairs of characters on, two questions are nearly the same. */
const SAME = 0.6;

/** The group of each question: those that are nearly the same, directly or by way of others, have one number. */
export function groupsOf(questions: readonly string[]): number[] {
  const pairs = questions.map((question) => pairsIn(foldTight(question)));
  const group = questions.map((_, place) => place);
  const root = (place: number): number => {
    let at = place;
    while (group[at] !== at) at = group[at] ?? at;
    return at;
  };
  const having = new Map<string, number[]>();
  for (const [one, own] of pairs.entries()) {
    for (const [other, common] of inCommon(own, having)) {
      // Jaccard: what both have of what either has.
      if (common < SAME * (own.size + (pairs[other]?.size ?? 0) - common)) continue;
      const [low, high] = [root(one), root(other)].sort((a, b) => a - b);
      if (low !== undefined && high !== undefined) group[high] = low;
    }
    for (const pair of own) {
      const list = having.get(pair);
      if (list === undefined) having.set(pair, [one]);
      else list.push(one);
    }
  }
  return questions.map((_, place) => root(place));
}

// How many pairs each earlier question has in common with this one.
function inCommon(own: ReadonlySet<string>, having: ReadonlyMap<string, number[]>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const pair of own)
    for (const other of having.get(pair) ?? []) counts.set(other, (counts.get(other) ?? 0) + 1);
  return counts;
}

function pairsIn(text: string): Set<string> {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < text.length; at++) pairs.add(text.slice(at, at + 2));
  return pairs;
}

/** The fold of each question. It hangs on what its group's first question says, so that new questions move no others. */
export function foldsOf(
  questions: readonly string[],
  groups: readonly number[],
  count: number,
  seed: string,
): number[] {
  return groups.map((group) => {
    const hash = createHash('sha256').update(`${seed}\n${questions[group] ?? ''}`);
    return hash.digest().readUInt32BE() % count;
  });
}
