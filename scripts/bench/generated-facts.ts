import { factBase, type FactBase } from '../../src/facts/base.ts';
import type { Fact } from '../../src/facts/schema.ts';

// A larger fact base made from the real one: the same measures for many invented places and years, seeded, so that
// every run measures the same thing. Only for measuring; nothing of it is shipped as a fact.

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
  const facts: Fact[] = [];
  for (let number = 0; number < count; number++) {
    const pattern = real.facts[number % real.facts.length];
    if (pattern === undefined) break;
    facts.push(variantOf(pattern, Math.floor(number / real.facts.length), number, next));
  }
  const questions = Array.from({ length: asked }, () => {
    const fact = facts[Math.floor(next() * facts.length)];
    return { text: fact === undefined ? '' : `${fact.label.zh}是多少？`, id: fact?.id ?? '' };
  });
  return { base: factBase({ ...real.file, facts }, real.text), questions };
}

function variantOf(pattern: Fact, variant: number, number: number, next: () => number): Fact {
  const place = `${FIRST[variant % FIRST.length] ?? ''}${SECOND[Math.floor(variant / FIRST.length) % SECOND.length] ?? ''}`;
  const year = String(2001 + (variant % 30));
  const name = (text: string): string => `${place}${year}年${text.replace(/2019年?/u, '')}`;
  const value = pattern.figure.value === null ? null : String(1 + Math.floor(next() * 9_999_999));
  return {
    ...pattern,
    id: `${pattern.id}-${String(number)}`,
    label: {
      zh: name(pattern.label.zh),
      en: `${pattern.label.en.replace(/ in 2019/u, '')}, ${place} ${year}`,
    },
    figure: { ...pattern.figure, value },
    period: { kind: 'year', year },
    aliases: { zh: pattern.aliases.zh.slice(0, 2).map(name), en: [] },
    ...(pattern.series === undefined ? {} : { series: `${pattern.series}-${String(variant)}` }),
  };
}
