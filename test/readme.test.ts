import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { inviteLink } from '../src/discord/start.ts';
import { customIdOf, textOf } from './loopback/components.ts';
import { startDiscord } from './loopback/discord.ts';
import { eventually } from './loopback/real-client.ts';

// The README followed by someone who has nothing but a copy of the project and a Discord.

const TOKEN = 'loopback-token-that-must-not-leak';
const readme = await readFile('README.md', 'utf8');

/** A copy of the project, with its packages installed. */
async function copyOfTheProject(): Promise<string> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'readme-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const name of ['src', 'commands', 'data', 'package.json', 'tsconfig.json', '.env.example'])
    await cp(name, join(folder, name), { recursive: true });
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}

it('the README leads a new user from nothing to a running bot, and to its end', async () => {
  const discord = await startDiscord({ token: TOKEN, guilds: [] });
  onTestFinished(() => discord.stop());
  const folder = await copyOfTheProject();

  // "Copy .env.example to .env and put the token into it." The address of this Discord is the one thing more.
  const example = await readFile(join(folder, '.env.example'), 'utf8');
  const env = example
    .replace(/^DISCORD_TOKEN=$/mu, `DISCORD_TOKEN=${TOKEN}`)
    .replace(/^DISCORD_API=$/mu, `DISCORD_API=${discord.api}`);
  await writeFile(join(folder, '.env'), env);
  const npm = spawn('npm', ['start'], {
    cwd: folder,
    env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, HOME: folder },
  });
  onTestFinished(() => void npm.kill('SIGKILL'));
  let said = '';
  npm.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  npm.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const over = once(npm, 'close');
  const early = await Promise.race([over, eventually(() => said.includes('Invite it with'), 30_000)]);
  expect(early, said).toBeUndefined();
  expect(said).toMatch(
    /^Ready as Loopback in 0 servers: \d+ facts, 10 commands \(newly registered\), answers mentions, replies and direct messages\.$/mu,
  );

  // The link that it prints is the one in the README, and brings it into a server.
  const link = inviteLink(discord.bot.id);
  expect(said).toContain(link);
  expect(readme).toContain(link.replace(discord.bot.id, 'YOUR_APPLICATION_ID'));
  discord.addGuild({ name: 'Mine', members: [{ name: 'Ann' }], channels: ['general'] });

  // Every command that the README names is there, and each way to ask is answered.
  const named = [...readme.matchAll(/^\| `\/(\w+)/gmu)].map(([, name]) => name);
  expect([...new Set(named)]).toEqual([
    'ask',
    'metric',
    'section',
    'figure',
    'compare',
    'source',
    'about',
    'help',
    'facts',
  ]);
  const ann = discord.member('Ann');
  const asked = await ann.slash('ask', { question: '4G coverage of villages' });
  expect(asked.text).toContain('98%');
  const paragraph = await ann.press(asked.message, customIdOf(asked.message, 'The paragraph'));
  expect(paragraph.text).toContain('持續完善網絡覆蓋');
  await ann.say('how many party branches?', { mention: true });
  const answer = await discord.nextMessage('general');
  expect(textOf(answer)).toContain('1200多個');
  await ann.say('in Chinese', { replyTo: answer });
  expect(textOf(await discord.nextMessage('general'))).toContain('党支部');
  await ann.say('4G coverage?', { dm: true });
  expect(textOf(await discord.nextMessage({ dm: 'Ann' }))).toContain('98%');
  const found = await ann.messageCommand('Find the figures', await ann.say('16億是什麼'));
  expect(found.ephemeral).toBe(true);

  // "Ctrl-C or SIGTERM": what runs is finished, and the code is 0.
  const told = Date.now();
  npm.kill('SIGTERM');
  expect(await over).toEqual([0, null]);
  expect(Date.now() - told).toBeLessThan(5000);
  expect(said).not.toContain(TOKEN);
  expect(discord.gateway.connections).toBe(0);
  expect(discord.unexpected()).toEqual([]);
}, 60_000);
