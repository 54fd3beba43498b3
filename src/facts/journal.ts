import { dirname } from 'node:path';
import {
  NotSavedError,
  UncertainSaveError,
  readIfThere,
  replaceFile,
  syncFolder,
  type FileCalls,
} from './durable.ts';
import {
  NO_LINE_BEFORE,
  readEntry,
  readHead,
  sealEntry,
  soundChecksum,
  type EntryDraft,
  type EntryHead,
  type JournalEntry,
} from './journal-entry.ts';
import { appendLine, endOf, JournalDamagedError, readLine, verifiedHeads } from './journal-lines.ts';
import { fullParts, partPath, readPart } from './journal-parts.ts';

// The history of the fact file: one line for every change, only ever appended to. Each line is on the disk before
// the change it describes is made, so the journal also carries what a crash interrupted.

export interface Journal {
  /** The entries read so far, oldest first, without a gap up to the newest. */
  readonly heads: readonly EntryHead[];
  /** What follows the last whole line: an append that a crash cut short. Empty where nothing does. */
  readonly torn: Uint8Array;
  /** Reads the part before those known. False where there is none. @throws JournalDamagedError */
  older(): Promise<boolean>;
  /** An entry's head, of however old a part. @throws JournalDamagedError */
  head(sequence: number): Promise<EntryHead | undefined>;
  /** Reads an entry in full. @throws RangeError, JournalDamagedError */
  read(sequence: number): Promise<JournalEntry>;
  /**
   * Appends an entry and fsyncs it. Where that fails, the journal is put back as it was.
   *
   * @throws NotSavedError, or UncertainSaveError where it could not be put back.
   */
  append(draft: EntryDraft): Promise<JournalEntry>;
  /** Removes the entry appended last, for a change that could not be made. @throws UncertainSaveError */
  takeBack(): Promise<void>;
  /** Cuts off what is torn and keeps it as `<journal>.torn`. @throws NotSavedError */
  cutTorn(): Promise<void>;
  /** Whether an fsync of it failed: the system then takes lost pages for written ones. */
  readonly suspect: boolean;
  /**
   * Writes the journal to a new file, since what is in a suspect one may never reach the disk.
   *
   * @throws NotSavedError, UncertainSaveError
   */
  rewrite(): Promise<void>;
}

/** Who may read the journal: it names people. */
const JOURNAL_MODE = 0o600;

/** How long a file of the journal may grow: a thousand changes or so, read in some hundredths of a second. */
const PART_BYTES = 2 * 1024 * 1024;

/**
 * Reads and verifies the end of the journal at `path`, which is its file and the part put by last; a missing one is
 * empty. Writes nothing.
 *
 * @throws JournalDamagedError; the file system's error where it cannot be read.
 */
export async function openJournal(files: FileCalls, path: string, partBytes = PART_BYTES): Promise<Journal> {
  const full = await fullParts(files, path);
  const newest = full.at(-1);
  let unread = Math.max(0, full.length - 1);
  let heads = newest === undefined ? [] : await readPart(files, newest, full.at(-2)?.last ?? 0);
  const content = (await readIfThere(files, path)) ?? Buffer.alloc(0);
  const own = verifiedHeads(content, path, heads.at(-1) ?? { sequence: 0, checksum: NO_LINE_BEFORE });
  heads.push(...own);
  /** How much of the journal's own file is whole lines. */
  let length = endOf(own);
  let torn: Uint8Array = content.subarray(length);
  let suspect = false;

  async function cutTo(end: number): Promise<void> {
    const file = await files.open(path, 'r+');
    try {
      await file.truncate(end);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  // One rename: a crash finds the journal under the one name or under the other.
  async function putBy(): Promise<void> {
    const last = heads.at(-1)?.sequence ?? 0;
    const part = { path: partPath(path, last), last };
    try {
      await files.rename(path, part.path);
      full.push(part);
      length = 0;
      // The new file must not become durable before the old one has its name.
      await syncFolder(files, dirname(path));
    } catch (error) {
      throw new NotSavedError('the journal could not be put by', error);
    }
  }

  async function older(): Promise<boolean> {
    const part = full[unread - 1];
    if (part === undefined) return false;
    const read = await readPart(files, part, full[unread - 2]?.last ?? 0);
    if (read.at(-1)?.checksum !== heads[0]?.previous)
      throw new JournalDamagedError(part.path, read.length, 'is not what the next part goes on from');
    heads = [...read, ...heads];
    unread--;
    return true;
  }

  // Of an older entry, its part alone is read.
  async function head(sequence: number): Promise<EntryHead | undefined> {
    const first = heads[0]?.sequence ?? 1;
    if (sequence >= first) return heads[sequence - first];
    const at = full.findIndex(({ last }) => sequence <= last);
    const part = full[at];
    if (part === undefined || sequence < 1) return undefined;
    const read = await readPart(files, part, full[at - 1]?.last ?? 0);
    return read[sequence - (read[0]?.sequence ?? 1)];
  }

  return {
    get heads() {
      return heads;
    },
    get torn() {
      return torn;
    },
    get suspect() {
      return suspect;
    },
    older,
    head,
    async read(sequence) {
      const known = await head(sequence);
      if (known === undefined) throw new RangeError(`The journal has no entry ${String(sequence)}.`);
      const place = full.find(({ last }) => sequence <= last)?.path ?? path;
      const line = await readLine(files, place, known);
      if (soundChecksum(line) !== known.checksum) {
        throw new JournalDamagedError(place, sequence, 'was damaged since the start');
      }
      return readEntry(line);
    },
    async append(draft) {
      if (length >= partBytes) await putBy();
      const { entry, line } = sealEntry(draft, heads.at(-1));
      function syncFailed(): void {
        suspect = true;
      }
      // Appending to nothing would leave an empty file after a crash; a new journal appears whole.
      if (length === 0) await replaceFile(files, path, line, { mode: JOURNAL_MODE });
      else await appendLine(files, path, Buffer.from(line), length, syncFailed);
      heads.push(readHead(Buffer.from(line.slice(0, -1)), length));
      length += Buffer.byteLength(line);
      return entry;
    },
    async takeBack() {
      const last = heads.at(-1);
      if (last === undefined) return;
      try {
        await cutTo(last.offset);
      } catch (error) {
        suspect = true;
        throw new UncertainSaveError('the change may come back after a restart', error);
      } finally {
        // Forgotten even where it could not be cut off: rewriting the journal leaves it out.
        heads.pop();
        length = last.offset;
      }
    },
    async cutTorn() {
      if (torn.length === 0) return;
      await replaceFile(files, `${path}.torn`, torn, { mode: JOURNAL_MODE });
      await cutTo(length);
      torn = new Uint8Array();
    },
    async rewrite() {
      const whole = await readIfThere(files, path);
      if (whole === undefined) return;
      await replaceFile(files, path, whole.subarray(0, length), { mode: JOURNAL_MODE });
      suspect = false;
    },
  };
}
