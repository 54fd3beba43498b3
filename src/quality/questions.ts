import { readFile } from 'node:fs/promises';
import { z } from 'zod';

// Questions with what a right answer holds, one JSON object a line.

const expectedQuestion = z.strictObject({
  question: z.string(),
  language: z.enum(['zh-Hans', 'zh-Hant', 'en', 'pinyin']),
  kind: z.enum([
    'chat',
    'sentence',
    'paraphrase',
    'local',
    'noisy',
    'pinyin',
    'reverse',
    'compute',
    'multi',
    'section',
    'near-miss',
    'off-topic',
  ]),
  facts: z.array(z.string()),
  /** The result of a calculation, as text. */
  expect: z.string().optional(),
  section: z.tuple([z.string(), z.string()]).optional(),
  /** What the report lacks. */
  missing: z.string().optional(),
});

export type ExpectedQuestion = z.infer<typeof expectedQuestion>;
export type QuestionKind = ExpectedQuestion['kind'];

/** Reads a question file (JSON lines). */
export async function readQuestions(path: string): Promise<ExpectedQuestion[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => expectedQuestion.parse(JSON.parse(line)));
}
