import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseExample, type Example } from './examples.ts';

/** Examples that cannot be used, with the file and the line. */
export class ExamplesError extends Error {
  constructor(path: string, line: number, cause: unknown) {
    const what =
      cause instanceof z.ZodError ? z.prettifyError(cause) : cause instanceof Error ? cause.message : '';
    super(`${path}:${String(line)} This example cannot be used: ${what}`, { cause });
    this.name = 'ExamplesError';
  }
}

/**
 * Reads the examples of a folder, from all its files in the order of their names; none where there is no such folder.
 *
 * @throws ExamplesError
 */
export async function readExamples(folder: string): Promise<Example[]> {
  const lists = await Promise.all((await exampleFiles(folder)).map(readExampleFile));
  return lists.flat();
}

/** The files with examples in a folder; none where there is no such folder. */
export async function exampleFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown): string[] => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(folder, name));
}

/** Reads one file of examples, one JSON object a line. @throws ExamplesError */
export async function readExampleFile(path: string): Promise<Example[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.flatMap((line, place) => {
    if (line.trim() === '') return [];
    try {
      return [parseExample(line)];
    } catch (error) {
      throw new ExamplesError(path, place + 1, error);
    }
  });
}
