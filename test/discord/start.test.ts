import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { createMisses, missesFile } from '../../src/discord/misses.ts';
import { registerCommands } from '../../src/discord/registration.ts';
import { restFor } from '../../src/discord/run.ts';
import { inviteLink } from '../../src/discord/start.ts';
import { createLog } from '../../src/log.ts';
import { shownWords } from '../../src/show/shown.ts';
import { startDiscord, type Discord } from '../loopback/discord.ts';
import { eventually } from '../loopback/real-client.ts';
import { expectClean, setStage, TOKEN } from './stage.ts';

let discord: Discord;
let folder: string;

beforeEach(async () => {
  discord = await startDiscord({ token: TOKEN, guilds: [{ name: 'Reports', members: ['Ann'] }] });
  folder = await mkdtemp(join(tmpdir(), 'facts-'));
  // A copy, since the bot keeps a journal beside its facts; a bot that runs here has one there, and a lock.
  await cp('data/reports', join(folder, 'reports'), { recursive: true });
  await cp('data/facts.json', join(folder, 'facts.json'));
});
afterEach(async () => {
  await discord.stop();
  await rm(folder, { recursive: true });
});

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

// A process of its own, with an environment that has nothing in it but what is given.
function start(
  file: string,
  variables: Readonly<Record<string, string>>,
): { child: ChildProcess; said: () => string; over: Promise<Outcome> } {
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    env: {
      PATH: '/usr/bin:/bin',
      LOG_LEVEL: 'trace',
      DISCORD_TOKEN: TOKEN,
      DISCORD_API: discord.api,
      FACTS_FILE: join(folder, 'facts.json'),
      // Nothing is asked that examples are needed for, and learning them takes a second of each start.
      EXAMPLES_FOLDER: 'none',
      ...variables,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const over = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }));
  return { child, said: () => out, over };
}

describe('npm start', () => {
  it('after many starts within the hour waits before it connects, says so, and can be stopped (test 26)', async () => {
    const starts = Array.from({ length: 20 }, (_, place) => Date.now() - place * 60_000);
    await writeFile(join(folder, '.starts.json'), JSON.stringify(starts));
    const { child, said, over } = start('src/main.ts', {});
    const early = await Promise.race([over, eventually(() => said().includes('Waiting'), 40_000)]);
    expect(early).toBeUndefined();
    child.kill('SIGTERM');
    const { code, out } = await over;
    expect(code).toBe(0);
    expect(out).toMatch(
      /^This is start number 21 within an hour\. Waiting 300 s before connecting, because /u,
    );
    expect(discord.requests).toEqual([]);
    expect(discord.gateway.identifies).toEqual([]);
  }, 60_000);

  it('with a token that Discord refuses says so and exits with 44', async () => {
    const token = 'another-token-than-discord-knows';
    const { code, err } = await start('src/main.ts', { DISCORD_TOKEN: token }).over;
    expect(code).toBe(44);
    expect(err).toContain('Check DISCORD_TOKEN');
    expect(err).not.toContain(token);
  }, 60_000);

  it('with answer channels but without the intent says which switch is off and exits with 54', async () => {
    const channels = { ANSWER_CHANNEL_IDS: discord.channel('general').id };
    const { code, err } = await start('src/main.ts', channels).over;
    expect(code).toBe(54);
    expect(err).toContain('Message Content intent');
  }, 60_000);
});

describe('npm run register', () => {
  it('registers what differs, then says that nothing does', async () => {
    const first = await start('src/register.ts', {}).over;
    expect(first).toMatchObject({ code: 0, out: '10 commands: newly registered.\n' });
    expect(discord.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    const rest = restFor({ api: discord.api, token: TOKEN });
    expect(await registerCommands(rest, COMMANDS, undefined)).toBe('unchanged');
    const nowhere = await start('src/register.ts', { DISCORD_GUILD_ID: '999999999999999999' }).over;
    expect(nowhere.code).toBe(1);
    expect(nowhere.err).toContain('check that the bot is in that server');
    const { id } = discord.guild('Reports');
    expect(await registerCommands(rest, COMMANDS, id)).toBe('registered');
    expect(await registerCommands(rest, COMMANDS, id)).toBe('unchanged');
    const [one, ...others] = COMMANDS;
    if (one === undefined) throw new Error('no commands');
    const changed = [{ ...one, data: { ...one.data, name_localizations: { 'zh-CN': '问' } } }, ...others];
    expect(await registerCommands(rest, changed as typeof COMMANDS, id)).toBe('registered');
    expect(await registerCommands(rest, others, undefined)).toBe('registered');
  }, 60_000);
});

describe('stopping', () => {
  it('finishes the answers that are under way, and takes no new ones', async () => {
    const stage = await setStage({
      more: [
        {
          data: { name: 'slow', description: 'Slow', options: [] },
          async run() {
            await pause(300);
            return shownWords('en', 'Slow', ['finished']);
          },
        },
      ],
    });
    const answer = stage.discord.member('Ann').slash('slow');
    await pause(100);
    const stopped = stage.running.stop();
    expect((await answer).text).toContain('finished');
    await stopped;
    expect(await stage.running.over).toEqual({ code: 0, close: null });
    expectClean(stage);
    await stage.discord.stop();
  });
});

describe('the invitation', () => {
  it('asks for what the bot needs and no more', () => {
    expect(inviteLink('123')).toBe(
      'https://discord.com/oauth2/authorize?client_id=123&scope=bot+applications.commands&permissions=274877991936',
    );
  });
});

describe('the record of misses', () => {
  it('keeps question, language and time, and drops the older half when it grows too large', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'misses-'));
    const file = missesFile(join(folder, 'facts.json'));
    const lines: string[] = [];
    const misses = createMisses(
      file,
      createLog('warn', undefined, { write: (line) => lines.push(line) }),
      2000,
    );
    misses.record({ kind: 'not-found', question: 'profit\u001B[31m?', language: 'en' });
    await misses.finish();
    const [entry] = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(JSON.parse(entry ?? '')).toEqual({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/u) as string,
      kind: 'not-found',
      language: 'en',
      question: 'profit?',
    });
    for (let round = 0; round < 60; round += 1)
      misses.record({ kind: 'not-meant', question: `question ${String(round)}`, language: 'zh-Hans' });
    await misses.finish();
    const kept = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(kept.length).toBeLessThan(40);
    expect(kept.at(-1)).toContain('question 59');
    await rm(folder, { recursive: true });
    misses.record({ kind: 'not-found', question: 'x', language: 'en' });
    await misses.finish();
    expect(lines.join('')).toContain('a miss could not be recorded');
  });
});
