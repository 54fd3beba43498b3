import { WEIGHTS, type Field } from './entry.ts';
import { lowerBound } from './lower-bound.ts';

// Which facts have a feature, or a piece of a name (names.ts). A list is never changed, only replaced: an index derived
// from another one shares all lists but those of the features that its changed facts have or had.

/** Facts by feature. */
export interface Postings {
  /** By the number of the feature: its facts by slot, each packed with its strongest field. Undefined for none. */
  readonly lists: readonly (Uint32Array | undefined)[];
  /** By the number of the feature: the summed weights of its facts in hundredths, exact however they came about. */
  readonly mass: Float64Array;
}

const HUNDREDTHS = WEIGHTS.map((weight) => Math.round(weight * 100));
const FIELD_BITS = 2;

export function slotIn(posting: number): number {
  return posting >>> FIELD_BITS;
}

/** The strongest field of the fact that the feature stands in. */
export function fieldIn(posting: number): number {
  return posting & (2 ** FIELD_BITS - 1);
}

function packed(slot: number, field: Field): number {
  return ((slot << FIELD_BITS) | field) >>> 0;
}

/** Calls back for every feature of an entry, once, with its strongest field. */
export type Each<Entry> = (entry: Entry, visit: (feature: number, field: Field) => void) => void;

/** Builds the lists of all entries, by slot, for `features` features. Yields between entries. */
export function* building<Entry>(
  entries: readonly (Entry | undefined)[],
  each: Each<Entry>,
  features: number,
): Generator<undefined, Postings> {
  const counts = new Uint32Array(features);
  const mass = new Float64Array(features);
  for (const entry of entries) {
    if (entry !== undefined) {
      each(entry, (feature, field) => {
        counts[feature] = (counts[feature] ?? 0) + 1;
        mass[feature] = (mass[feature] ?? 0) + (HUNDREDTHS[field] ?? 0);
      });
    }
    yield;
  }
  // All lists lie in one block, one behind the other.
  const block = new Uint32Array(counts.reduce((sum, count) => sum + count, 0));
  const next = new Uint32Array(features);
  const lists: (Uint32Array | undefined)[] = [];
  let start = 0;
  for (const [feature, count] of counts.entries()) {
    next[feature] = start;
    lists.push(count === 0 ? undefined : block.subarray(start, start + count));
    start += count;
  }
  for (const [slot, entry] of entries.entries()) {
    if (entry !== undefined) {
      each(entry, (feature, field) => {
        const place = next[feature] ?? 0;
        block[place] = packed(slot, field);
        next[feature] = place + 1;
      });
    }
    yield;
  }
  return { lists, mass };
}

/** An entry that takes the place of another one in the same slot; undefined for none. */
export interface Exchange<Entry> {
  readonly slot: number;
  readonly before: Entry | undefined;
  readonly after: Entry | undefined;
}

/** The lists after some facts were exchanged, added or removed. `features` counts those known by now. */
export function exchanged<Entry>(
  postings: Postings,
  exchanges: readonly Exchange<Entry>[],
  each: Each<Entry>,
  features: number,
): Postings {
  const mass = new Float64Array(features);
  mass.set(postings.mass);
  const changes = new Map<number, Change[]>();
  function fieldsOf(entry: Entry | undefined): Map<number, Field> {
    const fields = new Map<number, Field>();
    if (entry !== undefined) each(entry, (feature, field) => fields.set(feature, field));
    return fields;
  }
  for (const { slot, before, after } of exchanges) {
    const old = fieldsOf(before);
    const now = fieldsOf(after);
    for (const feature of new Set([...old.keys(), ...now.keys()])) {
      const field = now.get(feature);
      const was = old.get(feature);
      if (field === was) continue;
      mass[feature] = (mass[feature] ?? 0) + hundredths(field) - hundredths(was);
      const list = changes.get(feature);
      if (list === undefined) changes.set(feature, [{ slot, field }]);
      else list.push({ slot, field });
    }
  }
  const lists = [...postings.lists];
  while (lists.length < features) lists.push(undefined);
  for (const [feature, list] of changes) {
    lists[feature] = changed(
      lists[feature] ?? new Uint32Array(),
      list.sort((one, other) => one.slot - other.slot),
    );
  }
  return { lists, mass };
}

interface Change {
  readonly slot: number;
  readonly field: Field | undefined;
}

function hundredths(field: Field | undefined): number {
  return field === undefined ? 0 : (HUNDREDTHS[field] ?? 0);
}

// Copies what lies between the changes as it is.
function changed(list: Uint32Array, changes: readonly Change[]): Uint32Array | undefined {
  const made = new Uint32Array(list.length + changes.length);
  let from = 0;
  let length = 0;
  for (const { slot, field } of changes) {
    const to = placeOf(list, slot);
    made.set(list.subarray(from, to), length);
    length += to - from;
    from = slotIn(list[to] ?? 0) === slot && to < list.length ? to + 1 : to;
    if (field !== undefined) made[length++] = packed(slot, field);
  }
  made.set(list.subarray(from), length);
  length += list.length - from;
  return length === 0 ? undefined : made.slice(0, length);
}

function placeOf(list: Uint32Array, slot: number): number {
  return lowerBound(list.length, (place) => slotIn(list[place] ?? 0) < slot);
}
