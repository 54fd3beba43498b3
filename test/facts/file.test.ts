import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportOf, sectionOf, twinsOf, unitOf } from '../../src/facts/base.ts';
import { MAX_FILE_BYTES, parseFacts, readFacts } from '../../src/facts/file.ts';
import { emptyFolder, sampleFile, sampleFolder, sampleText } from './sample.ts';
import { FactFileError, printProblem, sayProblem, type Problem } from '../../src/facts/problem.ts';
import { wordsIn } from '../../src/words/words.ts';

/** What reading a file fails with. */
async function failureOf(path: string): Promise<unknown> {
  try {
    await readFacts(path);
  } catch (error) {
    return error;
  }
  throw new Error(`${path} was read without a problem.`);
}

async function problemsOf(path: string): Promise<string[]> {
  const error = await failureOf(path);
  if (!(error instanceof FactFileError)) throw error;
  return error.problems.map((problem) => printProblem(problem));
}

/** A copy of the shipped file with its report, after one change to its text. */
async function shippedCopy(change: (json: string) => string = (json) => json): Promise<string> {
  const folder = await emptyFolder();
  await mkdir(join(folder, 'reports'));
  await cp('data/reports', join(folder, 'reports'), { recursive: true });
  const path = join(folder, 'facts.json');
  await writeFile(path, change(await readFile('data/facts.json', 'utf8')));
  return path;
}

describe('readFacts', () => {
  test('reads the shipped file, wherever it lies', async () => {
    const shipped = await readFacts('data/facts.json');
    const copy = await readFacts(await shippedCopy());
    expect(copy.file).toEqual(shipped.file);
    expect([...copy.text.keys()]).toEqual(['china-mobile-2019']);
  });

  test('indexes every record by its id', async () => {
    const base = await readFacts('data/facts.json');
    expect(base.fact.size).toBe(base.facts.length);
    for (const fact of base.facts) {
      expect(base.fact.get(fact.id)).toBe(fact);
      expect(unitOf(base, fact).id).toBe(fact.figure.unit);
      expect(sectionOf(base, fact).id).toBe(fact.source.section);
      expect(reportOf(base, fact).id).toBe(fact.source.report);
      expect(base.topic.has(fact.topic)).toBe(true);
    }
  });

  test('knows the twins of a series, in both directions', async () => {
    const base = await readFacts('data/facts.json');
    function twins(id: string): string[] {
      const fact = base.fact.get(id);
      return fact === undefined ? [] : twinsOf(base, fact).map((twin) => twin.id);
    }
    expect(twins('donation-2019')).toEqual(['donation-total']);
    expect(twins('donation-total')).toEqual(['donation-2019']);
    expect(twins('villages-lifted')).toEqual([]);
  });

  test('reads a file with every kind of line break', async () => {
    const path = await shippedCopy((json) => json.replaceAll('\n', '\r\n'));
    expect((await readFacts(path)).facts.length).toBeGreaterThan(50);
  });

  test('passes on what the file system says where there is no file', async () => {
    const error = await failureOf(join(await emptyFolder(), 'facts.json'));
    expect(error).not.toBeInstanceOf(FactFileError);
    expect(error).toMatchObject({ code: 'ENOENT' });
  });

  test('tells a planted fault by line, column, path and message', async () => {
    const path = await shippedCopy((json) => json.replace('"value": "153000000"', '"value": "15300000"'));
    const lines = (await readFile(path, 'utf8')).split('\n');
    const line = lines.findIndex((text) => text.includes('"15300000"'));
    const column = (lines[line] ?? '').indexOf('"15300000"');
    const [problem, ...others] = await problemsOf(path);
    expect(others).toEqual([]);
    expect(problem).toMatch(
      new RegExp(
        `^${String(line + 1)}:${String(column + 1)} facts\\[\\d+\\]\\.figure\\.value: The value is 15300000, but`,
        'u',
      ),
    );
  });

  test('tells all faults at once', async () => {
    const path = await shippedCopy((json) =>
      json
        .replace('"value": "153000000"', '"value": "15300000"')
        .replace('"qualifier": "nearly"', '"qualifier": "about"')
        .replace('"topic": "employment"', '"topic": "work"'),
    );
    const problems = await problemsOf(path);
    expect(problems).toHaveLength(3);
    const error = await failureOf(path);
    expect(error).toMatchObject({ name: 'FactFileError', message: problems.join('\n') });
  });

  test('tells where the JSON breaks', async () => {
    const path = await shippedCopy((json) => json.replace('"revision": 1,', '"revision": 1'));
    expect((await problemsOf(path))[0]).toBe('4:3 This is not JSON: a comma is missing.');
  });

  test('refuses an empty file and one that is cut off', async () => {
    expect((await problemsOf(await shippedCopy(() => ''))).join()).toContain('1:1 This is not JSON');
    expect((await problemsOf(await shippedCopy((json) => json.slice(0, 5000))))[0]).toMatch(
      /^\d+:\d+ This is not JSON/u,
    );
  });

  test('refuses bytes that are no UTF-8', async () => {
    const path = await shippedCopy();
    const bytes = await readFile(path);
    const at = bytes.indexOf('Grade in the 2019');
    bytes[at] = 0xff;
    await writeFile(path, bytes);
    expect((await problemsOf(path)).join()).toContain('label.en');
  });

  test('reports a report text that is missing, and nothing it would have explained', async () => {
    const path = await sampleFolder();
    await rm(join(dirname(path), 'reports', 'county.txt'));
    const problems = await problemsOf(path);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('The report text reports/county.txt was not found.');
  });

  test('refuses every fact whose sentence is gone from the report', async () => {
    const path = await sampleFolder(sampleFile(), sampleText().replace('B鎮建成12所', 'B鎮建成13所'));
    const problems = await problemsOf(path);
    expect(problems.filter((problem) => problem.includes('facts[1].source.quote'))).toHaveLength(1);
    expect(problems.filter((problem) => problem.includes('is in no fact'))).toHaveLength(1);
  });
});

describe('parseFacts', () => {
  test('refuses a file that is too large before reading it', () => {
    const padding = ' '.repeat(MAX_FILE_BYTES);
    expect(() => parseFacts(`{}${padding}`)).toThrow(
      `The file is larger than ${String(MAX_FILE_BYTES)} bytes.`,
    );
  });
});

describe('printProblem', () => {
  test('prints the place as far as it is known', () => {
    expect(printProblem({ path: [], code: 'file-empty' })).toBe('The file is empty.');
    expect(printProblem({ path: ['facts', 3, 'figure', 'text'], code: 'empty' })).toBe(
      'facts[3].figure.text: must not be empty',
    );
    expect(printProblem({ path: ['facts'], code: 'field-missing', line: 2, column: 5 })).toBe(
      '2:5 facts: is missing',
    );
  });

  test('says it in the reader’s language, the words among its values too', () => {
    const problem = {
      path: ['facts', 3, 'figure', 'qualifier'],
      code: 'qualifier-wrong',
      values: {
        figure: '近100萬',
        qualifier: { word: 'qualifier-name.exact' },
        read: { word: 'qualifier-name.nearly' },
      },
    } as const satisfies Problem;
    expect(sayProblem(problem, wordsIn('en'))).toBe(
      'The qualifier is "exact", but "近100萬" reads as "nearly".',
    );
    expect(sayProblem(problem, wordsIn('zh-Hant'))).toBe('限定詞是「確數」，但「近100萬」讀作「近」。');
    expect(printProblem(problem, wordsIn('zh-Hans'))).toBe(
      'facts[3].figure.qualifier: 限定词是“确数”，但“近100萬”读作“近”。',
    );
  });
});
