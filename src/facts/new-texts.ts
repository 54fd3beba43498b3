import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { errorCode, readIfThere, replaceFile, syncFolder, NotSavedError, type FileCalls } from './durable.ts';
import { EditError } from './edit.ts';
import { readReportText, type ReportText } from './report-text.ts';
import type { FactFile } from './schema.ts';

// Report texts that come with an import. A text on the disk never changes: a different one gets a name of its own, so
// the facts as they are keep theirs until the new fact file is in place, and an undo finds the old one.

export interface PlacedTexts {
  /** The fact file, naming the texts where they will lie. */
  readonly file: FactFile;
  /** The new texts by report id, read. */
  readonly texts: ReadonlyMap<string, ReportText>;
  /** Path and content of what is not on the disk yet. */
  readonly missing: ReadonlyMap<string, string>;
}

/**
 * Chooses the names of new texts, given by report id. Writes nothing. The file must have passed the schema: the names
 * in it become paths.
 *
 * @throws EditError
 */
export async function placeTexts(
  files: FileCalls,
  folder: string,
  file: FactFile,
  texts: ReadonlyMap<string, string>,
): Promise<PlacedTexts> {
  const names = new Map<string, string>();
  const missing = new Map<string, string>();
  for (const [id, text] of texts) {
    const report = file.reports.find((candidate) => candidate.id === id);
    if (report === undefined) throw new EditError('edit.text-homeless', { report: id });
    if (!text.isWellFormed()) throw new EditError('edit.text-broken', { report: id });
    const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
    for (const name of [report.text, report.text.replace(/\.txt$/u, `-${digest}.txt`)]) {
      const path = join(folder, name);
      const there = missing.get(path) ?? (await readIfThere(files, path))?.toString('utf8');
      if (there !== undefined && there !== text) continue;
      names.set(id, name);
      if (there === undefined) missing.set(path, text);
      break;
    }
  }
  const reports = file.reports.map((report) => ({ ...report, text: names.get(report.id) ?? report.text }));
  const read = new Map([...texts].map(([id, text]) => [id, readReportText(text)]));
  return { file: { ...file, reports }, texts: read, missing };
}

/**
 * Writes the texts that are missing, durably. Where one fails, those written are removed again.
 *
 * @throws NotSavedError
 */
export async function writeTexts(files: FileCalls, missing: ReadonlyMap<string, string>): Promise<void> {
  try {
    for (const [path, text] of missing) {
      await haveFolder(files, dirname(path));
      await replaceFile(files, path, text);
    }
  } catch (error) {
    await removeTexts(files, missing);
    throw new NotSavedError('a report text could not be written', error);
  }
}

/** Removes texts that were written for a change which then failed. */
export async function removeTexts(files: FileCalls, written: ReadonlyMap<string, string>): Promise<void> {
  for (const path of written.keys()) {
    try {
      await files.unlink(path);
    } catch {
      // It was not written, or stays behind: no fact file names it.
    }
  }
}

async function haveFolder(files: FileCalls, folder: string): Promise<void> {
  try {
    await files.mkdir(folder);
    await syncFolder(files, dirname(folder));
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}
