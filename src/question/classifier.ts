import type { Vector } from './vectors.ts';

// Which label a text has: multinomial logistic regression (softmax) over its features, fitted by stochastic gradient
// descent. The same examples in the same order give the same weights to the last bit.

/** Passes over the examples; more of them hardly change what is held out. */
const PASSES = 4;
/** How quickly the steps shrink from pass to pass. */
const SHRINKING = 0.7;
/** A label that is off by less is left as it is, which saves half of the time. */
const CLOSE_ENOUGH = 0.01;
/** Examples are visited in steps of a prime, so that neighbours in a file do not follow each other. */
const STRIDE = 7919;

/** How likely each label is: 0 to 1, together 1. */
export type Classifier = (vector: Vector) => ReadonlyMap<string, number>;

/** A text to learn from, and its labels: one, or several that share in it. */
export interface Lesson {
  readonly vector: Vector;
  readonly labels: readonly string[];
}

/**
 * Fits a classifier step by step (slices.ts).
 *
 * @param size the number of features that vectors may have.
 * @param reach the length of a step in the first pass: a longer one trusts the examples more.
 */
export function* fitting(
  lessons: readonly Lesson[],
  size: number,
  reach: number,
): Generator<undefined, Classifier> {
  const names = [...new Set(lessons.flatMap(({ labels }) => labels))];
  const count = names.length;
  const weights = new Float32Array(size * count);
  const odds = new Float64Array(count);
  const off = new Int32Array(count);

  // Leaves in `odds` how likely each label is. Loops over numbers: with iterators it takes four times as long.
  function weigh({ features, values, start, end }: Vector): void {
    odds.fill(0);
    for (let place = start; place < end; place++) {
      const value = values[place] ?? 0;
      const row = (features[place] ?? 0) * count;
      for (let label = 0; label < count; label++)
        odds[label] = (odds[label] ?? 0) + (weights[row + label] ?? 0) * value;
    }
    let most = -Infinity;
    for (const odd of odds) if (odd > most) most = odd;
    let all = 0;
    for (let label = 0; label < count; label++) {
      const odd = Math.exp((odds[label] ?? 0) - most);
      odds[label] = odd;
      all += odd;
    }
    for (let label = 0; label < count; label++) odds[label] = (odds[label] ?? 0) / all;
  }

  function learn(vector: Vector, due: readonly number[], step: number): void {
    weigh(vector);
    for (let label = 0; label < count; label++) odds[label] = -(odds[label] ?? 0);
    for (const label of due) odds[label] = (odds[label] ?? 0) + 1 / due.length;
    let wrong = 0;
    for (let label = 0; label < count; label++) {
      if (Math.abs(odds[label] ?? 0) > CLOSE_ENOUGH) off[wrong++] = label;
      odds[label] = step * (odds[label] ?? 0);
    }
    const { features, values, start, end } = vector;
    for (let place = start; place < end; place++) {
      const value = values[place] ?? 0;
      const row = (features[place] ?? 0) * count;
      for (let which = 0; which < wrong; which++) {
        const label = off[which] ?? 0;
        weights[row + label] = (weights[row + label] ?? 0) + value * (odds[label] ?? 0);
      }
    }
  }

  const numberOf = new Map(names.map((name, label) => [name, label]));
  const due = lessons.map(({ labels }) => labels.map((name) => numberOf.get(name) ?? 0));
  for (let pass = 0; pass < PASSES; pass++) {
    const step = reach / (1 + pass * SHRINKING);
    for (let turn = 0; turn < lessons.length; turn++) {
      const place = (turn * STRIDE + pass) % lessons.length;
      const lesson = lessons[place];
      if (lesson !== undefined) learn(lesson.vector, due[place] ?? [], step);
      yield;
    }
  }
  return (vector) => {
    weigh(vector);
    return new Map(names.map((name, label) => [name, odds[label] ?? 0]));
  };
}
