import { ChannelType, GatewayDispatchEvents } from 'discord-api-types/v10';
import type { Dispatch } from './session.ts';
import type { Gateway } from './gateway.ts';
import { addChannel, addGuild, addMember, guildCreate, overwritesFrom } from './guilds.ts';
import type { ChannelOptions, GuildOptions, MemberOptions, Overwrites } from './options.ts';
import { findChannel, findGuild, findPerson, findRole, guildOf, isGuildChannel } from './world.ts';
import type { Guild, GuildChannel, Person, Ref, World } from './world.ts';

/** Changes while the bot is connected; it is told of each. */
export interface Growth {
  addGuild(options: GuildOptions): Guild;
  /** The bot is removed from a guild. */
  leaveGuild(guild: Ref): void;
  addMember(guild: Ref, options: MemberOptions): Person;
  addChannel(guild: Ref, options: ChannelOptions): GuildChannel;
  /** Replaces what roles someone has in a guild. */
  setRoles(guild: Ref, member: Ref, roles: readonly string[]): void;
  /** Replaces a channel's permission overwrites. */
  overwrite(channel: Ref, rules: { readonly allow?: Overwrites; readonly deny?: Overwrites }): void;
}

export function growWorld(world: World, gateway: Gateway): Growth {
  return {
    addGuild(options) {
      const guild = addGuild(world, options);
      const event = { t: GatewayDispatchEvents.GuildCreate, d: guildCreate(world, guild, false) } as const;
      if (guild.botInside) gateway.dispatch(event, guild.id);
      return guild;
    },
    leaveGuild(ref) {
      const guild = findGuild(world, ref);
      guild.botInside = false;
      guild.members.delete(world.bot.user.id);
      gateway.dispatch({ t: GatewayDispatchEvents.GuildDelete, d: { id: guild.id } }, guild.id);
    },
    addMember(ref, options) {
      const guild = findGuild(world, ref);
      const person = addMember(world, guild, options);
      const member = guild.members.get(person.user.id);
      if (member)
        gateway.dispatch(
          { t: GatewayDispatchEvents.GuildMemberAdd, d: { ...member, guild_id: guild.id } },
          guild.id,
        );
      return person;
    },
    addChannel(ref, options) {
      const guild = findGuild(world, ref);
      const channel = addChannel(world, guild, options);
      gateway.dispatch(channelEvent(channel, 'created'), guild.id);
      return channel;
    },
    setRoles(ref, who, names) {
      const guild = findGuild(world, ref);
      const person = findPerson(world, who);
      const member = guild.members.get(person.user.id);
      if (!member) throw new Error(`${person.user.username} is not in ${guild.name}.`);
      member.roles = names.map((name) => findRole(guild, name).id);
      const looks = { avatar: member.avatar ?? null, banner: member.banner ?? null };
      const d = { ...member, ...looks, guild_id: guild.id };
      gateway.dispatch({ t: GatewayDispatchEvents.GuildMemberUpdate, d }, guild.id);
    },
    overwrite(ref, { allow = {}, deny = {} }) {
      const channel = findChannel(world, ref);
      const guild = guildOf(world, channel);
      if (!guild || !isGuildChannel(channel)) throw new Error('Only channels of a guild have overwrites.');
      channel.permission_overwrites = overwritesFrom(world, guild, allow, deny);
      gateway.dispatch(channelEvent(channel, 'updated'), guild.id);
    },
  };
}

function channelEvent(channel: GuildChannel, what: 'created' | 'updated'): Dispatch {
  const { ChannelCreate, ChannelUpdate, ThreadCreate, ThreadUpdate } = GatewayDispatchEvents;
  const guildId = channel.guild_id ?? '';
  if (channel.type === ChannelType.PublicThread)
    return what === 'created'
      ? { t: ThreadCreate, d: { ...channel, guild_id: guildId } }
      : { t: ThreadUpdate, d: { ...channel, guild_id: guildId } };
  return what === 'created'
    ? { t: ChannelCreate, d: { ...channel, guild_id: guildId } }
    : { t: ChannelUpdate, d: { ...channel, guild_id: guildId } };
}
