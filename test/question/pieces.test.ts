import { describe, expect, test } from 'vitest';
import { clausesOf } from '../../src/question/clauses.ts';
import { cut, spansOf, stretchesBetween } from '../../src/question/cut.ts';
import { asksBothPeriods, isPeriod, listedWith, piecesOf } from '../../src/question/pieces.ts';
import { lexicon, matched } from './matched.ts';

function clauses(question: string): string[] {
  return clausesOf(matched(question)).map(({ folded }) => folded.trim());
}

describe('stretches', () => {
  test('lie between the cuts, each with the terms that lie in it', () => {
    const text = '县，村和乡';
    const stretches = stretchesBetween(spansOf(text, /[，和]/u), text.length, cut(text, lexicon));
    expect(stretches.map(({ start, end, terms }) => [text.slice(start, end), terms.length])).toEqual([
      ['县', 1],
      ['村', 1],
      ['乡', 1],
    ]);
  });

  test('without a cut are the whole text', () => {
    expect(stretchesBetween([], 3, [])).toEqual([{ start: 0, end: 3, terms: [] }]);
  });
});

describe('clauses', () => {
  test.each([
    ['捐了多少，基金多少', ['捐了多少', '基金多少']],
    ['villages and townships', ['villages', 'townships']],
    // No connector inside a word.
    ['“和教育”惠及多少学生', ['“和教育”惠及多少学生']],
    // A second question word begins one without a connector.
    [
      'how many branches paired with how many villages',
      ['how many branches paired with', 'how many villages'],
    ],
  ])('of “%s” are %j', (question, parts) => {
    expect(clauses(question)).toEqual(parts);
  });

  test('know what joins them to the one before', () => {
    expect(clausesOf(matched('县、乡和村')).map(({ joint }) => joint)).toEqual(['', '、', '和']);
  });
});

describe('pieces', () => {
  test('say what each asks to have counted', () => {
    const pieces = piecesOf(matched('捐了多少钱，帮了多少人'));
    expect(pieces.map(({ asks, asked }) => [asks, asked.dimension])).toEqual([
      [true, 'money'],
      [true, 'people'],
    ]);
  });

  test('that are bare nouns beside one that asks are listed with it', () => {
    const pieces = piecesOf(matched('the number of hospitals and people reached'));
    expect(listedWith(pieces).map(({ folded }) => folded.trim())).toEqual(['people reached']);
  });

  test('are one for each meaning where a word means several things to count', () => {
    expect(piecesOf(matched('县乡村各几个')).map(({ asked }) => asked.unit)).toEqual([
      'village',
      'county',
      'township',
    ]);
  });

  test.each([
    ['2019年和累计各捐了多少', true],
    ['捐了多少，帮了多少人', false],
  ])('in “%s” ask for the year and the total: %s', (question, both) => {
    const own = matched(question);
    expect(asksBothPeriods(piecesOf(own), own)).toBe(both);
  });

  test('may say nothing but a period', () => {
    const [amount, total] = piecesOf(matched('捐赠金额，累计'));
    expect([amount, total].map((piece) => piece !== undefined && isPeriod(piece))).toEqual([false, true]);
  });
});
