import { cpus } from 'node:os';
import { readFile } from 'node:fs/promises';
import { botFor } from '../src/bot.ts';
import { loadConfig } from '../src/config.ts';
import { readFacts } from '../src/facts/file.ts';
import { gradeAnswer, type Grade } from '../src/quality/grade.ts';
import { readQuestions, type ExpectedQuestion } from '../src/quality/questions.ts';
import { generateFacts } from './bench/generated-facts.ts';
import { fusePeer, miniSearchPeer, type Peer } from './bench/peers.ts';

// `npm run bench`: answer quality by kind of question, and speed by number of facts, beside plain search libraries
// on the same facts in the same run. Read the ratios; the times depend on the machine.

const QUESTIONS = ['test/questions/development.jsonl', 'test/questions/practice.jsonl'];
const SIZES = [100, 1_000, 10_000, 100_000];
const SEED = 20190424;
/** Enough for a p99; fewer for a peer that would take minutes. */
const ASKED = 300;
const PATIENCE_MS = 8_000;

const config = loadConfig();
const base = await readFacts(config.factsFile);
const lexicon: unknown = JSON.parse(await readFile(config.lexiconFile, 'utf8'));

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

print(
  `Node ${process.version}, ${String(cpus().length)} × ${cpus()[0]?.model ?? 'unknown'}, seed ${String(SEED)}\n`,
);
await quality();
print('');
for (const size of SIZES) speed(size);

async function quality(): Promise<void> {
  const bot = botFor(base, lexicon);
  const peers = [fusePeer(base), miniSearchPeer(base)];
  for (const path of QUESTIONS) {
    const questions = await readQuestions(path);
    const kinds = [...new Set(questions.map(({ kind }) => kind))].sort();
    print(`${path}: right / asked back / missed / wrong with confidence`);
    print(row(['kind', 'this bot', ...peers.map(({ name }) => `${name}, right`)]));
    for (const kind of [...kinds, 'all']) {
      const asked = questions.filter((question) => kind === 'all' || question.kind === kind);
      const grades = asked.map((expected) => gradeAnswer(bot.ask(expected.question), expected));
      const own = (['right', 'asked', 'missed', 'wrong'] as const)
        .map((grade) => countOf(grades, grade))
        .join(' / ');
      print(
        row([
          kind,
          own,
          ...peers.map((peer) =>
            share(asked.filter((expected) => peerRight(peer, expected)).length, asked.length),
          ),
        ]),
      );
    }
  }
}

function countOf(grades: readonly Grade[], grade: Grade): number {
  return grades.filter((other) => other === grade).length;
}

// A search library always answers with one record: right if that is what was asked for, and never for a near-miss.
function peerRight(peer: Peer, expected: ExpectedQuestion): boolean {
  const found = peer.ask(expected.question);
  return expected.facts.length === 0
    ? found === undefined
    : expected.facts.length === 1 && found === expected.facts[0];
}

function speed(size: number): void {
  const generated = generateFacts(base, size, ASKED, SEED);
  const started = performance.now();
  const bot = botFor(generated.base, lexicon);
  const build = performance.now() - started;
  const own = measure(generated.questions, (text) => bot.ask(text).facts[0]?.id);
  print(`${String(size)} facts: index built in ${ms(build)}`);
  print(row(['', 'p50', 'p99', 'first is right', 'slower than this bot (p50)']));
  print(row(['this bot', ms(own.p50), ms(own.p99), own.right, '1']));
  for (const make of [miniSearchPeer, fusePeer]) {
    const peer = make(generated.base);
    const times = measure(generated.questions, (text) => peer.ask(text));
    print(
      row([peer.name, ms(times.p50), ms(times.p99), times.right, `${(times.p50 / own.p50).toFixed(1)}×`]),
    );
  }
  print('');
}

interface Measured {
  readonly p50: number;
  readonly p99: number;
  readonly right: string;
}

function measure(
  questions: readonly { text: string; id: string }[],
  ask: (text: string) => string | undefined,
): Measured {
  const times: number[] = [];
  let right = 0;
  const deadline = performance.now() + PATIENCE_MS;
  for (const { text, id } of questions) {
    const started = performance.now();
    if (ask(text) === id) right++;
    times.push(performance.now() - started);
    if (performance.now() > deadline) break;
  }
  times.sort((one, other) => one - other);
  const at = (part: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), right: share(right, times.length) };
}

function share(part: number, whole: number): string {
  return `${((100 * part) / Math.max(whole, 1)).toFixed(0)}%`;
}

function ms(time: number): string {
  return `${time < 10 ? time.toFixed(2) : time.toFixed(0)} ms`;
}

function row(cells: readonly (string | number)[]): string {
  return cells
    .map((cell, index) => String(cell).padEnd(index === 0 ? 13 : 24))
    .join('')
    .trimEnd();
}
