import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { cut } from '../../src/question/cut.ts';
import { compileLexicon } from '../../src/question/lexicon.ts';
import { PERIOD_CONCEPTS, readPeriod, saidPeriod, type AskedPeriod } from '../../src/question/period.ts';
import { fold } from '../../src/text/fold.ts';

const lexicon = compileLexicon(JSON.parse(await readFile('data/lexicon.json', 'utf8')), []);

function period(question: string): AskedPeriod {
  const folded = fold(question);
  return readPeriod(folded, cut(folded, lexicon));
}

describe('the period that a question asks for', () => {
  test.each<[string, Partial<AskedPeriod>]>([
    ['2019年捐了多少', { year: true, total: false }],
    ['當年新增多少基站', { year: true, total: false }],
    ['累计捐了多少', { year: false, total: true }],
    ['how much was donated in total', { year: false, total: true }],
    ['一共捐了多少', { year: false, total: true }],
    // Beside a year, in all only says that nothing of that year is to be left out.
    ['2019年一共捐了多少', { year: true, total: false }],
    ['连同2019年新增的在内，出资多少', { total: true }],
    ['捐了多少，不要累计的', { total: false, notTotal: true }],
    ['捐了多少', { year: false, total: false, notTotal: false }],
  ])('“%s” is read as %j', (question, read) => {
    expect(period(question)).toMatchObject(read);
  });

  test('is also said by years that stand outside the words that are looked at', () => {
    const terms = cut(fold('捐了多少'), lexicon);
    expect(saidPeriod(terms).year).toBe(false);
    expect(saidPeriod(terms, ['2019']).year).toBe(true);
  });

  test('is said by concepts that the lexicon has', () => {
    expect([...PERIOD_CONCEPTS].filter((id) => !lexicon.concepts.has(id))).toEqual([]);
  });
});
