import type { WordKey } from '../words/catalogue.ts';
import { wordsIn, type Words } from '../words/words.ts';

type CodeOf<Key> = Key extends `problem.${infer Code}` ? Code : never;

/** What can be wrong; the catalogue has the words for each. */
export type ProblemCode = CodeOf<WordKey>;

/** What a problem names: as it stands in the file, or a word to be said in the reader's language. */
export type ProblemValues = Readonly<Record<string, string | number | { readonly word: WordKey }>>;

/** Something wrong with the fact file: where, and what to do about it. */
export interface Problem {
  /** Keys and indexes from the root of the file to the faulty value; empty for the file as a whole. */
  readonly path: readonly (string | number)[];
  readonly code: ProblemCode;
  readonly values?: ProblemValues;
}

export interface PlacedProblem extends Problem {
  /** 1-based line and column in the file, where known. */
  readonly line?: number;
  readonly column?: number;
}

/** A fact file that cannot be used, with everything that is wrong with it. */
export class FactFileError extends Error {
  readonly problems: readonly PlacedProblem[];
  constructor(problems: readonly PlacedProblem[]) {
    super(problems.map((problem) => printProblem(problem)).join('\n'));
    this.name = 'FactFileError';
    this.problems = problems;
  }
}

/** What is wrong, in a reader's language, without the place. */
export function sayProblem({ code, values = {} }: Problem, say: Words): string {
  const said = Object.entries(values).map(([name, value]): [string, string | number] => [
    name,
    typeof value === 'object' ? say(value.word) : value,
  ]);
  return say(`problem.${code}`, Object.fromEntries(said));
}

/** One problem as a line: place, path and what is wrong. In English, where nobody's language is known. */
export function printProblem(problem: PlacedProblem, say: Words = wordsIn('en')): string {
  const { line, column, path } = problem;
  const place = line === undefined ? '' : `${String(line)}:${String(column ?? 1)} `;
  return `${place}${path.length === 0 ? '' : `${printPath(path)}: `}${sayProblem(problem, say)}`;
}

function printPath(path: readonly (string | number)[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${String(part)}]` : `.${part}`))
    .join('')
    .replace(/^\./u, '');
}
