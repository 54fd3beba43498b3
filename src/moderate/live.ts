import { setTimeout as pause } from 'node:timers/promises';
import { Events, type Client, type Message, type PartialMessage } from 'discord.js';
import { botFor, readLexicon, viewOf, withBase, withBaseInSlices, type Bot } from '../bot.ts';
import type { Config } from '../config.ts';
import { createLimit, type Limit } from '../discord/limits.ts';
import { missesFile } from '../discord/misses.ts';
import type { Desk } from '../discord/parts.ts';
import { restFor } from '../discord/run.ts';
import { openStore, type FactStore, type StoreOptions } from '../facts/store.ts';
import type { Log } from '../log.ts';
import { readExamples } from '../question/example-files.ts';
import type { Example } from '../question/examples.ts';
import { wordsIn } from '../words/words.ts';
import { createAnnouncer, type Announcer } from './announce.ts';
import { createCorrections, type CorrectionOptions } from './corrections.ts';
import { createDesk } from './desk.ts';
import { createDrafts, type DraftOptions } from './drafts.ts';
import { createCompare } from './recorded.ts';
import type { Office } from './request.ts';
import { stateOfFile } from './whole-file.ts';

// The bot over facts that change while it runs: store, index, moderators' desk, log channel and corrections together.

export interface Live {
  readonly store: FactStore;
  readonly desk: Desk;
  /** The bot over the facts as they are now. */
  current(): Bot;
  /** Follows the bot's own answers, so that corrections reach them. */
  follow(client: Client): void;
  /** Finishes what was asked for and lets go of the folder: every acknowledged change is on the disk. */
  close(): Promise<void>;
}

export interface LiveOptions {
  readonly drafts?: DraftOptions;
  readonly corrections?: CorrectionOptions;
  readonly store?: Partial<Omit<StoreOptions, 'factsFile' | 'log'>>;
  readonly limit?: Limit;
  /** The questions that a new name may not make worse; otherwise the examples. */
  readonly recorded?: readonly Example[];
}

/** A moderator works in bursts: a form, a preview, a press. */
const MODERATOR_LIMIT = { burst: 30, perSecond: 2 } as const;
/** Between two builds of the index, in the time of a build. */
const PAUSE = 3;
/** But no longer, in ms: a moderator waits for the next build before they are told that their change is there. */
const LONGEST_PAUSE = 500;

type LiveConfig = Pick<
  Config,
  | 'factsFile'
  | 'lexiconFile'
  | 'examplesFolder'
  | 'homeGuildId'
  | 'moderatorRoleIds'
  | 'logChannelId'
  | 'api'
  | 'token'
>;

/**
 * Opens the facts for reading and writing.
 *
 * @throws FolderInUseError, JournalDamagedError, FactFileError, LexiconFileError, ExamplesError
 */
export async function openLive(config: LiveConfig, log: Log, options: LiveOptions = {}): Promise<Live> {
  const rest = restFor(config);
  const announcer = createAnnouncer(rest, config.logChannelId, log);
  const corrections = createCorrections(rest, log, options.corrections);
  const store = await openStore({
    factsFile: config.factsFile,
    log: {
      info(details, message) {
        log.info(details, message);
      },
      warn(details, message) {
        log.warn(details, message);
      },
      error(details, message) {
        log.error(details, message);
        // What the file lacks is for its moderators to read, not for the operator alone.
        if ('problems' in details) announcer.trouble(message, String(details.problems));
      },
    },
    ...options.store,
  });
  const words = await readLexicon(config.lexiconFile);
  const examples = await readExamples(config.examplesFolder);
  const keeper = keepBot(botFor(store.base(), words, examples), store, words);
  store.onChange((_, change) => {
    keeper.renew();
    if (change === undefined) return;
    announcer.change(change);
    corrections.correct(change);
  });
  tellWhatWasFound(store, announcer);
  const office: Office = {
    store,
    current: keeper.current,
    settled: keeper.settled,
    over: (base) => withBase(keeper.current(), base, words),
    view: (base) => viewOf(keeper.current(), base),
    drafts: createDrafts(options.drafts),
    factsFile: config.factsFile,
    missesFile: missesFile(config.factsFile),
    api: config.api,
    log,
    compare: createCompare(options.recorded ?? keeper.current().index.examples.examples),
  };
  const desk = createDesk(office, config, options.limit ?? createLimit(MODERATOR_LIMIT));
  const saw = (message: Message | PartialMessage): void => {
    if (!message.partial && message.author.id === message.client.user.id)
      corrections.saw(message, store.base());
  };
  return {
    store,
    desk,
    current: keeper.current,
    follow(client) {
      client.on(Events.MessageCreate, saw);
      client.on(Events.MessageUpdate, (_, message) => {
        saw(message);
      });
      const { homeGuildId } = config;
      if (homeGuildId === undefined && client.guilds.cache.size > 1)
        log.warn({ guilds: client.guilds.cache.size }, wordsIn('en')('mod.not.no-home'));
    },
    async close() {
      await store.close();
      await Promise.all([announcer.finish(), corrections.finish()]);
    },
  };
}

// What happened to the file while nobody watched, for its moderators to read.
function tellWhatWasFound(store: FactStore, announcer: Announcer): void {
  const say = wordsIn('en');
  const found = store.found();
  if (found !== undefined) announcer.change(found);
  const lines = stateOfFile(store, say);
  if (lines.length > 0) announcer.trouble(say('mod.check'), lines.join('\n'));
}

interface Keeper {
  readonly current: () => Bot;
  /** Has the bot built anew over the facts as they will then be. */
  readonly renew: () => void;
  readonly settled: () => Promise<void>;
}

// Of changes that come in a rush, several share one index, and between two there is three times as long a pause as the
// last one took. The new bot is built before it is exchanged: whoever asks meanwhile has the old one, whole.
function keepBot(first: Bot, store: FactStore, words: unknown): Keeper {
  let bot = first;
  let building: Promise<void> | undefined;
  let exchange: Promise<void> = Promise.resolve();
  let took = 0;
  let ended = 0;

  async function build(): Promise<void> {
    const until = ended + Math.min(LONGEST_PAUSE, PAUSE * took);
    await pause(Math.max(0, until - performance.now()));
    await exchange.catch(() => undefined);
    // Facts that change from here on have an index of their own, which waits for this one.
    building = undefined;
    exchange = exchanged();
    await exchange;
  }

  async function exchanged(): Promise<void> {
    const started = performance.now();
    bot = await withBaseInSlices(bot, store.base(), words);
    ended = performance.now();
    took = ended - started;
  }

  return {
    current: () => bot,
    renew() {
      building ??= build();
      // Whoever waits for it hears of a failure; the listener of the store must not fail.
      building.catch(() => undefined);
    },
    settled: async () => building ?? exchange,
  };
}
