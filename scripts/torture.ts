import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { contentHash } from '../src/facts/delta.ts';
import { diskFiles } from '../src/facts/durable.ts';
import { addAlias } from '../src/facts/edit.ts';
import { readFacts } from '../src/facts/file.ts';
import { openStore, type StoreOptions } from '../src/facts/store.ts';
import { faultyFiles, isStep, type Moment } from '../test/facts/faults.ts';

// Kills the store, again and again, and looks whether an edit that was acknowledged is ever missing afterwards.
//
//   node --import tsx scripts/torture.ts [--kills N] [--seed S] [--lanes N] [--facts FILE]
//
// Two parts: a process is killed (SIGKILL) at random moments of its start and of its edits, N times; and it is killed
// before, halfway through and after every write, fsync, link and rename of one save. SIGKILL leaves to the system what
// was written but not fsynced, so this does not show what a power cut does.

export interface TortureOptions {
  /** The fact file to work on a copy of. */
  readonly factsFile: string;
  /** Kills at random moments. */
  readonly kills: number;
  /** Picks the moments. The machine's own timing still plays a part. */
  readonly seed: number;
  /** At which steps of a save to kill: at all, or at none. */
  readonly steps: boolean;
  /** How many processes to torture side by side, each in a folder of its own. */
  readonly lanes?: number;
}

export interface TortureReport {
  runs: number;
  /** Edits that the killed processes were told are saved. */
  acknowledged: number;
  /** Acknowledged edits that were missing or different afterwards. */
  lost: number;
  /** Fact files that did not read and check after a kill, before any repair. */
  unreadable: number;
  /** How long opening the store took after each kill, in milliseconds. */
  recoveries: number[];
  /** How long a killed process took from its start until its facts were open. */
  restarts: number[];
}

interface Told {
  readonly saved: { readonly sequence: number; readonly hash: string }[];
  readonly restarts: number[];
}

const CHILD = fileURLToPath(new URL('torture-child.ts', import.meta.url));
/** How many edits to wait for at most, and how long after that to kill at most: a little more than an edit takes. */
const EDITS = 4;
const EDITING_MS = 80;
const STARTING_MS = 600;

/** Runs the kills and reports. Works in folders of its own, which it removes. */
export async function torture(options: TortureOptions): Promise<TortureReport> {
  const report: TortureReport = {
    runs: 0,
    acknowledged: 0,
    lost: 0,
    unreadable: 0,
    recoveries: [],
    restarts: [],
  };
  const { kills, seed, steps, lanes = 1 } = options;
  await Promise.all(
    Array.from({ length: lanes }, (_, lane) => {
      const share = Math.floor((kills + lane) / lanes);
      const own = { ...options, kills: share, seed: seed * lanes + lane, steps: steps && lane === 0 };
      return runLane(own, report);
    }),
  );
  return report;
}

async function runLane(
  { factsFile, kills, seed, steps }: TortureOptions,
  report: TortureReport,
): Promise<void> {
  const random = generator(seed);
  const copy = await copyOf(factsFile);
  const everything: Told = { saved: [], restarts: [] };
  try {
    for (let kill = 0; kill < kills; kill++) {
      // Every fifth time while it starts, which after a kill means while it repairs.
      const told =
        kill % 5 === 4
          ? await killed(copy, [], { afterSpawn: random() * STARTING_MS })
          : await killed(copy, [], { afterEdits: Math.floor(random() * EDITS), then: random() * EDITING_MS });
      await check(copy, told, everything, report);
    }
    if (steps) {
      for (const [step, moment] of await momentsOf(copy)) {
        await check(copy, await killed(copy, [String(step), moment], {}), everything, report);
      }
    }
  } finally {
    await rm(dirname(copy), { recursive: true, force: true });
  }
}

/** A copy of a fact file with its report texts, in a folder of its own. */
export async function copyOf(factsFile: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'facts-'));
  await cp(factsFile, join(folder, basename(factsFile)));
  await cp(join(dirname(factsFile), 'reports'), join(folder, 'reports'), { recursive: true });
  return join(folder, basename(factsFile));
}

async function killed(
  factsFile: string,
  stop: readonly string[],
  when: { afterSpawn?: number; afterEdits?: number; then?: number },
): Promise<Told> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, factsFile, ...stop], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const told: Told = { saved: [], restarts: [] };
  const exited = new Promise<string>((resolve) => {
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.on('close', (code, signal) => {
      resolve(signal === 'SIGKILL' ? '' : `It ended by itself with ${String(code)}.\n${complaint}`);
    });
  });
  function killIn(ms: number | undefined): void {
    if (ms !== undefined) setTimeout(() => child.kill('SIGKILL'), ms);
  }
  killIn(when.afterSpawn);
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, first = '', second = ''] = line.split(' ');
    if (word === 'ready') {
      told.restarts.push(Number(first));
    } else {
      told.saved.push({ sequence: Number(first), hash: second });
    }
    if (told.saved.length === when.afterEdits) killIn(when.then);
  }
  const complaint = await exited;
  if (complaint !== '') throw new Error(complaint);
  return told;
}

async function check(factsFile: string, told: Told, everything: Told, report: TortureReport): Promise<void> {
  report.runs++;
  report.acknowledged += told.saved.length;
  report.restarts.push(...told.restarts);
  everything.saved.push(...told.saved);
  try {
    await readFacts(factsFile);
  } catch {
    report.unreadable++;
  }
  const before = performance.now();
  const store = await quietStore({ factsFile });
  report.recoveries.push(performance.now() - before);
  const history = await store.history(undefined, told.saved.length + 2);
  const after = new Map(history.map(({ sequence, content }) => [sequence, content.after]));
  const [last] = history;
  const acknowledged = everything.saved.at(-1);
  // The facts are those of the newest entry, which is the newest acknowledged edit or one that was under way.
  const whole =
    contentHash(store.base().file) === last?.content.after &&
    contentHash((await readFacts(factsFile)).file) === last.content.after &&
    last.sequence >= (acknowledged?.sequence ?? 0);
  const missing = told.saved.filter(({ sequence, hash }) => after.get(sequence) !== hash).length;
  report.lost += missing === 0 && !whole ? 1 : missing;
  await store.close();
}

// Every step of one save, as the store makes it now.
async function momentsOf(factsFile: string): Promise<[number, Moment][]> {
  const names: string[] = [];
  const files = faultyFiles(diskFiles, (call, perform) => {
    if (isStep(call)) names.push(call.name);
    return perform();
  });
  const store = await quietStore({ factsFile, files, journalBytes: 1 });
  const fact = store.base().facts[0];
  if (fact === undefined) throw new Error('There is no fact to edit.');
  names.length = 0;
  await store.change({
    actor: 'torture',
    action: 'alias-add',
    edit: addAlias(fact.id, 'en', `steps ${String(store.base().file.revision)}`),
  });
  const steps = [...names];
  await store.close();
  return steps.flatMap((name, index): [number, Moment][] => [
    [index + 1, 'before'],
    ...(name === 'write' ? [[index + 1, 'halfway'] satisfies [number, Moment]] : []),
    [index + 1, 'after'],
  ]);
}

function quietStore(
  options: Pick<StoreOptions, 'factsFile' | 'files' | 'journalBytes'>,
): ReturnType<typeof openStore> {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return openStore({ ...options, log, watchEveryMs: 0 });
}

// Mulberry32: small, and the same on every machine.
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The report as one line. */
export function printReport(report: TortureReport): string {
  const { runs, acknowledged, lost, unreadable, recoveries, restarts } = report;
  const counts = `runs ${String(runs)}, acknowledged ${String(acknowledged)}, lost ${String(lost)}, unreadable ${String(unreadable)}`;
  return `${counts}, recovery ${spread(recoveries)}, whole restart ${spread(restarts)}`;
}

function spread(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  function at(share: number): string {
    return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0)} ms`;
  }
  return `p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)}`;
}

const MAX_RESTART_MS = 2000;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      lanes: { type: 'string', default: '2' },
      facts: { type: 'string', default: fileURLToPath(new URL('../data/facts.json', import.meta.url)) },
    },
  });
  const kills = Number(values.kills);
  const seed = Number(values.seed);
  const lanes = Number(values.lanes);
  const report = await torture({ factsFile: values.facts, kills, seed, steps: true, lanes });
  process.stdout.write(`torture --kills ${String(kills)} --seed ${String(seed)}: ${printReport(report)}\n`);
  const slow = Math.max(...report.recoveries, ...report.restarts) >= MAX_RESTART_MS;
  if (report.lost > 0 || report.unreadable > 0 || slow) process.exitCode = 1;
}
