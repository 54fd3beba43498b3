import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateFacts } from '../../scripts/bench/generated-facts.ts';
import { botFor } from '../../src/bot.ts';
import { readFacts } from '../../src/facts/file.ts';
import { candidatesFor, strengthIn, type SoughtFeature } from '../../src/question/candidates.ts';

// Large enough that the widespread words are left out at first.
const real = await readFacts('data/facts.json');
const { base, questions } = generateFacts(real, 3000, 150, 7);
const bot = botFor(base, JSON.parse(await readFile('data/lexicon.json', 'utf8')));
const { index } = bot;
const features = [...index.vocabulary.values()].filter(
  (number) => index.postings.lists[number] !== undefined,
);
const LIMITS = { candidates: 24, shortlist: 300, postings: 200_000 };

function sought(numbers: readonly number[], weight: number): SoughtFeature {
  const alternatives = numbers.map((number, place) => ({ number, strength: place === 0 ? 1 : 0.6 }));
  const feature = { text: numbers.join(), alternatives: new Map(), known: true, slip: false };
  return { feature, weight, alternatives };
}

const feature = fc
  .record({
    numbers: fc.uniqueArray(fc.constantFrom(...features), { minLength: 1, maxLength: 3 }),
    weight: fc.integer({ min: 1, max: 64 }),
  })
  .map(({ numbers, weight }) => sought(numbers, weight / 8));

/** What a fact explains of a question. */
function explained(slot: number, wanted: readonly SoughtFeature[]): number {
  const entry = index.entries[slot];
  if (entry === undefined) return 0;
  return wanted.reduce((sum, one) => sum + one.weight * strengthIn(one, entry), 0);
}

describe('candidatesFor', () => {
  test('finds what explains most, as if every fact were looked at', () => {
    fc.assert(
      fc.property(fc.array(feature, { minLength: 1, maxLength: 8 }), (wanted) => {
        const found = candidatesFor(wanted, index, LIMITS).map((slot) => explained(slot, wanted));
        const all = Array.from(index.entries.keys(), (slot) => explained(slot, wanted)).filter(
          (sum) => sum > 0,
        );
        const best = all.sort((one, other) => other - one).slice(0, LIMITS.candidates);
        expect(found.length).toBe(best.length);
        for (const [place, sum] of best.entries()) expect(found[place]).toBeCloseTo(sum, 9);
      }),
      { numRuns: 40 },
    );
  });

  test('gives equal ones in the report’s order', () => {
    const [feature = 0] = features.filter((number) => (index.postings.lists[number]?.length ?? 0) > 100);
    const found = candidatesFor([sought([feature], 1)], index, LIMITS);
    const sums = found.map((slot) => explained(slot, [sought([feature], 1)]));
    expect(found.length).toBe(LIMITS.candidates);
    for (const [place, slot] of found.entries()) {
      if (place > 0 && sums[place] === sums[place - 1]) expect(slot).toBeGreaterThan(found[place - 1] ?? 0);
    }
  });

  test('keeps a fact that a rare word names where the postings of the others are too many to read', () => {
    const lists = [...features].sort(
      (one, other) => (index.postings.lists[one]?.length ?? 0) - (index.postings.lists[other]?.length ?? 0),
    );
    const [rare = 0] = lists;
    const wanted = [sought([rare], 1), ...lists.slice(-6).map((number) => sought([number], 1))];
    const [first] = candidatesFor(wanted, index, { ...LIMITS, postings: 50 });
    const own = index.entries[first ?? -1];
    expect(own === undefined ? 0 : strengthIn(sought([rare], 1), own)).toBeGreaterThan(0);
  });

  test('leaves nothing behind for the next question', () => {
    const wanted = features.slice(0, 5).map((number) => sought([number], 1));
    const first = candidatesFor(wanted, index, LIMITS);
    candidatesFor(
      features.slice(40, 60).map((number) => sought([number], 2)),
      index,
      LIMITS,
    );
    expect(candidatesFor(wanted, index, LIMITS)).toEqual(first);
  });
});

test('of thousands of facts that differ in place and year alone, the one asked for is found first', () => {
  const right = questions.filter(({ text, id }) => bot.ask(text).hits[0]?.fact.id === id);
  expect(right.length).toBeGreaterThanOrEqual(questions.length * 0.85);
});
