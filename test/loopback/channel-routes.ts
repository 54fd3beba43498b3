import {
  ChannelType,
  GatewayDispatchEvents,
  MessageReferenceType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { Gateway } from './gateway.ts';
import { withheld } from './intents.ts';
import { assertMessage, isLaidOut } from './message-limits.ts';
import type { MessagePayload } from './message-limits.ts';
import { onWire } from './messages.ts';
import type { Messages, SeenMessage } from './messages.ts';
import type { PermissionName } from './permissions.ts';
import { bits } from './permissions.ts';
import { invalidForm, refusals } from './refusal.ts';
import type { Call, Route } from './rest.ts';
import { directChannel, guildOf, isGuildChannel, permissionsIn } from './world.ts';
import type { Channel, World } from './world.ts';

export interface ChannelParts {
  readonly world: World;
  readonly messages: Messages;
  readonly gateway: Gateway;
  /** The portal's switch: without it, content is withheld from REST answers, too. */
  readonly mayReadAll: boolean;
}

/** How long a nonce is remembered: "past few minutes" (Discord docs, resources/message, "Create Message"). */
const NONCE_MEMORY = 5 * 60_000;

export function channelRoutes({ world, messages, gateway, mayReadAll }: ChannelParts): Route[] {
  const botId = world.bot.user.id;

  function channelOf(call: Call, needed: readonly PermissionName[]): Channel {
    const channel = world.channels.get(call.part('channel'));
    if (!channel) throw refusals.unknownChannel();
    const granted = permissionsIn(world, channel, botId);
    if ((granted & PermissionFlagsBits.ViewChannel) === 0n) throw refusals.missingAccess();
    if ((granted & bits(needed)) !== bits(needed)) throw refusals.missingPermissions();
    return channel;
  }

  function messageOf(call: Call, channel: Channel): SeenMessage {
    const message = messages.find(channel.id, call.part('message'));
    if (message?.visibleTo !== null) throw refusals.unknownMessage();
    return message;
  }

  const readable = (message: SeenMessage) =>
    withheld(onWire(message), { botId, mayReadAll, guildId: message.guildId });

  function toSend(channel: Channel): PermissionName {
    return channel.type === ChannelType.PublicThread ? 'SendMessagesInThreads' : 'SendMessages';
  }

  function checkReply(channel: Channel, { message_reference: target }: MessagePayload): void {
    if (!target || target.type === MessageReferenceType.Forward) return;
    const granted = permissionsIn(world, channel, botId);
    if ((granted & PermissionFlagsBits.ReadMessageHistory) === 0n) throw refusals.noHistoryToReply();
    if (target.fail_if_not_exists === false || messages.find(channel.id, target.message_id)) return;
    throw invalidForm([
      { path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' },
    ]);
  }

  function create(call: Call): unknown {
    assertMessage(call.body);
    const payload = call.body;
    const channel = channelOf(call, []);
    const needed: PermissionName[] = [toSend(channel)];
    if (payload.embeds?.length) needed.push('EmbedLinks');
    if (call.files.length > 0) needed.push('AttachFiles');
    channelOf(call, needed);
    if (channel.type === ChannelType.DM && !isOpen(channel)) throw refusals.closedToMessages();
    checkReply(channel, payload);
    const { nonce } = payload;
    const twin =
      payload.enforce_nonce === true && nonce !== undefined && nonce !== null
        ? messages
            .in(channel.id)
            .find((message) => message.author.id === botId && message.nonce === nonce && isRecent(message))
        : undefined;
    return onWire(twin ?? messages.post({ channel, author: world.bot.user, payload, files: call.files }));
  }

  const isOpen = (channel: Channel): boolean =>
    !isGuildChannel(channel) &&
    (channel.recipients ?? []).every(({ id }) => world.people.get(id)?.acceptsMessages !== false);

  return [
    { method: 'GET', path: '/channels/:channel', handle: (call) => channelOf(call, []) },
    {
      method: 'GET',
      path: '/channels/:channel/messages',
      handle(call) {
        const channel = channelOf(call, []);
        if ((permissionsIn(world, channel, botId) & PermissionFlagsBits.ReadMessageHistory) === 0n) return [];
        return page(messages.in(channel.id), call.query).map(readable);
      },
    },
    { method: 'POST', path: '/channels/:channel/messages', handle: create },
    {
      method: 'GET',
      path: '/channels/:channel/messages/:message',
      handle: (call) => readable(messageOf(call, channelOf(call, ['ReadMessageHistory']))),
    },
    {
      method: 'PATCH',
      path: '/channels/:channel/messages/:message',
      handle(call) {
        const message = messageOf(call, channelOf(call, []));
        if (message.author.id !== botId) throw refusals.notTheAuthor();
        assertMessage(call.body, { laidOut: isLaidOut(message) });
        return onWire(messages.edit(message, call.body, call.files));
      },
    },
    {
      method: 'DELETE',
      path: '/channels/:channel/messages/:message',
      handle(call) {
        const message = messageOf(call, channelOf(call, []));
        if (message.author.id !== botId) channelOf(call, ['ManageMessages']);
        messages.remove(message);
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel/messages/bulk-delete',
      handle(call) {
        const channel = channelOf(call, ['ManageMessages']);
        const { messages: ids } = z
          .object({ messages: z.array(z.string()).min(2).max(100) })
          .parse(call.body);
        for (const id of ids) {
          const message = messages.find(channel.id, id);
          if (message) messages.remove(message);
        }
      },
    },
    {
      method: 'POST',
      path: '/channels/:channel/typing',
      handle(call) {
        const channel = channelOf(call, []);
        channelOf(call, [toSend(channel)]);
        const guildId = guildOf(world, channel)?.id ?? null;
        const d = { channel_id: channel.id, user_id: botId, timestamp: Math.floor(Date.now() / 1000) };
        gateway.dispatch(
          {
            t: GatewayDispatchEvents.TypingStart,
            d: { ...d, ...(guildId !== null && { guild_id: guildId }) },
          },
          guildId,
        );
      },
    },
    {
      method: 'PUT',
      path: '/channels/:channel/messages/:message/reactions/:emoji/@me',
      handle(call) {
        messageOf(call, channelOf(call, ['ReadMessageHistory', 'AddReactions']));
      },
    },
    {
      method: 'DELETE',
      path: '/channels/:channel/messages/:message/reactions/:emoji/@me',
      handle(call) {
        messageOf(call, channelOf(call, ['ReadMessageHistory']));
      },
    },
    {
      method: 'POST',
      path: '/users/@me/channels',
      handle(call) {
        const asked = z.object({ recipient_id: z.string() }).safeParse(call.body).data;
        const person = world.people.get(asked?.recipient_id ?? '');
        if (!person) throw refusals.unknownUser();
        return directChannel(world, person);
      },
    },
  ];
}

function isRecent({ timestamp }: SeenMessage): boolean {
  return Date.now() - Date.parse(timestamp) < NONCE_MEMORY;
}

/** Newest first, 50 unless told (Discord docs, resources/message, "Get Channel Messages"). */
function page(all: readonly SeenMessage[], query: Call['query']): SeenMessage[] {
  const before = query['before'];
  const after = query['after'];
  return all
    .filter(({ visibleTo }) => visibleTo === null)
    .filter(({ id }) => before === undefined || BigInt(id) < BigInt(before))
    .filter(({ id }) => after === undefined || BigInt(id) > BigInt(after))
    .reverse()
    .slice(0, Number(query['limit'] ?? 50));
}
