import { InteractionResponseType, InteractionType } from 'discord-api-types/v10';
import type {
  APIApplicationCommandOptionChoice,
  APIAuthorizingIntegrationOwnersMap,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import { snowflake } from './ids.ts';
import { refusals } from './refusal.ts';

/** Types of interaction a bot meets. */
export type Asked = Exclude<InteractionType, InteractionType.Ping>;

/** An interaction from its dispatch on: what the bot made of it so far. */
export interface Pending {
  readonly id: string;
  readonly token: string;
  readonly type: Asked;
  readonly userId: string;
  readonly channelId: string;
  /** Called where only its user installed the bot: five follow-ups at most. */
  readonly userInstalled: boolean;
  /** The message whose button, select or modal this is. */
  readonly sourceId: string | null;
  readonly owners: APIAuthorizingIntegrationOwnersMap;
  readonly sentAt: number;
  answer: InteractionResponseType | null;
  answeredAt: number;
  /** The message @original stands for. */
  originalId: string | null;
  ephemeral: boolean;
  followUps: string[];
  modal: APIModalInteractionResponseCallbackData | null;
  choices: readonly APIApplicationCommandOptionChoice[];
}

export interface Interactions {
  open(
    about: Pick<Pending, 'type' | 'userId' | 'channelId' | 'userInstalled' | 'sourceId' | 'owners'>,
  ): Pending;
  /** The interaction a callback is for; refuses late and repeated ones. */
  forCallback(id: string, token: string): Pending;
  /** The interaction a follow-up or an edit is for; refuses what is unanswered or too old. */
  forWebhook(token: string): Pending;
  /** To be called once something about a pending interaction changed. */
  changed(pending: Pending): void;
  /** Waits until `ready` holds; false if it does not in time. */
  until(pending: Pending, ready: () => boolean, timeout: number): Promise<boolean>;
  /** Drops all that are answered. */
  forget(): void;
}

export interface InteractionTimes {
  readonly timeout: number;
  readonly tokenLife: number;
}

export function createInteractions({ timeout, tokenLife }: InteractionTimes): Interactions {
  const byToken = new Map<string, Pending>();
  const waiting = new Map<Pending, Set<() => void>>();
  return {
    open(about) {
      const id = snowflake();
      const token = `interaction-token-${id}-${Math.random().toString(36).slice(2)}`;
      const pending: Pending = {
        ...about,
        id,
        token,
        sentAt: performance.now(),
        answer: null,
        answeredAt: 0,
        originalId: null,
        ephemeral: false,
        followUps: [],
        modal: null,
        choices: [],
      };
      byToken.set(token, pending);
      return pending;
    },
    forCallback(id, token) {
      const pending = byToken.get(token);
      if (pending?.id !== id) throw refusals.unknownInteraction();
      if (pending.answer !== null) throw refusals.alreadyAnswered();
      if (performance.now() - pending.sentAt > timeout) throw refusals.unknownInteraction();
      return pending;
    },
    forWebhook(token) {
      const pending = byToken.get(token);
      if (typeof pending?.answer !== 'number') throw refusals.unknownWebhook();
      if (performance.now() - pending.sentAt > tokenLife) throw refusals.deadToken();
      return pending;
    },
    changed(pending) {
      for (const check of [...(waiting.get(pending) ?? [])]) check();
    },
    until(pending, ready, patience) {
      if (ready()) return Promise.resolve(true);
      const checks = waiting.get(pending) ?? new Set();
      return new Promise((resolve) => {
        const settle = (result: boolean): void => {
          clearTimeout(timer);
          checks.delete(check);
          if (checks.size === 0) waiting.delete(pending);
          resolve(result);
        };
        const check = (): void => {
          if (ready()) settle(true);
        };
        const timer = setTimeout(() => {
          settle(false);
        }, patience);
        checks.add(check);
        waiting.set(pending, checks);
      });
    },
    forget() {
      for (const [token, { answer }] of byToken) if (answer !== null) byToken.delete(token);
    },
  };
}

const { ChannelMessageWithSource, DeferredChannelMessageWithSource, DeferredMessageUpdate, UpdateMessage } =
  InteractionResponseType;
const { ApplicationCommandAutocompleteResult, Modal } = InteractionResponseType;

/** Which callbacks suit which interaction (Discord docs, interactions/receiving-and-responding, "Interaction Callback Type"). */
export function callbacksFor({
  type,
  sourceId,
}: Pick<Pending, 'type' | 'sourceId'>): readonly InteractionResponseType[] {
  const replies = [ChannelMessageWithSource, DeferredChannelMessageWithSource];
  const updates = [DeferredMessageUpdate, UpdateMessage];
  switch (type) {
    case InteractionType.ApplicationCommandAutocomplete:
      return [ApplicationCommandAutocompleteResult];
    case InteractionType.ApplicationCommand:
      return [...replies, Modal];
    case InteractionType.MessageComponent:
      return [...replies, ...updates, Modal];
    case InteractionType.ModalSubmit:
      return sourceId === null ? replies : [...replies, ...updates];
  }
}
