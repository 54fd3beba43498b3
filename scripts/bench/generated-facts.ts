import { factBase, type FactBase } from '../../src/facts/base.ts';
import type { Fact } from '../../src/facts/schema.ts';
import { syllablesOf } from '../../src/question/sound.ts';

// A larger fact base made from the real one: the same measures for many invented places and years, seeded, so that
// every run measures the same thing. No two facts have the same measure, place and year. Only for measuring; nothing
// of it is shipped as a fact.

/** A generated question and the fact that answers it. */
export interface GeneratedQuestion {
  readonly text: string;
  readonly id: string;
}

export interface Generated {
  readonly base: FactBase;
  readonly questions: readonly GeneratedQuestion[];
}

const FIRST = Array.from('云青白金长平安永临河海山石林东南西北上下龙凤泉江湖松柏竹兰桂');
const SECOND = Array.from('岭川原州台溪港口门关城阳阴宁和兴昌盛丰泰康福寿禄德义仁信智勇');
const YEARS = 30;

interface Place {
  readonly zh: string;
  readonly en: string;
}

/** Places that are written and pronounced differently. */
function places(next: () => number): Place[] {
  const found = new Map<string, Place>();
  for (const first of FIRST) {
    for (const second of SECOND) {
      const pinyin = syllablesOf(first + second).join('');
      const en = `${pinyin.charAt(0).toUpperCase()}${pinyin.slice(1)}`;
      if (!found.has(en)) found.set(en, { zh: first + second, en });
    }
  }
  return [...found.values()]
    .map((place) => ({ place, rank: next() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ place }) => place);
}

// mulberry32: small, fast and good enough for test data.
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Generates `count` facts and `asked` questions about some of them. */
export function generateFacts(real: FactBase, count: number, asked: number, seed: number): Generated {
  const next = random(seed);
  const all = places(next);
  const made: { fact: Fact; pattern: Fact; place: Place; year: string }[] = [];
  for (let number = 0; number < count; number++) {
    const variant = Math.floor(number / real.facts.length);
    const at = variant % all.length;
    const pattern = real.facts[number % real.facts.length];
    const place = all[at];
    if (pattern === undefined || place === undefined) break;
    const year = String(2001 + ((7 * at + Math.floor(variant / all.length)) % YEARS));
    made.push({ fact: variantOf(pattern, place, year, number, next), pattern, place, year });
  }
  const questions = Array.from({ length: asked }, () => {
    const about = made[Math.floor(next() * made.length)];
    if (about === undefined) return { text: '', id: '' };
    return { text: questionFor(about.pattern, about.place, about.year, next), id: about.fact.id };
  });
  return { base: factBase({ ...real.file, facts: made.map(({ fact }) => fact) }, real.text), questions };
}

// A quarter each: by the label; the same in another order; by another name, which the generated facts are not given;
// in English.
function questionFor(pattern: Fact, place: Place, year: string, next: () => number): string {
  const label = undated(pattern.label.zh);
  const others = pattern.aliases.zh.slice(NAMES);
  const other = undated(others[Math.floor(next() * others.length)] ?? pattern.label.zh);
  const forms = [
    `${place.zh}${year}年${label}是多少？`,
    `${label}，${place.zh}，${year}年`,
    `请问${year}年${place.zh}的${other}有多少`,
    `${undated(pattern.label.en)} in ${place.en} in ${year}?`,
  ];
  return forms[Math.floor(next() * forms.length)] ?? '';
}

/** How many of a fact's Chinese aliases its variants are given; the others are asked with. */
const NAMES = 2;

function undated(name: string): string {
  return name.replace(/2019年?(?:度)?| in 2019|2019 /u, '');
}

function variantOf(pattern: Fact, place: Place, year: string, number: number, next: () => number): Fact {
  const named = (name: string): string => `${place.zh}${year}年${undated(name)}`;
  const value = pattern.figure.value === null ? null : String(1 + Math.floor(next() * 9_999_999));
  return {
    ...pattern,
    id: `${pattern.id}-${String(number)}`,
    label: { zh: named(pattern.label.zh), en: `${undated(pattern.label.en)}, ${place.en} ${year}` },
    figure: { ...pattern.figure, value },
    period: { kind: 'year', year },
    aliases: { zh: pattern.aliases.zh.slice(0, NAMES).map(named), en: [] },
    ...(pattern.series === undefined
      ? {}
      : { series: `${pattern.series}-${place.en}-${year}`.toLowerCase() }),
  };
}
