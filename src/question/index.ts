import { sectionOf, twinsOf, unitOf, type FactBase } from '../facts/base.ts';
import type { Fact, Topic } from '../facts/schema.ts';
import { fold } from '../text/fold.ts';
import { cut } from './cut.ts';
import { keysOf, type FeatureKey } from './features.ts';
import type { Lexicon } from './lexicon.ts';
import { indexSections, yearKey, type IndexedSection } from './section-index.ts';

// The index hangs on the immutable fact base it was built from, so it cannot be stale.

/** How much a fact is about a feature, by the field it stands in. */
export const FIELD_WEIGHTS = { name: 1, topic: 0.6, quote: 0.4, section: 0.35, topicAlias: 0.3 } as const;

export interface IndexedFact {
  readonly fact: Fact;
  /** Every feature of the fact with its field weight, the strongest field counting. */
  readonly weights: ReadonlyMap<FeatureKey, number>;
  /** The features of its label and of each alias. */
  readonly names: readonly ReadonlySet<FeatureKey>[];
  /** The same as folded text. */
  readonly foldedNames: readonly string[];
}

/** What a topic or a part of the report is called, and how much it is about each feature. */
export interface IndexedNames {
  readonly names: readonly ReadonlySet<FeatureKey>[];
  readonly weights: ReadonlyMap<FeatureKey, number>;
}

export interface Postings {
  readonly positions: readonly number[];
  readonly weights: readonly number[];
}

export interface FactIndex {
  readonly base: FactBase;
  readonly lexicon: Lexicon;
  readonly facts: readonly IndexedFact[];
  readonly sections: readonly IndexedSection[];
  readonly topics: readonly { readonly topic: Topic; readonly names: IndexedNames }[];
  /** Facts by feature: positions in `facts`, and how much each is about it. */
  readonly postings: ReadonlyMap<FeatureKey, Postings>;
  /** Positions of facts by their exact value. */
  readonly values: ReadonlyMap<string, readonly number[]>;
  /** How telling a feature is: BM25's inverse document frequency over facts. */
  idf(key: FeatureKey): number;
  has(key: FeatureKey): boolean;
}

/** Indexes a fact base. */
export function indexFacts(base: FactBase, lexicon: Lexicon): FactIndex {
  const cache = new Map<string, ReadonlySet<FeatureKey>>();
  function keys(text: string): ReadonlySet<FeatureKey> {
    const known = cache.get(text);
    if (known !== undefined) return known;
    const made = keysOf(cut(fold(text), lexicon), lexicon);
    cache.set(text, made);
    return made;
  }
  const years = new Set(base.facts.flatMap(({ period }) => ('year' in period ? period.year : [])));
  const manyYears = years.size > 1;
  const facts = base.facts.map((fact) => indexFact(fact, base, keys, manyYears));
  const postings = new Map<FeatureKey, { positions: number[]; weights: number[] }>();
  for (const [position, { weights }] of facts.entries()) {
    for (const [key, weight] of weights) {
      let list = postings.get(key);
      if (list === undefined) postings.set(key, (list = { positions: [], weights: [] }));
      list.positions.push(position);
      list.weights.push(weight);
    }
  }
  const values = new Map<string, number[]>();
  for (const [position, { fact }] of facts.entries()) {
    if (fact.figure.value === null) continue;
    const list = values.get(fact.figure.value);
    if (list === undefined) values.set(fact.figure.value, [position]);
    else list.push(position);
  }
  const count = facts.length;
  // Only facts that are about a feature by name make it common; a word in a long quote does not.
  const idf = new Map<FeatureKey, number>();
  for (const [key, { weights }] of postings) {
    const found = weights.reduce((sum, weight) => sum + weight, 0);
    // Robertson and Spärck Jones, as in BM25 (Robertson & Zaragoza 2009), with 1 added so that it stays positive.
    idf.set(key, Math.log(1 + (count - found + 0.5) / (found + 0.5)));
  }
  const unseen = Math.log(1 + (count + 0.5) / 0.5);
  function namesOf(texts: readonly string[]): IndexedNames {
    const names = texts.map(keys);
    return { names, weights: new Map(names.flatMap((set) => [...set].map((key) => [key, 1] as const))) };
  }
  return {
    base,
    lexicon,
    facts,
    sections: indexSections(base, lexicon),
    topics: base.file.topics.map((topic) => {
      const { title, aliases } = topic;
      return { topic, names: namesOf([title.zh, title.en, ...aliases.zh, ...aliases.en]) };
    }),
    postings,
    values,
    idf: (key) => idf.get(key) ?? unseen,
    has: (key) => postings.has(key),
  };
}

const COMMON_NAMES = 7;

function indexFact(
  fact: Fact,
  base: FactBase,
  keys: (text: string) => ReadonlySet<FeatureKey>,
  manyYears: boolean,
): IndexedFact {
  const section = sectionOf(base, fact);
  const topic = base.topic.get(fact.topic);
  const unit = unitOf(base, fact);
  const texts = [fact.label.zh, fact.label.en, ...fact.aliases.zh, ...fact.aliases.en];
  const foldedNames = texts.map(fold);
  const names = texts.map(keys);
  const weights = new Map<FeatureKey, number>();
  function add(found: ReadonlySet<FeatureKey>, weight: number): void {
    for (const key of found) weights.set(key, Math.max(weight, weights.get(key) ?? 0));
  }
  for (const name of names) add(name, FIELD_WEIGHTS.name);
  // A series measures one thing: what one of it is called goes for the others, save for the words for its period.
  for (const name of sameMeasure(fact, base).flatMap(namesOfFact))
    add(withoutPeriod(keys(name)), FIELD_WEIGHTS.name);
  // A year tells facts apart only where there are several.
  if (manyYears && 'year' in fact.period) add(new Set([yearKey(fact.period.year)]), FIELD_WEIGHTS.name);
  add(keys(unit.zh), FIELD_WEIGHTS.topic);
  if (topic !== undefined) add(keys(topic.title.zh), FIELD_WEIGHTS.topic);
  add(keys(fact.source.quote), FIELD_WEIGHTS.quote);
  // The first names of a section are what it is mostly called; those further on only help to find it.
  for (const name of [section.lead, section.title.zh, ...section.aliases.zh.slice(0, COMMON_NAMES)])
    add(keys(name), FIELD_WEIGHTS.section);
  return { fact, weights, names, foldedNames };
}

function namesOfFact({ label, aliases }: Fact): string[] {
  return [label.zh, label.en, ...aliases.zh, ...aliases.en];
}

function sameMeasure(fact: Fact, base: FactBase): Fact[] {
  return fact.period.kind === 'at-publication'
    ? []
    : twinsOf(base, fact).filter(({ period }) => period.kind !== 'at-publication');
}

const PERIOD = new Set(['c:cumulative', 'c:yearly', 'c:new-contribution', 'c:year-end']);
function withoutPeriod(keys: ReadonlySet<FeatureKey>): ReadonlySet<FeatureKey> {
  return new Set([...keys].filter((key) => !PERIOD.has(key)));
}
