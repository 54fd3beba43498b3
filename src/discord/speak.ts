import { DiscordAPIError, PermissionFlagsBits, Routes, type Message } from 'discord.js';
import { setTimeout as pauseFor } from 'node:timers/promises';
import type { RESTPostAPIChannelMessageJSONBody } from 'discord-api-types/v10';
import type { Shown } from '../show/shown.ts';
import type { Parts } from './parts.ts';
import { isPassing } from './passing.ts';
import { messageFor, plainMessageFor, type MessageBody } from './render.ts';

// Answers to messages: posted as a reply, where the bot may.

/** Codes for having no access or no permission (Discord docs, topics/opcodes-and-status-codes). */
const FORBIDDEN = new Set<number | string>([50001, 50013, 50007]);
/** After a refusal a channel is left alone, each time for longer: refusals count towards a ban of the address. */
const FIRST_PAUSE = 60_000;
const LONGEST_PAUSE = 60 * 60_000;
const CHANNELS_KEPT = 1000;

export interface Speaker {
  /** Posts in reply to a message; resolves to whether it stands there. Never throws. */
  answer(message: Message, shown: Shown): Promise<boolean>;
  note(message: Message, body: MessageBody): Promise<boolean>;
}

/** What the bot may do where a message was written. */
interface Allowed {
  readonly send: boolean;
  readonly embed: boolean;
  readonly reply: boolean;
}

export function createSpeaker({ log, counts }: Parts): Speaker {
  const pauses = new Map<string, { until: number; length: number }>();

  function isPaused(channelId: string): boolean {
    return (pauses.get(channelId)?.until ?? 0) > performance.now();
  }

  function pause(channelId: string): void {
    const length = Math.min(LONGEST_PAUSE, (pauses.get(channelId)?.length ?? FIRST_PAUSE / 2) * 2);
    pauses.set(channelId, { until: performance.now() + length, length });
    const oldest = pauses.size > CHANNELS_KEPT ? pauses.keys().next().value : undefined;
    if (oldest !== undefined) pauses.delete(oldest);
  }

  async function post(message: Message, body: MessageBody, mayReply: boolean): Promise<boolean> {
    const payload: RESTPostAPIChannelMessageJSONBody = {
      ...body,
      // The same message is answered once, however often a request is repeated or an event delivered
      // (Discord docs, resources/message, "Create Message": enforce_nonce).
      nonce: message.id,
      enforce_nonce: true,
      ...(mayReply && { message_reference: { message_id: message.id, fail_if_not_exists: false } }),
    };
    try {
      await persist(() =>
        message.client.rest.post(Routes.channelMessages(message.channelId), { body: payload }),
      );
      pauses.delete(message.channelId);
      return true;
    } catch (error) {
      const code = error instanceof DiscordAPIError ? error.code : 'failed';
      counts.add(`post.${String(code)}`);
      if (FORBIDDEN.has(code)) {
        pause(message.channelId);
        log.warn({ code, channel: message.channelId }, 'not allowed to answer here; silent for a while');
      } else log.error({ error }, 'an answer was not posted');
      return false;
    }
  }

  return {
    async answer(message, shown) {
      const may = allowedIn(message);
      if (!may.send || isPaused(message.channelId)) return false;
      return post(message, may.embed ? messageFor(shown) : plainMessageFor(shown), may.reply);
    },
    async note(message, body) {
      const may = allowedIn(message);
      if (!may.send || isPaused(message.channelId)) return false;
      return post(message, body, may.reply);
    },
  };
}

// The nonce makes another try safe. discord.js itself repeats after a 5xx, but not after a connection that broke.
async function persist(send: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await send();
      return;
    } catch (error) {
      if (!isPassing(error) || tries === TRIES) throw error;
      await pauseFor(tries * BETWEEN_TRIES);
    }
  }
}

const TRIES = 3;
const BETWEEN_TRIES = 200;

function allowedIn(message: Message): Allowed {
  const { channel } = message;
  if (channel.isDMBased()) return { send: true, embed: true, reply: true };
  const may = channel.permissionsFor(message.client.user);
  if (may === null) return { send: false, embed: false, reply: false };
  const { SendMessages, SendMessagesInThreads, ViewChannel, EmbedLinks, ReadMessageHistory } =
    PermissionFlagsBits;
  return {
    send: may.has(ViewChannel) && may.has(channel.isThread() ? SendMessagesInThreads : SendMessages),
    embed: may.has(EmbedLinks),
    // Replying needs to read the history (Discord docs, topics/opcodes-and-status-codes: 160002).
    reply: may.has(ReadMessageHistory),
  };
}
