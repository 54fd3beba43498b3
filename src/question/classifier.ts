import type { FeatureKey } from './keys.ts';
import type { Wording } from './wording.ts';

// Which label a wording has: multinomial logistic regression (softmax) over the features of a text, fitted by
// stochastic gradient descent. The same examples in the same order give the same weights to the last bit.

/** Passes over the examples; more of them hardly change what is held out. */
const PASSES = 5;
/** The length of a step in the first pass, and how quickly it shrinks. */
const STEP = 8;
const SHRINKING = 0.7;
/** A label that is off by less is left as it is, which saves half of the time. */
const CLOSE_ENOUGH = 0.01;
/** The length of a text of a word or two: what is shorter says too little to be sure of a label. */
const SHORTEST = 14;
/** Examples are visited in steps of a prime, so that neighbours in a file do not follow each other. */
const STRIDE = 7919;

/** How likely each label is: 0 to 1, together 1. */
export type Classifier = (wording: Wording) => ReadonlyMap<string, number>;

interface Vector {
  readonly features: Int32Array;
  readonly values: Float64Array;
}

/** Fits a classifier to wordings and their labels, one each, step by step (slices.ts). */
export function* fitting(
  wordings: readonly Wording[],
  labels: readonly string[],
): Generator<undefined, Classifier> {
  const names = [...new Set(labels)];
  const spread = new Map<FeatureKey, number>();
  for (const wording of wordings)
    for (const key of wording.keys()) spread.set(key, (spread.get(key) ?? 0) + 1);
  const numbers = new Map<FeatureKey, number>();
  const rarity: number[] = [];
  for (const [key, count] of spread) {
    numbers.set(key, numbers.size);
    // Inverse document frequency (Spärck Jones 1972), smoothed.
    rarity.push(Math.log(1 + wordings.length / (1 + count)));
  }
  const count = names.length;
  const weights = new Float32Array(numbers.size * count);
  const odds = new Float64Array(count);

  function vectorOf(wording: Wording): Vector {
    const features: number[] = [];
    const values: number[] = [];
    let squares = 0;
    for (const [key, weight] of wording) {
      const number = numbers.get(key);
      if (number === undefined) continue;
      const value = weight * (rarity[number] ?? 0);
      features.push(number);
      values.push(value);
      squares += value ** 2;
    }
    const length = Math.max(Math.sqrt(squares), SHORTEST);
    return {
      features: Int32Array.from(features),
      values: Float64Array.from(values, (value) => value / length),
    };
  }

  // Leaves in `odds` how likely each label is. Loops over numbers: with iterators it takes four times as long.
  function weigh({ features, values }: Vector): void {
    odds.fill(0);
    for (let place = 0; place < features.length; place++) {
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

  function learn(vector: Vector, due: number, step: number): void {
    weigh(vector);
    const off: number[] = [];
    for (let label = 0; label < count; label++) {
      const error = (label === due ? 1 : 0) - (odds[label] ?? 0);
      if (Math.abs(error) > CLOSE_ENOUGH) off.push(label);
      odds[label] = step * error;
    }
    const { features, values } = vector;
    for (let place = 0; place < features.length; place++) {
      const value = values[place] ?? 0;
      const row = (features[place] ?? 0) * count;
      for (const label of off)
        weights[row + label] = (weights[row + label] ?? 0) + value * (odds[label] ?? 0);
    }
  }

  const vectors: Vector[] = [];
  for (const wording of wordings) {
    vectors.push(vectorOf(wording));
    yield;
  }
  const dues = labels.map((label) => names.indexOf(label));
  for (let pass = 0; pass < PASSES; pass++) {
    for (let turn = 0; turn < vectors.length; turn++) {
      const place = (turn * STRIDE + pass) % vectors.length;
      const vector = vectors[place];
      if (vector !== undefined) learn(vector, dues[place] ?? 0, STEP / (1 + pass * SHRINKING));
      yield;
    }
  }
  return (wording) => {
    weigh(vectorOf(wording));
    return new Map(names.map((name, label) => [name, odds[label] ?? 0]));
  };
}
