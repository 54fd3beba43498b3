import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { factFileSchema, type Fact, type FactFile } from './schema.ts';

// The difference of two versions of the fact file, exact enough to go from either to the other.

const factSchema = factFileSchema.shape.facts.element;
const frameSchema = factFileSchema.omit({ facts: true, revision: true });

const changedFact = z.strictObject({
  id: z.string(),
  /** Its place in the list: after the change, or before it where the fact was removed. */
  at: z.int().min(0),
  before: factSchema.nullable(),
  after: factSchema.nullable(),
});

/** The fields of a difference, as they stand in a journal entry. */
export const deltaShape = {
  facts: z.array(changedFact),
  /** Everything beside the facts (units, reports, topics), where it changed. */
  frame: z.strictObject({ before: frameSchema, after: frameSchema }).optional(),
  /** The ids in order, where the facts that stayed changed places. */
  order: z.strictObject({ before: z.array(z.string()), after: z.array(z.string()) }).optional(),
};

export type Delta = z.infer<z.ZodObject<typeof deltaShape>>;
export type ChangedFact = z.infer<typeof changedFact>;

/** The fact file as it is written to the disk. The same content always gives the same text. */
export function printFacts(file: FactFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Names the content of a fact file; layout and the order of keys do not matter once it was parsed. */
export function contentHash(file: FactFile): string {
  return createHash('sha256').update(printFacts(file)).digest('hex');
}

/** What changed from one version to the other, revisions of facts included. */
export function difference(before: FactFile, after: FactFile): Delta {
  const old = placed(before.facts);
  const now = placed(after.facts);
  const facts: ChangedFact[] = [];
  for (const [id, { fact, at }] of old) {
    if (!now.has(id)) facts.push({ id, at, before: fact, after: null });
  }
  for (const [id, { fact, at }] of now) {
    const was = old.get(id)?.fact ?? null;
    if (!isDeepStrictEqual(was, fact)) facts.push({ id, at, before: was, after: fact });
  }
  const delta: Delta = { facts };
  const frames = { before: frameOf(before), after: frameOf(after) };
  if (!isDeepStrictEqual(frames.before, frames.after)) delta.frame = frames;
  const order = { before: ids(before.facts), after: ids(after.facts) };
  if (!isDeepStrictEqual(ids(applyDelta(before, delta, after.revision).facts), order.after)) {
    delta.order = order;
  }
  return delta;
}

/** The file with a difference applied. What the difference does not touch stays, even where it changed since. */
export function applyDelta(file: FactFile, delta: Delta, revision: number): FactFile {
  const changed = new Map(delta.facts.map((change) => [change.id, change]));
  const present = new Set(ids(file.facts));
  const kept = file.facts.flatMap((fact) => {
    const change = changed.get(fact.id);
    if (change === undefined) return [fact];
    return change.after === null ? [] : [change.after];
  });
  const added = delta.facts
    .flatMap(({ id, at, after }) => (after === null || present.has(id) ? [] : [{ at, fact: after }]))
    .sort((a, b) => a.at - b.at);
  const facts = inOrder(merged(kept, added), delta.order?.after);
  // Rebuilt through the schema's own order of keys, so that equal content prints equally.
  const { $schema, ...rest } = delta.frame?.after ?? frameOf(file);
  return { ...($schema === undefined ? {} : { $schema }), revision, ...rest, facts };
}

/** The difference that leads back. */
export function inverse({ facts, frame, order }: Delta): Delta {
  const back: Delta = {
    facts: facts.map(({ id, at, before, after }) => ({ id, at, before: after, after: before })),
  };
  if (frame !== undefined) back.frame = { before: frame.after, after: frame.before };
  if (order !== undefined) back.order = { before: order.after, after: order.before };
  return back;
}

export function isEmpty(delta: Delta): boolean {
  return delta.facts.length === 0 && delta.frame === undefined && delta.order === undefined;
}

/** Everything of the file beside its facts and its revision. */
export function frameOf({ $schema, units, reports, topics }: FactFile): z.infer<typeof frameSchema> {
  return { ...($schema === undefined ? {} : { $schema }), units, reports, topics };
}

function placed(facts: readonly Fact[]): Map<string, { fact: Fact; at: number }> {
  return new Map(facts.map((fact, at) => [fact.id, { fact, at }]));
}

function ids(facts: readonly Fact[]): string[] {
  return facts.map(({ id }) => id);
}

function merged(kept: readonly Fact[], added: readonly { at: number; fact: Fact }[]): Fact[] {
  const facts: Fact[] = [];
  let next = 0;
  for (const fact of kept) {
    for (let due = added[next]; due !== undefined && due.at <= facts.length; due = added[++next]) {
      facts.push(due.fact);
    }
    facts.push(fact);
  }
  return [...facts, ...added.slice(next).map(({ fact }) => fact)];
}

function inOrder(facts: Fact[], order: readonly string[] | undefined): Fact[] {
  if (order === undefined) return facts;
  const place = new Map(order.map((id, at) => [id, at]));
  // Infinity less Infinity is not a number: facts that the order does not name stay as they are, at the end.
  return facts.sort((a, b) => (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity) || 0);
}
