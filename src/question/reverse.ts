import Big from 'big.js';
import { unitOf } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { fold } from '../text/fold.ts';
import type { NumberInText } from '../text/numerals.ts';
import type { FactIndex } from './index.ts';

/** Facts with exactly this value, in the report's order. Percentages and other numbers are kept apart. */
export function factsWithValue(number: NumberInText, index: FactIndex): Fact[] {
  return (index.values.get(number.value) ?? []).flatMap((position) => {
    const fact = index.facts[position]?.fact;
    return fact !== undefined && isValue(fact, number, index) ? [fact] : [];
  });
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
  return index.facts.flatMap(({ fact }) => {
    const text = fold(fact.figure.text);
    const worded =
      fact.figure.value === null || /^[^\p{N}近超约至不逾零一二两三四五六七八九十百千万亿]/u.test(text);
    return worded && text.length > 1 && folded.includes(text) ? [fact] : [];
  });
}

/** Digits without scale: 1.53億 and 15.3 million have the same, and are easily taken for each other. */
function digitsOf(value: string): string {
  return value.replace('.', '').replace(/^0+|0+$/gu, '');
}

/** Facts whose value is near: the same digits at another scale, then the closest in proportion. */
export function factsNearValue(number: NumberInText, index: FactIndex, limit: number): Fact[] {
  const asked = Number(number.value);
  return index.facts
    .flatMap(({ fact }, position) => {
      if (fact.figure.value === null) return [];
      if ((unitOf(index.base, fact).dimension === 'share') !== number.percent) return [];
      const sameDigits = digitsOf(fact.figure.value) === digitsOf(number.value);
      // A proportion for sorting only; no figure is derived from it.
      const distance = Math.abs(Math.log(Number(fact.figure.value) / Math.max(asked, 1e-9)));
      return sameDigits || distance < NEAR ? [{ fact, position, rank: sameDigits ? 0 : distance }] : [];
    })
    .sort((one, other) => one.rank - other.rank || one.position - other.position)
    .slice(0, limit)
    .map(({ fact }) => fact);
}

/** Within about a quarter more or less. */
const NEAR = Math.log(1.25);
