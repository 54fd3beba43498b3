import { sectionOf, unitOf, type FactBase } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { fold } from '../text/fold.ts';
import { cut } from './cut.ts';
import { keysOf, type FeatureKey } from './features.ts';
import type { Lexicon } from './lexicon.ts';

// The index hangs on the immutable fact base it was built from, so it cannot be stale.

/** How much a fact is about a feature, by the field it stands in. */
export const FIELD_WEIGHTS = { name: 1, topic: 0.6, quote: 0.4, section: 0.35 } as const;

export interface IndexedFact {
  readonly fact: Fact;
  /** Every feature of the fact with its field weight, the strongest field counting. */
  readonly weights: ReadonlyMap<FeatureKey, number>;
  /** The features of its label and of each alias. */
  readonly names: readonly ReadonlySet<FeatureKey>[];
}

export interface FactIndex {
  readonly base: FactBase;
  readonly lexicon: Lexicon;
  readonly facts: readonly IndexedFact[];
  /** Facts by feature, as positions in `facts`. */
  readonly postings: ReadonlyMap<FeatureKey, readonly number[]>;
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
  const facts = base.facts.map((fact) => indexFact(fact, base, keys));
  const postings = new Map<FeatureKey, number[]>();
  for (const [position, { weights }] of facts.entries()) {
    for (const key of weights.keys()) {
      const list = postings.get(key);
      if (list === undefined) postings.set(key, [position]);
      else list.push(position);
    }
  }
  const count = facts.length;
  // Only facts that are about a feature by name make it common; a word in a long quote does not.
  const frequency = new Map<FeatureKey, number>();
  for (const { weights } of facts) {
    for (const [key, weight] of weights) frequency.set(key, (frequency.get(key) ?? 0) + weight);
  }
  return {
    base,
    lexicon,
    facts,
    postings,
    // Robertson and Spärck Jones, as in BM25 (Robertson & Zaragoza 2009), with 1 added so that it stays positive.
    idf: (key) => {
      const found = frequency.get(key) ?? 0;
      return Math.log(1 + (count - found + 0.5) / (found + 0.5));
    },
    has: (key) => postings.has(key),
  };
}

function indexFact(fact: Fact, base: FactBase, keys: (text: string) => ReadonlySet<FeatureKey>): IndexedFact {
  const section = sectionOf(base, fact);
  const topic = base.topic.get(fact.topic);
  const unit = unitOf(base, fact);
  const names = [fact.label.zh, fact.label.en, ...fact.aliases.zh, ...fact.aliases.en].map(keys);
  const weights = new Map<FeatureKey, number>();
  function add(found: ReadonlySet<FeatureKey>, weight: number): void {
    for (const key of found) weights.set(key, Math.max(weight, weights.get(key) ?? 0));
  }
  for (const name of names) add(name, FIELD_WEIGHTS.name);
  add(keys(unit.zh), FIELD_WEIGHTS.topic);
  if (topic !== undefined) add(keys(topic.title.zh), FIELD_WEIGHTS.topic);
  add(keys(fact.source.quote), FIELD_WEIGHTS.quote);
  for (const name of [section.lead, section.title.zh, ...section.aliases.zh])
    add(keys(name), FIELD_WEIGHTS.section);
  return { fact, weights, names };
}
