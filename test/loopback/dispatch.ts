import { GatewayDispatchEvents, InteractionResponseType } from 'discord-api-types/v10';
import type { APIInteraction } from 'discord-api-types/v10';
import { isLoading } from './answers.ts';
import type { Gateway } from './gateway.ts';
import type { Asked, Interactions, Pending } from './interactions.ts';
import type { Messages } from './messages.ts';
import type { Scene, Where } from './scene.ts';
import { Seen } from './seen.ts';
import type { Person } from './world.ts';

export interface DispatchParts {
  readonly messages: Messages;
  readonly interactions: Interactions;
  readonly gateway: Gateway;
  /** Within how many milliseconds the bot must answer. */
  readonly timeout: number;
}

/** The bot left a member without an answer in time: they read "The application did not respond". */
export class NoResponse extends Error {
  constructor(what: string, timeout: number) {
    super(`The application did not respond to ${what} within ${timeout} ms.`);
    this.name = 'NoResponse';
  }
}

interface About {
  readonly type: Asked;
  readonly scene: Scene;
  readonly sourceId?: string | null;
}

type Payload = (id: string, token: string) => APIInteraction;

/** A callback that is on its way when the time is up still gets its refusal. */
const GRACE = 100;

export function dispatchFor({ messages, interactions, gateway, timeout }: DispatchParts, person: Person) {
  function open({ type, scene, sourceId = null }: About): Pending {
    if (gateway.sessions === 0) throw new Error('No client is connected.');
    return interactions.open({
      type,
      userId: person.user.id,
      channelId: scene.channel.id,
      userInstalled: scene.userInstalled,
      owners: scene.owners,
      sourceId,
    });
  }

  async function answered(what: string, pending: Pending): Promise<Pending> {
    const isAnswered = await interactions.until(pending, () => pending.answer !== null, timeout + GRACE);
    if (!isAnswered) throw new NoResponse(what, timeout);
    return pending;
  }

  /** Sends the event and waits for the callback. `what` names it in the error. */
  function dispatch(what: string, about: About, where: Where, payload: Payload): Promise<Pending> {
    const pending = open(about);
    const event = {
      t: GatewayDispatchEvents.InteractionCreate,
      d: payload(pending.id, pending.token),
    } as const;
    gateway.dispatch(event, about.scene.guild?.id ?? null, where.deliveries);
    return answered(what, pending);
  }

  /** Waits for what a deferral announced. */
  async function settled(what: string, pending: Pending, { patience = 5000 }: Where): Promise<Seen> {
    const isThere = (): boolean => {
      const message = messages.find(pending.channelId, pending.originalId ?? '');
      return !message || !isLoading(message);
    };
    const isDeferred = pending.answer === InteractionResponseType.DeferredChannelMessageWithSource;
    if (isDeferred && !(await interactions.until(pending, isThere, patience)))
      throw new NoResponse(`${what}, which it had deferred,`, patience);
    return new Seen(pending, messages, interactions);
  }

  async function act(what: string, about: About, where: Where, payload: Payload): Promise<Seen> {
    return settled(what, await dispatch(what, about, where, payload), where);
  }

  /** An interaction of any content, for what no type allows. */
  async function forge(about: About, where: Where, shared: object, data: unknown): Promise<Seen> {
    const pending = open(about);
    const { id, token, type } = pending;
    const payload = { ...shared, id, token, type, data };
    gateway.dispatchRaw('INTERACTION_CREATE', payload, about.scene.guild?.id ?? null, where.deliveries);
    return settled('a forgery', await answered('a forgery', pending), where);
  }

  return { dispatch, act, forge };
}
