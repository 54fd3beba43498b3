import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitting, type Classifier } from '../../src/question/classifier.ts';
import { atOnce } from '../../src/question/slices.ts';
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

function fit(): Classifier {
  return atOnce(
    fitting(
      LEARNT.map(([text]) => words(text)),
      LEARNT.map(([, label]) => label),
    ),
  );
}

describe('a classifier', () => {
  const classify = fit();

  test.each(LEARNT)('knows what it has learnt: %s', (text, label) => {
    const other = label === 'rooms' ? 'heads' : 'rooms';
    expect(classify(words(text)).get(label)).toBeGreaterThan(classify(words(text)).get(other) ?? 1);
  });

  test('goes by the words that tell the labels apart', () => {
    const rooms = classify(
      words('screens for class rooms in every far village and how many rooms there are'),
    );
    expect(rooms.get('rooms')).toBeGreaterThan(0.6);
  });

  test('is less sure of a text of a word than of one that says more of the same', () => {
    const short = classify(words('screens')).get('rooms') ?? 0;
    const long = classify(words('screens rooms class projectors lessons')).get('rooms') ?? 0;
    expect(short).toBeGreaterThan(0.5);
    expect(long).toBeGreaterThan(short);
  });

  test('is undecided about words that it never met', () => {
    expect([...classify(words('lighthouse keeper')).values()]).toEqual([0.5, 0.5]);
  });

  test('comes out the same every time', () => {
    const text = words('how many leaders of schools were trained');
    expect([...fit()(text)]).toEqual([...classify(text)]);
  });

  test('gives likelihoods that add up to one, whatever is asked', () => {
    const vocabulary = [...new Set(LEARNT.flatMap(([text]) => text.split(' '))), 'other'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...vocabulary)), (text) => {
        const likely = [...classify(words(text.join(' '))).values()];
        expect(likely.reduce((sum, odds) => sum + odds, 0)).toBeCloseTo(1, 9);
        expect(likely.every((odds) => odds >= 0 && odds <= 1)).toBe(true);
      }),
    );
  });
});
