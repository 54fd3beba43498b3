import { ChannelType } from 'discord-api-types/v10';
import type { APIInteractionDataResolved } from 'discord-api-types/v10';
import type { Files, Upload } from './files.ts';
import { isSnowflake } from './ids.ts';
import type { Scene } from './scene.ts';
import { findChannel, findPerson, findRole, isGuildChannel, permissionsIn } from './world.ts';
import type { World } from './world.ts';

export interface Place {
  readonly world: World;
  readonly files: Files;
  readonly scene: Scene;
}

/** Collects what an interaction refers to; each function takes a name or an id and gives the id. */
export interface Resolved {
  user(ref: string): string;
  role(ref: string): string;
  channel(ref: string): string;
  mentionable(ref: string): string;
  attachment(upload: Upload): string;
  all(): APIInteractionDataResolved;
}

type Kept = Required<APIInteractionDataResolved>;

export function createResolved({ world, files, scene }: Place): Resolved {
  const kept: Kept = { users: {}, members: {}, roles: {}, channels: {}, attachments: {} };
  const isRole = (ref: string): boolean =>
    [...(scene.guild?.roles.values() ?? [])].some(({ id, name }) => id === ref || name === ref);

  const resolved: Resolved = {
    user(ref) {
      const known = [...world.people.values()].some(({ user }) => user.id === ref || user.username === ref);
      // Someone who has left is still an id.
      if (!known && isSnowflake(ref)) return ref;
      const { user } = findPerson(world, ref);
      kept.users[user.id] = user;
      const member = scene.guild?.members.get(user.id);
      if (member)
        kept.members[user.id] = {
          roles: member.roles,
          joined_at: member.joined_at,
          flags: member.flags,
          permissions: permissionsIn(world, scene.channel, user.id).toString(),
        };
      return user.id;
    },
    role(ref) {
      if (!scene.guild) throw new Error('There are no roles outside guilds.');
      const role = findRole(scene.guild, ref);
      kept.roles[role.id] = role;
      return role.id;
    },
    channel(ref) {
      const channel = findChannel(world, ref);
      if (isGuildChannel(channel) && channel.type !== ChannelType.PublicThread)
        kept.channels[channel.id] = {
          id: channel.id,
          name: channel.name,
          type: channel.type,
          permissions: permissionsIn(world, channel, world.bot.user.id).toString(),
        };
      return channel.id;
    },
    mentionable: (ref) => (isRole(ref) ? resolved.role(ref) : resolved.user(ref)),
    attachment(upload) {
      const attachment = { ...files.keep(scene.channel.id, upload), ephemeral: true };
      kept.attachments[attachment.id] = attachment;
      return attachment.id;
    },
    all() {
      const { users, members, roles, channels, attachments } = kept;
      const has = (things: object): boolean => Object.keys(things).length > 0;
      return {
        ...(has(users) && { users, members }),
        ...(has(roles) && { roles }),
        ...(has(channels) && { channels }),
        ...(has(attachments) && { attachments }),
      };
    },
  };
  return resolved;
}
