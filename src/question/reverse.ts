import Big from 'big.js';
import { unitOf } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import type { NumberInText } from '../text/numerals.ts';
import type { FactIndex } from './index.ts';
import { outwards, slotsWith } from './values.ts';

/** Facts with exactly this value, in the report's order. Percentages and other numbers are kept apart. */
export function factsWithValue(number: NumberInText, index: FactIndex): Fact[] {
  return inReportOrder(slotsWith(index.values, Number(number.value)), index).filter((fact) =>
    isValue(fact, number, index),
  );
}

function inReportOrder(slots: readonly number[], { facts, position }: FactIndex): Fact[] {
  return [...slots]
    .sort((one, other) => (position[one] ?? 0) - (position[other] ?? 0))
    .flatMap((slot) => facts[slot] ?? []);
}

function isValue(fact: Fact, number: NumberInText, index: FactIndex): boolean {
  return (
    fact.figure.value !== null &&
    new Big(fact.figure.value).eq(number.value) &&
    (unitOf(index.base, fact).dimension === 'share') === number.percent
  );
}

/**
 * Facts whose figure is words, or a number with words before it, and stands in the question as printed: 连续两年,
 * 1+3+X.
 */
export function factsWithText(folded: string, index: FactIndex): Fact[] {
  const slots = index.entries.flatMap((entry, slot) =>
    entry !== undefined && entry.words.length > 1 && folded.includes(entry.words) ? [slot] : [],
  );
  return inReportOrder(slots, index);
}

/** Digits without scale: 1.53億 and 15.3 million have the same, and are easily taken for each other. */
function digitsOf(value: string): string {
  return value.replace('.', '').replace(/^0+|0+$/gu, '');
}

/** Facts whose value is near: the same digits at another scale, then the closest in proportion. */
export function factsNearValue(number: NumberInText, index: FactIndex, limit: number): Fact[] {
  const size = Number(number.value);
  const comparable = (fact: Fact): boolean =>
    (unitOf(index.base, fact).dimension === 'share') === number.percent;
  const digits = digitsOf(number.value);
  const scales = Array.from({ length: 2 * MOST_SCALE + 1 }, (_, place) => size * 10 ** (place - MOST_SCALE));
  const slots = size > 0 ? scales.flatMap((scaled) => slotsWith(index.values, scaled)) : [];
  const sameDigits = inReportOrder(slots, index).filter(
    (fact) => comparable(fact) && digitsOf(fact.figure.value ?? '') === digits,
  );
  const found = sameDigits.slice(0, limit);
  for (const { slots: closest, distance } of outwards(index.values, size)) {
    if (distance >= NEAR || found.length >= limit) break;
    found.push(
      ...inReportOrder(closest, index).filter((fact) => comparable(fact) && !sameDigits.includes(fact)),
    );
  }
  return found.slice(0, limit);
}

/** 15.3 million and 1.53 trillion are still taken for each other; figures further apart are not. */
const MOST_SCALE = 12;

/** Within about a quarter more or less. */
const NEAR = Math.log(1.25);
