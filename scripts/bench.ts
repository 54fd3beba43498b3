import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { botFor } from '../src/bot.ts';
import { loadConfig } from '../src/config.ts';
import type { FactBase } from '../src/facts/base.ts';
import { readFacts } from '../src/facts/file.ts';
import type { Fact } from '../src/facts/schema.ts';
import { gradeAnswer, GRADES } from '../src/quality/grade.ts';
import { unseenOn } from '../src/quality/unseen.ts';
import { readExamples } from '../src/question/example-files.ts';
import { readQuestions, type ExpectedQuestion } from '../src/quality/questions.ts';
import { indexFacts } from '../src/question/index.ts';
import { contenders, OWN, type Contender } from './bench/contenders.ts';
import { generateFacts, type GeneratedQuestion } from './bench/generated-facts.ts';
import {
  megabytes,
  memoryInUse,
  ms,
  percent,
  table,
  timeOf,
  times,
  timesOf,
  type Times,
} from './bench/measure.ts';

// `npm run bench`: answer quality by kind of question, and speed by number of facts, beside plain search libraries
// on the same facts and questions in the same run. Read the ratios; the times depend on the machine.
// --sizes 100,1000 measures these sizes only, 0 none.

const QUESTIONS = ['test/questions/development.jsonl', 'data/examples/practice.jsonl'];
const SEED = 20190424;
const ASKED = 300;
const TYPED = 40;
const KEYS = 12;
const EDITS = 5;
/** What would take longer to build or to ask a few questions is left out. */
const MOST_MS = 60_000;

const { values } = parseArgs({ options: { sizes: { type: 'string', default: '100,1000,10000,100000' } } });
const sizes = values.sizes.split(',').map(Number).filter(Boolean);
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
/** What building and the first question took at the last size, per fact. */
const paceOf = new Map<string, number>();
for (const size of sizes) speed(size);

async function quality(): Promise<void> {
  const bot = unseenOn(botFor(base, lexicon, await readExamples(config.examplesFolder)).index);
  const peers = contenders(base, lexicon)
    .filter(({ name }) => name !== OWN)
    .map(({ name, make }) => ({ name, peer: make() }));
  for (const path of QUESTIONS) {
    const questions = await readQuestions(path);
    const kinds = [...new Set(questions.map(({ kind }) => kind))].sort();
    const rows = [...kinds, 'all'].map((kind) => {
      const asked = questions.filter((question) => kind === 'all' || question.kind === kind);
      const grades = asked.map((expected) => gradeAnswer(bot.ask(expected.question), expected));
      return [
        kind,
        GRADES.map((grade) => grades.filter((other) => other === grade).length).join(' / '),
        ...peers.map(({ peer }) =>
          percent(asked.filter((expected) => isRight(peer, expected)).length, asked.length),
        ),
      ];
    });
    print(`${path}: this bot right / asked back / missed / wrong with confidence; the others right\n`);
    print(`${table([['kind', OWN, ...peers.map(({ name }) => name)], ...rows])}\n`);
  }
}

// A search library always answers with one record: right if that is what was asked for, and never for a near-miss.
function isRight(peer: Contender, expected: ExpectedQuestion): boolean {
  const found = peer.ask(expected.question);
  return expected.facts.length === 0
    ? found === undefined
    : expected.facts.length === 1 && found === expected.facts[0];
}

interface Measured {
  readonly name: string;
  readonly build: number;
  readonly memory: number;
  readonly ask: Times;
  readonly right: number;
  readonly key: Times | null;
  readonly edit: number;
}

function speed(size: number): void {
  const generated = generateFacts(base, size, ASKED, SEED);
  const measured: Measured[] = [];
  const leftOut: string[] = [];
  for (const { name, make } of contenders(generated.base, lexicon)) {
    const expected = (paceOf.get(name) ?? 0) * size;
    if (name !== OWN && expected > MOST_MS)
      leftOut.push(`${name} (it would take ${ms(expected)} to build and for its first questions)`);
    else measured.push(measure(name, make, generated.base, generated.questions));
  }
  const own = measured[0];
  if (own === undefined) return;
  const rows = measured.map(({ name, build, memory, ask, right, key, edit }) => [
    name,
    ms(build),
    megabytes(memory),
    `${ms(ask.p50)} / ${ms(ask.p99)}${ask.count < ASKED ? ` (${String(ask.count)} asked)` : ''}`,
    times(ask.p50, own.ask.p50),
    percent(right, ask.count),
    key === null ? 'no such search' : `${ms(key.p50)} / ${ms(key.p99)}`,
    key === null || own.key === null ? '' : times(key.p50, own.key.p50),
    ms(edit),
  ]);
  print(`${size.toLocaleString('en')} facts\n`);
  const head = [
    '',
    'built',
    'memory',
    'answer p50 / p99',
    'p50 to ours',
    'first is right',
    'key p50 / p99',
    'p50 to ours',
    'an edit',
  ];
  print(table([head, ...rows]));
  if (leftOut.length > 0) print(`\nLeft out: ${leftOut.join(', ')}.`);
  details(generated.base, generated.questions);
}

function measure(
  name: string,
  make: () => Contender,
  facts: FactBase,
  questions: readonly GeneratedQuestion[],
): Measured {
  const before = memoryInUse();
  let made: Contender | undefined;
  const build = timeOf(() => {
    made = make();
  });
  const memory = memoryInUse() - before;
  const contender = made;
  if (contender === undefined) throw new Error(`${name} was not made.`);
  const first = timeOf(() => contender.ask(questions[0]?.text ?? ''));
  paceOf.set(name, ((build + 4 * first) / facts.facts.length) * 10 ** 0.1);
  const right = new Set<GeneratedQuestion>();
  const ask = timesOf(questions, (question) => {
    if (contender.ask(question.text) === question.id) right.add(question);
  });
  const { suggest } = contender;
  const typed = [...new Set(questions.slice(0, TYPED).flatMap(({ text }) => beginnings(text)))];
  const key = suggest === null ? null : timesOf(typed, (beginning) => void suggest(beginning));
  const edits = facts.facts.slice(0, EDITS).map((fact, place) =>
    timeOf(() => {
      contender.change(named(fact, place));
    }),
  );
  return { name, build, memory, ask, right: right.size, key, edit: Math.min(...edits) };
}

function beginnings(text: string): string[] {
  return Array.from({ length: Math.min(text.length, KEYS) }, (_, length) => text.slice(0, length + 1));
}

function named(fact: Fact, place: number): Fact {
  return { ...fact, aliases: { ...fact.aliases, zh: [...fact.aliases.zh, `奇妙的新名稱${String(place)}`] } };
}

// What only this bot does: asking back rather than guessing, and long messages.
function details(facts: FactBase, questions: readonly GeneratedQuestion[]): void {
  const bot = botFor(facts, lexicon);
  const answers = questions.map(({ text, id }) => ({ id, answer: bot.ask(text) }));
  const among = answers.filter(({ id, answer }) => answer.facts.some((fact) => fact.id === id));
  const wrong = answers.filter(({ id, answer }) => answer.kind === 'found' && answer.facts[0]?.id !== id);
  const index = Math.min(...[1, 2].map(() => timeOf(() => void indexFacts(facts, bot.lexicon))));
  const names = base.facts.flatMap(({ label, aliases }) => [label.zh, ...aliases.zh]);
  const english = base.facts.map(({ label }) => label.en);
  const messages = ['，', '加', '多少，', '和'].map((joint) => names.join(joint).slice(0, 2000));
  const long = timesOf(
    [...messages, english.join(', how many ').slice(0, 2000)],
    (text) => void bot.ask(text),
  );
  print(
    `\nThis bot: the answer's index alone ${ms(index)}; the right fact among those shown ${percent(among.length, answers.length)}, ` +
      `wrong with confidence ${percent(wrong.length, answers.length)}; a message of 2,000 characters at most ${ms(long.p99)}.\n`,
  );
}
