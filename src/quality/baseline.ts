import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Answer } from '../question/answer.ts';
import { gradeAnswer, GRADES, type Grade } from './grade.ts';
import { readQuestions } from './questions.ts';

// How each recorded question is answered, so that a change that makes one worse is seen.

/** The question files that are guarded. */
export const GUARDED_FILES = [
  'development',
  'practice',
  'further',
  'later',
  'mainland',
  'english',
  'hard',
  'parts',
  'members',
  'paraphrases',
  'channel',
  'everyday',
  'kinds',
  'fresh',
  'harder',
  'calculation',
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

/** Grades every guarded question as it is answered now. */
export async function gradesOf(bot: { ask(question: string): Answer }): Promise<Grades> {
  const grades: Record<string, Grade> = {};
  for (const path of GUARDED_FILES) {
    for (const expected of await readQuestions(path)) {
      grades[expected.question] = gradeAnswer(bot.ask(expected.question), expected);
    }
  }
  return grades;
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
