import { ApplicationIntegrationType, ChannelType, InteractionContextType } from 'discord-api-types/v10';
import type {
  APIAuthorizingIntegrationOwnersMap,
  APIBaseInteraction,
  InteractionType,
} from 'discord-api-types/v10';
import type { Language } from './options.ts';
import {
  directChannel,
  findChannel,
  findGuild,
  groupChannel,
  guildOf,
  localeOf,
  permissionsIn,
} from './world.ts';
import type { Channel, Guild, Person, Ref, World } from './world.ts';

/** Where someone acts, and how. */
export interface Where {
  /** By name, "Guild/channel", id or object; the member's first channel if nothing else is said. */
  readonly channel?: Ref;
  readonly guild?: Ref;
  /** In direct messages with the bot. */
  readonly dm?: boolean;
  /** In a conversation the bot is no part of; it is there as an app the member installed. */
  readonly group?: boolean;
  /** Called as an app the member installed for themselves, although this is a guild. */
  readonly userInstalled?: boolean;
  readonly locale?: Language;
  /** Sends what no client would send: unknown commands, forged custom ids, values out of range. */
  readonly hostile?: boolean;
  /** How often the gateway delivers the event: 1 unless told. */
  readonly deliveries?: number;
  /** Milliseconds to wait for what follows a deferred answer: 5,000 unless told. */
  readonly patience?: number;
}

export interface Scene {
  readonly channel: Channel;
  readonly guild: Guild | null;
  readonly context: InteractionContextType;
  readonly userInstalled: boolean;
  /** Who installed the bot here: the guild, or the person. */
  readonly owners: APIAuthorizingIntegrationOwnersMap;
}

export function sceneOf(world: World, person: Person, where: Where): Scene {
  const channel = channelFor(world, person, where);
  const guild = guildOf(world, channel);
  const context =
    guild !== null
      ? InteractionContextType.Guild
      : channel.type === ChannelType.GroupDM
        ? InteractionContextType.PrivateChannel
        : InteractionContextType.BotDM;
  const userInstalled =
    where.userInstalled === true || guild?.botInside === false || channel.type === ChannelType.GroupDM;
  const { GuildInstall, UserInstall } = ApplicationIntegrationType;
  const owners = userInstalled ? { [UserInstall]: person.user.id } : { [GuildInstall]: guild?.id ?? '0' };
  return { channel, guild, context, userInstalled, owners };
}

function channelFor(world: World, person: Person, where: Where): Channel {
  if (where.dm === true) return directChannel(world, person);
  if (where.group === true) return groupChannel(world, person);
  const home =
    where.guild === undefined
      ? [...world.guilds.values()].find(({ members }) => members.has(person.user.id))
      : findGuild(world, where.guild);
  if (where.channel !== undefined) {
    // A bare name means the channel in the member's own guild, if it has one of that name.
    const own = home && [...home.channels.values()].find(({ name }) => name === where.channel);
    return own ?? findChannel(world, where.channel);
  }
  const first = home && [...home.channels.values()][0];
  if (!first) throw new Error(`${person.user.username} is in no guild with a channel; say where they act.`);
  return first;
}

type Shared = Omit<
  APIBaseInteraction<InteractionType, unknown>,
  'id' | 'token' | 'type' | 'data' | 'message'
>;
type Anchored = Shared & Required<Pick<Shared, 'channel' | 'channel_id' | 'app_permissions'>>;

/** What every interaction carries, whatever its type (Discord docs, interactions/receiving-and-responding). */
export function sharedPayload(world: World, person: Person, scene: Scene, where: Where): Anchored {
  const { channel, guild, context, owners } = scene;
  const locale = where.locale === undefined ? person.locale : localeOf(where.locale);
  const member = guild?.members.get(person.user.id);
  const mayUser = permissionsIn(world, channel, person.user.id);
  const mayBot = permissionsIn(world, channel, world.bot.user.id);
  return {
    application_id: world.bot.user.id,
    version: 1,
    channel,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- superseded by channel, yet still always sent
    channel_id: channel.id,
    app_permissions: mayBot.toString(),
    locale,
    entitlements: [],
    authorizing_integration_owners: owners,
    context,
    attachment_size_limit: 10 * 1024 * 1024,
    ...(guild && {
      guild_id: guild.id,
      guild: { id: guild.id, locale: guild.locale, features: [] },
      guild_locale: guild.locale,
    }),
    ...(member ? { member: { ...member, permissions: mayUser.toString() } } : { user: person.user }),
  };
}
