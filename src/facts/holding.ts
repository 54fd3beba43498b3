import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { FactBase } from './base.ts';
import { contentHash, printFacts, type Delta } from './delta.ts';
import {
  NotSavedError,
  UncertainSaveError,
  errorCode,
  readIfThere,
  removeStrays,
  replaceFile,
  stateOf,
  syncFolder,
  versionMark,
  type FileCalls,
} from './durable.ts';
import { checkedBase, readTexts } from './file.ts';
import { openJournal, type Journal } from './journal.ts';
import type { EntryDraft, JournalEntry } from './journal-entry.ts';
import { lockFolder, type FolderLock } from './lock.ts';
import { reconcile, type Reconciled } from './recovery.ts';
import type { FactFile } from './schema.ts';

// The facts as one process holds them: in memory, in the fact file, in the journal, under the folder's lock.

/** Where the store reports; a pino logger fits. */
export interface StoreLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** The facts cannot be changed at present; questions are answered all the same. */
export class ReadOnlyError extends Error {
  constructor(cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`The facts cannot be changed at present. ${why}`, { cause });
    this.name = 'ReadOnlyError';
  }
}

/** The store is being closed. */
export class StoppingError extends Error {
  constructor() {
    super('The bot is stopping.');
    this.name = 'StoppingError';
  }
}

export interface Place {
  /** The fact file, by its real path: a symbolic link would be replaced by a file. */
  readonly factsFile: string;
  readonly files: FileCalls;
  readonly log: StoreLog;
  readonly now: () => Date;
  /** How long a file of the journal may grow; the journal's own measure where it is left out. */
  readonly journalBytes?: number | undefined;
  /** Told of every new base, and of the change that made it, if it was one. */
  readonly swapped: (base: FactBase, change: JournalEntry | undefined) => void;
}

/** Only one call at a time may work on it: the store queues them. */
export interface Holding {
  readonly place: Place;
  base: FactBase;
  /** The hash of the content of `base`. */
  hash: string;
  journal: Journal;
  /** Undefined where the folder cannot be written. */
  lock: FolderLock | undefined;
  /** Why changes cannot be saved, or might not: the next one begins by looking at what the disk really holds. */
  obstacle: Error | undefined;
  /** The version of the fact file that was looked at last. */
  mark: string | undefined;
  /** Whether the fact file holds `base` to the letter, the same with other revisions, or what was not taken up. */
  onDisk: 'ours' | 'foreign' | 'refused';
  /** What a valid fact file says otherwise than `base`, where that waits for somebody to ask for it. */
  withheld: Delta | undefined;
  /** The change by hand that was found at the start and taken up. */
  found: JournalEntry | undefined;
}

/** What a journal entry says beside the change itself. */
export type About = Pick<EntryDraft, 'actor' | 'action' | 'reason' | 'undoes'>;

/** The actor of a change made by hand, and of what the store does by itself. */
export const DISK_ACTOR = 'disk';

/**
 * Opens the facts, after whatever happened to them. Where the folder cannot be written, the facts are held all the
 * same, with an obstacle.
 *
 * @throws FolderInUseError, JournalDamagedError, FactFileError
 */
export async function openHolding(place: Place): Promise<Holding> {
  let lock: FolderLock | undefined;
  let obstacle: Error | undefined;
  try {
    lock = await lockFolder(dirname(place.factsFile));
  } catch (error) {
    // Only a folder that cannot be written is read without a lock.
    if (errorCode(error) === undefined) throw error;
    obstacle = new NotSavedError('the folder cannot be locked', error);
  }
  try {
    const { journal, result, content, mark } = await readAll(place, lock !== undefined);
    const { base } = result;
    const hash = contentHash(base.file);
    const holding: Holding = {
      place,
      base,
      hash,
      journal,
      lock,
      obstacle,
      mark,
      ...standing(result),
      found: undefined,
    };
    if (lock !== undefined) {
      try {
        holding.found = await repair(holding, result, content);
      } catch (error) {
        if (!isDiskError(error)) throw error;
        holding.obstacle = error;
      }
    }
    return holding;
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

/**
 * Makes sure that a change can be saved: lock, journal and file are looked at again after any failure.
 *
 * @throws ReadOnlyError
 */
export async function makeWritable(holding: Holding): Promise<void> {
  if (holding.obstacle === undefined && (await holding.lock?.isHeld()) === true) return;
  const { place } = holding;
  try {
    if ((await holding.lock?.isHeld()) !== true) {
      await holding.lock?.release();
      holding.lock = undefined;
      holding.lock = await lockFolder(dirname(place.factsFile));
    }
    if (holding.journal.suspect) await holding.journal.rewrite();
    await syncFolder(place.files, dirname(place.factsFile));
    const { journal, result, content, mark } = await readAll(place, true, holding.hash);
    Object.assign(holding, { journal, mark, ...standing(result) });
    swap(holding, result.base);
    await repair(holding, result, content);
    holding.obstacle = undefined;
  } catch (error) {
    holding.obstacle = error instanceof Error ? error : new Error(String(error));
    throw new ReadOnlyError(error);
  }
}

/** Lets everybody see a new base. */
export function swap(holding: Holding, base: FactBase, change?: JournalEntry): void {
  const hash = contentHash(base.file);
  // What hangs on the old base, such as an index, stays of use while the content is the same.
  if (hash === holding.hash && change === undefined) return;
  holding.base = base;
  holding.hash = hash;
  holding.place.swapped(base, change);
}

function isDiskError(error: unknown): error is Error {
  const saving = error instanceof NotSavedError || error instanceof UncertainSaveError;
  return saving || errorCode(error) !== undefined;
}

/** Keeps what is not taken up under another name: work that somebody did by hand is never thrown away. */
export async function setAside({ factsFile, files, log }: Place, content: Uint8Array): Promise<void> {
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 8);
  const path = `${factsFile}.damaged-${digest}`;
  await replaceFile(files, path, content);
  log.warn({ path }, 'What the fact file held was not taken up; it was kept under another name.');
}

/** The journal entry of a change, but for what changed. */
export function stamp(
  place: Place,
  about: About,
  file: FactFile,
): Omit<EntryDraft, 'content' | 'facts' | 'frame' | 'order'> {
  return { time: place.now().toISOString(), ...about, revision: file.revision };
}

interface Found {
  readonly journal: Journal;
  readonly result: Reconciled;
  readonly content: Uint8Array | undefined;
  readonly mark: string | undefined;
}

function standing({ withheld }: Reconciled): Pick<Holding, 'onDisk' | 'withheld'> {
  return { onDisk: withheld === undefined ? 'ours' : 'refused', withheld };
}

async function readAll(place: Place, locked: boolean, accepted?: string): Promise<Found> {
  const { factsFile, files, log } = place;
  const folder = dirname(factsFile);
  if (locked) {
    // What a killed process left behind. It harms nobody, so it stops nobody.
    await removeStrays(files, folder, basename(factsFile)).catch(() => []);
    await removeStrays(files, join(folder, 'reports'), '').catch(() => []);
  }
  const journal = await openJournal(files, `${factsFile}.journal`, place.journalBytes);
  const state = await stateOf(files, factsFile);
  const content = await readIfThere(files, factsFile);
  const previous = await readIfThere(files, `${factsFile}.prev`);
  const result = await reconcile(
    content,
    previous,
    journal,
    async (file, json) => checkedBase(file, await readTexts(file, folder), json),
    accepted,
  );
  for (const note of result.notes) log.warn({ file: factsFile }, note);
  if (result.withheld !== undefined) {
    const facts = result.withheld.facts.map(({ id }) => id);
    log.warn(
      { file: factsFile, facts },
      'The fact file differs from the journal in what it says: not taken up.',
    );
  }
  return { journal, result, content, mark: state === undefined ? undefined : versionMark(state) };
}

// Writes what reconciling found to be missing. A crash on the way is harmless: the next start finds the same.
async function repair(
  holding: Holding,
  result: Reconciled,
  content: Uint8Array | undefined,
): Promise<JournalEntry | undefined> {
  const { place, journal } = holding;
  const { factsFile, files, log } = place;
  const { file } = result.base;
  if (journal.torn.length > 0) {
    log.warn({ bytes: journal.torn.length }, 'The last line of the journal is torn. It was cut off.');
    await journal.cutTorn();
  }
  let entry: JournalEntry | undefined;
  if (result.entry !== undefined) {
    const { action, before, delta } = result.entry;
    // A new beginning needs a version to restore from, made before anything relies on it.
    if (action === 'baseline') await replaceFile(files, `${factsFile}.prev`, printFacts(file));
    const hashes = { before: before === null ? null : contentHash(before), after: contentHash(file) };
    const about = { actor: DISK_ACTOR, action };
    entry = await journal.append({ ...stamp(place, about, file), content: hashes, ...delta });
  }
  if (result.damaged && content !== undefined) await setAside(place, content);
  if (result.write) holding.mark = await replaceFile(files, factsFile, printFacts(file));
  return entry?.action === 'disk' ? entry : undefined;
}
