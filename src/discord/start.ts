import { setTimeout as pauseFor } from 'node:timers/promises';
import { DiscordAPIError, PermissionsBitField } from 'discord.js';
import { warmUp, type Bot } from '../bot.ts';
import type { Command } from '../command/command.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { wordsIn } from '../words/words.ts';
import { createCounts } from './counts.ts';
import { CHANNEL_LIMIT, createLimit, MEMBER_LIMIT } from './limits.ts';
import { createMisses, missesFile } from './misses.ts';
import { TIMES, type Parts } from './parts.ts';
import { registerCommands } from './registration.ts';
import { noteStart, startsFile } from './starts.ts';
import { LoginError, restFor, runOnDiscord, type Running } from './run.ts';

const say = wordsIn('en');

/** The Discord side with its usual limits and times. */
export function partsFor(config: Config, current: () => Bot, commands: readonly Command[], log: Log): Parts {
  return {
    current,
    commands,
    answerChannelIds: config.answerChannelIds,
    misses: createMisses(missesFile(config.factsFile), log),
    memberLimit: createLimit(MEMBER_LIMIT),
    channelLimit: createLimit(CHANNEL_LIMIT),
    log,
    counts: createCounts(),
    times: TIMES,
  };
}

/**
 * Registers the commands, logs in, and says in one line what the bot is ready for. After too many starts within the hour
 * it waits first.
 *
 * @throws LoginError where Discord does not let the bot in.
 */
export async function startOnDiscord(
  config: Config,
  parts: Parts,
  tell: (line: string) => void,
): Promise<Running> {
  // Done while Discord is being waited for; who asks before it is over waits no longer than without it.
  const warm = warmUp(parts.current());
  const { pause, count } = await noteStart(startsFile(config.factsFile), Date.now(), parts.log);
  if (pause > 0) {
    tell(say('operator.waiting', { count, seconds: Math.ceil(pause / 1000) }));
    await pauseFor(pause);
  }
  const registration = await register(config, parts);
  const running = await runOnDiscord(config, parts);
  await warm;
  const { client } = running;
  const channels = config.answerChannelIds.length;
  tell(
    say('operator.ready', {
      name: client.user.username,
      guilds: client.guilds.cache.size,
      count: parts.current().base.facts.length,
      commands: parts.commands.length,
      registration: say(`operator.${registration}`),
      ways: channels > 0 ? say('operator.ways-channels', { count: channels }) : say('operator.ways'),
    }),
  );
  if (client.guilds.cache.size === 0) tell(say('operator.invite', { link: inviteLink(client.user.id) }));
  return running;
}

// Without commands the bot still answers mentions; without a token it does nothing.
async function register(
  config: Config,
  { commands, log }: Parts,
): Promise<'registered' | 'unchanged' | 'not-registered'> {
  try {
    return await registerCommands(restFor(config), commands, config.guildId);
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 401) throw new LoginError(4004, error);
    log.error({ error }, 'the commands were not registered');
    return 'not-registered';
  }
}

/** What the bot needs to be allowed (Discord docs, topics/permissions). */
const PERMISSIONS = PermissionsBitField.resolve([
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'EmbedLinks',
  'ReadMessageHistory',
]);

/** The address at which the bot is added to a server. */
export function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: PERMISSIONS.toString(),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}
