import { createHash } from 'node:crypto';
import { z } from 'zod';
import { deltaShape } from './delta.ts';

// One line of the journal: a JSON object whose last key is the checksum of everything before it. Each line also
// carries the checksum of the line before, so that none can be changed, removed or put elsewhere unnoticed.

export const ACTIONS = [
  'baseline', // the first line: the file as it was found
  'add',
  'change',
  'remove',
  'alias-add',
  'alias-remove',
  'import',
  'undo',
  'disk', // somebody changed the file by hand
] as const;

export type Action = (typeof ACTIONS)[number];

export const MAX_ACTOR_LENGTH = 100;
export const MAX_REASON_LENGTH = 500;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

const headShape = {
  version: z.literal(1),
  /** Counts the lines from 1. The order of changes is this, never the time: clocks jump. */
  sequence: z.int().min(1),
  time: z.iso.datetime(),
  actor: z.string().min(1).max(MAX_ACTOR_LENGTH),
  action: z.enum(ACTIONS),
  reason: z.string().min(1).max(MAX_REASON_LENGTH).optional(),
  /** The sequence of the change that this one takes back. */
  undoes: z.int().min(1).optional(),
  /** The revision of the fact file after the change. */
  revision: z.int().min(1),
  /** Hashes of the content of the fact file; null where what was before is not known. */
  content: z.strictObject({ before: sha256.nullable(), after: sha256 }),
  /** The checksum of the line before; zeros on the first line. */
  previous: sha256,
  checksum: sha256,
};

const entrySchema = z.strictObject({ ...headShape, ...deltaShape });
// What is kept in memory of each line. The facts in it are checked when they are used, not on every start.
const headSchema = z.looseObject({ ...headShape, facts: z.array(z.looseObject({ id: z.string() })) });

export type JournalEntry = z.infer<typeof entrySchema>;
export type EntryDraft = Omit<JournalEntry, 'version' | 'sequence' | 'previous' | 'checksum'>;

/** A journal entry without what it changed, and where its line stands. */
export interface EntryHead {
  readonly sequence: number;
  readonly time: string;
  readonly actor: string;
  readonly action: Action;
  readonly reason?: string | undefined;
  readonly undoes?: number | undefined;
  readonly revision: number;
  readonly content: { readonly before: string | null; readonly after: string };
  /** Of the line before. */
  readonly previous: string;
  readonly checksum: string;
  readonly factIds: readonly string[];
  /** Its first byte in the journal, and its length with the line break. */
  readonly offset: number;
  readonly length: number;
}

/** What the first line of all names as the checksum of the line before. */
export const NO_LINE_BEFORE = '0'.repeat(64);
const CHECKSUM_KEY = ',"checksum":"';
const TAIL_LENGTH = CHECKSUM_KEY.length + 64 + '"}'.length;

/** Completes an entry so that it follows `last`, and prints its line. */
export function sealEntry(
  draft: EntryDraft,
  last: EntryHead | undefined,
): { entry: JournalEntry; line: string } {
  const open = {
    version: 1 as const,
    sequence: (last?.sequence ?? 0) + 1,
    ...draft,
    previous: last?.checksum ?? NO_LINE_BEFORE,
  };
  const body = JSON.stringify(open).slice(0, -1);
  const checksum = hashOf(body);
  return {
    entry: entrySchema.parse({ ...open, checksum }),
    line: `${body}${CHECKSUM_KEY}${checksum}"}\n`,
  };
}

/** The checksum that a line ends with, where it is right; undefined for a damaged line. */
export function soundChecksum(line: Uint8Array): string | undefined {
  const tail = Buffer.from(line.subarray(Math.max(0, line.length - TAIL_LENGTH))).toString('latin1');
  const checksum = hashOf(line.subarray(0, Math.max(0, line.length - TAIL_LENGTH)));
  return tail === `${CHECKSUM_KEY}${checksum}"}` ? checksum : undefined;
}

/**
 * Reads what is kept in memory of a sound line.
 *
 * @throws ZodError for a line that another version of the program wrote.
 */
export function readHead(line: Uint8Array, offset: number): EntryHead {
  const { facts, ...head } = headSchema.parse(parseLine(line));
  const { sequence, time, actor, action, reason, undoes, revision, content, previous, checksum } = head;
  const named = { sequence, time, actor, action, reason, undoes, revision, content, previous, checksum };
  return { ...named, factIds: facts.map(({ id }) => id), offset, length: line.length + 1 };
}

/** Reads a sound line in full. @throws ZodError */
export function readEntry(line: Uint8Array): JournalEntry {
  return entrySchema.parse(parseLine(line));
}

function parseLine(line: Uint8Array): unknown {
  return JSON.parse(Buffer.from(line).toString('utf8'));
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
