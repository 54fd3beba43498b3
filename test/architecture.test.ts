import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path/posix';
import { describe, expect, test } from 'vitest';

// Arrows between the folders go one way. A folder may import from those listed behind it, and a file of its own.
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  config: [],
  text: [],
  words: ['text'],
  facts: ['text', 'words'],
  question: ['text', 'words', 'facts'],
  reply: ['text', 'words', 'facts', 'question'],
  bot: ['config', 'text', 'words', 'facts', 'question', 'reply'],
  quality: ['text', 'words', 'facts', 'question', 'reply', 'bot'],
  show: ['text', 'words', 'facts', 'question', 'reply', 'bot'],
  failure: ['config', 'words', 'facts', 'bot'],
  log: ['config'],
  command: ['config', 'text', 'words', 'facts', 'question', 'reply', 'bot', 'show'],
  console: ['config', 'text', 'words', 'facts', 'question', 'reply', 'bot', 'show', 'command'],
  discord: ['config', 'text', 'words', 'facts', 'question', 'reply', 'bot', 'show', 'command', 'log'],
  moderate: [
    'config',
    'text',
    'words',
    'facts',
    'question',
    'reply',
    'bot',
    'quality',
    'show',
    'command',
    'discord',
    'log',
  ],
  commands: ['text', 'words', 'facts', 'question', 'reply', 'bot', 'show', 'command', 'discord'],
  // The entry points import what they start, and nothing imports them.
  ask: ['config', 'reply', 'bot', 'failure'],
  'facts-check': ['config', 'facts', 'failure'],
  register: ['config', 'words', 'facts', 'command', 'commands', 'discord', 'log'],
  main: [
    'config',
    'words',
    'facts',
    'bot',
    'failure',
    'command',
    'commands',
    'console',
    'discord',
    'log',
    'moderate',
  ],
};

const MAX_LINES = 600;

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly part: string;
  readonly imports: readonly string[];
}

/** The folder under src a file lies in; a file directly in src stands for itself; commands/ is one part. */
function partOf(path: string): string {
  const [top = '', second = '', third] = path.split('/');
  if (top !== 'src') return top;
  return third === undefined ? second.replace(/\.ts$/u, '') : second;
}

function importsIn(text: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/gu;
  return [...text.matchAll(pattern)].flatMap((match) => match[1] ?? match[2] ?? []);
}

async function sourceFiles(): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const root of ['src', 'commands']) {
    for (const name of await readdir(root, { recursive: true })) {
      if (!name.endsWith('.ts')) continue;
      const path = join(root, name);
      const text = await readFile(path, 'utf8');
      files.push({ path, text, part: partOf(path), imports: importsIn(text) });
    }
  }
  return files;
}

const files = await sourceFiles();

/** The files inside the project that a file imports. */
function within(file: SourceFile): string[] {
  return file.imports
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => normalize(join(dirname(file.path), specifier)));
}

describe('the arrows between the folders', () => {
  test('the table itself has no circle', () => {
    const done = new Set<string>();
    function visit(part: string, above: readonly string[]): void {
      expect(above).not.toContain(part);
      if (done.has(part)) return;
      for (const below of MAY_IMPORT[part] ?? []) visit(below, [...above, part]);
      done.add(part);
    }
    for (const part of Object.keys(MAY_IMPORT)) visit(part, []);
  });

  test('every folder and every file of src has its place in the table', () => {
    const parts = new Set(files.map(({ part }) => part));
    expect([...parts].filter((part) => !(part in MAY_IMPORT))).toEqual([]);
    expect(parts.size).toBeGreaterThan(10);
  });

  test('no file imports against them', () => {
    const wrong = files.flatMap((file) =>
      within(file)
        .filter(
          (path) => partOf(path) !== file.part && MAY_IMPORT[file.part]?.includes(partOf(path)) !== true,
        )
        .map((path) => `${file.path} → ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  test('every import inside the project names a file that is there, with its ending', () => {
    const known = new Set(files.map(({ path }) => path));
    expect(files.flatMap((file) => within(file).filter((path) => !known.has(path)))).toEqual([]);
  });

  test('on the way from a text to its answer no files import each other in a circle, be it for a type alone', () => {
    const way = ['config', 'text', 'words', 'facts', 'question', 'reply', 'bot', 'quality'];
    const onWay = files.filter(({ part }) => way.includes(part));
    const imports = new Map(onWay.map((file) => [file.path, within(file)]));
    const done = new Set<string>();
    const circles: string[] = [];
    function visit(path: string, above: readonly string[]): void {
      const from = above.indexOf(path);
      if (from >= 0) circles.push([...above.slice(from), path].join(' → '));
      if (from >= 0 || done.has(path)) return;
      for (const below of imports.get(path) ?? []) visit(below, [...above, path]);
      done.add(path);
    }
    for (const path of imports.keys()) visit(path, []);
    expect(imports.size).toBeGreaterThan(50);
    expect(circles).toEqual([]);
  });

  test('no file imports from tests or scripts', () => {
    const outside = files.flatMap((file) =>
      within(file).filter((path) => !/^(?:src|commands)\//u.test(path)),
    );
    expect(outside).toEqual([]);
  });

  test('the reader of import lines sees every form of them', () => {
    const text = [
      "import a from './a.ts';",
      "import type { B } from './b.ts';",
      "import {\n  c,\n  d,\n} from './c.ts';",
      "export { e } from './e.ts';",
      "import './f.ts';",
      "const g = await import('./g.ts');",
    ].join('\n');
    expect(importsIn(text)).toEqual(['./a.ts', './b.ts', './c.ts', './e.ts', './f.ts', './g.ts']);
  });
});

describe('what has one home', () => {
  test('the environment is read in src/config.ts alone', () => {
    expect(
      files
        .filter(({ text }) => /process\.env|\benv\b.*from 'node:process'/u.test(text))
        .map(({ path }) => path),
    ).toEqual(['src/config.ts']);
  });

  test('only src/question/fuzzy.ts knows fuse.js', () => {
    expect(
      files
        .filter(({ imports }) => imports.some((name) => name.startsWith('fuse.js')))
        .map(({ path }) => path),
    ).toEqual(['src/question/fuzzy.ts']);
  });

  test('discord.js stays out of facts, questions and replies', () => {
    const parts = ['config', 'text', 'words', 'facts', 'question', 'reply', 'bot', 'quality', 'show', 'ask'];
    const wrong = files.filter(
      ({ part, imports }) => parts.includes(part) && imports.some((name) => name.startsWith('discord')),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe('the files', () => {
  test.each(files.map(({ path, text }) => [path, text.split('\n').length - 1] as const))(
    '%s has at most 600 lines: %i',
    (_path, lines) => {
      expect(lines).toBeLessThanOrEqual(MAX_LINES);
    },
  );
});
