import { readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../log.ts';

// Discord allows 1,000 connections a day and takes the token away after that (Discord docs, events/gateway, "Session
// Start Limit"). A supervisor that restarts a failing bot every other second spends them in half an hour, and the bot
// itself remembers nothing of it: so the starts of the last hour are kept in a file, and after some of them each
// further one waits, twice as long every time.

const HOUR = 60 * 60_000;
/** Starts in an hour that need not wait: someone is setting the bot up. */
const FREE = 5;
const FIRST_PAUSE = 2000;
/** With the free ones and those that double, fewer than 30 starts an hour. */
const LONGEST_PAUSE = 5 * 60_000;

const starts = z.array(z.int());

/** The file beside the fact file. */
export function startsFile(factsFile: string): string {
  return join(dirname(factsFile), '.starts.json');
}

/** Notes a start; gives the milliseconds to wait before connecting, and how many starts there were within the hour. */
export async function noteStart(
  file: string,
  now: number,
  log: Log,
): Promise<{ readonly pause: number; readonly count: number }> {
  const earlier = await readStarts(file, log);
  // A clock that was put back must not hold the bot up for longer than the hour.
  const recent = earlier.filter((at) => at <= now && now - at < HOUR);
  const count = recent.length + 1;
  const pause =
    count <= FREE ? 0 : Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(count - FREE - 1, 20));
  try {
    await writeFile(`${file}.tmp`, JSON.stringify([...recent, now]), { mode: 0o600 });
    await rename(`${file}.tmp`, file);
  } catch (error) {
    log.warn({ error }, 'a start could not be noted, so that a restart will not wait');
  }
  return { pause, count };
}

async function readStarts(file: string, log: Log): Promise<readonly number[]> {
  try {
    return starts.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    const isFirst = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isFirst) log.warn({ error }, 'the starts of the last hour cannot be read');
    return [];
  }
}
