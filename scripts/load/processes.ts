import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** How a process did in the last second. */
export interface Sample {
  readonly rss: number;
  readonly heapUsed: number;
  /** Milliseconds by which the event loop was late. */
  readonly loopP99: number;
  readonly loopMax: number;
  /** Milliseconds of garbage collection: the longest one, and all together. */
  readonly longestCollection: number;
  readonly collecting: number;
  /** Processors in use; a little over 1 is all that one process can use. */
  readonly busy: number;
}

/** A process with a probe in it. */
export interface Probed {
  readonly samples: readonly Sample[];
  /** Lines it wrote to its log. */
  readonly complaints: readonly string[];
  /** The next sample after a collection of garbage. */
  settled(): Promise<Sample>;
  /** Sends SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
}

const PROBE = './scripts/load/probe.ts';
const NODE = ['--expose-gc', '--import', 'tsx'];
/** What `npm start` gives Node: room for objects before they are first collected as a whole, which stops the bot. */
const AS_STARTED = ['--initial-old-space-size=256'];

function probed(child: ChildProcess): Probed {
  const samples: Sample[] = [];
  const complaints: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints.push(...chunk.toString().trimEnd().split('\n'));
  });
  child.on('message', (sample) => {
    samples.push(sample as Sample);
  });
  return {
    samples,
    complaints,
    async settled() {
      child.send('collect');
      await pause(200);
      const [sample] = (await once(child, 'message')) as [Sample];
      return sample;
    },
    async stop() {
      const over = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = (await over) as [number | null];
      return code;
    },
  };
}

/** A process with nothing to do: what it waits for, it waits for because of the machine. */
export function startIdle(): Probed {
  return probed(fork(PROBE, { execArgv: NODE }));
}

/** `npm start` as a process of its own, on a copy of the facts. */
export async function startBot(api: string, token: string): Promise<Probed> {
  const folder = await mkdtemp(join(tmpdir(), 'load-'));
  // The facts alone: a bot that runs here has a lock and a journal beside them.
  await cp('data/reports', join(folder, 'reports'), { recursive: true });
  await cp('data/facts.json', join(folder, 'facts.json'));
  const env = {
    PATH: '/usr/bin:/bin',
    DISCORD_TOKEN: token,
    DISCORD_API: api,
    FACTS_FILE: join(folder, 'facts.json'),
    LOG_LEVEL: 'warn',
  };
  const child = fork('src/main.ts', {
    execArgv: [...AS_STARTED, ...NODE, '--import', PROBE],
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.once('exit', () => void rm(folder, { recursive: true }));
  const bot = probed(child);
  await ready(child, bot);
  return bot;
}

async function ready(child: ChildProcess, { complaints }: Probed): Promise<void> {
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`The bot ended with ${String(code)}: ${complaints.join('\n')}`);
  });
  for (;;) {
    const [line] = (await Promise.race([once(child.stdout ?? child, 'data'), gone])) as [Buffer];
    if (line.toString().startsWith('Ready')) return;
  }
}
