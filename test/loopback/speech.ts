import { MessageType } from 'discord-api-types/v10';
import type { APIEmbed } from 'discord-api-types/v10';
import type { Upload } from './files.ts';
import { snowflake } from './ids.ts';
import type { Messages, SeenMessage } from './messages.ts';
import { sceneOf } from './scene.ts';
import type { Where } from './scene.ts';
import type { Person, World } from './world.ts';

interface Utterance extends Pick<Where, 'channel' | 'guild' | 'dm'> {
  /** Begins with a mention of the bot. */
  readonly mention?: boolean;
  readonly replyTo?: SeenMessage;
  /** Whether a reply pings the author replied to: true unless told. */
  readonly pingAuthor?: boolean;
  readonly files?: readonly Upload[];
  readonly embeds?: readonly APIEmbed[];
  /** Posted by a webhook of that member's name, or as one of Discord's own notices. */
  readonly as?: 'webhook' | 'system';
}

/** Plain messages a member writes. */
export interface Speech {
  say(text: string, how?: Utterance): Promise<SeenMessage>;
  edit(message: SeenMessage, text: string): SeenMessage;
  remove(message: SeenMessage): void;
  /** The messages of a channel as this member sees them, ephemeral ones for them included. */
  read(where?: Where): SeenMessage[];
}

export function speechOf(world: World, messages: Messages, person: Person): Speech {
  return {
    say(text, how = {}) {
      const { channel } = sceneOf(
        world,
        person,
        how.replyTo ? { channel: { id: how.replyTo.channel_id }, ...how } : how,
      );
      const content = how.mention === true ? `<@${world.bot.user.id}> ${text}` : text;
      return Promise.resolve(
        messages.post({
          channel,
          author: how.as === 'webhook' ? { ...person.user, id: snowflake(), bot: true } : person.user,
          payload: {
            content,
            embeds: [...(how.embeds ?? [])],
            ...(how.replyTo && { message_reference: { message_id: how.replyTo.id } }),
          },
          files: how.files ?? [],
          pingsAuthor: how.pingAuthor !== false,
          extra: {
            ...(how.as === 'webhook' && { webhook_id: snowflake() }),
            ...(how.as === 'system' && { type: MessageType.UserJoin }),
          },
        }),
      );
    },
    edit: (message, text) => messages.edit(message, { content: text }),
    remove(message) {
      messages.remove(message);
    },
    read(where = {}) {
      const { channel } = sceneOf(world, person, where);
      return messages
        .in(channel.id)
        .filter(({ visibleTo }) => visibleTo === null || visibleTo === person.user.id);
    },
  };
}
