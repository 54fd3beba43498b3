import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Answer } from '../question/answer.ts';
import { gradeAnswer, GRADES, type Grade } from './grade.ts';
import { utilityOf } from './utility.ts';
import { readQuestions, type ExpectedQuestion, type QuestionKind } from './questions.ts';

// How each recorded question is answered, so that a change that makes one worse is seen.

/** Question files that are guarded beside the examples; the bot learns from none of them. */
export const GUARDED_FILES = [
  'development',
  'unseen-mixed',
  'unseen-kinds',
  'unseen-voices',
  'unseen-hurried',
].map((name) => `test/questions/${name}.jsonl`);
export const BASELINE_FILE = 'test/questions/baseline.json';

/** Grades by question. */
export type Grades = Readonly<Record<string, Grade>>;

/** A question that is answered otherwise than recorded. */
export interface Regrade {
  readonly question: string;
  readonly before: Grade;
  readonly after: Grade;
}

/** The guarded questions: the examples and those of the files; one that stands there twice counts once. */
export async function guardedQuestions(examples: readonly ExpectedQuestion[]): Promise<ExpectedQuestion[]> {
  const all = [examples, ...(await Promise.all(GUARDED_FILES.map(readQuestions)))];
  return [...new Map(all.flat().map((expected) => [expected.question, expected])).values()];
}

/** Grades questions as they are answered now. */
export function gradesOf(
  bot: { ask(question: string): Answer },
  questions: readonly ExpectedQuestion[],
): Grades {
  return Object.fromEntries(
    questions.map((expected) => [expected.question, gradeAnswer(bot.ask(expected.question), expected)]),
  );
}

/** Reads the recorded grades. */
export async function readBaseline(): Promise<Grades> {
  return z.record(z.string(), z.enum(GRADES)).parse(JSON.parse(await readFile(BASELINE_FILE, 'utf8')));
}

/** The questions whose grade got worse. */
export function worse(before: Grades, after: Grades): Regrade[] {
  return Object.entries(before).flatMap(([question, old]) => {
    const now = after[question];
    return now !== undefined && GRADES.indexOf(now) > GRADES.indexOf(old)
      ? [{ question, before: old, after: now }]
      : [];
  });
}

/** A kind of questions whose answers together are worth less than recorded. */
export interface KindFall {
  readonly kind: QuestionKind;
  readonly before: readonly Grade[];
  readonly after: readonly Grade[];
}

/** The kinds of questions that are answered worse as a whole, over the questions that are graded in both. */
export function fallenKinds(
  before: Grades,
  after: Grades,
  questions: readonly Pick<ExpectedQuestion, 'question' | 'kind'>[],
): KindFall[] {
  const kinds = new Map<QuestionKind, { before: Grade[]; after: Grade[] }>();
  for (const { question, kind } of questions) {
    const [old, now] = [before[question], after[question]];
    if (old === undefined || now === undefined) continue;
    const grades = kinds.get(kind) ?? { before: [], after: [] };
    grades.before.push(old);
    grades.after.push(now);
    kinds.set(kind, grades);
  }
  return [...kinds]
    .filter(([, grades]) => utilityOf(grades.after) < utilityOf(grades.before) - ROUNDING)
    .map(([kind, grades]) => ({ kind, ...grades }));
}

/** Utilities are tenths, added up in floating point. */
const ROUNDING = 1e-6;

/** What got worse, a line for each question and each kind; empty where nothing did. */
export function fallReport(
  before: Grades,
  after: Grades,
  questions: readonly Pick<ExpectedQuestion, 'question' | 'kind'>[],
): string[] {
  const kindOf = new Map(questions.map(({ question, kind }) => [question, kind]));
  return [
    ...fallenKinds(before, after, questions).map(
      (fall) => `${fall.kind} as a whole: ${countsOf(fall.before)} → ${countsOf(fall.after)}`,
    ),
    ...worse(before, after).map(
      (one) => `${one.before} → ${one.after} [${kindOf.get(one.question) ?? ''}] ${one.question}`,
    ),
  ];
}

function countsOf(grades: readonly Grade[]): string {
  return GRADES.map((grade) => `${String(grades.filter((one) => one === grade).length)} ${grade}`).join(', ');
}
