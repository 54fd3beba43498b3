import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readFacts } from '../src/facts/file.ts';
import { openStore } from '../src/facts/store.ts';
import { copyOf } from './torture.ts';

// Kills a process at every single system call of a save, and prints what was on the disk then and after a restart.
// Needs strace, and the right to trace a process of one's own.
//
//   node --import tsx scripts/torture-calls.ts [FACTS_FILE]
//
// One thread makes all calls on files, so that they come in one order; strace watches that thread alone. Each is killed
// at its entry, so the outcome of a call shows at the next one.

const CALLS =
  'openat,read,pread64,pwrite64,fsync,rename,link,linkat,unlink,close,fchmod,ftruncate,fstat,stat,statx,getdents64';
const CHILD = fileURLToPath(new URL('torture-child.ts', import.meta.url));
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface Run {
  readonly calls: readonly string[];
  readonly acknowledged: boolean;
}

/** One save of a copy, watched; killed at the n-th `call` where that is given. */
async function save(factsFile: string, thread: number, kill?: { call: string; nth: number }): Promise<Run> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, factsFile, 'on-word'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', UV_THREADPOOL_SIZE: '1' },
  });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  const threads = (await readdir(`/proc/${String(child.pid)}/task`)).map(Number).sort((a, b) => a - b);
  const inject = kill === undefined ? [] : ['-e', `inject=${kill.call}:signal=KILL:when=${String(kill.nth)}`];
  const strace = spawn('strace', [
    '-p',
    String(threads[thread]),
    '-s',
    '0',
    '-e',
    `trace=${CALLS}`,
    ...inject,
  ]);
  const ended = once(strace, 'close');
  const traced = collected(strace);
  await attached(traced);
  child.stdin.end('go\n');
  const { value = '' } = (await lines.next()) as { value?: string };
  await Promise.all([exited, ended]);
  return {
    calls: traced.lines.filter((line) => /^\w+\(/u.test(line)),
    acknowledged: value.startsWith('saved'),
  };
}

function collected(strace: ChildProcess): { readonly lines: string[] } {
  const lines: string[] = [];
  if (strace.stderr !== null)
    createInterface({ input: strace.stderr }).on('line', (line) => lines.push(line));
  return { lines };
}

async function attached({ lines }: { readonly lines: readonly string[] }): Promise<void> {
  for (let waits = 0; waits < 400; waits++) {
    if (lines.some((line) => line.includes('attached'))) return;
    await sleep(10);
  }
  throw new Error(`strace did not attach: ${lines.join(' ')}`);
}

/** What the folder holds: by revision of the facts, before any repair and after a restart. */
async function found(factsFile: string): Promise<{ before: number; after: number; strays: number }> {
  const before = (await readFacts(factsFile)).file.revision;
  const store = await openStore({ factsFile, log: silent, watchEveryMs: 0 });
  const after = store.base().file.revision;
  const [last] = await store.history(undefined, 1);
  if (last?.revision !== after) throw new Error('The journal and the facts differ.');
  await store.close();
  const names = await readdir(dirname(factsFile));
  return { before, after, strays: names.filter((name) => name.endsWith('.tmp')).length };
}

async function onCopy<T>(factsFile: string, work: (copy: string) => Promise<T>): Promise<T> {
  const copy = await copyOf(factsFile);
  try {
    // A first change, so that there is a journal and a previous version.
    const store = await openStore({ factsFile: copy, log: silent, watchEveryMs: 0 });
    await store.close();
    return await work(copy);
  } finally {
    await rm(dirname(copy), { recursive: true, force: true });
  }
}

execFileSync('strace', ['-V']);
const [factsFile = fileURLToPath(new URL('../data/facts.json', import.meta.url))] = process.argv.slice(2);
const old = (await readFacts(factsFile)).file.revision;

// The thread that makes the calls: the one that syncs.
let thread = 0;
let plain: Run = { calls: [], acknowledged: false };
while (!plain.calls.some((call) => call.startsWith('fsync')))
  plain = await onCopy(factsFile, (copy) => save(copy, ++thread));

const seen = new Map<string, number>();
let other = 0;
for (const [place, line] of plain.calls.entries()) {
  const call = line.slice(0, line.indexOf('('));
  const nth = (seen.get(call) ?? 0) + 1;
  seen.set(call, nth);
  const result = await onCopy(factsFile, async (copy) => {
    const { acknowledged } = await save(copy, thread, { call, nth });
    return { acknowledged, ...(await found(copy)) };
  });
  const say = (revision: number): string =>
    revision === old ? 'old' : revision === old + 1 ? 'new' : 'other';
  const outcome = `${say(result.before)}, after a restart ${say(result.after)}`;
  const lost = result.acknowledged && result.after === old;
  if (outcome.includes('other') || lost || result.strays > 0) other += 1;
  const shown = line
    .replaceAll(dirname(factsFile), '')
    .replaceAll(/"[^"]*\/([^"/]*)"/gu, '"$1"')
    .slice(0, 90);
  process.stdout.write(`${String(place + 1)} ${shown}: ${outcome}${lost ? ', LOST' : ''}\n`);
}
process.stdout.write(
  `${basename(factsFile)}: killed at each of ${String(plain.calls.length)} calls of a save; neither old nor new, or lost: ${String(other)}\n`,
);
if (other > 0) process.exitCode = 1;
