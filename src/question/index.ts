import { sectionKey, type FactBase } from '../facts/base.ts';
import type { Fact, Topic } from '../facts/schema.ts';
import { fold } from '../text/fold.ts';
import { cut } from './cut.ts';
import {
  END,
  FieldWeights,
  eachFeature,
  entryReader,
  labelFeatures,
  namesOf,
  type FactEntry,
  type NameFeatures,
  type Vocabulary,
} from './entry.ts';
import { NO_EXAMPLES, type ExampleIndex } from './examples.ts';
import { keysOf } from './features.ts';
import type { FeatureKey } from './keys.ts';
import type { Lexicon } from './lexicon.ts';
import { building, slotIn, type Postings } from './postings.ts';
import { indexSections, withLabels, type IndexedNames, type IndexedSection } from './section-index.ts';
import { atOnce } from './slices.ts';
import { TUNING, type Tuning } from './tuning.ts';
import { valuesOf, type Values } from './values.ts';

// The index answers two questions: which facts have this feature (`postings`), and what all is this fact about
// (`entries`). It hangs on the immutable fact base it was built from, so it cannot be stale.
//
// A base may hold a hundred thousand facts, and a moderator who saves one change should find it at once. So the index
// is made of parts that a later index can share, and index-change.ts makes the index of the next base out of the last
// one and the difference:
//
// - Features are numbers (`vocabulary`). Numbers are added and never taken back, so the next index shares them.
// - A fact has a slot, which it keeps as long as it is there. The next fact gets a slot that is free, or a new one.
//   Slots say nothing about the order in the report: that is `position`, counted anew for every base.
// - The entry of a fact (entry.ts) is made from its texts, which is most of the work, and shared as long as those
//   texts stay the same.
// - The postings of a feature (postings.ts) are a sorted block of slots. An edit replaces the blocks of the features
//   that the fact had and no longer has, or the other way round. All others are shared.
//
// Where the lexicon, the units, topics or sections differ, or a great part of the facts, nothing can be shared, and the
// index is built anew. `test/question/index.test.ts` holds both ways to the same result.

/** A fact as a hit shows it. */
export interface IndexedFact {
  readonly fact: Fact;
  readonly entry: FactEntry;
  readonly position: number;
  readonly weights: FieldWeights;
  /** The features of its label in Chinese and in English. */
  readonly labels: readonly NameFeatures[];
  /** Everything it is called, as folded text. */
  readonly foldedNames: readonly string[];
}

/** What an index knows beside the facts. */
export interface Frame {
  readonly lexicon: Lexicon;
  readonly tuning: Tuning;
  readonly vocabulary: Vocabulary;
  readonly examples: ExampleIndex;
  readonly topics: readonly { readonly topic: Topic; readonly names: IndexedNames }[];
  /** The sections without their figures. */
  readonly parts: readonly IndexedSection[];
}

export interface FactIndex extends Frame {
  readonly base: FactBase;
  /** Made when first asked for; a function, so that a copy of the index with other numbers or examples makes them no sooner. */
  readonly sections: () => readonly IndexedSection[];
  /** Facts and their entries by slot; undefined where a slot is free. */
  readonly facts: readonly (Fact | undefined)[];
  readonly entries: readonly (FactEntry | undefined)[];
  /** The slots by where their facts stand in the base, and the other way round. */
  readonly slots: Int32Array;
  readonly position: Int32Array;
  readonly postings: Postings;
  readonly values: Values;
  /** The number of a feature that some fact has; undefined for any other. */
  find(key: FeatureKey): number | undefined;
  /** How telling a feature is, by its number or key: BM25's inverse document frequency over facts. */
  idfOf(feature: number): number;
  idf(key: FeatureKey): number;
  /** How telling a feature would be that no fact has: nothing tells more. */
  readonly unseen: number;
  readonly has: (key: FeatureKey) => boolean;
  /** Whether the facts are of several years: only there does a year tell them apart. */
  readonly manyYears: boolean;
}

type Content = Pick<FactIndex, 'facts' | 'slots' | 'entries' | 'postings' | 'values'>;

/** Indexes a fact base, step by step (slices.ts). */
export function* indexing(
  base: FactBase,
  lexicon: Lexicon,
  examples: ExampleIndex = NO_EXAMPLES,
  tuning: Tuning = TUNING,
): Generator<undefined, FactIndex> {
  const vocabulary: Vocabulary = new Map();
  const read = entryReader(base, lexicon, vocabulary);
  const entries: FactEntry[] = [];
  for (const fact of base.facts) {
    entries.push(read(fact));
    yield;
  }
  const postings = yield* building(entries, eachFeature, vocabulary.size);
  const slots = Int32Array.from(entries.keys());
  const { facts } = base;
  const parts = indexSections(base, lexicon);
  const frame = {
    lexicon,
    tuning,
    vocabulary,
    examples,
    topics: topicsOf(base, lexicon),
    parts,
  };
  return assembled(base, frame, { facts, slots, entries, postings, values: valuesOf(facts) });
}

/** Indexes a fact base at once. */
export function indexFacts(base: FactBase, lexicon: Lexicon, examples?: ExampleIndex): FactIndex {
  return atOnce(indexing(base, lexicon, examples));
}

/** The same index, deciding by other numbers. */
export function tuned(index: FactIndex, tuning: Tuning): FactIndex {
  return { ...index, tuning };
}

/** The same index, with other examples to go by. */
export function withExamples(index: FactIndex, examples: ExampleIndex): FactIndex {
  return { ...index, examples };
}

/** An index of what was read of the facts, and what is counted over all of them. */
export function assembled(base: FactBase, frame: Frame, content: Content): FactIndex {
  const { postings, entries, slots } = content;
  const position = new Int32Array(entries.length);
  for (const [place, slot] of slots.entries()) position[slot] = place;
  const { vocabulary } = frame;
  const count = base.facts.length;
  // Robertson and Spärck Jones, as in BM25 (Robertson & Zaragoza 2009), with 1 added so that it stays positive.
  const informs = (facts: number): number => Math.log(1 + (count - facts + 0.5) / (facts + 0.5));
  let sections: readonly IndexedSection[] | undefined;
  const known = new Float64Array(postings.lists.length);
  const unseen = informs(0);

  function idfOf(feature: number): number {
    const idf = known[feature];
    if (idf === undefined) return unseen;
    if (idf > 0) return idf;
    // Only facts that are about a feature by name make it common; a word in a long quote does not.
    return (known[feature] = informs((postings.mass[feature] ?? 0) / 100));
  }

  function find(key: FeatureKey): number | undefined {
    const feature = vocabulary.get(key);
    // Another index may have added it to the vocabulary.
    return feature === undefined || postings.lists[feature] === undefined ? undefined : feature;
  }

  return {
    base,
    lexicon: frame.lexicon,
    tuning: frame.tuning,
    vocabulary,
    examples: frame.examples,
    topics: frame.topics,
    parts: frame.parts,
    sections: () => (sections ??= sectionsOf(frame, content)),
    ...content,
    position,
    manyYears: hasManyYears(entries),
    unseen,
    find,
    idfOf,
    idf: (key) => idfOf(vocabulary.get(key) ?? Infinity),
    has: (key) => find(key) !== undefined,
  };
}

function hasManyYears(entries: readonly (FactEntry | undefined)[]): boolean {
  let first = END;
  for (const entry of entries) {
    if (entry === undefined || entry.year === END) continue;
    if (first === END) first = entry.year;
    if (entry.year !== first) return true;
  }
  return false;
}

/** A fact as a hit shows it; undefined for a slot that is free. */
export function indexedIn(
  slot: number,
  { facts, entries, position, vocabulary }: FactIndex,
): IndexedFact | undefined {
  const fact = facts[slot];
  const entry = entries[slot];
  if (fact === undefined || entry === undefined) return undefined;
  let labels: readonly NameFeatures[] | undefined;
  return {
    fact,
    entry,
    position: position[slot] ?? 0,
    weights: new FieldWeights(entry, vocabulary),
    // Few questions need these.
    get labels() {
      return (labels ??= labelFeatures(entry, vocabulary));
    },
    get foldedNames() {
      return foldedNamesOf(fact);
    },
  };
}

/** The facts that have any of the features, in the report's order. */
export function factsHaving(keys: readonly FeatureKey[], index: FactIndex): IndexedFact[] {
  const slots = new Set<number>();
  for (const key of keys) {
    const feature = index.find(key);
    for (const posting of feature === undefined ? [] : (index.postings.lists[feature] ?? []))
      slots.add(slotIn(posting));
  }
  return [...slots]
    .flatMap((slot) => indexedIn(slot, index) ?? [])
    .sort((one, other) => one.position - other.position);
}

/** A fact of the base as a hit would show it. */
export function indexedFact({ id }: Fact, index: FactIndex): IndexedFact | undefined {
  const place = index.base.position.get(id);
  return place === undefined ? undefined : indexedIn(index.slots[place] ?? 0, index);
}

const folded = new WeakMap<Fact, readonly string[]>();

function foldedNamesOf(fact: Fact): readonly string[] {
  const known = folded.get(fact);
  if (known !== undefined) return known;
  const made = namesOf(fact).map(fold);
  folded.set(fact, made);
  return made;
}

// The topics by name: few, so that they are gone through one by one.
function topicsOf({ file }: FactBase, lexicon: Lexicon): Frame['topics'] {
  return file.topics.map((topic) => {
    const { title, aliases } = topic;
    const texts = [title.zh, title.en, ...aliases.zh, ...aliases.en];
    const names = texts.map((text) => keysOf(cut(fold(text), lexicon), lexicon));
    const weights = new Map(names.flatMap((set) => [...set].map((key) => [key, 1] as const)));
    return { topic, names: { names, weights } };
  });
}

// The sections with the features of their figures' labels. Made when a part of the report is first asked for.
function sectionsOf({ vocabulary, parts }: Frame, { facts, entries }: Content): IndexedSection[] {
  const keys = [...vocabulary.keys()];
  const labels = new Map<string, Set<number>>();
  for (const [slot, entry] of entries.entries()) {
    const source = facts[slot]?.source;
    if (entry === undefined || source === undefined) continue;
    const key = sectionKey(source.report, source.section);
    let found = labels.get(key);
    if (found === undefined) labels.set(key, (found = new Set()));
    for (const feature of entry.labels) found.add(feature);
  }
  return withLabels(parts, (key) => Array.from(labels.get(key) ?? [], (feature) => keys[feature] ?? ''));
}
