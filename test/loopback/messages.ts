import { MessageFlags, MessageReferenceType, MessageType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { APIAttachment, APIMessage, APIUser, RESTAPIAttachment } from 'discord-api-types/v10';
import { displayedText } from './components.ts';
import type { Files, Upload } from './files.ts';
import { flagsOf } from './flags.ts';
import { snowflake } from './ids.ts';
import { pingsOf } from './mentions.ts';
import type { Pings } from './mentions.ts';
import type { MessagePayload } from './message-limits.ts';
import { refusals } from './refusal.ts';
import { guildOf, permissionsIn } from './world.ts';
import type { Channel, World } from './world.ts';

/** A message as it stands in a channel, with what only Discord knows about it. */
export interface SeenMessage extends APIMessage {
  /** Whom it notified when it appeared. */
  pings: Pings;
  /** The one person who sees it, if it is ephemeral. */
  visibleTo: string | null;
  guildId: string | null;
}

export interface MessageChange {
  readonly kind: 'created' | 'edited' | 'deleted';
  readonly message: SeenMessage;
}

interface Draft {
  readonly channel: Channel;
  readonly author: APIUser;
  readonly payload: MessagePayload;
  readonly files?: readonly Upload[];
  readonly extra?: Partial<APIMessage>;
  /** Whether a person's reply pings whom it replies to; for the bot, allowed_mentions says so. */
  readonly pingsAuthor?: boolean;
  /** Set on what an interaction brings forth: who asked, and whether only they see it. */
  readonly interaction?: { readonly userId: string; readonly ephemeral: boolean };
}

export interface Messages {
  post(draft: Draft): SeenMessage;
  edit(message: SeenMessage, payload: MessagePayload, files?: readonly Upload[]): SeenMessage;
  remove(message: SeenMessage): void;
  find(channelId: string, id: string): SeenMessage | undefined;
  in(channelId: string): SeenMessage[];
  /** Drops them all, without telling anyone. */
  forget(): void;
  /** Calls back on every change until the returned function is called. */
  subscribe(listener: (change: MessageChange) => void): () => void;
}

export function createMessages(world: World, kept: Files): Messages {
  const byChannel = new Map<string, Map<string, SeenMessage>>();
  const at = (channelId: string): Map<string, SeenMessage> => {
    const there = byChannel.get(channelId) ?? new Map<string, SeenMessage>();
    byChannel.set(channelId, there);
    return there;
  };
  const listeners = new Set<(change: MessageChange) => void>();
  const announce = (kind: MessageChange['kind'], message: SeenMessage): SeenMessage => {
    for (const listener of [...listeners]) listener({ kind, message });
    return message;
  };
  const store = (kind: MessageChange['kind'], message: SeenMessage): SeenMessage => {
    at(message.channel_id).set(message.id, message);
    return announce(kind, message);
  };

  return {
    post: (draft) => store('created', compose(world, kept, at(draft.channel.id), draft)),
    edit: (message, payload, files = []) => {
      const edited = amend(world, kept, message, payload, files);
      if (isEmpty(edited)) throw refusals.emptyMessage();
      return store('edited', edited);
    },
    remove(message) {
      at(message.channel_id).delete(message.id);
      announce('deleted', message);
    },
    find: (channelId, id) => at(channelId).get(id),
    in: (channelId) => [...at(channelId).values()],
    forget() {
      byChannel.clear();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function compose(
  world: World,
  kept: Files,
  messages: ReadonlyMap<string, SeenMessage>,
  draft: Draft,
): SeenMessage {
  const { channel, author, payload, interaction } = draft;
  const guild = guildOf(world, channel);
  const target = messages.get(payload.message_reference?.message_id ?? '');
  const flags = (payload.flags ?? 0) | (interaction?.ephemeral === true ? MessageFlags.Ephemeral : 0);
  const pings = pingsOf(spoken(payload), payload.allowed_mentions, {
    guild,
    mayPingAll: (permissionsIn(world, channel, author.id) & PermissionFlagsBits.MentionEveryone) !== 0n,
    viaInteraction: interaction !== undefined,
    repliedTo: draft.pingsAuthor === false ? null : (target?.author.id ?? null),
  });
  const message: SeenMessage = {
    id: snowflake(),
    channel_id: channel.id,
    author,
    content: (payload.content ?? '').trim(),
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: payload.tts ?? false,
    mention_everyone: pings.everyone,
    mention_roles: [...pings.roles],
    mentions: usersOf(world, pings),
    attachments: attach(kept, channel.id, draft.files ?? [], payload.attachments ?? []),
    embeds: payload.embeds ?? [],
    components: payload.components ?? [],
    pinned: false,
    type: target ? MessageType.Reply : MessageType.Default,
    flags: flagsOf(MessageFlags, flags),
    ...(target && {
      message_reference: {
        type: MessageReferenceType.Default,
        message_id: target.id,
        channel_id: target.channel_id,
      },
      referenced_message: onWire(target),
    }),
    ...(payload.nonce !== undefined && payload.nonce !== null && { nonce: payload.nonce }),
    ...draft.extra,
    pings,
    visibleTo: interaction?.ephemeral === true ? interaction.userId : null,
    guildId: guild?.id ?? null,
  };
  if (isEmpty(message) && (flags & MessageFlags.Loading) === 0) throw refusals.emptyMessage();
  return message;
}

function amend(
  world: World,
  kept: Files,
  message: SeenMessage,
  payload: MessagePayload,
  files: readonly Upload[],
): SeenMessage {
  const before = message.flags ?? 0;
  const wasLoading = (before & MessageFlags.Loading) !== 0;
  const asked = (payload.flags ?? 0) & (MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2);
  const added = attach(kept, message.channel_id, files, payload.attachments ?? []);
  const staying = payload.attachments
    ? message.attachments.filter(({ id }) => payload.attachments?.some((one) => String(one.id) === id))
    : message.attachments;
  const channel = world.channels.get(message.channel_id);
  // An edit notifies nobody, except the one that fills in a deferred answer.
  const pings =
    wasLoading && channel
      ? pingsOf(spoken(payload), payload.allowed_mentions, {
          guild: guildOf(world, channel),
          mayPingAll:
            (permissionsIn(world, channel, world.bot.user.id) & PermissionFlagsBits.MentionEveryone) !== 0n,
          viaInteraction: true,
          repliedTo: null,
        })
      : message.pings;
  return {
    ...message,
    content: payload.content === undefined ? message.content : (payload.content ?? '').trim(),
    embeds: payload.embeds === undefined ? message.embeds : (payload.embeds ?? []),
    components: payload.components === undefined ? (message.components ?? []) : (payload.components ?? []),
    attachments: [...staying, ...added],
    flags: flagsOf(MessageFlags, (before & ~MessageFlags.Loading) | asked),
    edited_timestamp: new Date().toISOString(),
    mentions: usersOf(world, pings),
    pings,
  };
}

/** 10 MiB a file unless boosted (Discord docs, reference, "Uploading Files"). */
const LARGEST_FILE = 10 * 1024 * 1024;

function attach(
  kept: Files,
  channelId: string,
  files: readonly Upload[],
  described: readonly RESTAPIAttachment[],
): APIAttachment[] {
  if (files.length > 10) throw refusals.tooManyAttachments();
  if (files.some(({ content }) => content.length > LARGEST_FILE)) throw refusals.tooLarge();
  return files.map((file, index) => {
    const description = described.find(({ id }) => String(id) === String(index))?.description;
    return { ...kept.keep(channelId, file), ...(description !== undefined && { description }) };
  });
}

/** Mentions ping from the content and from text displays, never from embeds. */
function spoken(payload: MessagePayload): string {
  return [payload.content ?? '', ...displayedText(payload.components ?? [])].join('\n');
}

function usersOf(world: World, pings: Pings): APIUser[] {
  return pings.users.flatMap((id) => world.people.get(id)?.user ?? []);
}

function isEmpty({ content, embeds, attachments, components }: APIMessage): boolean {
  return content === '' && embeds.length === 0 && attachments.length === 0 && (components ?? []).length === 0;
}

/** The message as Discord sends it. */
export function onWire(message: SeenMessage): APIMessage {
  const wire: APIMessage & Partial<SeenMessage> = { ...message };
  delete wire.pings;
  delete wire.visibleTo;
  delete wire.guildId;
  return wire;
}
