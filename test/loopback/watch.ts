import { GatewayDispatchEvents, PermissionFlagsBits } from 'discord-api-types/v10';
import type {
  APIGuildMember,
  APIGuildMemberNoUser,
  GatewayMessageCreateDispatchData,
} from 'discord-api-types/v10';
import { textOf } from './components.ts';
import type { Gateway } from './gateway.ts';
import { onWire } from './messages.ts';
import type { MessageChange, Messages, SeenMessage } from './messages.ts';
import { directChannel, findChannel, findPerson, permissionsIn } from './world.ts';
import type { Channel, Ref, World } from './world.ts';

/** A channel, or the direct messages with someone. */
type Spot = Ref | { readonly dm: Ref };

/** What tests ask about plain messages, as opposed to answers to interactions. */
export interface Watch {
  /** Public messages, oldest first. */
  messagesIn(spot: Spot): SeenMessage[];
  /** The bot's next message there since anyone else last spoke; answers to interactions do not count. */
  nextMessage(spot: Spot, options?: { readonly timeout?: number }): Promise<SeenMessage>;
  /** Resolves if the bot says nothing there for so many milliseconds, and rejects with what it said. */
  silence(spot: Spot, milliseconds: number): Promise<void>;
}

export function watchBot(world: World, messages: Messages): Watch {
  const unread = new Map<string, SeenMessage[]>();
  const callers = new Set<() => void>();
  messages.subscribe(({ kind, message }) => {
    if (kind !== 'created' || message.interaction_metadata) return;
    const isBots = message.author.id === world.bot.user.id;
    const there = unread.get(message.channel_id);
    if (isBots && there) there.push(message);
    else unread.set(message.channel_id, isBots ? [message] : []);
    for (const call of [...callers]) call();
  });

  function channelId(spot: Spot): string {
    if (typeof spot === 'object' && 'dm' in spot) return directChannel(world, findPerson(world, spot.dm)).id;
    return findChannel(world, spot).id;
  }

  function next(id: string, timeout: number): Promise<SeenMessage | null> {
    return new Promise((resolve) => {
      const settle = (message: SeenMessage | null): void => {
        clearTimeout(timer);
        callers.delete(check);
        resolve(message);
      };
      const check = (): void => {
        const message = unread.get(id)?.shift();
        if (message) settle(message);
      };
      const timer = setTimeout(() => {
        settle(null);
      }, timeout);
      callers.add(check);
      check();
    });
  }

  return {
    messagesIn: (spot) => messages.in(channelId(spot)).filter(({ visibleTo }) => visibleTo === null),
    async nextMessage(spot, { timeout = 3000 } = {}) {
      const message = await next(channelId(spot), timeout);
      if (!message) throw new Error(`The bot said nothing for ${timeout} ms.`);
      return message;
    },
    async silence(spot, milliseconds) {
      const message = await next(channelId(spot), milliseconds);
      if (message) throw new Error(`The bot broke the silence: ${textOf(message)}`);
    },
  };
}

/** Tells the bot of a change, as far as Discord does: not of ephemeral messages, nor where it is no part of the talk. */
export function announce(world: World, gateway: Gateway, { kind, message }: MessageChange): void {
  const { guildId } = message;
  const channel = world.channels.get(message.channel_id);
  if (message.visibleTo !== null || !channel || !isAmong(world, channel)) return;
  const inGuild = guildId === null ? {} : { guild_id: guildId };
  if (kind === 'deleted') {
    const d = { id: message.id, channel_id: message.channel_id, ...inGuild };
    gateway.dispatch({ t: GatewayDispatchEvents.MessageDelete, d }, guildId);
    return;
  }
  const author = world.guilds.get(guildId ?? '')?.members.get(message.author.id);
  const d: GatewayMessageCreateDispatchData = {
    ...onWire(message),
    ...inGuild,
    // By this the client knows a direct message whose channel it has not met before.
    channel_type: channel.type,
    ...(author && message.webhook_id === undefined && { member: withoutUser(author) }),
  };
  if (kind === 'created') gateway.dispatch({ t: GatewayDispatchEvents.MessageCreate, d }, guildId);
  else gateway.dispatch({ t: GatewayDispatchEvents.MessageUpdate, d }, guildId);
}

function isAmong(world: World, channel: Channel): boolean {
  return (permissionsIn(world, channel, world.bot.user.id) & PermissionFlagsBits.ViewChannel) !== 0n;
}

function withoutUser(member: APIGuildMember): APIGuildMemberNoUser {
  const bare: APIGuildMemberNoUser & Partial<APIGuildMember> = { ...member };
  delete bare.user;
  return bare;
}
