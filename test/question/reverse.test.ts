import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { botFor } from '../../src/bot.ts';
import { readFacts } from '../../src/facts/file.ts';
import { indexFacts } from '../../src/question/index.ts';
import { factsNearValue, factsWithValue } from '../../src/question/reverse.ts';
import { fold } from '../../src/text/fold.ts';
import { readNumbers, type NumberInText } from '../../src/text/numerals.ts';

const base = await readFacts('data/facts.json');
const { lexicon } = botFor(base, JSON.parse(await readFile('data/lexicon.json', 'utf8')));
const index = indexFacts(base, lexicon);

function number(text: string): NumberInText {
  const [read] = readNumbers(fold(text));
  if (read === undefined) throw new Error(`${text} holds no number.`);
  return read;
}

function withValue(text: string): string[] {
  return factsWithValue(number(text), index).map(({ id }) => id);
}

describe('factsWithValue', () => {
  test.each([
    ['995萬', ['tariff-customers']],
    ['九百九十五万', ['tariff-customers']],
    ['9,950,000', ['tariff-customers']],
    ['9.95 million', ['tariff-customers']],
    ['1.53億', ['investment-2019']],
    ['153 million', ['investment-2019']],
    ['1068', ['villages-lifted']],
    ['六', ['paired-counties']],
    ['98%', ['coverage-4g']],
    ['百分之九十八', ['coverage-4g']],
    ['九成八', ['coverage-4g']],
    ['16億', ['donation-total', 'fund-total']],
    ['7', ['counties-lifted', 'townships-lifted']],
  ])('finds %s in the report’s order: %j', (text, ids) => {
    expect(withValue(text)).toEqual(ids);
  });

  test('keeps shares and numbers apart', () => {
    expect(withValue('50')).toEqual(['best-cases']);
    expect(withValue('50%')).toEqual(['base-station-share']);
    expect(withValue('98')).toEqual([]);
  });

  test('forgives nothing in digits', () => {
    for (const text of ['15.3 million', '1067', '1069', '99.5萬', '97%', '98.1%', '1530', '0']) {
      expect(withValue(text)).toEqual([]);
    }
  });

  test('finds every figure of the report by its own text', () => {
    for (const fact of base.facts.filter(({ figure }) => figure.value !== null)) {
      const [read] = readNumbers(fold(fact.figure.text));
      expect(read === undefined ? [] : factsWithValue(read, index), fact.figure.text).toContain(fact);
    }
  });
});

describe('factsNearValue', () => {
  test('puts the same digits at another scale first', () => {
    expect(factsNearValue(number('15.3 million'), index, 3)[0]?.id).toBe('investment-2019');
    expect(factsNearValue(number('99.5萬'), index, 3)[0]?.id).toBe('tariff-customers');
  });

  test('then the closest, and no more than were wanted', () => {
    const near = factsNearValue(number('1070'), index, 2);
    expect(near.map(({ id }) => id)).toEqual(['villages-lifted', 'paired-villages']);
  });

  test('keeps shares and numbers apart', () => {
    const near = factsNearValue(number('97%'), index, 5).map(({ id }) => id);
    expect(near).toContain('coverage-4g');
    expect(near).toContain('coverage-broadband');
    expect(near).not.toContain('best-cases');
  });

  test('finds nothing near a number far from all', () => {
    expect(factsNearValue(number('77 trillion'), index, 3)).toEqual([]);
    expect(factsNearValue(number('0'), index, 3)).toEqual([]);
  });
});
