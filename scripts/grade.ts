import { parseArgs } from 'node:util';
import { loadBot } from '../src/bot.ts';
import { loadConfig } from '../src/config.ts';
import { gradeAnswer, type Grade } from '../src/quality/grade.ts';
import { readQuestions } from '../src/quality/questions.ts';

// Grades question files by kind; with --show, prints the questions of the grades named and what was answered.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { show: { type: 'string', default: '' }, kind: { type: 'string' } },
});
const bot = await loadBot(loadConfig());
const shown = values.show.split(',');
for (const path of positionals) {
  const table = new Map<string, Record<Grade, number>>();
  for (const expected of await readQuestions(path)) {
    if (values.kind !== undefined && expected.kind !== values.kind) continue;
    const answer = bot.ask(expected.question);
    const grade = gradeAnswer(answer, expected);
    const row = table.get(expected.kind) ?? { right: 0, asked: 0, missed: 0, wrong: 0 };
    row[grade]++;
    table.set(expected.kind, row);
    if (shown.includes(grade)) {
      const [top] = answer.hits;
      const why =
        top === undefined
          ? ''
          : `${top.fact.id} s=${top.score.toFixed(2)} c=${top.coverage.toFixed(2)} n=${top.name.toFixed(2)} e=${top.evidence.toFixed(1)} missed=${top.missed.map((f) => f.text).join(' ')}`;
      const got = answer.facts
        .slice(0, 4)
        .map(({ id }) => id)
        .join(' ');
      const result = answer.calculation === null ? '' : ` = ${answer.calculation.value}`;
      process.stdout.write(
        `${grade} [${expected.kind}] ${expected.question}\n    want ${expected.facts.join(' ')} ${expected.expect ?? ''} ${(expected.section ?? []).join(' › ')}${expected.missing ?? ''}\n    got  ${answer.kind} ${JSON.stringify(answer.reason)} ${got}${result} ${answer.section?.id ?? ''}\n    top  ${why}\n`,
      );
    }
  }
  process.stdout.write(`${path}\n`);
  const total = { right: 0, asked: 0, missed: 0, wrong: 0 };
  for (const [kind, row] of [...table].sort()) {
    for (const grade of ['right', 'asked', 'missed', 'wrong'] as const) total[grade] += row[grade];
    process.stdout.write(
      `  ${kind.padEnd(11)} right ${row.right} asked ${row.asked} missed ${row.missed} wrong ${row.wrong}\n`,
    );
  }
  process.stdout.write(
    `  ${'all'.padEnd(11)} right ${total.right} asked ${total.asked} missed ${total.missed} wrong ${total.wrong}\n`,
  );
}
