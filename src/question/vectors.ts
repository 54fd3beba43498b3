import type { FeatureKey } from './keys.ts';
import type { Wording } from './wording.ts';

// Wordings as numbers, for the arithmetic of the classifier.

/**
 * The features of a wording, by number, with what each weighs: those from `start` to before `end`. Its length is at
 * most 1. All examples share two arrays; two for each of them would keep the collector of garbage busy.
 */
export interface Vector {
  readonly features: Int32Array;
  readonly values: Float64Array;
  readonly start: number;
  readonly end: number;
}

/** The features of all examples. */
export interface Vocabulary {
  /** How many there are. */
  readonly size: number;
  /** The vector of a wording, as far as some example has its features. */
  vectorOf(wording: Wording): Vector;
}

/** Examples that are taken in one by one: none of their wordings is kept, only numbers are. */
export interface Gathering {
  add(wording: Wording): void;
  /** The vectors of all that was taken in, in order, and the vocabulary that others are read with. */
  finish(): { readonly vocabulary: Vocabulary; readonly vectors: readonly Vector[] };
}

/** The length of a text of a word or two: what is shorter says too little to be sure of a label. */
const SHORTEST = 14;

/** Begins to number the features of wordings; a rare one will weigh more. */
export function gatherVectors(): Gathering {
  const numbers = new Map<FeatureKey, number>();
  const spread: number[] = [];
  const features: number[] = [];
  const weights: number[] = [];
  const ends: number[] = [];
  return {
    add(wording) {
      for (const [key, weight] of wording) {
        let number = numbers.get(key);
        if (number === undefined) numbers.set(key, (number = numbers.size));
        spread[number] = (spread[number] ?? 0) + 1;
        features.push(number);
        weights.push(weight);
      }
      ends.push(features.length);
    },
    finish() {
      // Inverse document frequency (Spärck Jones 1972), smoothed.
      const rarity = Float64Array.from(spread, (count) => Math.log(1 + ends.length / (1 + count)));
      const all = { features: Int32Array.from(features), values: Float64Array.from(weights) };
      const vectors = ends.map((end, place) => scaled({ ...all, start: ends[place - 1] ?? 0, end }, rarity));
      return { vectors, vocabulary: { size: numbers.size, vectorOf } };

      function vectorOf(wording: Wording): Vector {
        const known = [...wording].filter(([key]) => numbers.has(key));
        const own = {
          features: Int32Array.from(known, ([key]) => numbers.get(key) ?? 0),
          values: Float64Array.from(known, ([, weight]) => weight),
        };
        return scaled({ ...own, start: 0, end: known.length }, rarity);
      }
    },
  };
}

// In place: nobody has seen the values yet.
function scaled(vector: Vector, rarity: Float64Array): Vector {
  const { features, values, start, end } = vector;
  let squares = 0;
  for (let place = start; place < end; place++) {
    const value = (values[place] ?? 0) * (rarity[features[place] ?? 0] ?? 0);
    values[place] = value;
    squares += value ** 2;
  }
  const length = Math.max(Math.sqrt(squares), SHORTEST);
  for (let place = start; place < end; place++) values[place] = (values[place] ?? 0) / length;
  return vector;
}
