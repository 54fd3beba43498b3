import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser';
import { factBase, type FactBase } from './base.ts';
import { checkFacts } from './check.ts';
import { FactFileError, type PlacedProblem, type Problem } from './problem.ts';
import { readReportText, type ReportText } from './report-text.ts';
import type { FactFile } from './schema.ts';
import { jsonWord, shaped } from './shape.ts';

/** The largest fact file that is read, in bytes. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/**
 * Reads and checks a fact file with the report texts it names, which lie relative to it.
 *
 * @throws FactFileError with every problem found; the file system's error where the file cannot be read.
 */
export async function readFacts(path: string): Promise<FactBase> {
  const json = await readFile(path, 'utf8');
  const file = parseFacts(json);
  const texts = await readTexts(file, dirname(path));
  return checkedBase(file, texts, json);
}

/**
 * Parses the text of a fact file and checks its shape.
 *
 * @throws FactFileError
 */
export function parseFacts(json: string): FactFile {
  if (Buffer.byteLength(json) > MAX_FILE_BYTES) {
    throw new FactFileError([{ path: [], code: 'file-large', values: { limit: MAX_FILE_BYTES } }]);
  }
  const root = parsedTree(json);
  const starts = lineStarts(json);
  const duplicate = duplicateKeys(root).map((problem) => placed(problem, starts, root));
  if (duplicate.length > 0) throw new FactFileError(duplicate);
  const { file, problems } = shaped(JSON.parse(json));
  if (problems === null) return file;
  throw new FactFileError(problems.map((problem) => placed(problem, starts, root)));
}

/**
 * Checks a file of the right shape against the report texts and indexes it. With `json`, problems carry their line.
 *
 * @throws FactFileError
 */
export function checkedBase(file: FactFile, texts: ReadonlyMap<string, ReportText>, json?: string): FactBase {
  const problems = checkFacts(file, texts);
  if (problems.length === 0) return factBase(file, texts);
  const root = json === undefined ? undefined : parseTree(json);
  if (json === undefined || root === undefined) throw new FactFileError(problems);
  const starts = lineStarts(json);
  throw new FactFileError(problems.map((problem) => placed(problem, starts, root)));
}

/** Reads the report texts that a fact file names. A text that is missing is left to the check to report. */
export async function readTexts(file: FactFile, folder: string): Promise<Map<string, ReportText>> {
  const texts = new Map<string, ReportText>();
  for (const report of file.reports) {
    try {
      texts.set(report.id, readReportText(await readFile(join(folder, report.text), 'utf8')));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return texts;
}

function parsedTree(json: string): Node {
  const errors: ParseError[] = [];
  const starts = lineStarts(json);
  const root = parseTree(json, errors, { disallowComments: true });
  if (root !== undefined && errors.length === 0) return root;
  const problems: PlacedProblem[] =
    errors.length === 0
      ? [{ path: [], code: 'file-empty' }]
      : errors.map((error) => ({
          path: [],
          code: 'not-json',
          values: { what: { word: jsonWord(error.error) } },
          ...lineAndColumn(starts, error.offset),
        }));
  throw new FactFileError(problems);
}

// JSON.parse keeps the last of two equal keys without a word; a moderator would lose the first.
function duplicateKeys(node: Node, path: readonly (string | number)[] = []): Problem[] {
  if (node.type === 'array')
    return (node.children ?? []).flatMap((child, index) => duplicateKeys(child, [...path, index]));
  if (node.type !== 'object') return [];
  const seen = new Set<string>();
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    const name = String(key?.value);
    const here = [...path, name];
    const again: Problem[] = seen.has(name) ? [{ path: here, code: 'key-twice', values: { key: name } }] : [];
    seen.add(name);
    return value === undefined ? again : [...again, ...duplicateKeys(value, here)];
  });
}

function placed(problem: Problem, starts: readonly number[], root: Node): PlacedProblem {
  // A missing field has no place of its own: point at the record that lacks it.
  for (let length = problem.path.length; length >= 0; length--) {
    const node = findNodeAtLocation(root, problem.path.slice(0, length));
    if (node !== undefined) return { ...problem, ...lineAndColumn(starts, node.offset) };
  }
  return problem;
}

// A hostile file may have a problem in every other byte, so the lines are counted once.
function lineStarts(json: string): number[] {
  return [0, ...[...json.matchAll(/\n/gu)].map(({ index }) => index + 1)];
}

function lineAndColumn(starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  for (let high = starts.length - 1; low < high;) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
