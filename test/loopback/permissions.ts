import { OverwriteType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { APIGuildMember, APIOverwrite, APIRole } from 'discord-api-types/v10';

export type PermissionName = keyof typeof PermissionFlagsBits;

export function bits(names: readonly PermissionName[]): bigint {
  return names.reduce((sum, name) => sum | PermissionFlagsBits[name], 0n);
}

export const EVERYTHING = Object.values(PermissionFlagsBits).reduce((sum, bit) => sum | bit, 0n);

/** What a new server grants @everyone, as far as a bot that answers questions meets it. */
export const USUAL: readonly PermissionName[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'AddReactions',
  'UseExternalEmojis',
  'UseApplicationCommands',
  'CreatePublicThreads',
];

interface RuledGuild {
  readonly id: string;
  readonly ownerId: string;
  readonly roles: ReadonlyMap<string, APIRole>;
}

/** What a member may do in a channel with these overwrites (Discord docs, topics/permissions, "Permission Overwrites"). */
export function permissionsOf(
  guild: RuledGuild,
  member: APIGuildMember,
  overwrites: readonly APIOverwrite[] = [],
): bigint {
  const roleIds = [guild.id, ...member.roles];
  let granted = roleIds.reduce((sum, id) => sum | BigInt(guild.roles.get(id)?.permissions ?? 0), 0n);
  if (member.user.id === guild.ownerId || (granted & PermissionFlagsBits.Administrator) !== 0n)
    return EVERYTHING;

  const apply = (some: readonly APIOverwrite[]): void => {
    const denied = some.reduce((sum, { deny }) => sum | BigInt(deny), 0n);
    const allowed = some.reduce((sum, { allow }) => sum | BigInt(allow), 0n);
    granted = (granted & ~denied) | allowed;
  };
  apply(overwrites.filter(({ id }) => id === guild.id));
  apply(overwrites.filter(({ id, type }) => type === OverwriteType.Role && member.roles.includes(id)));
  apply(overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === member.user.id));
  return granted;
}
