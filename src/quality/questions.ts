import { readExampleFile } from '../question/example-files.ts';
import type { Example } from '../question/examples.ts';

// Questions with what a right answer holds. They are written like examples, whether or not the bot learns from them.

export type ExpectedQuestion = Example;
export type QuestionKind = ExpectedQuestion['kind'];

/** Reads a question file (JSON lines). */
export const readQuestions: (path: string) => Promise<ExpectedQuestion[]> = readExampleFile;
