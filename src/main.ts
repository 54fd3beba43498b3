import { COMMANDS } from '../commands/index.ts';
import { loadBot } from './bot.ts';
import { loadConfig, type Config } from './config.ts';
import { runConsole } from './console/console.ts';
import { EXIT, wordsFor } from './discord/closing.ts';
import { LoginError } from './discord/run.ts';
import { partsFor, startOnDiscord } from './discord/start.ts';
import { FolderInUseError } from './facts/lock.ts';
import { mendable } from './failure.ts';
import { createLog } from './log.ts';
import { openLive, type Live } from './moderate/live.ts';
import { wordsIn } from './words/words.ts';

// `npm start`: on Discord with a DISCORD_TOKEN, in the local console without one.

const say = wordsIn('en');

/** With the corrections and the log channel this must be over soon after the edits are on the disk. */
const LAST_WORDS = 1500;

let config: Config | undefined;
try {
  config = loadConfig();
  if (config.token === undefined) await openConsole(config);
  else await openDiscord(config);
} catch (error) {
  if (error instanceof FolderInUseError) {
    process.stderr.write(`${say('operator.in-use', { why: error.message })}\n`);
    process.exitCode = EXIT.inUse;
  } else {
    const words = mendable(error, config);
    if (words === undefined) throw error;
    process.stderr.write(`${words}\n`);
    process.exitCode = EXIT.configuration;
  }
}

async function openConsole(config: Config): Promise<void> {
  const bot = await loadBot(config);
  process.stderr.write(`${say('console.no-token')}\n`);
  await runConsole(() => bot, COMMANDS, {
    input: process.stdin,
    output: process.stdout,
    interactive: process.stdin.isTTY,
    colours: process.stdout.isTTY && process.stdout.hasColors(),
    language: 'en',
  });
}

async function openDiscord(config: Config): Promise<void> {
  const log = createLog(config.logLevel, config.token, process.stderr);
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ error }, event);
      process.exit(EXIT.fault);
    });
  }
  const stopping = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => {
        resolve();
      });
  });
  const live = await openLive(config, log);
  const parts = { ...partsFor(config, () => live.current(), COMMANDS, log), desk: live.desk };
  const tell = (line: string): void => void process.stdout.write(`${line}\n`);
  const started = await Promise.race([startOnDiscord(config, parts, tell).catch(refused), stopping]);
  // Stopped before there was anything to finish.
  if (started === undefined) return leave(live, EXIT.fine);
  if (started instanceof LoginError) {
    const { close, message, code } = started;
    process.stderr.write(
      `${close === null ? say('operator.unreachable', { why: message }) : say(wordsFor(close))}\n`,
    );
    return leave(live, code);
  }
  live.follow(started.client);
  void stopping.then(() => started.stop());
  const { code, close } = await started.over;
  if (close !== null) process.stderr.write(`${say(wordsFor(close))}\n`);
  return leave(live, code);
}

// Acknowledged changes are on the disk already; what is under way is finished before the folder is let go.
async function leave(live: Live, code: number): Promise<never> {
  const late = new Promise((resolve) => setTimeout(resolve, LAST_WORDS));
  await Promise.race([live.close(), late]);
  process.exit(code);
}

function refused(error: unknown): LoginError {
  if (error instanceof LoginError) return error;
  throw error;
}
