import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadBot } from '../src/bot.ts';
import { loadConfig } from '../src/config.ts';
import {
  BASELINE_FILE,
  fallenKinds,
  fallReport,
  GUARDED_FILES,
  gradesOf,
  guardedQuestions,
  readBaseline,
} from '../src/quality/baseline.ts';
import { gradeAnswer, GRADES, type Grade } from '../src/quality/grade.ts';
import { readQuestions, type ExpectedQuestion } from '../src/quality/questions.ts';
import { unseenOn } from '../src/quality/unseen.ts';
import { exampleFiles } from '../src/question/example-files.ts';
import type { Answer } from '../src/question/answer.ts';

// `npm run grade -- FILE …`: grades question files by kind; --show wrong,asked prints the questions so graded and why;
// --accept records how the guarded files are answered now, against which the gate measures, and says what got worse. Where
// a kind of questions as a whole did, it records nothing.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { show: { type: 'string', default: '' }, kind: { type: 'string' }, accept: { type: 'boolean' } },
});
const config = loadConfig();
const { index } = await loadBot(config);
// An example is asked of a bot that has not learnt from it.
const bot = unseenOn(index);
const shown = values.show.split(',');

for (const path of positionals.length > 0
  ? positionals
  : [...GUARDED_FILES, ...(await exampleFiles(config.examplesFolder))]) {
  const rows = new Map<string, Record<Grade, number>>();
  const total = emptyRow();
  for (const expected of await readQuestions(path)) {
    if (values.kind !== undefined && expected.kind !== values.kind) continue;
    const answer = bot.ask(expected.question);
    const grade = gradeAnswer(answer, expected);
    const row = rows.get(expected.kind) ?? emptyRow();
    row[grade]++;
    total[grade]++;
    rows.set(expected.kind, row);
    if (shown.includes(grade)) process.stdout.write(`${explain(grade, expected, answer)}\n`);
  }
  process.stdout.write(`${path}\n`);
  for (const [kind, row] of [...[...rows].sort(), ['all', total] as const]) {
    process.stdout.write(
      `  ${kind.padEnd(11)} ${GRADES.map((grade) => `${grade} ${String(row[grade])}`).join(', ')}\n`,
    );
  }
}
if (values.accept === true) {
  const questions = await guardedQuestions(index.examples.examples);
  const [recorded, now] = [await readBaseline(), gradesOf(bot, questions)];
  for (const line of fallReport(recorded, now, questions)) process.stdout.write(`${line}\n`);
  if (fallenKinds(recorded, now, questions).length > 0) {
    process.stdout.write('Nothing recorded: no kind may be answered worse as a whole.\n');
    process.exitCode = 1;
  } else {
    await writeFile(BASELINE_FILE, `${JSON.stringify(now, null, 2)}\n`);
    process.stdout.write(`Recorded in ${BASELINE_FILE}.\n`);
  }
}

function emptyRow(): Record<Grade, number> {
  return { right: 0, asked: 0, missed: 0, wrong: 0 };
}

function explain(grade: Grade, expected: ExpectedQuestion, answer: Answer): string {
  const wanted = [...expected.facts, expected.expect, expected.section?.join(' › '), expected.missing];
  const given = [
    answer.section?.id,
    answer.calculation?.value,
    ...answer.facts.map(({ id }) => id).slice(0, 4),
  ];
  const lines = [
    `${grade} [${expected.kind}] ${expected.question}`,
    `    wanted ${wanted.filter((part) => part !== undefined).join(' ')}`,
    `    given  ${answer.kind}, ${JSON.stringify(answer.reason)}: ${given.filter((part) => part !== undefined).join(' ')}`,
  ];
  const [top] = answer.hits;
  if (top !== undefined) {
    const numbers = `score ${top.score.toFixed(2)}, coverage ${top.coverage.toFixed(2)}, name ${top.name.toFixed(2)}`;
    const missed = top.missed.map(({ text }) => text).join(' ');
    lines.push(`    best   ${top.fact.id}, ${numbers}; matched ${top.matched.join(' ')}; missed ${missed}`);
  }
  return lines.join('\n');
}
