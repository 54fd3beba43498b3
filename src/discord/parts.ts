import type { Interaction } from 'discord.js';
import type { Bot } from '../bot.ts';
import type { Command } from '../command/command.ts';
import type { Log } from '../log.ts';
import type { Callbacks, Ticket } from './callbacks.ts';
import type { Counts } from './counts.ts';
import type { Limit } from './limits.ts';
import type { Misses } from './misses.ts';

/** What the Discord side is made of. */
export interface Parts {
  /** The bot over the facts as they are now; asked for anew for every question, as the facts may be exchanged. */
  current(): Bot;
  readonly commands: readonly Command[];
  readonly answerChannelIds: readonly string[];
  readonly misses: Misses;
  readonly memberLimit: Limit;
  readonly channelLimit: Limit;
  readonly log: Log;
  readonly counts: Counts;
  readonly times: Times;
  /** Where moderators change the facts; undefined where nobody may. */
  readonly desk?: Desk | undefined;
}

/** Takes the interactions that change facts, which members' questions have nothing to do with. */
export interface Desk {
  takes(interaction: Interaction): boolean;
  /** Answers it. Never throws. */
  answer(interaction: Interaction, ticket: Ticket, parts: Parts, callbacks: Callbacks): Promise<void>;
}

/** Milliseconds. */
export interface Times {
  /** An interaction not answered by then is deferred; Discord gives up after 3 s. */
  readonly deferAfter: number;
  /** How long an interaction may still be edited. */
  readonly tokenLife: number;
  /** How long a callback may be under way. */
  readonly callbackTimeout: number;
}

/** Discord docs, interactions/receiving-and-responding: 3 s for the first response, 15 min for edits. */
export const TIMES: Times = { deferAfter: 1500, tokenLife: 14.5 * 60_000, callbackTimeout: 2500 };
