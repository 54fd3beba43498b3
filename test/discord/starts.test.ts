import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteStart, startsFile } from '../../src/discord/starts.ts';
import { createLog } from '../../src/log.ts';

const HOUR = 60 * 60_000;
let folder: string;
let file: string;
let lines: string[];
const log = createLog('warn', undefined, { write: (line) => lines.push(line) });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'starts-'));
  file = startsFile(join(folder, 'facts.json'));
  lines = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A supervisor that starts the bot again `after` each end of it, for an hour; gives when it connected. */
async function crashLoop(after: number, from: number): Promise<number[]> {
  const connections: number[] = [];
  for (let now = from; now < from + HOUR; now += after) {
    now += (await noteStart(file, now, log)).pause;
    if (now < from + HOUR) connections.push(now);
  }
  return connections;
}

describe('a crash loop under a supervisor (test 26)', () => {
  it.each([100, 2000, 30_000])(
    'that restarts after %i ms connects fewer than 30 times in any hour',
    async (after) => {
      const start = Date.UTC(2026, 10, 25);
      const connections = [...(await crashLoop(after, start)), ...(await crashLoop(after, start + HOUR))];
      const inAnHour = connections.map(
        (at) => connections.filter((other) => other >= at && other < at + HOUR).length,
      );
      expect(Math.max(...inAnHour)).toBeLessThan(30);
      // It goes on trying all the same.
      expect(connections.filter((at) => at >= start + HOUR).length).toBeGreaterThan(5);
    },
  );

  it('is forgotten after a quiet hour, and the first few starts never wait', async () => {
    await crashLoop(2000, 0);
    for (let start = 0; start < 5; start += 1)
      expect(await noteStart(file, 2 * HOUR + start * 1000, log)).toEqual({ pause: 0, count: start + 1 });
    expect(await noteStart(file, 2 * HOUR + 10_000, log)).toEqual({ pause: 2000, count: 6 });
  });

  it('holds nobody up for longer when the clock is put back', async () => {
    await crashLoop(2000, 10 * HOUR);
    expect((await noteStart(file, 8 * HOUR, log)).pause).toBe(0);
  });

  it('is met anew where the file is damaged or cannot be written, with a line in the log', async () => {
    await writeFile(file, '[1, 2');
    expect(await noteStart(file, 1000, log)).toEqual({ pause: 0, count: 1 });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual([1000]);
    expect(lines.join('')).toContain('cannot be read');
    expect(await noteStart(join(folder, 'nowhere', 'starts.json'), 1000, log)).toEqual({
      pause: 0,
      count: 1,
    });
    expect(lines.join('')).toContain('could not be noted');
  });
});
