import { createHash } from 'node:crypto';
import { foldTight } from '../../src/text/fold.ts';

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
  for (const [one, own] of pairs.entries()) {
    for (let other = 0; other < one; other++) {
      if (likeness(own, pairs[other] ?? new Set()) < SAME) continue;
      const [low, high] = [root(one), root(other)].sort((a, b) => a - b);
      if (low !== undefined && high !== undefined) group[high] = low;
    }
  }
  return questions.map((_, place) => root(place));
}

function pairsIn(text: string): Set<string> {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < text.length; at++) pairs.add(text.slice(at, at + 2));
  return pairs;
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  if (small.size < large.size * SAME) return 0;
  let common = 0;
  for (const pair of small) if (large.has(pair)) common++;
  return common === 0 ? 0 : common / (one.size + other.size - common);
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
