import { config as loadDotenv } from 'dotenv';
import { z } from 'zod';

// The only file that reads the environment.

const snowflake = z.string().regex(/^\d{17,20}$/u, 'must be a Discord id (17 to 20 digits)');
const LEVELS: readonly string[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const snowflakes = z
  .string()
  .transform((list) => list.split(/[\s,]+/u).filter((entry) => entry !== ''))
  .pipe(z.array(snowflake));
// An empty line in .env means "not set".
const unset = z.literal('').transform(() => undefined);

function optional<T extends z.ZodType>(schema: T) {
  return z.union([unset, schema]).optional();
}

const environment = z.object({
  DISCORD_TOKEN: optional(z.string().min(20, 'is too short for a bot token')),
  DISCORD_API: optional(
    z.url({ protocol: /^https?$/u, error: 'must be an address that begins with http:// or https://' }),
  ),
  DISCORD_GUILD_ID: optional(snowflake),
  HOME_GUILD_ID: optional(snowflake),
  FACTS_FILE: optional(z.string()),
  LEXICON_FILE: optional(z.string()),
  EXAMPLES_FOLDER: optional(z.string()),
  MODERATOR_ROLE_IDS: optional(snowflakes),
  ANSWER_CHANNEL_IDS: optional(snowflakes),
  LOG_CHANNEL_ID: optional(snowflake),
  LOG_LEVEL: optional(
    z.string().refine((level) => LEVELS.includes(level), `must be one of ${LEVELS.join(', ')}`),
  ),
});

export interface Config {
  readonly token: string | undefined;
  /** Base address of Discord's REST interface, without version; undefined for discord.js's own. */
  readonly api: string | undefined;
  readonly guildId: string | undefined;
  readonly homeGuildId: string | undefined;
  readonly factsFile: string;
  readonly lexiconFile: string;
  readonly examplesFolder: string;
  readonly moderatorRoleIds: readonly string[];
  readonly answerChannelIds: readonly string[];
  readonly logChannelId: string | undefined;
  readonly logLevel: string;
}

/** An environment that cannot be used, with everything that is wrong with it. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`The configuration has problems:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the configuration from an environment.
 *
 * @throws ConfigError naming every problem; values are not repeated in it, since one may be the token.
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path: [name, place], message }) => {
        const entry = typeof place === 'number' ? `, entry ${String(place + 1)},` : '';
        return `${String(name)}${entry} ${message}`;
      }),
    );
  }
  const values = parsed.data;
  return {
    token: values.DISCORD_TOKEN,
    api: values.DISCORD_API?.replace(/\/+$/u, ''),
    guildId: values.DISCORD_GUILD_ID,
    homeGuildId: values.HOME_GUILD_ID,
    factsFile: values.FACTS_FILE ?? 'data/facts.json',
    lexiconFile: values.LEXICON_FILE ?? 'data/lexicon.json',
    examplesFolder: values.EXAMPLES_FOLDER ?? 'data/examples',
    moderatorRoleIds: values.MODERATOR_ROLE_IDS ?? [],
    answerChannelIds: values.ANSWER_CHANNEL_IDS ?? [],
    logChannelId: values.LOG_CHANNEL_ID,
    logLevel: values.LOG_LEVEL ?? 'info',
  };
}

/** Reads the configuration from `.env` and the process environment, which wins. */
export function loadConfig(): Config {
  loadDotenv({ quiet: true });
  return readConfig(process.env);
}
