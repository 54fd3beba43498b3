import { grams } from './grams.ts';
import type { Peer, PeerRecord } from './peers.ts';

// A plain BM25 over all fields together, the yardstick that any search has to beat (Robertson & Zaragoza 2009).

const K1 = 1.2;
const B = 0.75;

/** Chinese cut into characters and pairs; no prefixes, no slips, no weights by field. */
export function bm25Peer(records: readonly PeerRecord[]): Peer {
  const documents = new Map<string, Map<string, number>>();
  const postings = new Map<string, Map<string, number>>();
  const lengths = new Map<string, number>();
  let totalLength = 0;

  function add(record: PeerRecord): void {
    const counts = new Map<string, number>();
    const terms = grams(`${record.label} ${record.aliases} ${record.quote}`);
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    documents.set(record.id, counts);
    lengths.set(record.id, terms.length);
    totalLength += terms.length;
    for (const [term, count] of counts) {
      const list = postings.get(term);
      if (list === undefined) postings.set(term, new Map([[record.id, count]]));
      else list.set(record.id, count);
    }
  }

  function remove(id: string): void {
    for (const term of documents.get(id)?.keys() ?? []) postings.get(term)?.delete(id);
    totalLength -= lengths.get(id) ?? 0;
    documents.delete(id);
    lengths.delete(id);
  }

  for (const record of records) add(record);
  return {
    ask(question) {
      const scores = new Map<string, number>();
      const average = totalLength / documents.size;
      for (const term of new Set(grams(question))) {
        const list = postings.get(term);
        if (list === undefined) continue;
        const idf = Math.log(1 + (documents.size - list.size + 0.5) / (list.size + 0.5));
        for (const [id, count] of list) {
          const norm = K1 * (1 - B + (B * (lengths.get(id) ?? 0)) / average);
          scores.set(id, (scores.get(id) ?? 0) + (idf * count * (K1 + 1)) / (count + norm));
        }
      }
      let best: string | undefined;
      let most = 0;
      for (const [id, score] of scores) if (score > most) [best, most] = [id, score];
      return best;
    },
    suggest: null,
    change(record) {
      remove(record.id);
      add(record);
    },
  };
}
