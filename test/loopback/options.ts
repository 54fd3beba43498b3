import type { Locale } from 'discord-api-types/v10';
import type { PermissionName } from './permissions.ts';

/** Languages as they are written, so that a test may say 'zh-TW'. */
export type Language = `${Locale}`;

export interface RoleOptions {
  readonly name: string;
  readonly id?: string;
  readonly permissions?: readonly PermissionName[];
  readonly mentionable?: boolean;
}

export interface MemberOptions {
  readonly name: string;
  readonly id?: string;
  /** By name. */
  readonly roles?: readonly string[];
  /** Granted besides what the roles grant. */
  readonly permissions?: readonly PermissionName[];
  readonly locale?: Language;
  readonly bot?: boolean;
  /** False: direct messages from the bot are refused with 50007. */
  readonly acceptsMessages?: boolean;
}

/** By 'everyone', 'bot', or the name of a role or a member. */
export type Overwrites = Readonly<Record<string, readonly PermissionName[]>>;

export interface ChannelOptions {
  readonly name: string;
  readonly id?: string;
  readonly kind?: 'text' | 'announcement' | 'thread';
  /** The channel a thread stands in, by name. */
  readonly parent?: string;
  readonly allow?: Overwrites;
  readonly deny?: Overwrites;
}

export interface GuildOptions {
  readonly name: string;
  readonly id?: string;
  readonly locale?: Language;
  readonly roles?: readonly RoleOptions[];
  readonly members?: readonly (string | MemberOptions)[];
  /** One channel "general" if none is given. */
  readonly channels?: readonly (string | ChannelOptions)[];
  readonly botPermissions?: readonly PermissionName[];
  /** False: members know the bot only because they installed it for themselves. */
  readonly botInside?: boolean;
}

export interface DiscordOptions {
  readonly token: string;
  readonly guilds?: readonly GuildOptions[];
  /** The three switches of the developer portal; off unless asked for, and then asking for the intent ends in 4014. */
  readonly messageContentIntent?: boolean;
  readonly guildMembersIntent?: boolean;
  readonly presenceIntent?: boolean;
  /** Within how many milliseconds an interaction must be answered: 3,000 on Discord. */
  readonly interactionTimeout?: number;
  /** For how long an answered interaction's token lives: 15 minutes on Discord. */
  readonly tokenLife?: number;
  readonly heartbeatInterval?: number;
}
