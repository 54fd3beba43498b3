import { Client, GatewayIntentBits, Options, Partials, type ClientOptions } from 'discord.js';
import type { Config } from '../config.ts';

/**
 * Messages kept in each channel, and for how many seconds: for the replies to the bot's answers, which are mostly
 * fresh; others are read again.
 */
const MESSAGES_KEPT = 10;
const MESSAGE_LIFE = 15 * 60;
const PEOPLE_KEPT = 1000;

/**
 * A client with what the bot needs and no more. Mentions, direct messages and commands need no privileged intent;
 * Message Content is asked for only where there are channels to be read as a whole.
 */
export function createClient(
  config: Pick<Config, 'api' | 'answerChannelIds'>,
  overrides: Partial<ClientOptions> = {},
): Client {
  const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;
  const defaults = Options.createDefault();
  return new Client({
    intents: [
      Guilds,
      GuildMessages,
      DirectMessages,
      ...(config.answerChannelIds.length > 0 ? [MessageContent] : []),
    ],
    // A direct message may come from a channel not met before.
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    // Users and members are never dropped by default; the managers left out here must not be limited
    // (discord.js docs, Options.cacheWithLimits).
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: MESSAGES_KEPT,
      UserManager: { maxSize: PEOPLE_KEPT, keepOverLimit: (user) => user.id === user.client.user.id },
      GuildMemberManager: { maxSize: 200, keepOverLimit: (member) => member.id === member.client.user.id },
      ReactionManager: 0,
      ReactionUserManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
      GuildBanManager: 0,
      GuildInviteManager: 0,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      GuildEmojiManager: 0,
      StageInstanceManager: 0,
      AutoModerationRuleManager: 0,
      ThreadMemberManager: 0,
    }),
    // The limit above is for each channel, of which there may be any number.
    sweepers: { ...defaults.sweepers, messages: { interval: 5 * 60, lifetime: MESSAGE_LIFE } },
    ...overrides,
    rest: {
      ...defaults.rest,
      ...(config.api !== undefined && { api: config.api }),
      invalidRequestWarningInterval: 500,
      ...overrides.rest,
    },
  });
}
