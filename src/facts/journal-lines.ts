import { ZodError } from 'zod';
import { NotSavedError, UncertainSaveError, writeAll, type FileCalls, type OpenFile } from './durable.ts';
import { readHead, soundChecksum, type EntryHead } from './journal-entry.ts';

// The lines of one journal file: verified when it is read, and appended one at a time.

/** The journal cannot be trusted: a line in its middle is damaged, missing or not ours. */
export class JournalDamagedError extends Error {
  readonly line: number;
  constructor(path: string, line: number, what: string) {
    super(
      `Line ${String(line)} of ${path} ${what}. Nothing was changed. Put back a good copy of the journal, or move it ` +
        `and its parts away to begin a new history with the fact file as it is now.`,
    );
    this.name = 'JournalDamagedError';
    this.line = line;
  }
}

/** The line before the first one of a file; its checksum where that is known. */
export interface LineBefore {
  readonly sequence: number;
  readonly checksum?: string | undefined;
}

const LINE_BREAK = 0x0a;

/**
 * The lines of a journal file, each following the one before it, up to a last one that is torn.
 *
 * @throws JournalDamagedError
 */
export function verifiedHeads(content: Buffer, path: string, before: LineBefore): EntryHead[] {
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
    heads.push(nextHead(line, start, heads.at(-1) ?? before, path, heads.length + 1));
    start = end + 1;
  }
  return heads;
}

/** Where the lines of a file end. */
export function endOf(heads: readonly EntryHead[]): number {
  const last = heads.at(-1);
  return last === undefined ? 0 : last.offset + last.length;
}

function nextHead(
  line: Uint8Array,
  offset: number,
  last: LineBefore,
  path: string,
  number: number,
): EntryHead {
  let head: EntryHead;
  try {
    head = readHead(line, offset);
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    throw new JournalDamagedError(path, number, 'was written by another version of this program');
  }
  const follows = head.sequence === last.sequence + 1 && head.previous === (last.checksum ?? head.previous);
  if (follows) return head;
  throw new JournalDamagedError(
    path,
    number,
    'does not follow the line before it: lines were removed or moved',
  );
}

/**
 * Appends a line at the end of a file and fsyncs it. Where that fails, the file is put back as it was.
 *
 * @throws NotSavedError, or UncertainSaveError where it could not be put back.
 */
export async function appendLine(
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

/** The bytes of a line, without its line break. */
export async function readLine(
  files: FileCalls,
  path: string,
  { offset, length }: EntryHead,
): Promise<Buffer> {
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
