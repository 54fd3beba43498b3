import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { loadBot } from '../src/bot.ts';
import { loadConfig } from '../src/config.ts';
import { guardedQuestions } from '../src/quality/baseline.ts';
import { foldsOf, groupsOf } from '../src/quality/folds.ts';
import { gradeAnswer } from '../src/quality/grade.ts';
import { unseenOn } from '../src/quality/unseen.ts';
import { UTILITY } from '../src/quality/utility.ts';
import { answerTo } from '../src/question/answer.ts';
import { tuned } from '../src/question/index.ts';
import { interpret } from '../src/question/interpret.ts';
import { slipsFor } from '../src/question/slips.ts';
import type { Tuning } from '../src/question/tuning.ts';
import { harmless, heldOut, isWorthwhile, type Trials } from './calibrate/held-out.ts';
import { asCode, asDocument, rowOf, type Row } from './calibrate/report.ts';
import { STEPS, valuesAround } from './calibrate/steps.ts';

// `npm run calibrate`: sets the numbers that decide, one after the other, from the guarded questions, and writes them
// with the evidence. Run again until nothing changes: what one number should be hangs on the others.

const CODE = 'src/question/calibrated.ts';
const DOCUMENT = 'docs/calibration.md';
const FOLDS = 5;
const SEED = 'calibrate';

const { lexicon, index } = await loadBot(loadConfig());
const slips = slipsFor(lexicon, index.has);
const expected = await guardedQuestions(index.examples.examples);
const unseen = unseenOn(index);
const indexes = expected.map(({ question }) => unseen.indexFor(question));
const questions = expected.map(({ question }) => question);
const kinds = expected.map(({ kind }) => kind);
// No number has a say in how a question is read.
const readings = questions.map((question) => interpret(question, lexicon, slips));
const groups = groupsOf(questions);
const split = { groups, folds: foldsOf(questions, groups, FOLDS, SEED) };

let tuning = index.tuning;
const start = utilitiesWith(tuning);
let utilities = start;
const rows: Row[] = [];
for (const [key, step] of STEPS) {
  const present = tuning[key];
  const trials: Trials = new Map(
    valuesAround(present, step).map((value) => [
      value,
      value === present ? utilities : utilitiesWith({ ...tuning, [key]: value }),
    ]),
  );
  const { allowed, harmed } = harmless(trials, start, kinds);
  const judged = heldOut(allowed, present, split);
  const value = isWorthwhile(judged, questions.length) ? judged.best : present;
  const row = rowOf(key, trials, { present, value, judged, harmed, groups });
  process.stdout.write(`${row.join('  ')}\n`);
  rows.push(row);
  utilities = trials.get(value) ?? utilities;
  tuning = { ...tuning, [key]: value };
}

const summary = {
  questions: questions.length,
  groups: new Set(groups).size,
  folds: FOLDS,
  before: sumOf(start),
  after: sumOf(utilities),
};
await writeFormatted(CODE, asCode(tuning));
await writeFormatted(DOCUMENT, asDocument(rows, summary));
process.stdout.write(
  `Utility ${summary.before.toFixed(1)}, now ${summary.after.toFixed(1)}: ${CODE}, ${DOCUMENT}\n`,
);

// What each question's answer is worth with these numbers.
function utilitiesWith(numbers: Tuning): readonly number[] {
  return expected.map((one, place) => {
    const reading = readings[place];
    const own = indexes[place];
    if (reading === undefined || own === undefined) return 0;
    return UTILITY[gradeAnswer(answerTo(reading, tuned(own, numbers), slips), one)];
  });
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

async function writeFormatted(path: string, text: string): Promise<void> {
  await writeFile(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
}
