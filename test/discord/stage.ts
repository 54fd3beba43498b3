import type { ClientOptions } from 'discord.js';
import { expect } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { loadBot, type Bot } from '../../src/bot.ts';
import type { Command } from '../../src/command/command.ts';
import { createCounts } from '../../src/discord/counts.ts';
import { createLimit } from '../../src/discord/limits.ts';
import type { Parts } from '../../src/discord/parts.ts';
import { TIMES } from '../../src/discord/parts.ts';
import { registerCommands } from '../../src/discord/registration.ts';
import { restFor, runOnDiscord, type Running } from '../../src/discord/run.ts';
import { createLog } from '../../src/log.ts';
import type { Miss } from '../../src/show/shown.ts';
import { startDiscord, type Discord } from '../loopback/discord.ts';
import type { DiscordOptions, GuildOptions } from '../loopback/options.ts';

export const TOKEN = 'loopback-token-that-must-not-leak';

/** The project's own facts, loaded once for each test file. */
export const bot: Bot = await loadBot({
  factsFile: 'data/facts.json',
  lexiconFile: 'data/lexicon.json',
  examplesFolder: 'none',
});

export interface Stage {
  readonly discord: Discord;
  readonly running: Running;
  readonly parts: Parts;
  /** Lines of the log. */
  readonly lines: string[];
  readonly recorded: Miss[];
  clear(): Promise<void>;
}

export interface StageOptions extends Partial<Omit<DiscordOptions, 'token'>> {
  readonly parts?: Partial<Parts>;
  readonly more?: readonly Command[];
  readonly answerChannels?: readonly string[];
  readonly client?: Partial<ClientOptions>;
}

const GUILDS: readonly GuildOptions[] = [
  {
    name: 'Reports',
    members: [
      { name: 'Ann', locale: 'en-US' },
      { name: 'Min', locale: 'zh-CN' },
      { name: 'Tai', locale: 'zh-TW' },
      { name: 'Robot', bot: true },
    ],
    channels: [
      'general',
      'answers',
      { name: 'locked', deny: { bot: ['SendMessages'] } },
      { name: 'plain', deny: { bot: ['EmbedLinks'] } },
      { name: 'short', deny: { bot: ['ReadMessageHistory'] } },
    ],
  },
];

/** The bot as `npm start` runs it, on a Discord on loopback. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const { parts: given, more = [], answerChannels = [], client = {}, ...discordOptions } = options;
  const discord = await startDiscord({
    guilds: GUILDS,
    messageContentIntent: answerChannels.length > 0,
    ...discordOptions,
    token: TOKEN,
  });
  const lines: string[] = [];
  const recorded: Miss[] = [];
  const commands = [...COMMANDS, ...more];
  const answerChannelIds = answerChannels.map((name) => discord.channel(name).id);
  const parts: Parts = {
    current: () => bot,
    commands,
    answerChannelIds,
    misses: { record: (miss) => void recorded.push(miss), finish: () => Promise.resolve() },
    memberLimit: createLimit({ burst: 100_000, perSecond: 1000 }),
    channelLimit: createLimit({ burst: 100_000, perSecond: 1000 }),
    log: createLog('trace', TOKEN, { write: (line) => lines.push(line) }),
    counts: createCounts(),
    times: TIMES,
    ...given,
  };
  const config = { api: discord.api, token: TOKEN, answerChannelIds };
  await registerCommands(restFor(config), commands, undefined);
  const running = await runOnDiscord(config, parts, {
    ws: { buildIdentifyThrottler: () => Promise.resolve({ waitForIdentify: () => Promise.resolve() }) },
    ...client,
  });
  return {
    discord,
    running,
    parts,
    lines,
    recorded,
    async clear() {
      await running.stop();
      await discord.stop();
    },
  };
}

/** What must hold after every test: no strange request, nobody pinged, no token in the log. */
export function expectClean({ discord, lines }: Stage): void {
  expect(discord.unexpected()).toEqual([]);
  for (const { body, method, path } of discord.requests) {
    const message = messageIn(body, path);
    if (message !== null && (method === 'POST' || method === 'PATCH'))
      expect(message, path).toMatchObject({ allowed_mentions: { parse: [] } });
  }
  const log = lines.join('\n');
  expect(log).not.toContain(TOKEN);
  expect(log).not.toMatch(/interaction-token-\d+/u);
}

// The message in a request's body, if it carries one.
function messageIn(body: unknown, path: string): object | null {
  if (typeof body !== 'object' || body === null) return null;
  if (path.endsWith('/callback')) {
    const data = 'data' in body ? body.data : null;
    return typeof data === 'object' && data !== null && ('content' in data || 'embeds' in data) ? data : null;
  }
  return /\/messages|\/webhooks\//u.test(path) ? body : null;
}
