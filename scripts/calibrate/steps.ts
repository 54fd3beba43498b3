import type { Tuning } from '../../src/question/tuning.ts';

/** How far apart the values of each number are that are tried, in the order in which the numbers are tried. */
export const STEPS: readonly (readonly [number: keyof Tuning, step: number])[] = [
  ['likeness', 0.1],
  ['sureAnswer', 0.01],
  ['overrules', 0.1],
  ['overrulesUnit', 0.1],
  ['lacking', 0.5],
  ['assured', 0.5],
  ['surelyLacking', 0.05],
  ['surelyLackingThoughPlain', 0.03],
  ['plain', 0.01],
  ['otherFrame', 0.01],
  ['sureFigure', 0.1],
  ['clearly', 0.05],
  ['partAsked', 0.05],
  ['likedPart', 0.15],
  ['numberAsked', 0.1],
  ['numberNotAsked', 0.02],
  ['severalAsked', 0.1],
  ['severalNamed', 0.02],
  ['severalThoughOne', 0.1],
  ['surelyOne', 0.02],
  ['pieceNames', 0.1],
  ['likedBeside', 0.02],
  ['likedBesideSeveral', 0.02],
  ['twoAsked', 0.05],
  ['found', 0.02],
  ['foundWithoutQuantity', 0.04],
  ['foundOnlyOfUnit', 0.02],
  ['bound', 0.04],
  ['part', 0.05],
  ['offer', 0.02],
  ['evidence', 0.2],
  ['nothing', 0.1],
  ['nameShare', 0.1],
  ['generic', 0.1],
  ['slip', 0.05],
  ['unknownPair', 0.2],
  ['unknownWord', 0.3],
  ['factWord', 0.05],
  ['absentConcept', 0.5],
  ['tie', 0.01],
  ['complete', 0.03],
  ['tieName', 0.1],
  ['alike', 0.05],
  ['obstructed', 0.05],
  ['wrongUnit', 0.06],
  ['otherTwin', 0.05],
  ['lent', 0.05],
  ['topic', 0.06],
  ['section', 0.05],
  ['listed', 0.1],
  ['listedBeside', 0.05],
  ['offered', 0.05],
  ['near', 0.1],
  ['valueCoverage', 0.1],
  ['valueTie', 0.1],
];

/** How many values are tried on each side of the present one. */
const BESIDE = 1;

/** The values that are tried for a number: the present one and those a step away, all above nothing. */
export function valuesAround(present: number, step: number): number[] {
  return Array.from({ length: 2 * BESIDE + 1 }, (_, place) =>
    Number((present + (place - BESIDE) * step).toFixed(4)),
  ).filter((value) => value > 0);
}
