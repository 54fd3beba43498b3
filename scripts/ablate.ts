import { readFile } from 'node:fs/promises';
import { format } from 'prettier';
import { botFor } from '../src/bot.ts';
import { loadConfig } from '../src/config.ts';
import { readFacts } from '../src/facts/file.ts';
import { guardedQuestions } from '../src/quality/baseline.ts';
import { gradeAnswer, type Grade } from '../src/quality/grade.ts';
import { unseenOn } from '../src/quality/unseen.ts';
import type { QuestionKind } from '../src/quality/questions.ts';
import { answerTo } from '../src/question/answer.ts';
import { readExamples } from '../src/question/example-files.ts';
import { tuned } from '../src/question/index.ts';
import { interpret } from '../src/question/interpret.ts';
import { lexiconSchema } from '../src/question/lexicon.ts';
import { slipsFor } from '../src/question/slips.ts';
import { MEANS, type Means } from './ablate/means.ts';

// `npm run ablate -- [words of a name]`: prints, for each means of the bot, or for those so named, what is lost without it
// on the guarded questions, in points.

/** The kinds of questions that are looked at together, and the grade that is counted. */
const GROUPS: readonly { name: string; kinds: readonly QuestionKind[]; grade: Grade }[] = [
  { name: 'single figures', kinds: ['chat', 'sentence', 'local', 'noisy', 'pinyin'], grade: 'right' },
  { name: 'paraphrases', kinds: ['paraphrase'], grade: 'right' },
  { name: 'calculations', kinds: ['compute'], grade: 'right' },
  { name: 'several', kinds: ['multi'], grade: 'right' },
  { name: 'parts', kinds: ['section'], grade: 'right' },
  { name: 'reverse', kinds: ['reverse'], grade: 'right' },
  { name: 'near-misses answered', kinds: ['near-miss', 'off-topic'], grade: 'wrong' },
];

const config = loadConfig();
const base = await readFacts(config.factsFile);
const lexiconFile = lexiconSchema.parse(JSON.parse(await readFile(config.lexiconFile, 'utf8')));
const examples = await readExamples(config.examplesFolder);
const questions = await guardedQuestions(examples);

const all = percentages({ name: 'all of it' });
const rows = [['**all of it**', ...all.map((percentage) => `${percentage.toFixed(1)} %`)]];
const named = process.argv[2] ?? '';
for (const means of MEANS.filter(({ name }) => name.includes(named))) {
  const without = percentages(means);
  rows.push([
    means.name,
    ...without.map((percentage, place) => signed(percentage - (all[place] ?? percentage))),
  ]);
  process.stderr.write('.');
}
const head = ['without', ...GROUPS.map((group) => `${group.name} (${String(placesOf(group.kinds).length)})`)];
const table = [head, head.map((_, place) => (place === 0 ? '---' : '--:')), ...rows];
process.stderr.write('\n');
process.stdout.write(
  await format(table.map((row) => `| ${row.join(' | ')} |`).join('\n'), { parser: 'markdown' }),
);

// By group, the share of the questions that have the grade counted there.
function percentages(means: Means): number[] {
  const { index, lexicon } = botFor(
    means.base?.(base) ?? base,
    means.lexicon?.(lexiconFile) ?? lexiconFile,
    means.examples ?? examples,
  );
  const unseen = unseenOn(index);
  const own = slipsFor(lexicon, index.has);
  const slips = means.slips?.(own) ?? own;
  const grades = questions.map((expected) => {
    const question = means.question?.(expected.question) ?? expected.question;
    const reading = interpret(question, lexicon, slips);
    const other = tuned(unseen.indexFor(expected.question), { ...index.tuning, ...means.tuning });
    return gradeAnswer(answerTo(means.reading?.(reading, lexicon, slips) ?? reading, other, slips), expected);
  });
  return GROUPS.map(({ kinds, grade }) => {
    const places = placesOf(kinds);
    return (100 * places.filter((place) => grades[place] === grade).length) / places.length;
  });
}

// Where the questions of some kinds stand.
function placesOf(kinds: readonly QuestionKind[]): number[] {
  return [...questions.keys()].filter((place) => kinds.some((kind) => kind === questions[place]?.kind));
}

function signed(points: number): string {
  if (Math.abs(points) < 0.05) return '0';
  return `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}`;
}
