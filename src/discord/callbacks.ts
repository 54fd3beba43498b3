import { DiscordAPIError, REST, type RawFile } from 'discord.js';
import {
  InteractionResponseType,
  MessageFlags,
  Routes,
  type APIApplicationCommandOptionChoice,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent } from 'undici';
import type { Log } from '../log.ts';
import type { Counts } from './counts.ts';
import { isPassing } from './passing.ts';
import type { MessageBody } from './render.ts';
import type { Times } from './parts.ts';

// Answers to interactions. They go out by a REST client of their own: the shared one waits 15 s and repeats three
// times, by which time the member has long read that the application did not respond.

/** An interaction as far as answering it goes. `at` is when it came, by performance.now(). */
export interface Ticket {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
  readonly at: number;
}

export interface Callbacks {
  /** All of these resolve to whether Discord took it, and never throw. */
  reply(ticket: Ticket, body: MessageBody, ephemeral: boolean): Promise<boolean>;
  /** Replaces the message whose button or menu was used. */
  update(ticket: Ticket, body: MessageBody): Promise<boolean>;
  /** Says that an answer is coming: a new message, or a change of the one that was pressed on. */
  defer(ticket: Ticket, how: 'ephemeral' | 'public' | 'in-place'): Promise<boolean>;
  suggest(ticket: Ticket, choices: readonly APIApplicationCommandOptionChoice<string>[]): Promise<boolean>;
  /** Opens a form. */
  modal(ticket: Ticket, modal: APIModalInteractionResponseCallbackData): Promise<boolean>;
  /** Fills in what was deferred. */
  edit(ticket: Ticket, body: MessageBody, files?: readonly RawFile[]): Promise<boolean>;
  followUp(ticket: Ticket, body: MessageBody): Promise<boolean>;
}

/**
 * Codes that mean nobody will see this answer, and no one can help it: interaction unknown or already answered,
 * token expired, message gone, no access (Discord docs, topics/opcodes-and-status-codes).
 */
const LOST = new Set<number | string>([10062, 40060, 50027, 10008, 10015, 50013, 50001, 10003]);
const ALREADY_ANSWERED = 40060;
const BETWEEN_TRIES = 100;
/** Unbounded, every answer in a rush would open a connection of its own, which costs more than the answer. */
const CONNECTIONS = 128;

export interface CallbackOptions {
  readonly api: string | undefined;
  readonly times: Times;
  readonly log: Log;
  readonly counts: Counts;
}

export function createCallbacks({ api, times, log, counts }: CallbackOptions): Callbacks {
  const rest = new REST({
    version: '10',
    retries: 0,
    timeout: times.callbackTimeout,
    // These do not count towards the 50 requests a second (Discord docs, interactions/receiving-and-responding,
    // "Endpoints"); held back in a rush, they would come too late.
    globalRequestsPerSecond: Infinity,
    agent: new Agent({ connections: CONNECTIONS }),
    ...(api !== undefined && { api }),
  });

  async function attempt(what: string, ticket: Ticket, send: () => Promise<unknown>): Promise<boolean> {
    let tries = 0;
    for (;;) {
      tries += 1;
      try {
        await send();
        return true;
      } catch (error) {
        // A first try that was carried out, although its answer was lost, makes the second come back as 40060.
        if (tries > 1 && error instanceof DiscordAPIError && error.code === ALREADY_ANSWERED) return true;
        const stillTime = performance.now() - ticket.at < times.callbackTimeout - BETWEEN_TRIES;
        if (isPassing(error) && stillTime && tries < 3) {
          await pause(BETWEEN_TRIES);
          continue;
        }
        const code = error instanceof DiscordAPIError ? error.code : undefined;
        counts.add(`${what}.${code === undefined ? 'failed' : String(code)}`);
        if (code !== undefined && LOST.has(code)) log.warn({ what, code }, 'an answer was lost');
        else log.error({ error, what }, 'an answer was refused');
        return false;
      }
    }
  }

  function callback(what: string, ticket: Ticket, body: object): Promise<boolean> {
    return attempt(what, ticket, () =>
      rest.post(Routes.interactionCallback(ticket.id, ticket.token), { auth: false, body }),
    );
  }

  // The token is dead by then, and asking all the same only counts against us (platform's limit of invalid requests).
  function isLate(what: string, ticket: Ticket): boolean {
    if (performance.now() - ticket.at < times.tokenLife) return false;
    counts.add(`${what}.late`);
    log.warn({ what }, 'an answer came too late to be shown');
    return true;
  }

  const type = InteractionResponseType;
  return {
    reply: (ticket, body, ephemeral) =>
      callback('reply', ticket, {
        type: type.ChannelMessageWithSource,
        data: ephemeral ? { ...body, flags: MessageFlags.Ephemeral } : body,
      }),
    update: (ticket, body) => callback('update', ticket, { type: type.UpdateMessage, data: body }),
    defer: (ticket, how) =>
      callback(
        'defer',
        ticket,
        how === 'in-place'
          ? { type: type.DeferredMessageUpdate }
          : {
              type: type.DeferredChannelMessageWithSource,
              ...(how === 'ephemeral' && { data: { flags: MessageFlags.Ephemeral } }),
            },
      ),
    suggest: (ticket, choices) =>
      callback('suggest', ticket, { type: type.ApplicationCommandAutocompleteResult, data: { choices } }),
    modal: (ticket, modal) => callback('modal', ticket, { type: type.Modal, data: modal }),
    async edit(ticket, body, files = []) {
      if (isLate('edit', ticket)) return false;
      return attempt('edit', { ...ticket, at: performance.now() }, () =>
        rest.patch(Routes.webhookMessage(ticket.applicationId, ticket.token), {
          auth: false,
          body,
          files: [...files],
        }),
      );
    },
    async followUp(ticket, body) {
      if (isLate('follow-up', ticket)) return false;
      return attempt('follow-up', ticket, () =>
        rest.post(Routes.webhook(ticket.applicationId, ticket.token), {
          auth: false,
          body: { ...body, flags: MessageFlags.Ephemeral },
        }),
      );
    },
  };
}
