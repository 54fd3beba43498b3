import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, type Term } from '../../src/question/cut.ts';
import { compileLexicon, sensesOf, withImplied } from '../../src/question/lexicon.ts';
import { slipsFor } from '../../src/question/slips.ts';
import { fold } from '../../src/text/fold.ts';
import { tokensOf } from '../../src/text/tokens.ts';

// A lexicon small enough to see every reading that competes.
const lexicon = compileLexicon(
  {
    concepts: [
      { id: 'donate', zh: ['捐', '捐赠', '捐款'], en: ['donate', 'gave away'] },
      { id: 'donation-total', zh: ['捐款总额'], en: [], implies: ['donate', 'total'] },
      { id: 'total', zh: ['总额', '累计'], en: ['total'], implies: ['donation-total'] },
      { id: 'school', zh: ['学校', '中小学'], en: ['school', 'primary school'] },
      { id: 'small', zh: ['中小'], en: ['small'] },
      { id: '4g', zh: ['4G'], en: ['4G'] },
      { id: 'money', zh: ['亿元', '元'], en: ['money'] },
    ],
    gaps: [{ id: 'salary', title: { zh: '薪水', en: 'salaries' }, zh: ['薪水'], en: ['salary', 'news'] }],
    filler: { zh: ['多少', '了', '的', '请问'], en: ['how many', 'the', 'were'] },
  },
  ['中国移动', 'China Mobile'],
);

function shape(terms: readonly Term[]): string[] {
  return terms.map(({ kind, text }) => `${kind}:${text}`);
}

function concepts(terms: readonly Term[]): string[] {
  return terms.flatMap(({ senses }) =>
    senses.flatMap((sense) => ('id' in sense ? [sense.id] : [sense.kind])),
  );
}

function cutFolded(text: string): Term[] {
  return cut(fold(text), lexicon);
}

describe('cut', () => {
  test('knows the words of the lexicon and leaves the rest as unknown characters', () => {
    expect(shape(cutFolded('请问捐赠了多少巴士'))).toEqual([
      'word:请问',
      'word:捐赠',
      'word:了',
      'word:多少',
      'unknown:巴',
      'unknown:士',
    ]);
  });

  test('prefers one long word to two short ones', () => {
    expect(shape(cutFolded('中小学捐款总额'))).toEqual(['word:中小学', 'word:捐款总额']);
    expect(concepts(cutFolded('primary school'))).toEqual(['school']);
  });

  test('reads Traditional, full-width and capital letters alike', () => {
    expect(shape(cutFolded('捐贈了多少？４Ｇ'))).toEqual(shape(cutFolded('捐赠了多少 4g')));
    expect(concepts(cutFolded('DONATE'))).toEqual(['donate']);
  });

  test('finds an inflected English word, but a gap only as it is listed', () => {
    expect(concepts(cutFolded('donated schools'))).toEqual(['donate', 'school']);
    expect(concepts(cutFolded('salary'))).toEqual(['salary']);
    expect(concepts(cutFolded('new'))).toEqual([]);
  });

  test('knows the organisation’s own name', () => {
    expect(concepts(cutFolded('中國移動 China Mobile'))).toEqual(['self', 'self']);
  });

  test('keeps a number whole, whatever words share its characters', () => {
    const terms = cutFolded('一亿元');
    expect(terms.map(({ kind, number }) => [kind, number?.value])).toEqual([
      ['number', '100000000'],
      ['word', undefined],
    ]);
    expect(cutFolded('捐款1.53億元').find(({ kind }) => kind === 'number')?.number?.value).toBe('153000000');
  });

  test.each([
    ['2019年', '2019'],
    ['二〇一九年', '2019'],
    ['19年', '2019'],
    ['一九年', '2019'],
    ['in 2018', '2018'],
    ['2020', '2020'],
  ])('reads “%s” as the year %s', (text, year) => {
    expect(cutFolded(text).flatMap((term) => term.year ?? [])).toEqual([year]);
    expect(cutFolded(text).some(({ kind }) => kind === 'number')).toBe(false);
  });

  test.each(['2000人', '2000個', '2019名', '2,019', '近2000', '1068', '2019%'])(
    'reads no year from “%s”',
    (text) => {
      expect(cutFolded(text).flatMap((term) => term.year ?? [])).toEqual([]);
    },
  );

  test('reads 4G as a name and never as the number four', () => {
    const terms = cutFolded('4G学校');
    expect(shape(terms)).toEqual(['word:4g', 'word:学校']);
    expect(shape(cutFolded('5G'))).toEqual(['unknown:5g']);
  });

  test('hears a known word behind its sound where slips are forgiven, and only there', () => {
    const slips = slipsFor(lexicon);
    const heard = cut(fold('捐增'), lexicon, slips);
    expect(heard.map(({ text, meant }) => [text, meant])).toEqual([['捐增', '捐赠']]);
    expect(shape(cutFolded('捐增'))).toEqual(['word:捐', 'unknown:增']);
  });

  test('gives nothing for punctuation and symbols', () => {
    for (const text of ['', '  ', '？！……', '😀', '@#$%^&*()']) expect(cutFolded(text)).toEqual([]);
  });

  test('covers the text from left to right without overlap, whatever it holds', async () => {
    const shipped = compileLexicon(JSON.parse(await readFile('data/lexicon.json', 'utf8')), ['中国移动']);
    const pieces = fc.constantFrom(
      '捐款',
      '多少',
      '扶贫',
      '2019年',
      '4G',
      '1.53亿',
      'villages',
      '，',
      ' ',
      '村',
      'x',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
        const folded = fold(parts.join(''));
        let at = 0;
        for (const { start, end, text } of cut(folded, shipped)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(text).not.toBe('');
          at = end;
        }
        expect(at).toBeLessThanOrEqual(folded.length);
      }),
    );
  });
});

describe('the lexicon', () => {
  test('follows what a concept implies, and stops where it goes in a circle', () => {
    expect([...withImplied(lexicon, 'donation-total')]).toEqual(['donation-total', 'donate', 'total']);
    expect([...withImplied(lexicon, 'school')]).toEqual(['school']);
  });

  test('tells a word that is listed from one that merely has the same stem', () => {
    expect(sensesOf(tokensOf('schools'), lexicon)).toEqual([{ kind: 'concept', id: 'school' }]);
    expect(sensesOf(tokensOf('scholar'), lexicon)).toBeUndefined();
  });

  test('does not take a property of every object for a word', () => {
    for (const word of ['constructor', '__proto__', 'tostring', 'hasownproperty']) {
      expect(sensesOf(tokensOf(word), lexicon)).toBeUndefined();
    }
  });

  test('refuses a file of another shape', () => {
    expect(() => compileLexicon({ concepts: [] }, [])).toThrow();
    expect(() =>
      compileLexicon({ concepts: [], gaps: [], filler: { zh: [], en: [], fr: [] } }, []),
    ).toThrow();
  });
});
