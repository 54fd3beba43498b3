import type { Fact } from '../facts/schema.ts';
import { lowerBound } from './lower-bound.ts';

// Facts by the size of their value. A float is only ever used to find them; whether a value is the one asked for is
// decided on the exact decimals.

/** Slots of facts by the size of their values, smallest first. */
export interface Values {
  readonly sizes: Float64Array;
  readonly slots: Int32Array;
}

/** Sorts facts, by slot, by their values; those without one are left out. */
export function valuesOf(facts: readonly (Fact | undefined)[]): Values {
  const sizes = Float64Array.from(facts, sizeOf);
  const slots = Int32Array.from([...sizes.keys()].filter((slot) => !Number.isNaN(sizes[slot])));
  slots.sort((one, other) => (sizes[one] ?? 0) - (sizes[other] ?? 0));
  return { sizes: Float64Array.from(slots, (slot) => sizes[slot] ?? 0), slots };
}

/** The same after the facts in some slots were exchanged: what did not change keeps its order. */
export function valuesAfter(
  values: Values,
  exchanges: readonly { readonly slot: number }[],
  facts: readonly (Fact | undefined)[],
): Values {
  const gone = new Set(exchanges.map(({ slot }) => slot));
  const added = [...gone]
    .map((slot) => ({ slot, size: sizeOf(facts[slot]) }))
    .filter(({ size }) => !Number.isNaN(size))
    .sort((one, other) => one.size - other.size);
  const sizes = new Float64Array(values.sizes.length + added.length);
  const slots = new Int32Array(sizes.length);
  let length = 0;
  function add(size: number, slot: number): void {
    sizes[length] = size;
    slots[length] = slot;
    length++;
  }
  let next = 0;
  for (const [place, slot] of values.slots.entries()) {
    if (gone.has(slot)) continue;
    const size = values.sizes[place] ?? 0;
    for (let more = added[next]; more !== undefined && more.size < size; more = added[++next]) {
      add(more.size, more.slot);
    }
    add(size, slot);
  }
  for (const { size, slot } of added.slice(next)) add(size, slot);
  return { sizes: sizes.subarray(0, length), slots: slots.subarray(0, length) };
}

function sizeOf(fact: Fact | undefined): number {
  const value = fact?.figure.value ?? null;
  return value === null ? Number.NaN : Number(value);
}

/** The place of the first value that is at least this large. */
export function placeOf({ sizes }: Values, size: number): number {
  return lowerBound(sizes.length, (place) => (sizes[place] ?? 0) < size);
}

/** The slots of the facts whose value is this one, as far as a float tells. */
export function slotsWith(values: Values, size: number): number[] {
  const slack = Math.abs(size) * SAME;
  const slots: number[] = [];
  for (let place = placeOf(values, size - slack); place < values.slots.length; place++) {
    if ((values.sizes[place] ?? 0) > size + slack) break;
    slots.push(values.slots[place] ?? 0);
  }
  return slots;
}

/** Two floats this close in proportion may be the same decimal. */
const SAME = 1e-12;

/** The values by how far they are from a size in proportion, closest first; slots of the same value come together. */
export function* outwards(
  { sizes, slots }: Values,
  size: number,
): Generator<{ readonly slots: readonly number[]; readonly distance: number }> {
  // A proportion for sorting only; no figure is derived from it.
  const distanceAt = (place: number): number => {
    const other = sizes[place];
    return other === undefined ? Infinity : Math.abs(Math.log(other / Math.max(size, 1e-9)));
  };
  let above = placeOf({ sizes, slots }, size);
  let below = above - 1;
  for (;;) {
    const distance = Math.min(distanceAt(above), distanceAt(below));
    if (distance === Infinity) return;
    const closest: number[] = [];
    while (distanceAt(above) === distance) closest.push(slots[above++] ?? 0);
    while (distanceAt(below) === distance) closest.push(slots[below--] ?? 0);
    yield { slots: closest, distance };
  }
}
