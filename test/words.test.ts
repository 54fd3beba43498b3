import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../src/text/language.ts';
import { CATALOGUE, type WordKey } from '../src/words/catalogue.ts';
import { wordsIn } from '../src/words/words.ts';

const KEYS = Object.keys(CATALOGUE) as WordKey[];

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/gu)].map((match) => match[1] ?? '').sort();
}

/** The characters of a national standard, from the bytes that stand for them. */
function charactersOf(
  encoding: string,
  leads: readonly [number, number],
  trails: readonly (readonly [number, number])[],
): Set<string> {
  const decoder = new TextDecoder(encoding);
  const characters = new Set<string>();
  for (let lead = leads[0]; lead <= leads[1]; lead++) {
    for (const [from, to] of trails) {
      for (let trail = from; trail <= to; trail++) characters.add(decoder.decode(Uint8Array.of(lead, trail)));
    }
  }
  return characters;
}

// GB 2312 is Simplified script, Big5 (without its extensions) Traditional.
const SIMPLIFIED = charactersOf('gbk', [0xb0, 0xf7], [[0xa1, 0xfe]]);
const TRADITIONAL = charactersOf(
  'big5',
  [0xa4, 0xf9],
  [
    [0x40, 0x7e],
    [0xa1, 0xfe],
  ],
);

function strangers(text: string, script: ReadonlySet<string>): string[] {
  return [...text].filter((character) => /\p{Script=Han}/u.test(character) && !script.has(character));
}

describe('the catalogue', () => {
  test.each(KEYS)('says %s in both languages, with the same places to fill in', (key) => {
    const { en, zh } = CATALOGUE[key];
    expect(en.trim()).not.toBe('');
    expect(zh.trim()).not.toBe('');
    expect(placeholders(zh)).toEqual(placeholders(en));
  });

  test('is written in English and in Traditional script', () => {
    for (const key of KEYS) {
      const { en, zh } = CATALOGUE[key];
      // What the report says is quoted as it stands, and so may a figure be.
      expect(en.replaceAll(/“[^”]*”|\d+[萬億]/gu, ''), key).not.toMatch(/\p{Script=Han}/u);
      expect(strangers(zh, TRADITIONAL), key).toEqual([]);
    }
  });

  test('the two scripts can be told apart', () => {
    expect(strangers('報告沒有給出', SIMPLIFIED)).toEqual(['報', '沒', '給']);
    expect(strangers('报告没有给出', TRADITIONAL)).toEqual(['报', '没', '给']);
  });
});

describe('wordsIn', () => {
  test('gives Simplified texts without a Traditional character', () => {
    const say = wordsIn('zh-Hans');
    for (const key of KEYS) expect(strangers(say(key), SIMPLIFIED), key).toEqual([]);
  });

  test('fills in every place and leaves none open', () => {
    for (const language of LANGUAGES) {
      const say = wordsIn(language);
      for (const key of KEYS) {
        const names = placeholders(CATALOGUE[key].en);
        const text = say(key, Object.fromEntries(names.map((name) => [name, `<${name}>`])));
        for (const name of names) expect(text, key).toContain(`<${name}>`);
        expect(text).not.toMatch(/\{\{|\}\}/u);
      }
    }
  });

  test('fills in what it is given, character for character', () => {
    const what = '<b>&amp; "x" {{count}} $t(reply.twins) $1';
    for (const language of LANGUAGES) expect(wordsIn(language)('missing.gap', { what })).toContain(what);
  });

  test('never falls back to a key', () => {
    for (const language of LANGUAGES) {
      for (const key of KEYS) expect(wordsIn(language)(key)).not.toBe(key);
    }
  });
});

describe('the Simplified texts', () => {
  test('use the words of the mainland, not Taiwan’s in another script', () => {
    const say = wordsIn('zh-Hans');
    for (const key of KEYS)
      expect(say(key), key).not.toMatch(
        /储存|档案|设定|伺服器|汇入|汇出|私讯|讯息|连线|连结|权杖|闸道|字元|磁碟/u,
      );
    expect(say('facts.import.name')).toBe('导入');
    // Words that a dictionary would take for others are left alone.
    expect(say('command.metric.name')).toBe('指标');
  });
});
