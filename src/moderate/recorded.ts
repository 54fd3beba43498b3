import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Bot } from '../bot.ts';
import { GUARDED_FILES, worse, type Grades, type Regrade } from '../quality/baseline.ts';
import { gradeAnswer, type Grade } from '../quality/grade.ts';
import { readQuestions, type ExpectedQuestion } from '../quality/questions.ts';

// What a new name does to the questions that are recorded with their right answers: none may be answered worse.

export interface Recorded {
  /** How many questions were compared. */
  readonly count: number;
  readonly worse: readonly Regrade[];
}

/** The recorded questions; none where they do not lie beside the program. */
export async function recordedQuestions(): Promise<ExpectedQuestion[]> {
  const all: ExpectedQuestion[] = [];
  for (const path of GUARDED_FILES) {
    try {
      all.push(...(await readQuestions(path)));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return all;
}

// Grading is work of seconds, and the grades of the facts as they are do not change until the facts do.
const graded = new WeakMap<Bot, Grades>();

async function gradesOf(bot: Bot, questions: readonly ExpectedQuestion[]): Promise<Grades> {
  const known = graded.get(bot);
  if (known !== undefined) return known;
  const grades: Record<string, Grade> = {};
  for (const expected of questions) {
    grades[expected.question] = gradeAnswer(bot.ask(expected.question), expected);
    // Members are answered in between.
    await letOthersRun();
  }
  graded.set(bot, grades);
  return grades;
}

/** Compares how recorded questions are answered before and after a change. */
export async function compareRecorded(
  before: Bot,
  after: Bot,
  questions: readonly ExpectedQuestion[],
): Promise<Recorded> {
  const old = await gradesOf(before, questions);
  const now = await gradesOf(after, questions);
  return { count: Object.keys(old).length, worse: worse(old, now) };
}
