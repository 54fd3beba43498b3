import { ChannelType, Locale } from 'discord-api-types/v10';
import type {
  APIDMChannel,
  APIGroupDMChannel,
  APIGuildMember,
  APINewsChannel,
  APIPublicThreadChannel,
  APIRole,
  APITextChannel,
  APIUser,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { snowflake } from './ids.ts';
import type { Language, MemberOptions } from './options.ts';
import { EVERYTHING, permissionsOf } from './permissions.ts';

export type GuildChannel = APITextChannel | APINewsChannel | APIPublicThreadChannel;
export type Channel = GuildChannel | APIDMChannel | APIGroupDMChannel;

export interface Person {
  readonly user: APIUser;
  locale: Locale;
  acceptsMessages: boolean;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly locale: Locale;
  readonly ownerId: string;
  readonly roles: Map<string, APIRole>;
  readonly members: Map<string, APIGuildMember>;
  readonly channels: Map<string, GuildChannel>;
  botInside: boolean;
}

/** Everyone and everything the fake knows of, apart from messages. */
export interface World {
  readonly bot: Person;
  readonly people: Map<string, Person>;
  /** The same people by name, as worlds of many thousands are looked up often. */
  readonly named: Map<string, Person>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  /** Direct messages with the bot, and conversations without it, by person. */
  readonly direct: Map<string, APIDMChannel>;
  readonly groups: Map<string, APIGroupDMChannel>;
}

export type Ref = string | { readonly id: string };

export function createWorld(): World {
  const bot = newPerson({ name: 'Loopback', bot: true });
  const world: World = {
    bot,
    people: new Map(),
    named: new Map(),
    guilds: new Map(),
    channels: new Map(),
    direct: new Map(),
    groups: new Map(),
  };
  keepPerson(world, bot);
  return world;
}

export function keepPerson({ people, named }: World, person: Person): void {
  people.set(person.user.id, person);
  named.set(person.user.username, person);
}

export function localeOf(language: Language = 'en-US'): Locale {
  return z.enum(Locale).parse(language);
}

export function newPerson(options: MemberOptions): Person {
  const user: APIUser = {
    id: options.id ?? snowflake(),
    username: options.name,
    discriminator: '0',
    global_name: options.name,
    avatar: null,
    ...(options.bot === true && { bot: true }),
  };
  return { user, locale: localeOf(options.locale), acceptsMessages: options.acceptsMessages ?? true };
}

const wordOf = (ref: Ref): string => (typeof ref === 'string' ? ref : ref.id);

function pick<Thing>(
  things: Iterable<Thing>,
  ref: Ref,
  names: (thing: Thing) => string[],
  kind: string,
): Thing {
  const wanted = wordOf(ref);
  const all = [...things];
  const found = all.find((thing) => names(thing).includes(wanted));
  if (found === undefined)
    throw new Error(
      `There is no ${kind} "${wanted}"; there are: ${all.map((thing) => names(thing).join('/')).join(', ')}`,
    );
  return found;
}

export function findPerson(world: World, ref: Ref): Person {
  const wanted = wordOf(ref);
  const known = world.people.get(wanted) ?? world.named.get(wanted);
  return known ?? pick(world.people.values(), ref, ({ user }) => [user.username], 'person');
}

export function findGuild(world: World, ref: Ref): Guild {
  return pick(world.guilds.values(), ref, ({ id, name }) => [id, name], 'guild');
}

/** By id or by name; a name may be given in full, "Guild/channel", where two guilds share it. */
export function findChannel(world: World, ref: Ref): Channel {
  const known = world.channels.get(wordOf(ref));
  if (known) return known;
  return pick(
    world.channels.values(),
    ref,
    (channel) => {
      const guild = guildOf(world, channel);
      return guild ? [channel.id, channel.name ?? '', `${guild.name}/${channel.name ?? ''}`] : [channel.id];
    },
    'channel',
  );
}

export function findRole(guild: Guild, ref: Ref): APIRole {
  return pick(guild.roles.values(), ref, ({ id, name }) => [id, name], 'role');
}

export function isGuildChannel(channel: Channel): channel is GuildChannel {
  return channel.type !== ChannelType.DM && channel.type !== ChannelType.GroupDM;
}

export function guildOf(world: World, channel: Channel): Guild | null {
  return isGuildChannel(channel) ? (world.guilds.get(channel.guild_id ?? '') ?? null) : null;
}

export function directChannel(world: World, person: Person): APIDMChannel {
  const known = world.direct.get(person.user.id);
  if (known) return known;
  const channel: APIDMChannel = {
    id: snowflake(),
    type: ChannelType.DM,
    name: null,
    recipients: [person.user],
  };
  world.direct.set(person.user.id, channel);
  world.channels.set(channel.id, channel);
  return channel;
}

/** A conversation the bot is no part of: people who installed it for themselves can call it there. */
export function groupChannel(world: World, person: Person): APIGroupDMChannel {
  const known = world.groups.get(person.user.id);
  if (known) return known;
  const channel: APIGroupDMChannel = {
    id: snowflake(),
    type: ChannelType.GroupDM,
    name: null,
    owner_id: person.user.id,
    recipients: [person.user],
  };
  world.groups.set(person.user.id, channel);
  world.channels.set(channel.id, channel);
  return channel;
}

/** What someone may do in a channel; nothing where they are not. */
export function permissionsIn(world: World, channel: Channel, userId: string): bigint {
  if (!isGuildChannel(channel)) {
    const inside = channel.recipients?.some(({ id }) => id === userId) === true;
    return inside || (channel.type === ChannelType.DM && userId === world.bot.user.id) ? EVERYTHING : 0n;
  }
  const guild = guildOf(world, channel);
  const member = guild?.members.get(userId);
  if (!guild || !member) return 0n;
  // A thread has no overwrites of its own: its parent's count.
  const parent = world.channels.get(channel.parent_id ?? '');
  const ruling =
    channel.type === ChannelType.PublicThread && parent && isGuildChannel(parent) ? parent : channel;
  return permissionsOf(guild, member, ruling.permission_overwrites);
}
