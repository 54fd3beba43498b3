import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { prettifyError, ZodError } from 'zod';
import type { Config } from './config.ts';
import type { FactBase } from './facts/base.ts';
import { readFacts } from './facts/file.ts';
import { answererOn, type Answer } from './question/answer.ts';
import { ExamplesError, readExamples } from './question/example-files.ts';
import { examplesFor, indexExamples, NO_EXAMPLES, type Example } from './question/examples.ts';
import { changedIndex } from './question/index-change.ts';
import { indexFacts, indexing, withExamples, type FactIndex } from './question/index.ts';
import { compileLexicon, type Lexicon } from './question/lexicon.ts';
import { carryNames, prepareNames } from './question/names.ts';
import { atOnce, inSlices } from './question/slices.ts';
import { replyTo, type Reply } from './reply/reply.ts';
import type { Language } from './text/language.ts';
import { wordsIn } from './words/words.ts';

/** What every way in (console, shell, Discord) asks its questions of. */
export interface Bot {
  readonly base: FactBase;
  readonly lexicon: Lexicon;
  readonly index: FactIndex;
  /** Answers a question; `fallback` is the language where the question's characters do not tell. */
  ask(question: string, fallback?: Language): Answer;
  /** The same without what the examples say: for words that were put together, or are too few to be like any example. */
  askByWords(question: string, fallback?: Language): Answer;
  reply(answer: Answer): Reply;
}

/**
 * Loads the facts, the lexicon and the examples and builds the index.
 *
 * @throws FactFileError where the facts do not check out, LexiconFileError and ExamplesError where those cannot be used.
 */
export async function loadBot(
  config: Pick<Config, 'factsFile' | 'lexiconFile' | 'examplesFolder'>,
): Promise<Bot> {
  const base = await readFacts(config.factsFile);
  const [words, examples] = [
    await readLexicon(config.lexiconFile),
    await readExamples(config.examplesFolder),
  ];
  const bot = botFor(base, words, examples);
  await bot.index.examples.prepare();
  return bot;
}

export { ExamplesError };

/** A lexicon that cannot be used, with all that is wrong with it. */
export class LexiconFileError extends Error {
  constructor(what: string, cause: unknown) {
    super(wordsIn('en')('operator.lexicon', { what }), { cause });
    this.name = 'LexiconFileError';
  }
}

/** Reads a lexicon, whose shape `botFor` looks at. @throws LexiconFileError where it is not JSON. */
export async function readLexicon(path: string): Promise<unknown> {
  const json = await readFile(path, 'utf8');
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new LexiconFileError(`${path}: ${error instanceof Error ? error.message : ''}`, error);
  }
}

/** A bot over facts, lexicon and examples that are at hand. @throws LexiconFileError */
export function botFor(base: FactBase, lexiconFile: unknown, examples: readonly Example[] = []): Bot {
  const lexicon = compiled(lexiconFile, base);
  return botOn(indexFacts(base, lexicon, indexExamples(examplesFor(base, examples), base, lexicon)));
}

function compiled(lexiconFile: unknown, base: FactBase): Lexicon {
  try {
    return compileLexicon(lexiconFile, organisationNames(base));
  } catch (error) {
    throw error instanceof ZodError ? new LexiconFileError(prettifyError(error), error) : error;
  }
}

function botOn(index: FactIndex): Bot {
  const { base, lexicon } = index;
  const answerer = answererOn(index);
  const byWords = answererOn(withExamples(index, NO_EXAMPLES));
  return {
    base,
    lexicon,
    index,
    ask: (question, fallback) => answerer.ask(question, fallback),
    askByWords: (question, fallback) => byWords.ask(question, fallback),
    reply: (answer) => replyTo(answer, base, lexicon),
  };
}

/** The same bot over other facts. What did not change is shared; see `changedIndex`. */
export function withBase(bot: Bot, base: FactBase, lexiconFile: unknown): Bot {
  return botOn(atOnce(reindexing(bot, base, lexiconFile)));
}

/** The same, letting questions be answered in between where much has changed. */
export async function withBaseInSlices(bot: Bot, base: FactBase, lexiconFile: unknown): Promise<Bot> {
  const index = await inSlices(reindexing(bot, base, lexiconFile));
  await prepareNames(index);
  return botOn(index);
}

// The lexicon is compiled anew only where the organisations have other names.
function* reindexing(bot: Bot, base: FactBase, lexiconFile: unknown): Generator<undefined, FactIndex> {
  const names = organisationNames(base);
  const { examples, tuning } = bot.index;
  if (names.join('\n') !== organisationNames(bot.base).join('\n')) {
    const lexicon = compileLexicon(lexiconFile, names);
    return yield* indexing(base, lexicon, indexExamples(examples.examples, base, lexicon), tuning);
  }
  const changed = changedIndex(bot.index, base);
  if (changed === null) return yield* indexing(base, bot.lexicon, examples, tuning);
  carryNames(bot.index, changed);
  return changed;
}

/** A bot that shows the facts of another base, without the work of an index: it still answers from its own. */
export function viewOf(bot: Bot, base: FactBase): Bot {
  return { ...bot, base, reply: (answer) => replyTo(answer, base, bot.lexicon) };
}

/**
 * Learns the examples, makes ready what is read on every key, and asks for every fact by its names once, a few at a time,
 * so that the first members need not wait for code that has never run.
 */
export async function warmUp(bot: Bot): Promise<void> {
  await bot.index.examples.prepare();
  await prepareNames(bot.index);
  for (const { label } of bot.base.facts.slice(0, WARM_FACTS)) {
    for (const name of [label.zh, label.en]) bot.reply(bot.ask(name));
    await setImmediate();
  }
}

/** Enough for the compiler to know the way. */
const WARM_FACTS = 100;

function organisationNames(base: FactBase): string[] {
  return base.file.reports.flatMap(({ organisation: { zh, en, aliases } }) => [
    zh,
    en,
    ...aliases.zh,
    ...aliases.en,
  ]);
}
