import { sectionOf, twinsOf, unitOf, type FactBase } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { fold } from '../text/fold.ts';
import { cut } from './cut.ts';
import { keysOf } from './features.ts';
import { conceptIn, yearKey, type FeatureKey } from './keys.ts';
import type { Lexicon } from './lexicon.ts';
import { sectionKeys } from './section-index.ts';
import { createMarks } from './marks.ts';
import { PERIOD_CONCEPTS } from './period.ts';

// What one fact is about, as the index keeps it: the features of its texts as numbers, field by field. At a hundred
// thousand facts this is most of the memory, so a text that many facts share is kept once.

/** How much a fact is about a feature, by the field it stands in. */
export const FIELD_WEIGHTS = { name: 1, topic: 0.6, quote: 0.4, section: 0.35 } as const;

/** The same by the number of the field, the strongest first. */
export const WEIGHTS: readonly number[] = Object.values(FIELD_WEIGHTS);
export type Field = 0 | 1 | 2 | 3;

/** Features by number. Numbers are only ever added, so that an index and those derived from it share them. */
export type Vocabulary = Map<FeatureKey, number>;

/** The features of one fact. */
export interface FactEntry {
  /** Those of its label and of each alias, name after name, `END` behind each. */
  readonly names: Int32Array;
  /** Those of its labels by which its section is found. */
  readonly labels: Int32Array;
  /** Those of what the other facts of its series are called, which measure the same over another period. */
  readonly series: Int32Array;
  /** The year, where its period has one; else `END`. */
  readonly year: number;
  /** Its figure as folded text where that is words, or a number with words before it; else empty. */
  readonly words: string;
  /** Those of its unit and topic, of its quote, and of its section. */
  readonly topic: Int32Array;
  readonly quote: Int32Array;
  readonly section: Int32Array;
}

/** A fact's names begin with its label in Chinese and in English. */
export const LABELS = 2;

/** Behind every name. */
export const END = -1;

/** Reads the entries of facts; texts that facts share are cut once for each reader. */
export function entryReader(
  base: FactBase,
  lexicon: Lexicon,
  vocabulary: Vocabulary,
): (fact: Fact) => FactEntry {
  const shared = new Map<string, Int32Array>();

  function number(key: FeatureKey): number {
    const known = vocabulary.get(key);
    if (known !== undefined) return known;
    const made = vocabulary.size;
    vocabulary.set(key, made);
    return made;
  }

  function numbers(text: string): number[] {
    return Array.from(keysOf(cut(fold(text), lexicon), lexicon), number);
  }

  function together(...texts: readonly string[]): Int32Array {
    const name = texts.join('\n');
    const known = shared.get(name);
    if (known !== undefined) return known;
    const made = Int32Array.from(new Set(texts.flatMap(numbers)));
    shared.set(name, made);
    return made;
  }

  // A series measures one thing: what one of it is called goes for the others, save for the words for its period.
  function seriesOf(fact: Fact): Int32Array {
    const names = sameMeasure(fact, base).flatMap(namesOf);
    return names.length === 0 ? NONE : Int32Array.from(new Set(names.flatMap(withoutPeriod).map(number)));
  }

  function withoutPeriod(text: string): FeatureKey[] {
    return [...keysOf(cut(fold(text), lexicon), lexicon)].filter(
      (key) => !PERIOD_CONCEPTS.has(conceptIn(key)),
    );
  }

  return (fact) => {
    const section = sectionOf(base, fact);
    const names: number[] = [];
    const labels = new Set<number>();
    for (const [place, name] of namesOf(fact).entries()) {
      const terms = cut(fold(name), lexicon);
      for (const key of keysOf(terms, lexicon)) names.push(number(key));
      names.push(END);
      if (place < LABELS) for (const key of sectionKeys(terms, lexicon)) labels.add(number(key));
    }
    return {
      names: Int32Array.from(names),
      labels: Int32Array.from(labels),
      series: seriesOf(fact),
      year: 'year' in fact.period ? number(yearKey(fact.period.year)) : END,
      words: wordsOf(fact),
      topic: together(unitOf(base, fact).zh, base.topic.get(fact.topic)?.title.zh ?? ''),
      quote: together(fact.source.quote),
      // The first names of a section are what it is mostly called; those further on only help to find it.
      section: together(section.lead, section.title.zh, ...section.aliases.zh.slice(0, COMMON_NAMES)),
    };
  };
}

function wordsOf({ figure }: Fact): string {
  const text = fold(figure.text);
  const worded = figure.value === null || /^[^\p{N}近超约至不逾零一二两三四五六七八九十百千万亿]/u.test(text);
  return worded ? text : '';
}

const COMMON_NAMES = 7;
const NONE = new Int32Array();

function sameMeasure(fact: Fact, base: FactBase): Fact[] {
  return fact.period.kind === 'at-publication'
    ? []
    : twinsOf(base, fact).filter(({ period }) => period.kind !== 'at-publication');
}

/** Everything a fact is called. */
export function namesOf({ label, aliases }: Fact): string[] {
  return [label.zh, label.en, ...aliases.zh, ...aliases.en];
}

/** The strongest field of an entry that a feature stands in; undefined where it stands in none. */
export function fieldOf(
  { names, series, year, topic, quote, section }: FactEntry,
  feature: number,
): Field | undefined {
  if (names.includes(feature) || series.includes(feature) || year === feature) return 0;
  if (topic.includes(feature)) return 1;
  if (quote.includes(feature)) return 2;
  return section.includes(feature) ? 3 : undefined;
}

const marks = createMarks();

/** Calls back for every feature of an entry, once, with its strongest field. */
export function eachFeature(
  { names, series, year, topic, quote, section }: FactEntry,
  visit: (feature: number, field: Field) => void,
): void {
  marks.start();
  function all(features: Int32Array, field: Field): void {
    for (const feature of features) if (feature !== END && marks.isNew(feature)) visit(feature, field);
  }
  all(names, 0);
  all(series, 0);
  if (year !== END) visit(year, 0);
  all(topic, 1);
  all(quote, 2);
  all(section, 3);
}

/** The features of one name: a part of the entry's, since views of it would be most of the garbage of an answer. */
export class NameFeatures {
  readonly #features: Int32Array;
  readonly #from: number;
  readonly #to: number;
  readonly #vocabulary: Vocabulary;

  constructor(features: Int32Array, from: number, to: number, vocabulary: Vocabulary) {
    this.#features = features;
    this.#from = from;
    this.#to = to;
    this.#vocabulary = vocabulary;
  }

  has(key: FeatureKey): boolean {
    const feature = this.#vocabulary.get(key);
    if (feature === undefined) return false;
    for (let place = this.#from; place < this.#to; place++)
      if (this.#features[place] === feature) return true;
    return false;
  }
}

/** The labels of an entry, in Chinese and in English. */
export function labelFeatures({ names }: FactEntry, vocabulary: Vocabulary): NameFeatures[] {
  const found: NameFeatures[] = [];
  for (let from = 0; found.length < LABELS && from < names.length;) {
    const to = names.indexOf(END, from);
    found.push(new NameFeatures(names, from, to, vocabulary));
    from = to + 1;
  }
  return found;
}

/** How much a fact is about a feature: the weight of the strongest field that the feature stands in. */
export class FieldWeights {
  readonly #entry: FactEntry;
  readonly #vocabulary: Vocabulary;

  constructor(entry: FactEntry, vocabulary: Vocabulary) {
    this.#entry = entry;
    this.#vocabulary = vocabulary;
  }

  // Looking through some hundred numbers is quicker than making a map of them for every question.
  get(key: FeatureKey): number | undefined {
    const feature = this.#vocabulary.get(key);
    const field = feature === undefined ? undefined : fieldOf(this.#entry, feature);
    return field === undefined ? undefined : WEIGHTS[field];
  }

  has(key: FeatureKey): boolean {
    return this.get(key) !== undefined;
  }
}

/** Whether two versions of a fact have the same entry, names and figure, whatever else changed. */
export function sameEntry(one: Fact, other: Fact): boolean {
  if (one === other) return true;
  const year = 'year' in one.period ? one.period.year : '';
  const otherYear = 'year' in other.period ? other.period.year : '';
  return (
    one.id === other.id &&
    one.topic === other.topic &&
    one.series === other.series &&
    one.period.kind === other.period.kind &&
    one.figure.unit === other.figure.unit &&
    one.figure.value === other.figure.value &&
    one.figure.text === other.figure.text &&
    one.source.section === other.source.section &&
    one.source.report === other.source.report &&
    year === otherYear &&
    one.label.zh === other.label.zh &&
    one.label.en === other.label.en &&
    one.source.quote === other.source.quote &&
    sameList(one.aliases.zh, other.aliases.zh) &&
    sameList(one.aliases.en, other.aliases.en)
  );
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, place) => text === other[place]);
}
