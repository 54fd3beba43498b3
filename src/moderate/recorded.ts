import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Bot } from '../bot.ts';
import { contentHash } from '../facts/delta.ts';
import { GUARDED_FILES, worse, type Grades, type Regrade } from '../quality/baseline.ts';
import { gradeAnswer, GRADES, type Grade } from '../quality/grade.ts';
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

/** Compares how the recorded questions are answered before and after a change. */
export type Compare = (before: Bot, after: Bot) => Promise<Recorded>;

// What was tried out a moment ago is mostly what holds now.
const GRADED_KEPT = 4;
const [BEST] = GRADES;

/** Grading thousands of questions takes seconds, so the grades of the latest facts are kept. */
export function createCompare(questionsOf: () => Promise<readonly ExpectedQuestion[]>): Compare {
  const graded = new Map<string, Record<string, Grade>>();

  async function gradesOf(bot: Bot, questions: readonly ExpectedQuestion[]): Promise<Grades> {
    const name = contentHash(bot.base.file);
    const grades = graded.get(name) ?? {};
    for (const expected of questions) {
      if (grades[expected.question] !== undefined) continue;
      grades[expected.question] = gradeAnswer(bot.ask(expected.question), expected);
      // Members are answered in between.
      await letOthersRun();
    }
    graded.set(name, grades);
    const [oldest] = graded.keys();
    if (graded.size > GRADED_KEPT && oldest !== undefined) graded.delete(oldest);
    return grades;
  }

  return async (before, after) => {
    const questions = await questionsOf();
    const now = await gradesOf(after, questions);
    // What is answered right with the change is not worse for it.
    const wrong = questions.filter(({ question }) => now[question] !== BEST);
    const old = await gradesOf(before, wrong);
    return { count: Object.keys(now).length, worse: worse(old, now) };
  };
}
