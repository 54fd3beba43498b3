import { DiscordAPIError } from 'discord.js';
import { COMMANDS } from '../commands/index.ts';
import { ConfigError, loadConfig } from './config.ts';
import { EXIT, exitCodeFor, wordsFor } from './discord/closing.ts';
import { registerCommands } from './discord/registration.ts';
import { restFor } from './discord/run.ts';
import { wordsIn } from './words/words.ts';

// `npm run register`: makes Discord's list of commands equal to ours, everywhere, or in DISCORD_GUILD_ID alone.

const say = wordsIn('en');

try {
  const config = loadConfig();
  if (config.token === undefined) {
    process.stderr.write(`${say('operator.register-needs-token')}\n`);
    process.exitCode = EXIT.configuration;
  } else {
    const registration = await registerCommands(restFor(config), COMMANDS, config.guildId);
    const done = { count: COMMANDS.length, registration: say(`operator.${registration}`) };
    process.stdout.write(`${say('operator.register-done', done)}\n`);
  }
} catch (error) {
  const [words, code] = wordsForFailure(error);
  process.stderr.write(`${words}\n`);
  process.exitCode = code;
}

function wordsForFailure(error: unknown): [string, number] {
  if (error instanceof ConfigError) return [error.message, EXIT.configuration];
  if (error instanceof DiscordAPIError && error.status === 401)
    return [say(wordsFor(4004)), exitCodeFor(4004)];
  if (error instanceof DiscordAPIError && error.status < 500)
    return [say('operator.register-refused', { why: error.message }), EXIT.configuration];
  // The message of a refusal names no token; its address, which the error carries too, is not shown.
  const why = error instanceof Error ? error.message : String(error);
  return [say('operator.unreachable', { why }), EXIT.unreachable];
}
