import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Figure } from '../../src/facts/schema.ts';
import { compareWithLimit, type Verdict } from '../../src/question/bound.ts';
import { fold } from '../../src/text/fold.ts';
import { readFigure } from '../../src/text/numerals.ts';

/** A figure as the fact file would hold it. */
function figure(text: string): Figure {
  const read = readFigure(fold(text));
  if (read === null) throw new Error(`${text} is no figure.`);
  return { text, value: read.value, unit: 'person', qualifier: read.qualifier };
}

describe('compareWithLimit', () => {
  const rows: [printed: string, limit: string, over: Verdict, under: Verdict][] = [
    // Exact: reaching a limit counts as being over it.
    ['1068個', '1067', 'yes', 'no'],
    ['1068個', '1068', 'yes', 'no'],
    ['1068個', '1069', 'no', 'yes'],
    ['1.53億元', '152999999.99', 'yes', 'no'],
    ['98%', '98', 'yes', 'no'],
    ['98%', '98.1', 'no', 'yes'],
    // 近: below the number, and not far below.
    ['近100萬', '1000000', 'no', 'yes'],
    ['近100萬', '1500000', 'no', 'yes'],
    ['近100萬', '800000', 'yes', 'no'],
    ['近100萬', '990000', 'undecided', 'undecided'],
    ['近6000名', '6000', 'no', 'yes'],
    // 約: on either side.
    ['約15億元', '1500000000', 'undecided', 'undecided'],
    ['約15億元', '1000000000', 'yes', 'no'],
    ['約15億元', '2000000000', 'no', 'yes'],
    // 超過: above, and nobody knows how far.
    ['超過100億元', '10000000000', 'yes', 'no'],
    ['超過100億元', '9000000000', 'yes', 'no'],
    ['超過100億元', '15000000000', 'undecided', 'undecided'],
    ['超12萬人', '120000', 'yes', 'no'],
    // 余, 多: above, by less than one of the last digit printed.
    ['6400余個', '6400', 'yes', 'no'],
    ['6400余個', '6500', 'no', 'yes'],
    ['6400余個', '6450', 'undecided', 'undecided'],
    ['3300多萬元', '33000000', 'yes', 'no'],
    ['3300多萬元', '34000000', 'no', 'yes'],
    ['2萬多名', '20000', 'yes', 'no'],
    ['2萬多名', '30000', 'no', 'yes'],
    ['2萬多名', '25000', 'undecided', 'undecided'],
    // 以上, 至少: the number or more.
    ['50%以上', '50', 'yes', 'no'],
    ['50%以上', '49', 'yes', 'no'],
    ['50%以上', '51', 'undecided', 'undecided'],
    // 不到, 至多: less, and nobody knows how much less.
    ['不到30名', '30', 'no', 'yes'],
    ['不到30名', '40', 'no', 'yes'],
    ['不到30名', '20', 'undecided', 'undecided'],
    ['至多30名', '31', 'no', 'yes'],
  ];
  test.each(rows)('%s against %s: over %s, under %s', (printed, limit, over, under) => {
    expect(compareWithLimit(figure(printed), limit, 'over')).toBe(over);
    expect(compareWithLimit(figure(printed), limit, 'under')).toBe(under);
  });

  test('decides nothing about words', () => {
    const words: Figure = { text: '好', value: null, unit: 'grade', qualifier: 'exact' };
    expect(compareWithLimit(words, '1', 'over')).toBe('undecided');
    expect(compareWithLimit(words, '1', 'under')).toBe('undecided');
  });

  const anyFigure = fc
    .tuple(
      fc.constantFrom('近', '約', '超過', '至少', '不到', ''),
      fc.bigInt({ min: 1n, max: 10n ** 12n }),
      fc.constantFrom('余', ''),
    )
    .map(([before, number, after]) => figure(`${before}${String(number)}${before === '' ? after : ''}個`));
  const limits = fc.bigInt({ min: 0n, max: 10n ** 13n });

  test('over and under never both hold', () => {
    fc.assert(
      fc.property(anyFigure, limits, (shown, limit) => {
        const verdicts = [
          compareWithLimit(shown, String(limit), 'over'),
          compareWithLimit(shown, String(limit), 'under'),
        ];
        expect([
          ['yes', 'no'],
          ['no', 'yes'],
          ['undecided', 'undecided'],
        ]).toContainEqual(verdicts);
      }),
    );
  });

  test('what is over a limit is over every lower one', () => {
    fc.assert(
      fc.property(anyFigure, limits, limits, (shown, one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        if (compareWithLimit(shown, String(high), 'over') === 'yes') {
          expect(compareWithLimit(shown, String(low), 'over')).toBe('yes');
        }
        if (compareWithLimit(shown, String(low), 'under') === 'yes') {
          expect(compareWithLimit(shown, String(high), 'under')).toBe('yes');
        }
      }),
    );
  });
});
