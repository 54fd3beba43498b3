import { mkdtemp, readFile, realpath, rm, cp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../../commands/index.ts';
import { createCounts } from '../../src/discord/counts.ts';
import { createLimit } from '../../src/discord/limits.ts';
import { TIMES, type Parts } from '../../src/discord/parts.ts';
import { registerCommands } from '../../src/discord/registration.ts';
import { restFor, runOnDiscord, type Running } from '../../src/discord/run.ts';
import { createMisses, missesFile } from '../../src/discord/misses.ts';
import { printFacts } from '../../src/facts/delta.ts';
import { parseFacts } from '../../src/facts/file.ts';
import type { FactFile } from '../../src/facts/schema.ts';
import { createLog } from '../../src/log.ts';
import { openLive, type Live, type LiveOptions } from '../../src/moderate/live.ts';
import { sampleFile, sampleText } from '../facts/sample.ts';
import { startDiscord, type Discord } from '../loopback/discord.ts';
import type { GuildOptions, MemberOptions } from '../loopback/options.ts';

export const TOKEN = 'loopback-token-that-must-not-leak';
export const MODERATOR_ROLE = '111111111111111111';

export interface Stage {
  readonly discord: Discord;
  readonly live: Live;
  readonly running: Running;
  readonly factsFile: string;
  readonly lines: string[];
  file(): Promise<FactFile>;
  /** Stops the bot and starts it again on the same folder and the same Discord; `meanwhile` happens in between. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  clear(): Promise<void>;
}

export interface StageOptions {
  readonly facts?: 'sample' | 'real';
  readonly members?: readonly MemberOptions[];
  readonly elsewhere?: boolean;
  readonly home?: boolean;
  readonly live?: LiveOptions;
}

function guilds({ members = [], elsewhere = false }: StageOptions): GuildOptions[] {
  const home: GuildOptions = {
    name: 'Reports',
    id: '222222222222222222',
    roles: [{ name: 'moderators', id: MODERATOR_ROLE }],
    members: [
      { name: 'Ann' },
      { name: 'Mo', permissions: ['ManageGuild'] },
      { name: 'Max', permissions: ['ManageGuild'] },
      { name: 'Rol', roles: ['moderators'] },
      { name: 'Tai', locale: 'zh-TW', permissions: ['ManageGuild'] },
      { name: 'Jun', locale: 'zh-CN', permissions: ['ManageGuild'] },
      ...members,
    ],
    channels: ['general', { name: 'log', id: '333333333333333333' }],
  };
  const other: GuildOptions = {
    name: 'Elsewhere',
    members: [{ name: 'Zoe', permissions: ['ManageGuild'] }],
  };
  return elsewhere ? [home, other] : [home];
}

/** The bot with its facts in a folder of its own, and moderators. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const { facts = 'sample', home = true } = options;
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'moderators-'));
  const factsFile = join(folder, 'facts.json');
  if (facts === 'real') {
    await cp('data/reports', join(folder, 'reports'), { recursive: true });
    await cp('data/facts.json', factsFile);
  } else {
    await cp('data/reports', join(folder, 'reports'), { recursive: true });
    await writeFile(join(folder, 'reports', 'county.txt'), sampleText(10));
    await writeFile(factsFile, printFacts(sampleFile(10)));
  }
  const discord = await startDiscord({ token: TOKEN, guilds: guilds(options) });
  const lines: string[] = [];
  const log = createLog('trace', TOKEN, { write: (line) => lines.push(line) });
  const config = {
    api: discord.api,
    token: TOKEN,
    answerChannelIds: [],
    factsFile,
    lexiconFile: 'data/lexicon.json',
    // What examples teach is for the tests of answers; it takes a second to learn.
    examplesFolder: 'none',
    homeGuildId: home ? '222222222222222222' : undefined,
    moderatorRoleIds: [MODERATOR_ROLE],
    logChannelId: '333333333333333333',
  };

  async function start(): Promise<{ live: Live; running: Running }> {
    const live = await openLive(config, log, {
      corrections: { gapMs: 0 },
      limit: createLimit({ burst: 100_000, perSecond: 1000 }),
      ...options.live,
    });
    const parts: Parts = {
      current: () => live.current(),
      commands: COMMANDS,
      answerChannelIds: [],
      misses: createMisses(missesFile(factsFile), log),
      memberLimit: createLimit({ burst: 100_000, perSecond: 1000 }),
      channelLimit: createLimit({ burst: 100_000, perSecond: 1000 }),
      log,
      counts: createCounts(),
      times: TIMES,
      desk: live.desk,
    };
    await registerCommands(restFor(config), COMMANDS, undefined);
    const running = await runOnDiscord(config, parts, {
      ws: { buildIdentifyThrottler: () => Promise.resolve({ waitForIdentify: () => Promise.resolve() }) },
    });
    live.follow(running.client);
    return { live, running };
  }

  let now = await start();
  async function stop(): Promise<void> {
    await now.running.stop();
    await now.live.close();
  }
  return {
    discord,
    get live() {
      return now.live;
    },
    get running() {
      return now.running;
    },
    factsFile,
    lines,
    file: async () => parseFacts(await readFile(factsFile, 'utf8')),
    async restart(meanwhile) {
      await stop();
      await meanwhile?.();
      now = await start();
    },
    async clear() {
      await stop();
      await discord.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
