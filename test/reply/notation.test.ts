import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unitOf } from '../../src/facts/base.ts';
import { readFacts } from '../../src/facts/file.ts';
import { groupDigits, notation, scaled, withUnit } from '../../src/reply/notation.ts';
import { fold } from '../../src/text/fold.ts';
import { LANGUAGES } from '../../src/text/language.ts';
import { readNumbers } from '../../src/text/numerals.ts';

const base = await readFacts('data/facts.json');

function beside(id: string): (string | null)[] {
  const fact = base.fact.get(id);
  if (fact === undefined) throw new Error(`The test expects a fact ${id}.`);
  return (['en', 'zh-Hant', 'zh-Hans'] as const).map((language) =>
    notation(fact.figure, unitOf(base, fact), language),
  );
}

describe('notation', () => {
  test.each([
    ['people-lifted', 'nearly 1,000,000 people', '近 1,000,000 人', '近 1,000,000 人'],
    ['villages-lifted', '1,068 villages', '1,068 個村', '1,068 个村'],
    ['tariff-savings', 'about RMB 1.5 billion', '約 15億元', '约 15亿元'],
    ['network-funds', 'over RMB 10 billion', '超過 100億元', '超过 100亿元'],
    ['base-station-share', 'at least 50%', '至少 50%', '至少 50%'],
    ['coverage-4g', '98%', '98%', '98%'],
    ['base-stations', 'over 6,400 base stations', '6,400 餘個基站', '6,400 余个基站'],
    ['data-packs-value', 'over RMB 33 million', '3300 多萬元', '3300 多万元'],
    ['custom-phone-households', '27,000 households', '27,000 戶', '27,000 户'],
    ['investment-2019', 'RMB 153 million', '1.53億元', '1.53亿元'],
    ['customers-mobilised', '1,000,000,000 customers', '1,000,000,000 戶客戶', '1,000,000,000 户客户'],
    ['paired-counties', '6 counties', '6 個縣', '6 个县'],
  ])('of %s is %s, %s, %s', (id, english, traditional, simplified) => {
    expect(beside(id)).toEqual([english, traditional, simplified]);
  });

  test('of words there is none', () => {
    expect(beside('assessment-grade')).toEqual([null, null, null]);
  });

  test('carries the exact value and the qualifier of every figure, in every language', () => {
    for (const fact of base.facts) {
      if (fact.figure.value === null) continue;
      for (const language of LANGUAGES) {
        const written = notation(fact.figure, unitOf(base, fact), language) ?? '';
        // The spaces in "近 100" and "3300 多萬元" are for the eye.
        const close = fold(written).replace(/(?<=[近约过少\d]) (?=[\d多余])/gu, '');
        const numbers = readNumbers(close.replace('rmb ', ''));
        expect(
          numbers.map(({ value, qualifier }) => [value, qualifier]),
          `${fact.id} in ${language}: ${written}`,
        ).toEqual([[fact.figure.value, fact.figure.qualifier]]);
      }
    }
  });
});

describe('scaled', () => {
  test.each([
    ['1530000000', '1.53 billion', '15.3亿', '15.3億'],
    ['153000000', '153 million', '1.53亿', '1.53億'],
    ['27000', '27,000', '2.7万', '2.7萬'],
    ['999', '999', '999', '999'],
    ['0', '0', '0', '0'],
    ['1234567.5', '1,234,567.5', '1,234,567.5', '1,234,567.5'],
    // A scale is only used where it is exact and short.
    ['12345678901', '12,345,678,901', '12,345,678,901', '12,345,678,901'],
  ])('writes %s as %s, %s, %s', (value, english, simplified, traditional) => {
    expect([scaled(value, 'en'), scaled(value, 'zh-Hans'), scaled(value, 'zh-Hant')]).toEqual([
      english,
      simplified,
      traditional,
    ]);
  });

  test('never rounds: what is written reads back as the value', () => {
    const values = fc
      .tuple(fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.nat(12))
      .map(([digits, zeros]) => String(digits * 10n ** BigInt(zeros)));
    fc.assert(
      fc.property(values, fc.constantFrom(...LANGUAGES), (value, language) => {
        expect(readNumbers(fold(scaled(value, language))).map((number) => number.value)).toEqual([value]);
      }),
    );
  });
});

describe('groupDigits', () => {
  test.each([
    ['1', '1'],
    ['999', '999'],
    ['1000', '1,000'],
    ['1530000000', '1,530,000,000'],
    ['1000.1234', '1,000.1234'],
  ])('writes %s as %s', (value, grouped) => {
    expect(groupDigits(value)).toBe(grouped);
  });

  test('changes no digit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.stringMatching(/^\d{0,8}$/u),
        (whole, fraction) => {
          const value = fraction === '' ? String(whole) : `${String(whole)}.${fraction}`;
          expect(groupDigits(value).replaceAll(',', '')).toBe(value);
        },
      ),
    );
  });
});

describe('withUnit', () => {
  test('says one thing in the singular', () => {
    const village = base.unit.get('village');
    if (village === undefined) throw new Error('The test expects the unit village.');
    expect(withUnit('1', village, 'en')).toBe('1 village');
    expect(withUnit('2', village, 'en')).toBe('2 villages');
    expect(withUnit('0', village, 'en')).toBe('0 villages');
  });
});
