import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitting } from '../../src/question/classifier.ts';
import { atOnce } from '../../src/question/slices.ts';
import { gatherVectors } from '../../src/question/vectors.ts';
import type { Wording } from '../../src/question/wording.ts';

function words(text: string): Wording {
  return new Map(text.split(' ').map((word) => [word, 1]));
}

const LEARNT: readonly (readonly [text: string, label: string])[] = [
  ['how many rooms were built with screens in village schools over these years', 'rooms'],
  ['rooms with screens for lessons in schools far from town and how many of them', 'rooms'],
  ['number of class rooms that got screens and projectors in poor places so far', 'rooms'],
  ['how many head teachers went to the courses for school leaders in poor places', 'heads'],
  ['school leaders who were sent to courses and how many of them over these years', 'heads'],
  ['number of head teachers trained in the courses for leaders of village schools', 'heads'],
];

type Likely = (text: string) => ReadonlyMap<string, number>;

/** Learns texts and their labels, several of which are joined with a space. */
function learn(lessons: readonly (readonly [text: string, labels: string])[], reach = 8): Likely {
  const gathering = gatherVectors();
  for (const [text] of lessons) gathering.add(words(text));
  const { vocabulary, vectors } = gathering.finish();
  const classify = atOnce(
    fitting(
      vectors.map((vector, place) => ({ vector, labels: (lessons[place]?.[1] ?? '').split(' ') })),
      vocabulary.size,
      reach,
    ),
  );
  return (text) => classify(vocabulary.vectorOf(words(text)));
}

describe('a classifier', () => {
  const classify = learn(LEARNT);

  test.each(LEARNT)('knows what it has learnt: %s', (text, label) => {
    const other = label === 'rooms' ? 'heads' : 'rooms';
    expect(classify(text).get(label)).toBeGreaterThan(classify(text).get(other) ?? 1);
  });

  test('goes by the words that tell the labels apart', () => {
    const rooms = classify('screens for class rooms in every far village and how many rooms there are');
    expect(rooms.get('rooms')).toBeGreaterThan(0.6);
  });

  test('is less sure of a text of a word than of one that says more of the same', () => {
    const short = classify('screens').get('rooms') ?? 0;
    const long = classify('screens rooms class projectors lessons').get('rooms') ?? 0;
    expect(short).toBeGreaterThan(0.5);
    expect(long).toBeGreaterThan(short);
  });

  test('is undecided about words that it never met', () => {
    expect([...classify('lighthouse keeper').values()]).toEqual([0.5, 0.5]);
  });

  test('comes out the same every time', () => {
    const text = 'how many leaders of schools were trained';
    expect([...learn(LEARNT)(text)]).toEqual([...classify(text)]);
  });

  test('trusts its examples the more, the longer its steps are', () => {
    const text = 'screens for class rooms';
    const [careful, trusting] = [1, 8].map((reach) => learn(LEARNT, reach)(text).get('rooms') ?? 0);
    expect(trusting).toBeGreaterThan(careful ?? 1);
  });

  test('shares out what a text has several labels for', () => {
    const both = 'rooms with screens and head teachers in courses';
    const shared = learn([...LEARNT, ...Array.from({ length: 6 }, () => [both, 'rooms heads'] as const)]);
    const likely = shared(both);
    expect(likely.get('rooms')).toBeGreaterThan(0.35);
    expect(likely.get('heads')).toBeGreaterThan(0.35);
  });

  test('gives likelihoods that add up to one, whatever is asked', () => {
    const known = [...new Set(LEARNT.flatMap(([text]) => text.split(' '))), 'other'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...known)), (text) => {
        const likely = [...classify(text.join(' ')).values()];
        expect(likely.reduce((sum, odds) => sum + odds, 0)).toBeCloseTo(1, 9);
        expect(likely.every((odds) => odds >= 0 && odds <= 1)).toBe(true);
      }),
    );
  });
});
