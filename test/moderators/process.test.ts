import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readFacts } from '../../src/facts/file.ts';
import { customIdOf, textOf } from '../loopback/components.ts';
import { startDiscord } from '../loopback/discord.ts';

const TOKEN = 'loopback-token-that-must-not-leak';

/** Several, since each is held to a pace. */
const EDITORS = ['Mo', 'Max', 'Tai', 'Jun', 'Rol'];

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly code: Promise<number | null>;
}

it('npm start holds the folder, refuses a second process, and stops with every saved edit on the disk', async () => {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'process-'));
  await cp('data/reports', join(folder, 'reports'), { recursive: true });
  await cp('data/facts.json', join(folder, 'facts.json'));
  const discord = await startDiscord({
    token: TOKEN,
    guilds: [{ name: 'Reports', members: EDITORS.map((name) => ({ name, permissions: ['ManageGuild'] })) }],
  });
  const runs: Run[] = [];
  onTestFinished(async () => {
    for (const { child } of runs) child.kill('SIGKILL');
    await discord.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function start(): Run {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      env: {
        PATH: '/usr/bin:/bin',
        DISCORD_TOKEN: TOKEN,
        DISCORD_API: discord.api,
        FACTS_FILE: join(folder, 'facts.json'),
        // Nothing is asked that examples are needed for, and learning them takes a second of each start.
        EXAMPLES_FOLDER: 'none',
        MODERATOR_ROLE_IDS: '',
        HOME_GUILD_ID: '',
        LOG_CHANNEL_ID: '',
        ANSWER_CHANNEL_IDS: '',
        DISCORD_GUILD_ID: '',
      },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const run = { child, output: () => output, code };
    runs.push(run);
    return run;
  }

  const first = start();
  await expect.poll(first.output, { timeout: 30_000 }).toContain('Ready as');
  const second = start();
  expect(await second.code).toBe(73);
  expect(second.output()).toContain('Another bot is running on the same facts');

  const mo = discord.member('Mo');
  const form = await mo.slash('facts edit', { fact: 'donation-total', form: 'names' });
  const preview = await mo.submitModal(form, { 'label-en': 'Donations so far' });
  const saved = await mo.press(preview.message, customIdOf(preview.message, 'Save'));
  await saved.until(({ message }) => textOf(message).includes('Saved as change'));

  // Fifty saves are under way when it is told to stop.
  const ids = (await readFacts(join(folder, 'facts.json'))).facts
    .map(({ id }) => id)
    .filter((id) => id !== 'donation-total')
    .slice(0, 50);
  const previews = await Promise.all(
    ids.map(async (id, place) => {
      const editor = discord.member(EDITORS[place % EDITORS.length] ?? '');
      const opened = await editor.slash('facts edit', { fact: id, form: 'names' });
      return {
        editor,
        shown: await editor.submitModal(opened, { 'label-en': `Saved before the stop: ${id}` }),
      };
    }),
  );
  const pending = previews.map(({ editor, shown }) =>
    editor.press(shown.message, customIdOf(shown.message, 'Save'), { patience: 4000 }),
  );
  await Promise.race(pending);
  const stopped = performance.now();
  first.child.kill('SIGTERM');
  expect(await first.code).toBe(0);
  expect(performance.now() - stopped).toBeLessThan(5000);
  expect(await readFile(join(folder, 'facts.json'), 'utf8')).toContain('Donations so far');
  const answered = await Promise.allSettled(pending);
  const told = ids.filter((_, place) => {
    const answer = answered[place];
    return answer?.status === 'fulfilled' && answer.value.text.includes('Saved as change');
  });
  const onDisk = new Map((await readFacts(join(folder, 'facts.json'))).facts.map((fact) => [fact.id, fact]));
  expect(told.length).toBeGreaterThan(0);
  for (const id of told) expect(onDisk.get(id)?.label.en).toBe(`Saved before the stop: ${id}`);
  expect(first.output()).not.toContain(TOKEN);
}, 40_000);
