import {
  ChannelType,
  GuildDefaultMessageNotifications,
  GuildExplicitContentFilter,
  GuildMemberFlags,
  GuildMFALevel,
  GuildNSFWLevel,
  GuildPremiumTier,
  GuildSystemChannelFlags,
  GuildVerificationLevel,
  OverwriteType,
  RoleFlags,
  ThreadAutoArchiveDuration,
} from 'discord-api-types/v10';
import type {
  APIGuild,
  APIGuildMember,
  APIOverwrite,
  APIRole,
  GatewayGuildCreateDispatchData,
} from 'discord-api-types/v10';
import { flagsOf } from './flags.ts';
import { snowflake } from './ids.ts';
import type { ChannelOptions, GuildOptions, MemberOptions, Overwrites, RoleOptions } from './options.ts';
import { bits, USUAL } from './permissions.ts';
import { findRole, keepPerson, localeOf, newPerson } from './world.ts';
import type { Guild, GuildChannel, Person, World } from './world.ts';

const FOUNDED = '2024-01-01T00:00:00.000000+00:00';

export function addGuild(world: World, options: GuildOptions): Guild {
  const owner = newPerson({ name: `${options.name}'s owner` });
  keepPerson(world, owner);
  const guild: Guild = {
    id: options.id ?? snowflake(),
    name: options.name,
    locale: localeOf(options.locale),
    ownerId: owner.user.id,
    roles: new Map(),
    members: new Map(),
    channels: new Map(),
    botInside: options.botInside ?? true,
  };
  world.guilds.set(guild.id, guild);
  // The role @everyone shares the guild's id (Discord docs, topics/permissions).
  addRole(guild, { name: '@everyone', id: guild.id, permissions: USUAL });
  for (const role of options.roles ?? []) addRole(guild, role);
  join(guild, owner, []);
  if (guild.botInside)
    join(guild, world.bot, [
      addRole(guild, { name: world.bot.user.username, permissions: options.botPermissions ?? USUAL }),
    ]);
  for (const member of options.members ?? [])
    addMember(world, guild, typeof member === 'string' ? { name: member } : member);
  for (const channel of options.channels ?? ['general'])
    addChannel(world, guild, typeof channel === 'string' ? { name: channel } : channel);
  return guild;
}

function addRole(guild: Guild, options: RoleOptions): APIRole {
  const role: APIRole = {
    id: options.id ?? snowflake(),
    name: options.name,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- superseded by colors, yet still always sent
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: guild.roles.size,
    permissions: bits(options.permissions ?? []).toString(),
    managed: false,
    mentionable: options.mentionable ?? false,
    flags: flagsOf(RoleFlags, 0),
  };
  guild.roles.set(role.id, role);
  return role;
}

/** Someone of that name already known from another guild is the same person. */
export function addMember(world: World, guild: Guild, options: MemberOptions): Person {
  const person = world.named.get(options.name) ?? newPerson(options);
  keepPerson(world, person);
  const roles = (options.roles ?? []).map((name) => findRole(guild, name));
  if (options.permissions)
    roles.push(addRole(guild, { name: `${options.name}'s own`, permissions: options.permissions }));
  join(guild, person, roles);
  return person;
}

function join(guild: Guild, { user }: Person, roles: readonly APIRole[]): void {
  guild.members.set(user.id, {
    user,
    nick: null,
    roles: roles.map(({ id }) => id),
    joined_at: FOUNDED,
    deaf: false,
    mute: false,
    flags: GuildMemberFlags.CompletedOnboarding,
  });
}

export function addChannel(world: World, guild: Guild, options: ChannelOptions): GuildChannel {
  const base = {
    id: options.id ?? snowflake(),
    name: options.name,
    guild_id: guild.id,
    position: guild.channels.size,
    permission_overwrites: overwritesFrom(world, guild, options.allow ?? {}, options.deny ?? {}),
  };
  const channel = typed(guild, base, options);
  world.channels.set(channel.id, channel);
  guild.channels.set(channel.id, channel);
  return channel;
}

type ChannelBase = Pick<GuildChannel, 'id' | 'name'> & { position: number };

function typed(guild: Guild, base: ChannelBase, options: ChannelOptions): GuildChannel {
  switch (options.kind) {
    case 'announcement':
      return { ...base, type: ChannelType.GuildAnnouncement };
    case 'thread':
      return {
        ...base,
        type: ChannelType.PublicThread,
        parent_id: parentOf(guild, options.parent ?? 'general'),
        thread_metadata: {
          archived: false,
          auto_archive_duration: ThreadAutoArchiveDuration.OneDay,
          archive_timestamp: FOUNDED,
          locked: false,
        },
      };
    default:
      return { ...base, type: ChannelType.GuildText };
  }
}

function parentOf(guild: Guild, parent: string): string {
  const found = [...guild.channels.values()].find(({ name }) => name === parent);
  if (!found) throw new Error(`${guild.name} has no channel "${parent}" for a thread to stand in.`);
  return found.id;
}

export function overwritesFrom(
  world: World,
  guild: Guild,
  allow: Overwrites,
  deny: Overwrites,
): APIOverwrite[] {
  return [...new Set([...Object.keys(allow), ...Object.keys(deny)])].map((name) => ({
    ...subjectOf(world, guild, name),
    allow: bits(allow[name] ?? []).toString(),
    deny: bits(deny[name] ?? []).toString(),
  }));
}

function subjectOf(world: World, guild: Guild, name: string): Pick<APIOverwrite, 'id' | 'type'> {
  if (name === 'everyone') return { id: guild.id, type: OverwriteType.Role };
  if (name === 'bot') return { id: world.bot.user.id, type: OverwriteType.Member };
  const member = [...guild.members.values()].find(({ user }) => user.username === name);
  return member
    ? { id: member.user.id, type: OverwriteType.Member }
    : { id: findRole(guild, name).id, type: OverwriteType.Role };
}

export function apiGuild(guild: Guild): APIGuild {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: GuildVerificationLevel.None,
    default_message_notifications: GuildDefaultMessageNotifications.OnlyMentions,
    explicit_content_filter: GuildExplicitContentFilter.Disabled,
    roles: [...guild.roles.values()],
    emojis: [],
    features: [],
    mfa_level: GuildMFALevel.None,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: flagsOf(GuildSystemChannelFlags, 0),
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: GuildPremiumTier.None,
    preferred_locale: guild.locale,
    public_updates_channel_id: null,
    nsfw_level: GuildNSFWLevel.Default,
    premium_progress_bar_enabled: false,
    hub_type: null,
    safety_alerts_channel_id: null,
    incidents_data: null,
  };
}

/** What GUILD_CREATE tells the bot: of members only itself, unless it may know them all. */
export function guildCreate(world: World, guild: Guild, allMembers: boolean): GatewayGuildCreateDispatchData {
  const own = guild.members.get(world.bot.user.id);
  const members: APIGuildMember[] = allMembers ? [...guild.members.values()] : own ? [own] : [];
  const channels = [...guild.channels.values()];
  return {
    ...apiGuild(guild),
    joined_at: FOUNDED,
    large: false,
    member_count: guild.members.size,
    voice_states: [],
    members,
    channels: channels.filter((channel) => channel.type !== ChannelType.PublicThread),
    threads: channels.filter((channel) => channel.type === ChannelType.PublicThread),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
