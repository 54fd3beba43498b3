import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { loadBot } from './bot.ts';
import { ConfigError, loadConfig } from './config.ts';
import { answerJson } from './reply/json.ts';
import { replyText } from './reply/text.ts';
import { FactFileError } from './facts/problem.ts';

// `npm run --silent ask -- "question"`, or with --json one question a line from standard input.

const USAGE =
  'Usage: npm run --silent ask -- [--facts FILE] "question"\n       npm run --silent ask -- [--facts FILE] --json < questions';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, facts: { type: 'string' } },
  });
  const config = loadConfig();
  const bot = await loadBot({ ...config, factsFile: values.facts ?? config.factsFile });
  const question = positionals.join(' ');
  if (values.json) {
    // A reader that goes away early (head) ends the work; it is no error.
    process.stdout.on('error', () => process.exit(0));
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
      const more = process.stdout.write(`${answerJson(bot.ask(line), bot.base, bot.lexicon, line)}\n`);
      if (!more) await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
  } else if (question === '') {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
  } else {
    process.stdout.write(`${replyText(bot.reply(bot.ask(question)))}\n`);
  }
} catch (error) {
  const expected =
    error instanceof FactFileError ||
    error instanceof ConfigError ||
    (error instanceof Error && 'code' in error);
  if (!expected) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
