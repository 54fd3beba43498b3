import { Events, REST, RESTEvents, type Client, type ClientOptions, type Message } from 'discord.js';
import type { Config } from '../config.ts';
import { createCallbacks, type Callbacks } from './callbacks.ts';
import { createClient } from './client.ts';
import { EXIT, exitCodeFor, isFatalClose, type FatalClose } from './closing.ts';
import { dispatch } from './dispatch.ts';
import { listen } from './listen.ts';
import { createOnce } from './once.ts';
import type { Parts } from './parts.ts';
import { createSpeaker, type Speaker } from './speak.ts';

/** The bot on Discord. */
export interface Running {
  readonly client: Client<true>;
  /** Settles when it is over for good, with the exit code: by `stop`, or because Discord will have no more of it. */
  readonly over: Promise<{ readonly code: number; readonly close: FatalClose | null }>;
  /** Takes no more work, finishes what is under way, and leaves. */
  stop(): Promise<void>;
}

/** Discord would not let the bot in. */
export class LoginError extends Error {
  readonly code: number;
  readonly close: FatalClose | null;

  constructor(close: FatalClose | null, cause: unknown) {
    super(cause instanceof Error ? cause.message : 'unknown', { cause });
    this.name = 'LoginError';
    this.close = close;
    this.code = close === null ? EXIT.unreachable : exitCodeFor(close);
  }
}

/** How long running answers are waited for at the end; the whole must be over within 5 s. */
const FINISH = 3000;
const EVENTS_KEPT = 2000;
/**
 * Answers under way at once, those included that wait for Discord to take them: at 0.2 s each that is 1,000 a second,
 * more than one processor makes. Further ones would come too late, so that they are refused right away.
 */
const MOST_AT_ONCE = 200;

/** A REST client for what happens before login. */
export function restFor(config: Pick<Config, 'api' | 'token'>): REST {
  const rest = new REST({ version: '10', ...(config.api !== undefined && { api: config.api }) });
  return rest.setToken(config.token ?? '');
}

/**
 * Logs in and answers until it is stopped.
 *
 * @throws LoginError where Discord does not let the bot in.
 */
export async function runOnDiscord(
  config: Pick<Config, 'api' | 'token' | 'answerChannelIds'>,
  parts: Parts,
  overrides: Partial<ClientOptions> = {},
): Promise<Running> {
  const client = createClient(config, overrides);
  const callbacks = createCallbacks({ api: config.api, ...parts });
  const speaker = createSpeaker(parts);
  const work = new Set<Promise<void>>();
  let ending: Promise<void> | null = null;
  let settle: (end: { code: number; close: FatalClose | null }) => void = () => undefined;
  const over = new Promise<{ code: number; close: FatalClose | null }>((resolve) => {
    settle = resolve;
  });
  const fatal: { close: FatalClose | null } = { close: null };

  function track(promise: Promise<void>): void {
    work.add(promise);
    void promise.finally(() => work.delete(promise));
  }

  function stop(code: number = EXIT.fine): Promise<void> {
    ending ??= leave(client, work, parts).then(() => {
      settle({ code, close: fatal.close });
    });
    return ending;
  }

  function fail(close: FatalClose): void {
    if (fatal.close !== null) return;
    fatal.close = close;
    parts.log.fatal({ close }, 'Discord has closed the connection for good');
    if (client.isReady()) void stop(exitCodeFor(close));
  }

  // Requests that were waiting in line when the token was refused have it in their headers already.
  const send = client.rest.options.makeRequest.bind(client.rest.options);
  client.rest.options.makeRequest = (url, init) =>
    fatal.close === null ? send(url, init) : Promise.reject(new Error('Discord has closed the connection'));
  attend(client, {
    parts,
    callbacks,
    speaker,
    track,
    isEnding: () => ending !== null,
    isBusy: () => work.size >= MOST_AT_ONCE,
    fail,
  });
  const ready = new Promise<Client<true>>((resolve) => {
    client.once(Events.ClientReady, resolve);
  });
  try {
    await client.login(config.token);
    const running = await Promise.race([ready, over.then(() => null)]);
    if (running === null) throw new Error('stopped before it was ready');
    // A fatal close may have come between the login and the first guilds.
    if (fatal.close !== null) void stop(exitCodeFor(fatal.close));
    return { client: running, over, stop: () => stop() };
  } catch (error) {
    await client.destroy();
    throw new LoginError(fatal.close ?? closeBehind(error), error);
  }
}

interface Attending {
  readonly parts: Parts;
  readonly callbacks: Callbacks;
  readonly speaker: Speaker;
  readonly track: (promise: Promise<void>) => void;
  readonly isEnding: () => boolean;
  readonly isBusy: () => boolean;
  readonly fail: (close: FatalClose) => void;
}

function attend(
  client: Client,
  { parts, callbacks, speaker, track, isEnding, isBusy, fail }: Attending,
): void {
  const { log, counts } = parts;
  const isNew = createOnce(EVENTS_KEPT);
  client.on(Events.InteractionCreate, (interaction) => {
    if (isEnding() || !isNew(interaction.id)) return;
    track(dispatch(interaction, parts, callbacks, isBusy()));
  });
  client.on(Events.MessageCreate, (message: Message) => {
    if (isEnding() || isBusy() || !isNew(message.id)) return;
    track(listen(message, parts, speaker));
  });
  // Without a listener for errors, one failed handler would end the process.
  client.on(Events.Error, (error) => {
    counts.add('client.error');
    log.error({ error }, 'the client reports an error');
  });
  client.on(Events.Warn, (text) => {
    log.warn({ text }, 'the client warns');
  });
  client.on(Events.ShardError, (error, shard) => {
    log.warn({ error, shard }, 'a connection had an error');
  });
  client.on(Events.ShardReconnecting, (shard) => {
    // Leaving closes the connection, which the library takes for a loss.
    if (isEnding()) return;
    counts.add('reconnecting');
    log.info({ shard }, 'reconnecting');
  });
  client.on(Events.ShardResume, (shard, replayed) => {
    counts.add('resumed');
    log.info({ shard, replayed }, 'resumed');
  });
  client.on(Events.ShardDisconnect, ({ code }) => {
    if (isFatalClose(code)) fail(code);
  });
  client.on(Events.Invalidated, () => {
    fail(4004);
  });
  client.rest.on('invalidRequestWarning', (warning) => {
    log.warn({ warning }, 'many invalid requests; Discord bans an address at 10,000 in 10 minutes');
  });
  client.rest.on(RESTEvents.RateLimited, ({ route, timeToReset, scope }) => {
    counts.add('rate-limited');
    log.info({ route, timeToReset, scope }, 'waiting for a rate limit');
  });
  // The token was revoked while running: asking further only counts against the address.
  client.rest.on(RESTEvents.Response, (_, { status }) => {
    if (status === 401) fail(4004);
  });
}

async function leave(
  client: Client,
  work: ReadonlySet<Promise<void>>,
  { misses, log }: Parts,
): Promise<void> {
  const finished = Promise.allSettled([...work]).then(() => misses.finish());
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, FINISH);
  });
  await Promise.race([finished, deadline]);
  clearTimeout(timer);
  try {
    await client.destroy();
  } catch (error) {
    log.warn({ error }, 'leaving Discord went wrong');
  }
}

// Two of them reach us as plain errors (discord.js 14.28, WebSocketManager.connect; @discordjs/ws, WebSocketShard).
function closeBehind(error: unknown): FatalClose | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && error.code === 'TokenInvalid') return 4004;
  if (/disallowed intents/iu.test(error.message)) return 4014;
  if (/invalid intents/iu.test(error.message)) return 4013;
  if (/authentication failed/iu.test(error.message)) return 4004;
  return null;
}
