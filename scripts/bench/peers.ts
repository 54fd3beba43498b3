import { Document } from 'flexsearch';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import type { Fact } from '../../src/facts/schema.ts';
import { fold } from '../../src/text/fold.ts';
import { bm25Peer } from './bm25.ts';
import { grams } from './grams.ts';

// Search libraries as a community would install them, given the same facts and the same folded texts. Each is set up as
// its documentation advises, with Chinese cut into characters and pairs where it takes a tokenizer.

/** A search library over the facts. */
export interface Peer {
  /** The id of the best fact for a folded question, or undefined. */
  ask(question: string): string | undefined;
  /** The ids of facts for the beginning of a name; null where the library has no such search. */
  readonly suggest: ((typed: string) => readonly string[]) | null;
  /** Exchanges the record of the same id. */
  change(record: PeerRecord): void;
}

/** A fact as the libraries are given it. */
export interface PeerRecord {
  readonly id: string;
  readonly label: string;
  readonly aliases: string;
  readonly quote: string;
}

export const PEERS: readonly {
  readonly name: string;
  readonly make: (records: readonly PeerRecord[]) => Peer;
}[] = [
  { name: 'minisearch', make: miniSearchPeer },
  { name: 'flexsearch', make: flexSearchPeer },
  { name: 'BM25', make: bm25Peer },
  { name: 'fuse.js', make: (records) => fusePeer(records, { ignoreLocation: true }) },
  {
    name: 'fuse.js, tokens',
    make: (records) => fusePeer(records, { ignoreLocation: true, useTokenSearch: true, tokenize: grams }),
  },
];

export function recordOf(fact: Fact): PeerRecord {
  return {
    id: fact.id,
    label: fold(`${fact.label.zh} ${fact.label.en}`),
    aliases: fold([...fact.aliases.zh, ...fact.aliases.en].join(' | ')),
    quote: fold(fact.source.quote),
  };
}

const FIELDS = ['label', 'aliases', 'quote'] as const;
const SUGGESTIONS = 25;

function fusePeer(
  records: readonly PeerRecord[],
  options: { ignoreLocation: boolean; useTokenSearch?: boolean; tokenize?: (text: string) => string[] },
): Peer {
  const fuse = new Fuse(records, { keys: [...FIELDS], ...options });
  return {
    ask: (question) => fuse.search(question, { limit: 1 })[0]?.item.id,
    suggest: (typed) => fuse.search(typed, { limit: SUGGESTIONS }).map(({ item }) => item.id),
    change(record) {
      fuse.remove(({ id }) => id === record.id);
      fuse.add(record);
    },
  };
}

function miniSearchPeer(records: readonly PeerRecord[]): Peer {
  const search = new MiniSearch<PeerRecord>({
    fields: [...FIELDS],
    tokenize: grams,
    searchOptions: { boost: { label: 3, aliases: 2 }, fuzzy: 0.2 },
  });
  search.addAll(records);
  const ids = (query: string, prefix: boolean): string[] =>
    search.search(query, { prefix }).map(({ id }) => String(id));
  return {
    ask: (question) => ids(question, false)[0],
    suggest: (typed) => ids(typed, true).slice(0, SUGGESTIONS),
    change(record) {
      search.replace(record);
    },
  };
}

function flexSearchPeer(records: readonly PeerRecord[]): Peer {
  const search = new Document({
    document: { id: 'id', index: [...FIELDS] },
    encode: grams,
    tokenize: 'forward',
  });
  for (const record of records) search.add({ ...record });
  const ids = (query: string, limit: number): string[] =>
    search.search(query, { limit, suggest: true, merge: true }).map(({ id }) => String(id));
  return {
    ask: (question) => ids(question, 1)[0],
    suggest: (typed) => ids(typed, SUGGESTIONS),
    change(record) {
      search.update({ ...record });
    },
  };
}
