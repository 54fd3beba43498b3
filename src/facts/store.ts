import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FactBase } from './base.ts';
import type { Delta } from './delta.ts';
import { diskFiles, type FileCalls } from './durable.ts';
import { EditError, StaleEditError, undoChange, UnknownFactError, type Edit } from './edit.ts';
import {
  makeWritable,
  openHolding,
  ReadOnlyError,
  type About,
  type Holding,
  type StoreLog,
} from './holding.ts';
import {
  MAX_ACTOR_LENGTH,
  MAX_REASON_LENGTH,
  type Action,
  type EntryHead,
  type JournalEntry,
} from './journal-entry.ts';
import { isChangedByHand, save, takeUp } from './saving.ts';
import { StoppingError } from './holding.ts';
import { watchFile } from './watch.ts';
import { FactFileError } from './problem.ts';

/** A saved change, as it stands in the journal. */
export type Change = JournalEntry;

export interface ChangeRequest {
  /** Who asks, as the history shows it. */
  readonly actor: string;
  readonly action: Exclude<Action, 'baseline' | 'disk' | 'undo'>;
  readonly edit: Edit;
  readonly reason?: string | undefined;
  /** New report texts by report id, for an import that brings a report. */
  readonly texts?: ReadonlyMap<string, string>;
}

export type ChangeListener = (base: FactBase, change: Change | undefined) => void;

export interface FactStore {
  /** The facts now. Never waits for a save: it is the old base until the new one is on the disk. */
  base(): FactBase;
  /** Why changes cannot be saved at present; undefined where they can. */
  obstacle(): Error | undefined;
  /**
   * What the fact file says otherwise than these facts: a figure that was changed while nobody watched may be damage,
   * and waits for `reload`, or for the next change, which keeps it under another name. Undefined where there is none.
   */
  withheld(): Delta | undefined;
  /** The change by hand that was found when the store was opened, if any. */
  found(): Change | undefined;
  /**
   * Makes a change; one at a time, in the order asked for. Resolves once it is on the disk.
   *
   * @throws StaleEditError, UnknownFactError, EditError, FactFileError, NotSavedError, ReadOnlyError: nothing was
   * changed. UncertainSaveError: the disk failed at the worst moment, and the facts must be looked at again.
   */
  change(request: ChangeRequest): Promise<Change>;
  /** The changes, newest first: of one fact, or of all. */
  history(factId?: string, limit?: number): Promise<Change[]>;
  changeBySequence(sequence: number): Promise<Change | undefined>;
  /** Takes a change back, as a new change. @throws as `change` */
  undo(sequence: number, actor: string, reason?: string): Promise<Change>;
  /**
   * Looks at the fact file now. Gives the change found in it, if any.
   *
   * @throws FactFileError where the file is not valid; the facts stay as they were.
   */
  reload(actor: string): Promise<Change | undefined>;
  /** Calls the listener after every change of the base; gives a function that ends that. */
  onChange(listener: ChangeListener): () => void;
  /** Finishes what was asked for, then lets go of the folder. */
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly factsFile: string;
  readonly log: StoreLog;
  /** The file system, for tests that let it fail. */
  readonly files?: FileCalls;
  /** The clock that dates the journal. */
  readonly now?: () => Date;
  /** How long a file of the journal may grow before it is put by. */
  readonly journalBytes?: number | undefined;
  /** How often to look whether the file was changed by hand; 0 for never. */
  readonly watchEveryMs?: number;
}

const WATCH_EVERY_MS = 200;

/**
 * Opens the store of a fact file: takes the folder's lock, reconciles file and journal, repairs what a crash left,
 * and watches the file.
 *
 * @throws FolderInUseError where another process holds the folder; JournalDamagedError; FactFileError where the file
 * is damaged and cannot be restored.
 */
export async function openStore(options: StoreOptions): Promise<FactStore> {
  const { log, files = diskFiles, now = () => new Date(), watchEveryMs = WATCH_EVERY_MS } = options;
  const { journalBytes } = options;
  const factsFile = await realFile(options.factsFile);
  const listeners = new Set<ChangeListener>();
  let tail: Promise<unknown> = Promise.resolve();
  let closed = false;

  function swapped(base: FactBase, change: Change | undefined): void {
    for (const listener of listeners) {
      try {
        listener(base, change);
      } catch (error) {
        log.error({ err: error }, 'A listener failed to take a change of the facts.');
      }
    }
  }

  const holding = await openHolding({ factsFile, files, log, now, journalBytes, swapped });
  if (holding.obstacle !== undefined) log.error({ err: holding.obstacle }, 'The facts are read-only.');

  function queued<T>(work: () => Promise<T>): Promise<T> {
    if (closed) return Promise.reject(new ReadOnlyError(new StoppingError()));
    const run = tail.then(work);
    tail = run.catch(() => undefined);
    return run;
  }

  async function commit(about: About, edit: Edit, texts?: ReadonlyMap<string, string>): Promise<Change> {
    checkAbout(about);
    await makeWritable(holding);
    // An edit must not overwrite what somebody changed by hand a moment ago.
    if (await isChangedByHand(holding)) await takeUp(holding).catch(reportInvalid);
    return save(holding, about, applied(edit, holding), texts);
  }

  function reportInvalid(error: unknown): void {
    if (!(error instanceof FactFileError)) throw error;
    log.error(
      { file: factsFile, problems: error.message },
      'The fact file was changed by hand and is not valid: the change is ignored.',
    );
  }

  const watch =
    watchEveryMs === 0 ? undefined : watchFile(files, factsFile, watchEveryMs, () => holding.mark, lookAgain);

  async function lookAgain(): Promise<void> {
    try {
      await queued(async () => {
        if (await isChangedByHand(holding)) await takeUp(holding).catch(reportInvalid);
      });
    } catch (error) {
      if (!closed) log.error({ err: error }, 'A change of the fact file by hand could not be taken up.');
    }
  }

  function read(sequence: number): Promise<Change> {
    return holding.journal.read(sequence);
  }

  return {
    base: () => holding.base,
    obstacle: () => holding.obstacle,
    withheld: () => holding.withheld,
    found: () => holding.found,
    change({ actor, action, edit, reason, texts }) {
      return queued(() => commit({ actor, action, reason }, edit, texts));
    },
    undo(sequence, actor, reason) {
      return queued(async () => {
        const head = await holding.journal.head(sequence);
        if (head === undefined) throw new EditError('edit.no-change', { sequence });
        if (head.action === 'baseline') throw new EditError('edit.baseline');
        return commit({ actor, action: 'undo', undoes: sequence, reason }, undoChange(await read(sequence)));
      });
    },
    history(factId, limit = 100) {
      return queued(async () => {
        const { journal } = holding;
        const wanted = (): EntryHead[] =>
          journal.heads.filter(({ factIds }) => factId === undefined || factIds.includes(factId));
        // Older parts are read only as far as the answer needs them.
        while (wanted().length < limit && (await journal.older()));
        const latest = wanted().slice(-limit).reverse();
        return Promise.all(latest.map(({ sequence }) => read(sequence)));
      });
    },
    changeBySequence(sequence) {
      return queued(async () =>
        (await holding.journal.head(sequence)) === undefined ? undefined : read(sequence),
      );
    },
    reload(actor) {
      return queued(async () => takeUp(holding, `Reloaded by ${actor}.`));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      watch?.stop();
      await tail;
      await holding.lock?.release();
      holding.lock = undefined;
    },
  };
}

// Who changed the facts since is known here alone.
function applied(edit: Edit, { base, journal: { heads } }: Holding): ReturnType<Edit> {
  function last(factId: string): EntryHead | undefined {
    return heads.findLast(({ factIds }) => factIds.includes(factId));
  }
  try {
    return edit(base.file);
  } catch (error) {
    if (error instanceof StaleEditError) {
      throw new StaleEditError(error.factId, error.factId === undefined ? heads.at(-1) : last(error.factId));
    }
    if (error instanceof UnknownFactError) {
      const removal = last(error.factId);
      if (removal !== undefined) throw new StaleEditError(error.factId, removal);
    }
    throw error;
  }
}

function checkAbout({ actor, reason }: About): void {
  if (actor === '' || actor.length > MAX_ACTOR_LENGTH) {
    throw new EditError('edit.actor-length', { limit: MAX_ACTOR_LENGTH });
  }
  if (reason !== undefined && (reason === '' || reason.length > MAX_REASON_LENGTH)) {
    throw new EditError('edit.reason-length', { limit: MAX_REASON_LENGTH });
  }
}

async function realFile(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    // The file may be missing and about to be restored; its folder may not.
    return join(await realpath(dirname(path)), basename(path));
  }
}
