import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuzzyList, MAX_FUZZY_LENGTH } from '../../src/question/fuzzy.ts';
import { compileLexicon } from '../../src/question/lexicon.ts';
import { slipsFor } from '../../src/question/slips.ts';
import { pinyinCuts, syllablesOf } from '../../src/question/sound.ts';
import { editDistance } from '../../src/question/spelling.ts';
import { fold } from '../../src/text/fold.ts';
import { tokensOf } from '../../src/text/tokens.ts';

const lexicon = compileLexicon(JSON.parse(await readFile('data/lexicon.json', 'utf8')), [
  '中国移动',
  'China Mobile',
]);
const slips = slipsFor(lexicon);

function stems(text: string): string[] {
  return tokensOf(text).map(({ key }) => key);
}

describe('mending English spelling', () => {
  test.each([
    ['how many vilages', 'how many villages'],
    ['poverity', 'poverty'],
    ['clasrooms', 'classrooms'],
    ['principels', 'principals'],
    ['brodband', 'broadband'],
    ['stduents', 'students'],
  ])('mends “%s” to “%s”', (typed, meant) => {
    // As far as its stem: that is what English words are looked up by.
    expect(stems(slips.mendSpelling(typed))).toEqual(stems(meant));
  });

  test.each(['4g', '5g', '2018', '2019', '1068', '100m', '10bn', 'x4g', '4gg', 'covid19'])(
    'never touches “%s”',
    (token) => {
      expect(slips.mendSpelling(token)).toBe(token);
    },
  );

  test('leaves words alone that are known, short, or like no other', () => {
    for (const word of ['villages', 'village', 'poor', 'cat', 'xyzzyq', 'zebra'])
      expect(slips.mendSpelling(word)).toBe(word);
  });

  test('never changes a digit, wherever it stands', () => {
    const digits = fc.stringMatching(/^[a-z]{0,6}\d{1,6}[a-z]{0,6}$/u);
    fc.assert(
      fc.property(digits, (token) => {
        expect(slips.mendSpelling(`how many ${token} vilages`)).toBe(`how many ${token} villages`);
      }),
    );
  });
});

describe('mending homophones', () => {
  function heard(text: string): string[] {
    return slips.sameSound(tokensOf(fold(text))).map(({ word }) => word);
  }

  test.each([
    ['扶平', '扶贫'],
    ['捐增', '捐赠'],
    ['脱贫摘冒', '摘帽'],
    ['资金偷入', '投入'],
    ['校掌', '校长'],
  ])('hears behind “%s” the word %s', (typed, meant) => {
    expect(heard(typed)).toContain(meant);
  });

  test('hears nothing behind words that are right, and nothing across digits', () => {
    expect(heard('扶贫')).toEqual([]);
    expect(heard('2018')).toEqual([]);
    expect(heard('扶4G平')).toEqual([]);
  });

  test.each([
    ['平困', '贫困'],
    ['宗央', '中央'],
    ['三曲三周', '三区三州'],
  ])('hears behind “%s” the word %s, though many say it otherwise', (typed, meant) => {
    expect(heard(typed)).toContain(meant);
  });

  test('gives each character its syllable', () => {
    expect(syllablesOf('扶贫')).toEqual(['fu', 'pin']);
  });
});

describe('reading pinyin', () => {
  test.each([
    ['leiji juanzeng duoshao qian', ['累计', '多少', '钱']],
    ['fupin ganbu youduoshao ren', ['扶贫', '多少', '人']],
    ['tuopin zhaimao de xian you jige', ['脱贫摘帽', '县', '几个']],
  ])('reads “%s” back into Chinese', (typed, words) => {
    const read = slips.fromPinyin(typed) ?? '';
    for (const word of words) expect(read).toContain(word);
  });

  test('reads a year that is spelt out', () => {
    expect(slips.fromPinyin('er ling yi jiu nian juanzeng duoshao qian')).toContain('2019年');
  });

  test('keeps digits as they are', () => {
    expect(slips.fromPinyin('2018 nian juanzeng duoshao qian')).toContain('2018');
    expect(slips.fromPinyin('4g jizhan jianle duoshao')).toMatch(/4g/iu);
  });

  test.each([
    'how many villages were lifted out of poverty',
    'donation total',
    '捐款 duoshao',
    '',
    '2019',
    '4G',
    'hi',
  ])('takes “%s” for no pinyin', (text) => {
    expect(slips.fromPinyin(fold(text))).toBeNull();
  });

  test('cuts a word into syllables in every way there is, the longest first', () => {
    expect(pinyinCuts('fupin')).toEqual([['fu', 'pin']]);
    expect(pinyinCuts('xian')).toEqual([['xian'], ['xi', 'an']]);
    expect(pinyinCuts('village')).toEqual([]);
    expect(pinyinCuts('')).toEqual([[]]);
  });

  test('does not get lost in a word of endless syllables', () => {
    expect(pinyinCuts('a'.repeat(40)).length).toBeLessThanOrEqual(8);
    expect(pinyinCuts('xian'.repeat(5000))).toEqual([]);
  });
});

describe('editDistance', () => {
  test.each([
    ['', '', 0],
    ['village', 'village', 0],
    ['village', 'vilage', 1],
    ['village', 'villlage', 1],
    ['village', 'villege', 1],
    ['village', 'vlilage', 1],
    ['students', 'stduents', 1],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
  ])('between “%s” and “%s” is %i', (one, other, distance) => {
    expect(editDistance(one, other)).toBe(distance);
  });

  test('is the same both ways and grows with what is added', () => {
    const word = fc.stringMatching(/^[a-d]{0,8}$/u);
    fc.assert(
      fc.property(word, word, fc.stringMatching(/^[x-z]{0,4}$/u), (one, other, tail) => {
        expect(editDistance(one, other)).toBe(editDistance(other, one));
        expect(editDistance(one, one + tail)).toBe(tail.length);
      }),
    );
  });
});

describe('fuzzyList', () => {
  const nearest = fuzzyList(['villages', 'village', 'schools'], 0.5);

  test('puts the likest first', () => {
    expect(nearest('villages').map(({ text }) => text)[0]).toBe('villages');
    expect(nearest('villages')[0]?.likeness).toBeCloseTo(1);
  });

  test('finds nothing like a blank query or a stranger', () => {
    expect(nearest('')).toEqual([]);
    expect(nearest('  ')).toEqual([]);
    expect(nearest('zzzz')).toEqual([]);
  });

  test('takes no longer for a query without end', () => {
    const before = process.cpuUsage();
    nearest('village'.repeat(MAX_FUZZY_LENGTH * 1000));
    // Of the processor's time, so that a busy machine does not fail it.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(500);
  });
});
