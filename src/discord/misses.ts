import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Log } from '../log.ts';
import type { Miss } from '../show/shown.ts';
import { clip } from '../text/fold.ts';

// Questions that found nothing, one JSON line each, for whoever keeps the facts: text, language and time. Who asked
// and where is not kept.

/** At this size the older half of the file is dropped. */
const LARGEST_FILE = 1024 * 1024;
const LONGEST_QUESTION = 300;

export interface Misses {
  record(miss: Miss): void;
  /** Waits until what was recorded is written. */
  finish(): Promise<void>;
}

/** The file beside the fact file. */
export function missesFile(factsFile: string): string {
  return join(dirname(factsFile), 'misses.jsonl');
}

/** Keeps misses in a file. A file that cannot be written is a line in the log, never an answer that fails. */
export function createMisses(file: string, log: Log, largest = LARGEST_FILE): Misses {
  let last = Promise.resolve();
  return {
    record({ kind, question, language }) {
      const text = stripVTControlCharacters(clip(question, LONGEST_QUESTION));
      const line = JSON.stringify({ at: new Date().toISOString(), kind, language, question: text });
      last = last
        .then(() => appendFile(file, `${line}\n`, { mode: 0o600 }))
        .then(() => halve(file, largest))
        .catch((error: unknown) => {
          log.warn({ error }, 'a miss could not be recorded');
        });
    },
    finish: () => last,
  };
}

async function halve(file: string, largest: number): Promise<void> {
  const { size } = await stat(file);
  if (size <= largest) return;
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const newer = lines.slice(Math.ceil(lines.length / 2));
  await writeFile(file, newer.map((line) => `${line}\n`).join(''), { mode: 0o600 });
}
