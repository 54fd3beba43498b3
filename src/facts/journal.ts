import { ZodError } from 'zod';
import {
  NotSavedError,
  UncertainSaveError,
  readIfThere,
  replaceFile,
  writeAll,
  type FileCalls,
  type OpenFile,
} from './durable.ts';
import {
  follows,
  readEntry,
  readHead,
  sealEntry,
  soundChecksum,
  type EntryDraft,
  type EntryHead,
  type JournalEntry,
} from './journal-entry.ts';

// The history of the fact file: one line for every change, only ever appended to. Each line is on the disk before
// the change it describes is made, so the journal also carries what a crash interrupted.

/** The journal cannot be trusted: a line in its middle is damaged, missing or not ours. */
export class JournalDamagedError extends Error {
  readonly line: number;
  constructor(path: string, line: number, what: string) {
    super(
      `Line ${String(line)} of ${path} ${what}. Nothing was changed. Put back a good copy of the journal, or move it ` +
        `away to begin a new history with the fact file as it is now.`,
    );
    this.name = 'JournalDamagedError';
    this.line = line;
  }
}

export interface Journal {
  /** Every entry, oldest first. */
  readonly heads: readonly EntryHead[];
  /** What follows the last whole line: an append that a crash cut short. Empty where nothing does. */
  readonly torn: Uint8Array;
  /** Reads an entry in full. */
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

/**
 * Reads and verifies the journal at `path`; a missing one is empty. Writes nothing.
 *
 * @throws JournalDamagedError; the file system's error where it cannot be read.
 */
export async function openJournal(files: FileCalls, path: string): Promise<Journal> {
  const content = (await readIfThere(files, path)) ?? Buffer.alloc(0);
  const heads = verifiedHeads(content, path);
  let torn: Uint8Array = content.subarray(endOf(heads));
  let suspect = false;

  async function cutTo(length: number): Promise<void> {
    const file = await files.open(path, 'r+');
    try {
      await file.truncate(length);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  return {
    heads,
    get torn() {
      return torn;
    },
    get suspect() {
      return suspect;
    },
    async read(sequence) {
      const head = heads[sequence - 1];
      if (head === undefined) throw new RangeError(`The journal has no entry ${String(sequence)}.`);
      const line = await readLine(files, path, head);
      if (soundChecksum(line) !== head.checksum) {
        throw new JournalDamagedError(path, sequence, 'was damaged since the start');
      }
      return readEntry(line);
    },
    async append(draft) {
      const { entry, line } = sealEntry(draft, heads.at(-1));
      const offset = endOf(heads);
      function syncFailed(): void {
        suspect = true;
      }
      // Appending to nothing would leave an empty file after a crash; a new journal appears whole.
      if (heads.length === 0) await replaceFile(files, path, line, { mode: JOURNAL_MODE });
      else await appendLine(files, path, Buffer.from(line), offset, syncFailed);
      heads.push(readHead(Buffer.from(line.slice(0, -1)), offset));
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
      }
    },
    async cutTorn() {
      if (torn.length === 0) return;
      await replaceFile(files, `${path}.torn`, torn, { mode: JOURNAL_MODE });
      await cutTo(endOf(heads));
      torn = new Uint8Array();
    },
    async rewrite() {
      const whole = await readIfThere(files, path);
      if (whole === undefined) return;
      await replaceFile(files, path, whole.subarray(0, endOf(heads)), { mode: JOURNAL_MODE });
      suspect = false;
    },
  };
}

function endOf(heads: readonly EntryHead[]): number {
  const last = heads.at(-1);
  return last === undefined ? 0 : last.offset + last.length;
}

const LINE_BREAK = 0x0a;

function verifiedHeads(content: Buffer, path: string): EntryHead[] {
  const heads: EntryHead[] = [];
  for (let start = 0; start < content.length;) {
    const end = content.indexOf(LINE_BREAK, start);
    if (end < 0) break;
    const line = content.subarray(start, end);
    if (soundChecksum(line) === undefined) {
      // The last line is torn; a damaged one that others follow means that the history itself is damaged.
      if (end === content.length - 1) break;
      throw new JournalDamagedError(path, heads.length + 1, 'is damaged: its checksum is wrong');
    }
    heads.push(nextHead(line, start, heads.at(-1), path));
    start = end + 1;
  }
  return heads;
}

function nextHead(line: Uint8Array, offset: number, last: EntryHead | undefined, path: string): EntryHead {
  const number = (last?.sequence ?? 0) + 1;
  try {
    const head = readHead(line, offset);
    if (follows(head, last)) return head;
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    throw new JournalDamagedError(path, number, 'was written by another version of this program');
  }
  throw new JournalDamagedError(
    path,
    number,
    'does not follow the line before it: lines were removed or moved',
  );
}

async function appendLine(
  files: FileCalls,
  path: string,
  line: Buffer,
  offset: number,
  syncFailed: () => void,
): Promise<void> {
  let file: OpenFile;
  try {
    file = await files.open(path, 'r+');
  } catch (error) {
    throw new NotSavedError('the journal could not be opened', error);
  }
  try {
    const { size } = await file.stat();
    // Writing on would destroy what another program put there.
    if (size !== offset) throw new Error('somebody else wrote to it');
    await addLine(file, line, offset, syncFailed);
  } catch (error) {
    if (error instanceof UncertainSaveError) throw error;
    throw new NotSavedError('the journal could not be written', error);
  } finally {
    // The line is on the disk or cut off again by now; closing decides nothing.
    await file.close().catch(() => undefined);
  }
}

async function addLine(file: OpenFile, line: Buffer, offset: number, syncFailed: () => void): Promise<void> {
  try {
    await writeAll(file, line, offset);
    await file.sync().catch((error: unknown) => {
      syncFailed();
      throw error;
    });
  } catch (error) {
    try {
      await file.truncate(offset);
      await file.sync();
    } catch {
      throw new UncertainSaveError('the change may come back after a restart', error);
    }
    throw error;
  }
}

async function readLine(files: FileCalls, path: string, { offset, length }: EntryHead): Promise<Buffer> {
  const line = Buffer.alloc(length - 1);
  const file = await files.open(path, 'r');
  try {
    for (let done = 0; done < line.length;) {
      const { bytesRead } = await file.read(line, done, line.length - done, offset + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
  } finally {
    await file.close();
  }
  return line;
}
