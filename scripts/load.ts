import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { startDiscord } from '../test/loopback/discord.ts';
import { readQuestions } from '../src/quality/questions.ts';
import { startBot, startIdle, type Sample } from './load/processes.ts';
import { steadily, type Outcome, type Result } from './load/steady.ts';

// Load over a Discord on loopback: questions at one steady rate after the other, members typing, and a burst. The bot
// is `npm start` in a process of its own, so that what it takes is measured alone; the Discord and the members share
// this one.
//
//   npm run load -- [--rates 200,400] [--seconds 60] [--typists 50] [--keys 10] [--typing-seconds 20] [--burst 5000]

const { values } = parseArgs({
  options: {
    rates: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
    typists: { type: 'string', default: '50' },
    keys: { type: 'string', default: '10' },
    'typing-seconds': { type: 'string', default: '20' },
    burst: { type: 'string', default: '5000' },
  },
});
const TOKEN = 'loopback-token-for-load';
// So many that the limits for each member and channel are not what is measured.
const MEMBERS = 5000;
const CHANNELS = 400;
const PROBES = [
  ['4G coverage', '98%'],
  ['累计无偿捐赠扶贫资金是多少', '16億元'],
  ['黨支部有多少個？', '1200多個'],
] as const;
const TYPED = ['', '累', '累计', '累计捐', 'd', 'do', 'don', 'dona', 'leiji', '4G', '16', '扶贫干', 'xyz'];
const BUSY = /in a few seconds|过几秒再问|過幾秒再問/u;
/** Beyond this the knee is passed: answers would soon come too late. */
const KNEE = 2500;

const members = Array.from({ length: MEMBERS }, (_, place) => ({
  name: `m${String(place)}`,
  locale: (['en-US', 'zh-CN', 'zh-TW'] as const)[place % 3] ?? 'en-US',
}));
const channels = Array.from({ length: CHANNELS }, (_, place) => `c${String(place)}`);
const discord = await startDiscord({ token: TOKEN, guilds: [{ name: 'Load', members, channels }] });
const questions = await readQuestions('data/examples/practice.jsonl');
const bot = await startBot(discord.api, TOKEN);
const idle = startIdle();
// What was asked and answered is of no more use here, and hours of it would fill the memory.
const forgetting = setInterval(() => {
  discord.forget();
}, 5000);

await steadily(100, 500, ask);
print('memory', memory(await bot.settled()));
for (const rate of values.rates.split(',').map(Number)) {
  const result = await watched(`${String(rate)} questions a second`, () =>
    steadily(rate, rate * Number(values.seconds), ask),
  );
  print('memory', memory(await bot.settled()));
  if (result.p99 > KNEE || result.acknowledged < result.sent) break;
}
const keys = Number(values.typists) * Number(values.keys);
if (keys > 0)
  await watched(`${String(keys)} keys a second`, () =>
    steadily(keys, keys * Number(values['typing-seconds']), type),
  );
const burst = Number(values.burst);
if (burst > 0) await watched(`${String(burst)} questions at once`, () => steadily(Infinity, burst, ask));
print('memory', memory(await bot.settled()));
print('after it', summary(await steadily(50, 100, ask)));
clearInterval(forgetting);
print('exit code', String(await bot.stop()));
const [complaint] = bot.complaints;
print(
  'log',
  complaint === undefined ? 'nothing' : `${String(bot.complaints.length)} lines, first ${complaint}`,
);
await idle.stop();
await discord.stop();

async function ask(turn: number): Promise<Outcome> {
  const probe = turn % 10 === 0 ? PROBES[(turn / 10) % PROBES.length] : undefined;
  const question = probe?.[0] ?? questions[turn % questions.length]?.question ?? 'x';
  const where = { channel: `c${String(turn % CHANNELS)}` };
  const seen = await discord.member(`m${String(turn % MEMBERS)}`).slash('ask', { question }, where);
  const refused = BUSY.test(seen.text);
  return {
    elapsed: seen.elapsed,
    refused,
    wrong: probe !== undefined && !refused && !seen.text.includes(probe[1]),
  };
}

async function type(turn: number): Promise<Outcome> {
  const name = TYPED[turn % TYPED.length] ?? '';
  const typist = discord.member(`m${String(turn % Number(values.typists))}`);
  const { choices, elapsed } = await typist.autocomplete('metric', { name }, 'name');
  const wrong = choices.length > 25 || choices.some((choice) => choice.name.length > 100);
  return { elapsed, wrong, refused: false };
}

/** Runs it, and prints how it went: for the members, for the bot's process, and for this one. */
async function watched(what: string, run: () => Promise<Result>): Promise<Result> {
  const here = monitorEventLoopDelay({ resolution: 1 });
  here.enable();
  const from = [bot.samples.length, idle.samples.length];
  const result = await run();
  here.disable();
  print(what, summary(result));
  print('  the bot', during(bot.samples.slice(from[0])));
  const [p99, max] = [here.percentile(99), here.max].map((time) => (time / 1e6 - 1).toFixed(1));
  print('  Discord on loopback', `event loop late by p99 ${String(p99)} ms, max ${String(max)} ms`);
  print('  an idle process', lateness(idle.samples.slice(from[1])));
  return result;
}

function summary({
  sent,
  seconds,
  acknowledged,
  p50,
  p99,
  max,
  refused,
  wrong,
  firstFailure,
}: Result): string {
  return (
    `${String(sent)} sent in ${seconds.toFixed(1)} s, ${String(acknowledged)} acknowledged, ` +
    `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms, ` +
    `${String(refused)} politely refused, ${String(wrong)} wrong${firstFailure === null ? '' : `; first failure: ${firstFailure}`}`
  );
}

function during(samples: readonly Sample[]): string {
  return (
    `${lateness(samples)}; collecting garbage ${mean(samples, 'collecting').toFixed(1)} ms a second, ` +
    `longest ${most(samples, 'longestCollection').toFixed(1)} ms; ${mean(samples, 'busy').toFixed(2)} processors; ` +
    `at most ${megabytes(most(samples, 'rss'))} MiB`
  );
}

function lateness(samples: readonly Sample[]): string {
  return `event loop late by p99 ${mean(samples, 'loopP99').toFixed(1)} ms, max ${most(samples, 'loopMax').toFixed(1)} ms`;
}

function most(samples: readonly Sample[], of: keyof Sample): number {
  return Math.max(0, ...samples.map((sample) => sample[of]));
}

function mean(samples: readonly Sample[], of: keyof Sample): number {
  return samples.reduce((sum, sample) => sum + sample[of], 0) / Math.max(1, samples.length);
}

function memory({ rss, heapUsed }: Sample): string {
  return `${megabytes(rss)} MiB, of it ${megabytes(heapUsed)} MiB of objects (the bot alone, garbage collected)`;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}

function print(what: string, words: string): void {
  process.stdout.write(`${what}: ${words}\n`);
}
