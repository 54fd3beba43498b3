import { factBase, type FactBase } from '../../src/facts/base.ts';
import type { Fact } from '../../src/facts/schema.ts';
import { asideSpans } from '../../src/question/asides.ts';
import { cut } from '../../src/question/cut.ts';
import { featuresOf } from '../../src/question/features.ts';
import type { Example } from '../../src/question/examples.ts';
import type { Frame } from '../../src/question/frames.ts';
import type { Reading } from '../../src/question/interpret.ts';
import type { Concept, Lexicon, LexiconFile } from '../../src/question/lexicon.ts';
import type { Slips } from '../../src/question/slips.ts';
import type { Tuning } from '../../src/question/tuning.ts';
import { toSimplified } from '../../src/text/fold.ts';

// What the bot answers with, each switched off by giving it something else to work with: the code has no switches.

/** A means, with what the bot gets instead where it is switched off. */
export interface Means {
  readonly name: string;
  readonly lexicon?: (file: LexiconFile) => unknown;
  readonly base?: (base: FactBase) => FactBase;
  readonly tuning?: Partial<Tuning>;
  readonly examples?: readonly Example[];
  readonly slips?: (slips: Slips) => Slips;
  readonly question?: (question: string) => string;
  readonly reading?: (reading: Reading, lexicon: Lexicon, slips: Slips) => Reading;
}

export const MEANS: readonly Means[] = [
  { name: 'words that sound alike (扶平)', slips: (slips) => ({ ...slips, sameSound: () => [] }) },
  { name: 'pinyin without tones', slips: (slips) => ({ ...slips, fromPinyin: () => null }) },
  { name: 'English spelling mended', slips: (slips) => ({ ...slips, mendSpelling: (folded) => folded }) },
  { name: 'Traditional characters', question: withoutTraditional },
  { name: 'wording of Taiwan (網路, 寬頻)', question: toSimplified },
  { name: 'concepts of the lexicon (letters alone)', lexicon: (file) => ({ ...file, concepts: [] }) },
  { name: 'what concepts imply', lexicon: (file) => concepts(file, 'implies') },
  { name: 'general words weigh little', lexicon: (file) => concepts(file, 'generic') },
  { name: 'named things must be met (5G, a place)', lexicon: (file) => concepts(file, 'named') },
  { name: 'contrasts', lexicon: (file) => concepts(file, 'contrast') },
  { name: 'gaps: what the report does not say', lexicon: (file) => ({ ...file, gaps: [] }) },
  { name: 'the unit that is asked for', reading: (reading) => ({ ...reading, asked: {} }) },
  { name: 'aliases of facts (labels alone)', base: (base) => withFacts(base, withoutAliases) },
  { name: 'names of the twin of another period', base: (base) => withFacts(base, withoutSeries) },
  { name: 'words of the quoted sentence', base: withoutQuotes },
  { name: 'a figure lends to its sentence', tuning: { lent: 0 } },
  { name: 'the best name, beside what is explained', tuning: { nameShare: 0 } },
  { name: 'what is explained, beside the best name', tuning: { nameShare: 1 } },
  { name: 'examples: which figure they ask for', tuning: { likeness: 0, overrules: 2, overrulesUnit: 2 } },
  {
    name: 'examples: what has no answer',
    tuning: { lacking: -99, assured: -99, surelyLacking: 2, surelyLackingThoughPlain: 2 },
  },
  { name: 'examples: which part of the report', tuning: { likedPart: 0 } },
  {
    name: 'examples: which kind of question',
    tuning: {
      severalAsked: 2,
      severalThoughOne: 2,
      severalNamed: 2,
      twoAsked: 2,
      partAsked: 2,
      numberAsked: 2,
    },
  },
  { name: 'examples altogether', examples: [] },
  { name: 'asides left out', reading: withAsides },
  { name: 'calculations', reading: withoutFrames('calculation') },
  { name: 'numbers asked the other way round', reading: withoutFrames('reverse') },
  { name: 'limits (over 30,000?)', reading: withoutFrames('bound') },
  { name: 'lists', reading: withoutFrames('list') },
  { name: 'parts of the report', reading: withoutFrames('section', 'where') },
];

// Every Traditional character becomes one that no word is written with, the same one each time.
function withoutTraditional(question: string): string {
  return Array.from(question, (character) =>
    toSimplified(character) === character ? character : rareFor(character),
  ).join('');
}

const RARE = { from: 0x3400, count: 0x1900 } as const;

function rareFor(character: string): string {
  return String.fromCodePoint(RARE.from + ((character.codePointAt(0) ?? 0) % RARE.count));
}

// The lexicon with concepts that lack one of their properties.
function concepts(file: LexiconFile, property: keyof Concept): unknown {
  return {
    ...file,
    concepts: file.concepts.map((concept) =>
      Object.fromEntries(Object.entries(concept).filter(([name]) => name !== property)),
    ),
  };
}

function withFacts({ file, text }: FactBase, change: (fact: Fact) => Fact): FactBase {
  return factBase({ ...file, facts: file.facts.map(change) }, text);
}

function withoutAliases(fact: Fact): Fact {
  return { ...fact, aliases: { zh: [], en: [] } };
}

function withoutSeries(fact: Fact): Fact {
  const alone = { ...fact };
  delete alone.series;
  return alone;
}

// Of each sentence only its figures and its marks are left, so that it still is one and the same sentence for all of
// its facts.
function withoutQuotes(base: FactBase): FactBase {
  const figures = new Map<string, string[]>();
  for (const { source, figure } of base.facts)
    figures.set(source.quote, [...(figures.get(source.quote) ?? []), figure.text]);
  return withFacts(base, (fact) => {
    const { quote } = fact.source;
    return { ...fact, source: { ...fact.source, quote: blanked(quote, figures.get(quote) ?? []) } };
  });
}

function blanked(quote: string, kept: readonly string[]): string {
  const blank = Array.from(quote.replace(/\p{L}/gu, ' '));
  const letters = Array.from(quote);
  for (const text of kept) {
    const from = Array.from(quote.slice(0, quote.indexOf(text))).length;
    for (let at = from; at < from + Array.from(text).length; at++) blank[at] = letters[at] ?? ' ';
  }
  return blank.join('');
}

function withAsides(reading: Reading, lexicon: Lexicon, slips: Slips): Reading {
  if (asideSpans(reading.folded).length === 0) return reading;
  const terms = cut(reading.folded, lexicon, slips);
  return { ...reading, terms, features: featuresOf(terms, lexicon) };
}

function withoutFrames(...kinds: readonly Frame['kind'][]): (reading: Reading) => Reading {
  return (reading) => ({ ...reading, frames: reading.frames.filter(({ kind }) => !kinds.includes(kind)) });
}
