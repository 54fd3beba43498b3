import { ConfigError, type Config } from './config.ts';
import { ExamplesError, LexiconFileError } from './bot.ts';
import { errorCode } from './facts/durable.ts';
import { JournalDamagedError } from './facts/journal-lines.ts';
import { FactFileError, printProblem } from './facts/problem.ts';
import { wordsIn } from './words/words.ts';

const say = wordsIn('en');

/**
 * What is wrong with settings, facts or lexicon, for the operator to mend: every problem with its file. Undefined for
 * any other error.
 */
export function mendable(error: unknown, config: Pick<Config, 'factsFile'> | undefined): string | undefined {
  if (error instanceof FactFileError) {
    const file = config?.factsFile ?? '';
    return error.problems.map((problem) => `${file}:${printProblem(problem)}`).join('\n');
  }
  if (
    error instanceof ConfigError ||
    error instanceof LexiconFileError ||
    error instanceof ExamplesError ||
    error instanceof JournalDamagedError
  )
    return error.message;
  const code = errorCode(error);
  if (!(error instanceof Error) || code === undefined || !/^E[A-Z]+$/u.test(code)) return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  return code === 'ENOENT' && path !== undefined ? say('operator.no-file', { path }) : error.message;
}
