import { setTimeout as pause } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startDiscord, type Discord } from '../test/loopback/discord.ts';
import { COMMANDS } from '../commands/index.ts';
import { loadBot, warmUp } from '../src/bot.ts';
import { createCounts } from '../src/discord/counts.ts';
import { createLimit, MEMBER_LIMIT, CHANNEL_LIMIT } from '../src/discord/limits.ts';
import { TIMES } from '../src/discord/parts.ts';
import { registerCommands } from '../src/discord/registration.ts';
import { restFor, runOnDiscord } from '../src/discord/run.ts';
import { createLog } from '../src/log.ts';

// Load over a Discord on loopback: questions at a steady rate, then members typing. Bot and Discord share one process
// and its processor, so that the figures are a floor.
//
//   node --import tsx scripts/load.ts [--rate 200] [--seconds 60] [--typists 50] [--keys 10] [--typing-seconds 10]

const { values } = parseArgs({
  options: {
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
    typists: { type: 'string', default: '50' },
    keys: { type: 'string', default: '10' },
    'typing-seconds': { type: 'string', default: '10' },
  },
});
const TOKEN = 'loopback-token-for-load';
const MEMBERS = 1000;
const CHANNELS = 60;
const PROBES = [
  ['4G coverage', '98%'],
  ['累计无偿捐赠扶贫资金是多少', '16億元'],
  ['黨支部有多少個？', '1200多個'],
] as const;

const TYPED = ['', '累', '累计', '累计捐', 'd', 'do', 'don', 'dona', 'leiji', '4G', '16', '扶贫干', 'xyz'];

const BUSY = /in a few seconds|过几秒再问|過幾秒再問/u;

const members = Array.from({ length: MEMBERS }, (_, place) => ({
  name: `m${String(place)}`,
  locale: (['en-US', 'zh-CN', 'zh-TW'] as const)[place % 3] ?? 'en-US',
}));
const channels = Array.from({ length: CHANNELS }, (_, place) => `c${String(place)}`);
const discord = await startDiscord({ token: TOKEN, guilds: [{ name: 'Load', members, channels }] });
const bot = await loadBot({ factsFile: 'data/facts.json', lexiconFile: 'data/lexicon.json' });
const config = { api: discord.api, token: TOKEN, answerChannelIds: [] };
const parts = {
  current: () => bot,
  commands: COMMANDS,
  answerChannelIds: [],
  misses: { record: () => undefined, finish: () => Promise.resolve() },
  memberLimit: createLimit(MEMBER_LIMIT),
  channelLimit: createLimit(CHANNEL_LIMIT),
  log: createLog('silent', TOKEN, process.stderr),
  counts: createCounts(),
  times: TIMES,
};
await warmUp(bot);
await registerCommands(restFor(config), COMMANDS, undefined);
const running = await runOnDiscord(config, parts);
const questions = (await readFile('test/questions/practice.jsonl', 'utf8'))
  .split('\n')
  .flatMap((line) => /"question":\s*"((?:[^"\\]|\\.)*)"/u.exec(line)?.[1] ?? []);

let firstFailure: string | undefined;
const memoryBefore = memory();
const asking = await loadWith(Number(values.rate), Number(values.seconds), (turn) => ask(turn, discord));
print('questions', asking);
const typing = await loadWith(
  Number(values.typists) * Number(values.keys),
  Number(values['typing-seconds']),
  (turn) => type(turn, discord),
);
print('suggestions', typing);
process.stdout.write(`memory: ${memoryBefore} before, ${memory()} after (bot and Discord together)
`);
if (firstFailure !== undefined) process.stdout.write(`first failure: ${firstFailure}\n`);
await running.stop();
await discord.stop();

interface Outcome {
  readonly elapsed: number;
  readonly wrong: boolean;
  /** Answered, but with a word that too much is going on. */
  readonly refused: boolean;
}

/** Starts `rate` calls a second, evenly, whether or not earlier ones are answered. */
async function loadWith(rate: number, seconds: number, call: (turn: number) => Promise<Outcome>) {
  const outcomes: (Outcome | null)[] = [];
  const running: Promise<void>[] = [];
  const start = performance.now();
  for (let turn = 0; turn < rate * seconds; turn += 1) {
    const due = start + (turn * 1000) / rate;
    if (due > performance.now()) await pause(due - performance.now());
    running.push(
      call(turn).then(
        (outcome) => void outcomes.push(outcome),
        (error: unknown) => {
          firstFailure ??= String(error);
          outcomes.push(null);
        },
      ),
    );
    if (turn % 2000 === 1999) discord.forget();
  }
  await Promise.all(running);
  return { outcomes, took: (performance.now() - start) / 1000 };
}

async function ask(turn: number, there: Discord): Promise<Outcome> {
  const probe = turn % 10 === 0 ? PROBES[(turn / 10) % PROBES.length] : undefined;
  const question = probe?.[0] ?? questions[turn % questions.length] ?? 'x';
  const where = { channel: `c${String(turn % CHANNELS)}` };
  const seen = await there.member(`m${String(turn % MEMBERS)}`).slash('ask', { question }, where);
  const refused = BUSY.test(seen.text);
  return {
    elapsed: seen.elapsed,
    refused,
    wrong: probe !== undefined && !refused && !seen.text.includes(probe[1]),
  };
}

async function type(turn: number, there: Discord): Promise<Outcome> {
  const name = TYPED[turn % TYPED.length] ?? '';
  const { choices, elapsed } = await there
    .member(`m${String(turn % 50)}`)
    .autocomplete('metric', { name }, 'name');
  const wrong = choices.length > 25 || choices.some((choice) => choice.name.length > 100);
  return { elapsed, wrong, refused: false };
}

function print(what: string, { outcomes, took }: { outcomes: (Outcome | null)[]; took: number }): void {
  const times = outcomes
    .flatMap((outcome) => (outcome === null ? [] : [outcome.elapsed]))
    .sort((a, b) => a - b);
  const at = (share: number): string =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
  const wrong = outcomes.filter((outcome) => outcome?.wrong === true).length;
  const refused = outcomes.filter((outcome) => outcome?.refused === true).length;
  process.stdout.write(
    `${what}: ${String(outcomes.length)} sent in ${took.toFixed(1)} s, ${String(times.length)} acknowledged, ` +
      `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms, ${String(refused)} politely refused, ${String(wrong)} wrong\n`,
  );
}

// With --expose-gc what is no longer needed is left out.
function memory(): string {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return `${megabytes(rss)} MiB (heap ${megabytes(heapUsed)})`;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}
