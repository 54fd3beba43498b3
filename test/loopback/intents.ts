import { GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import type { APIBaseMessage, APIMessage } from 'discord-api-types/v10';

const { Guilds, GuildMembers, GuildMessages, DirectMessages, GuildMessageTyping, DirectMessageTyping } =
  GatewayIntentBits;
const { GuildMessageReactions, DirectMessageReactions } = GatewayIntentBits;

interface Needed {
  readonly inGuild: GatewayIntentBits;
  readonly direct: GatewayIntentBits;
}

const always = (bit: GatewayIntentBits): Needed => ({ inGuild: bit, direct: bit });
const messages: Needed = { inGuild: GuildMessages, direct: DirectMessages };
const reactions: Needed = { inGuild: GuildMessageReactions, direct: DirectMessageReactions };

/** Which intent brings which event (Discord docs, events/gateway, "List of Intents"); an event not listed needs none. */
const NEEDED: Partial<Record<string, Needed>> = {
  [GatewayDispatchEvents.GuildCreate]: always(Guilds),
  [GatewayDispatchEvents.GuildUpdate]: always(Guilds),
  [GatewayDispatchEvents.GuildDelete]: always(Guilds),
  [GatewayDispatchEvents.GuildRoleCreate]: always(Guilds),
  [GatewayDispatchEvents.GuildRoleUpdate]: always(Guilds),
  [GatewayDispatchEvents.GuildRoleDelete]: always(Guilds),
  [GatewayDispatchEvents.ChannelCreate]: always(Guilds),
  [GatewayDispatchEvents.ChannelUpdate]: always(Guilds),
  [GatewayDispatchEvents.ChannelDelete]: always(Guilds),
  [GatewayDispatchEvents.ThreadCreate]: always(Guilds),
  [GatewayDispatchEvents.GuildMemberAdd]: always(GuildMembers),
  [GatewayDispatchEvents.GuildMemberUpdate]: always(GuildMembers),
  [GatewayDispatchEvents.GuildMemberRemove]: always(GuildMembers),
  [GatewayDispatchEvents.MessageCreate]: messages,
  [GatewayDispatchEvents.MessageUpdate]: messages,
  [GatewayDispatchEvents.MessageDelete]: messages,
  [GatewayDispatchEvents.MessageDeleteBulk]: messages,
  [GatewayDispatchEvents.MessageReactionAdd]: reactions,
  [GatewayDispatchEvents.MessageReactionRemove]: reactions,
  [GatewayDispatchEvents.TypingStart]: { inGuild: GuildMessageTyping, direct: DirectMessageTyping },
};

export function isWanted(event: string, intents: number, guildId: string | null): boolean {
  const needed = NEEDED[event];
  return needed === undefined || (intents & (guildId === null ? needed.direct : needed.inGuild)) !== 0;
}

/**
 * Without Message Content a message arrives empty, except the bot's own, direct ones and those that mention it
 * (Discord docs, events/gateway, "Message Content Intent").
 */
export function withheld<Message extends APIBaseMessage & Pick<APIMessage, 'mentions'>>(
  message: Message,
  reader: { readonly botId: string; readonly mayReadAll: boolean; readonly guildId: string | null },
): Message {
  const target = message.referenced_message;
  const quoted = target ? { referenced_message: withheld(target, reader) } : {};
  const isOpen =
    reader.mayReadAll ||
    reader.guildId === null ||
    message.author.id === reader.botId ||
    message.mentions.some(({ id }) => id === reader.botId);
  return isOpen
    ? { ...message, ...quoted }
    : { ...message, ...quoted, content: '', embeds: [], attachments: [], components: [] };
}
