import { isDeepStrictEqual } from 'node:util';
import type { FactBase } from '../facts/base.ts';
import { frameOf } from '../facts/delta.ts';
import type { Fact } from '../facts/schema.ts';
import { eachFeature, entryReader, sameEntry, type FactEntry } from './entry.ts';
import { assembled, type FactIndex } from './index.ts';
import { exchanged, type Exchange } from './postings.ts';
import { valuesAfter } from './values.ts';

// The index after an edit, made out of the one before it and the difference. What did not change is shared.

/** The most facts that may differ for an index to be derived from another. */
const MOST_CHANGED = 200;

/** The index of `base`, made from that of an earlier base and the difference; null where too much differs. */
export function changedIndex(index: FactIndex, base: FactBase): FactIndex | null {
  if (!isDeepStrictEqual(frameOf(index.base.file), frameOf(base.file))) return null;
  if (!isDeepStrictEqual(index.base.text, base.text)) return null;
  const next = placed(index, base);
  if (next === null) return null;
  const { facts, slots, changed } = next;
  const entries = [...index.entries];
  const read = entryReader(base, index.lexicon, index.vocabulary);
  const exchanges = changed.map((slot): Exchange<FactEntry> => {
    const fact = facts[slot];
    const before = entries[slot];
    const after = fact === undefined ? undefined : read(fact);
    entries[slot] = after;
    return { slot, before, after };
  });
  const postings = exchanged(index.postings, exchanges, eachFeature, index.vocabulary.size);
  const values = valuesAfter(index.values, exchanges, facts);
  return assembled(base, index, { facts, slots, entries, postings, values });
}

// The facts of the new base in their slots, and the slots whose fact is not what it was.
function placed(index: FactIndex, base: FactBase): Placed | null {
  const before = index.base.facts;
  const facts = new Array<Fact | undefined>(index.facts.length).fill(undefined);
  const slots = new Int32Array(base.facts.length);
  const changed = new Set<number>();
  const added: number[] = [];
  let expected = 0;
  for (const [place, fact] of base.facts.entries()) {
    // Most facts follow the one that they followed before.
    const old = before[expected]?.id === fact.id ? expected : index.base.position.get(fact.id);
    const was = old === undefined ? undefined : before[old];
    if (old === undefined || was === undefined) {
      added.push(place);
      continue;
    }
    expected = old + 1;
    const slot = index.slots[old] ?? 0;
    slots[place] = slot;
    facts[slot] = fact;
    if (!sameEntry(was, fact)) changed.add(slot);
  }
  const free: number[] = [];
  for (const [slot, fact] of facts.entries()) {
    if (fact !== undefined) continue;
    free.push(slot);
    if (index.facts[slot] !== undefined) changed.add(slot);
  }
  free.reverse();
  for (const place of added) {
    const slot = free.pop() ?? facts.length;
    slots[place] = slot;
    facts[slot] = base.facts[place];
    changed.add(slot);
  }
  // What one fact of a series is called goes for the others.
  const series = new Set([...changed].flatMap((slot) => [index.facts[slot]?.series, facts[slot]?.series]));
  for (const [slot, fact] of facts.entries()) {
    if (fact?.series !== undefined && series.has(fact.series)) changed.add(slot);
  }
  return changed.size > MOST_CHANGED ? null : { facts, slots, changed: [...changed] };
}

interface Placed {
  readonly facts: readonly (Fact | undefined)[];
  readonly slots: Int32Array;
  readonly changed: readonly number[];
}
