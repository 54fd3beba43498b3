import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clip, fold, foldTight, hasHan, toSimplified } from '../../src/text/fold.ts';

/** The 6763 characters of GB 2312, the standard set of Simplified script. */
function simplifiedCharacters(): Set<string> {
  const decoder = new TextDecoder('gbk');
  const characters = new Set<string>();
  for (let lead = 0xb0; lead <= 0xf7; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) characters.add(decoder.decode(Uint8Array.of(lead, trail)));
  }
  return characters;
}

describe('fold', () => {
  test.each([
    ['full-width letters and digits', 'ＡＢＣ　１２３％', 'abc 123%'],
    ['capitals', 'China MOBILE', 'china mobile'],
    ['Traditional script', '對口幫扶的縣', '对口帮扶的县'],
    ['Taiwan wording', '網路與寬頻', '网络与宽带'],
    ['Taiwan wording for mobile phones', '行動電話', '移动电话'],
    ['Hong Kong glyphs', '裏', '里'],
    ['Taiwan glyphs', '裡', '里'],
    ['the cadres of the report, in both spellings', '扶貧干部和幹部', '扶贫干部和干部'],
    ['white space of any kind', '  a\t\n\u00A0 b\u3000 ', 'a b'],
    ['soft hyphens and zero-width characters', '捐\u00AD款\u200B多\uFEFF少', '捐款多少'],
    ['bidirectional controls', '\u202E123\u2069', '123'],
    ['invisible tags', 'donation\u{E0041}\u{E007F}', 'donation'],
    ['ligatures', 'ﬁgure', 'figure'],
  ])('evens out %s', (_what, text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test.each(['100万', '4g', '1.53亿元', '98%', '多少'])('leaves %s as it is', (text) => {
    expect(fold(text)).toBe(text);
  });

  test('leaves the whole report in Simplified characters', async () => {
    const report = await readFile('data/reports/china-mobile-2019.txt', 'utf8');
    const simplified = simplifiedCharacters();
    const others = [...fold(report)].filter((character) => hasHan(character) && !simplified.has(character));
    expect(others).toEqual([]);
  });

  test('folding again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  test('keeps every digit of a number', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (number) => {
        expect(fold(`捐了${String(number)}元`)).toContain(String(number));
      }),
    );
  });
});

describe('foldTight', () => {
  test('makes texts equal that differ only in script, case, width, spaces or punctuation', () => {
    expect(foldTight('「網絡 + 扶貧」')).toBe(foldTight('“网络+扶贫”'));
    expect(foldTight('Blue-Dream  Schools!')).toBe('bluedreamschools');
    expect(foldTight('４Ｇ 覆蓋率')).toBe('4g覆盖率');
  });

  test('keeps what tells numbers and shares apart', () => {
    expect(foldTight('98%')).toBe('98%');
    expect(foldTight('98')).not.toBe(foldTight('98%'));
    expect(foldTight('4G')).not.toBe(foldTight('5G'));
    expect(foldTight('1+3+X')).toBe('1+3+x');
  });

  test('leaves nothing of punctuation', () => {
    expect(foldTight('？！…… 😀')).toBe('');
  });
});

describe('clip', () => {
  test('leaves a short text alone and cuts a long one', () => {
    expect(clip('abc', 3)).toBe('abc');
    expect(clip('abcd', 3)).toBe('abc');
  });

  test('never cuts through a surrogate pair', () => {
    expect(clip('a😀b', 2)).toBe('a');
    expect(clip('a😀b', 3)).toBe('a😀');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 24 }), fc.nat(20), (text, limit) => {
        const cut = clip(text, limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(text.startsWith(cut)).toBe(true);
        if (text.isWellFormed()) expect(cut.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('toSimplified', () => {
  test('changes the script and not the wording', () => {
    expect(toSimplified('網路寬頻')).toBe('网路宽频');
    expect(toSimplified('遠程醫療平臺')).toBe('远程医疗平台');
  });
});

describe('hasHan', () => {
  test.each([
    ['how many 村', true],
    ['４Ｇ, 98%', false],
    ['', false],
  ])('of “%s” is %s', (text, expected) => {
    expect(hasHan(text)).toBe(expected);
  });
});
