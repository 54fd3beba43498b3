import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SlashCommand } from '../../src/command/command.ts';
import { TIMES } from '../../src/discord/parts.ts';
import { shownWords } from '../../src/show/shown.ts';
import { eventually } from '../loopback/real-client.ts';
import { expectClean, setStage, type Stage } from './stage.ts';

// Test 28: answers that take their time. The 3 s for the first response are Discord's; the 15 minutes for the rest are
// 6 s here, so that 400 ms stand for a minute.

const MINUTE = 400;

/** A command whose answer takes so long. */
function slowCommand(name: string, after: number): SlashCommand {
  return {
    data: { name, description: 'Slow', options: [] },
    async run() {
      await pause(after);
      return shownWords('en', 'Slow', ['here it is']);
    },
  };
}

let stage: Stage;

beforeAll(async () => {
  stage = await setStage({
    tokenLife: 15 * MINUTE,
    parts: { times: { ...TIMES, tokenLife: (TIMES.tokenLife / 60_000) * MINUTE } },
    more: [
      slowCommand('before-the-limit', 2900),
      slowCommand('after-the-limit', 3100),
      slowCommand('minutes-14', 14 * MINUTE),
      slowCommand('minutes-16', 16 * MINUTE),
    ],
  });
});
afterAll(async () => {
  expectClean(stage);
  await stage.clear();
});

it('an answer after 2.9 s, 3.1 s, 14 or 16 minutes is deferred before 2 s, and not sent when nobody can see it (test 28)', async () => {
  const ann = stage.discord.member('Ann');
  const slash = (name: string) => ann.slash(name, {}, { patience: 17 * MINUTE });
  const tooLate = slash('minutes-16').catch((error: unknown) => error);
  const inTime = ['before-the-limit', 'after-the-limit', 'minutes-14'];
  for (const seen of await Promise.all(inTime.map(slash))) {
    expect(seen.deferred).toBe(true);
    expect(seen.elapsed).toBeLessThan(2000);
    expect(seen.text).toContain('here it is');
  }
  expect(String(await tooLate)).toContain('did not respond');
  await eventually(() => stage.parts.counts.all.get('edit.late') === 1);
  const edits = stage.discord.requests.filter(({ method }) => method === 'PATCH');
  expect(edits).toHaveLength(inTime.length);
  expect(edits.every(({ status }) => status === 200)).toBe(true);
});
