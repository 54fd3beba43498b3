import { figurePlaces, occurrences } from './report-text.ts';
import type { Fact, Report } from './schema.ts';

// Accounts for every numeral of a report: it is in a fact's figure, or listed as left out with a reason.

/** Arabic numbers, and runs of Chinese numerals in either script. */
const NUMERAL = /\d+(?:[.,]\d+)*|[零〇一二三四五六七八九十百千兩两萬万億亿]+/gu;

export interface UncoveredNumeral {
  readonly numeral: string;
  /** The words around it, for finding the place. */
  readonly around: string;
}

/** Lists the numerals of a report text that no fact and no entry of `leftOut` accounts for, in order. */
export function uncoveredNumerals(
  text: string,
  facts: readonly Fact[],
  leftOut: Report['leftOut'],
): UncoveredNumeral[] {
  const spans: [number, number][] = [];
  for (const fact of facts) {
    for (const quoteAt of occurrences(text, fact.source.quote)) {
      for (const figureAt of figurePlaces(fact.source.quote, fact.figure.text)) {
        spans.push([quoteAt + figureAt, quoteAt + figureAt + fact.figure.text.length]);
      }
    }
  }
  for (const { text: part } of leftOut) {
    for (const at of occurrences(text, part)) spans.push([at, at + part.length]);
  }
  return [...text.matchAll(NUMERAL)].flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    if (spans.some(([from, to]) => from <= start && end <= to)) return [];
    const around = text.slice(Math.max(0, start - 8), end + 8).replaceAll('\n', ' ');
    return [{ numeral: match[0], around }];
  });
}
