import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import type { FactBase } from '../../src/facts/base.ts';
import { fold } from '../../src/text/fold.ts';

// Search libraries as a community would install them, given the same facts and the same folded texts.

export interface Peer {
  readonly name: string;
  /** The id of the best fact, or undefined. */
  ask(question: string): string | undefined;
}

interface PeerRecord {
  readonly id: string;
  readonly label: string;
  readonly aliases: string;
  readonly quote: string;
}

function recordsOf(base: FactBase): PeerRecord[] {
  return base.facts.map((fact) => ({
    id: fact.id,
    label: fold(`${fact.label.zh} ${fact.label.en}`),
    aliases: fold([...fact.aliases.zh, ...fact.aliases.en].join(' | ')),
    quote: fold(fact.source.quote),
  }));
}

/** fuse.js with its defaults but for the location, which would ignore all but the beginning of a text. */
export function fusePeer(base: FactBase): Peer {
  const fuse = new Fuse(recordsOf(base), { keys: ['label', 'aliases', 'quote'], ignoreLocation: true });
  return { name: 'fuse.js', ask: (question) => fuse.search(fold(question), { limit: 1 })[0]?.item.id };
}

/** minisearch with Chinese cut into characters and pairs, prefix and fuzzy search on. */
export function miniSearchPeer(base: FactBase): Peer {
  const search = new MiniSearch<PeerRecord>({
    fields: ['label', 'aliases', 'quote'],
    tokenize: grams,
    searchOptions: { boost: { label: 3, aliases: 2 }, fuzzy: 0.2 },
  });
  search.addAll(recordsOf(base));
  return {
    name: 'minisearch',
    ask: (question) => {
      const [first] = search.search(fold(question));
      return typeof first?.id === 'string' ? first.id : undefined;
    },
  };
}

function grams(text: string): string[] {
  return (text.match(/\p{Script=Han}+|[a-z0-9.]+/gu) ?? []).flatMap((run) => {
    if (!/\p{Script=Han}/u.test(run)) return [run];
    const characters = [...run];
    return [
      ...characters,
      ...characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`),
    ];
  });
}
