import { basename, dirname, join } from 'node:path';
import { readIfThere, type FileCalls } from './durable.ts';
import { NO_LINE_BEFORE, type EntryHead } from './journal-entry.ts';
import { endOf, JournalDamagedError, verifiedHeads } from './journal-lines.ts';

// A journal that grows too long is put by, whole, and a new file goes on from its last line: so a start reads as much
// after a hundred thousand changes as after a few hundred, and nothing of the history is thrown away.

/** A part of the journal that was put by. */
export interface FullPart {
  readonly path: string;
  /** The sequence of its last line, as its name tells. */
  readonly last: number;
}

/** The name of a part: it sorts by age. */
export function partPath(journal: string, last: number): string {
  return `${journal}.${String(last).padStart(9, '0')}`;
}

/** The parts of a journal that were put by, oldest first. */
export async function fullParts(files: FileCalls, journal: string): Promise<FullPart[]> {
  const folder = dirname(journal);
  const start = `${basename(journal)}.`;
  const lasts = (await files.readdir(folder)).flatMap((name) => {
    const number = name.startsWith(start) ? name.slice(start.length) : '';
    return /^\d{9}$/u.test(number) ? [Number(number)] : [];
  });
  return lasts
    .sort((a, b) => a - b)
    .map((last) => ({ path: join(folder, partPath(start.slice(0, -1), last)), last }));
}

/**
 * Reads and verifies a part. `before` is the last sequence of the part before it.
 *
 * @throws JournalDamagedError
 */
export async function readPart(
  files: FileCalls,
  { path, last }: FullPart,
  before: number,
): Promise<EntryHead[]> {
  const content = (await readIfThere(files, path)) ?? Buffer.alloc(0);
  const heads = verifiedHeads(content, path, {
    sequence: before,
    ...(before === 0 && { checksum: NO_LINE_BEFORE }),
  });
  if (endOf(heads) !== content.length || heads.at(-1)?.sequence !== last)
    throw new JournalDamagedError(path, heads.length + 1, 'is damaged or missing: the part must be whole');
  return heads;
}
