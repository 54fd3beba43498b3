import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { loadBot } from './bot.ts';
import { loadConfig, type Config } from './config.ts';
import { mendable } from './failure.ts';
import { answerJson } from './reply/json.ts';
import { replyText } from './reply/text.ts';

// `npm run --silent ask -- "question"`, or with --json one question a line from standard input.

const USAGE =
  'Usage: npm run --silent ask -- [--facts FILE] "question"\n       npm run --silent ask -- [--facts FILE] --json < questions';

let config: Config | undefined;
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, facts: { type: 'string' } },
  });
  const settings = loadConfig();
  config = { ...settings, factsFile: values.facts ?? settings.factsFile };
  const question = positionals.join(' ');
  const isAsked = values.json || question !== '';
  // Learning takes a second, which is not spent on saying how to ask.
  const bot = isAsked ? await loadBot(config) : null;
  if (bot === null) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
  } else if (values.json) {
    // A reader that goes away early (head) ends the work; it is no error.
    process.stdout.on('error', () => process.exit(0));
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
      const more = process.stdout.write(`${answerJson(bot.ask(line), bot.base, bot.lexicon, line)}\n`);
      if (!more) await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
  } else {
    process.stdout.write(`${replyText(bot.reply(bot.ask(question)))}\n`);
  }
} catch (error) {
  // A wrong option is an error of parseArgs, with a code.
  const misused = error instanceof Error && 'code' in error ? error.message : undefined;
  const words = mendable(error, config) ?? misused;
  if (words === undefined) throw error;
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}
