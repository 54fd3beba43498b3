import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

// The command as it is typed: another process, real standard input and output.

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ask(args: readonly string[], input = ''): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/ask.ts', ...args], {
      // The questions are plain ones, and learning the examples takes a second of each start.
      env: { PATH: '/usr/bin:/bin', EXAMPLES_FOLDER: 'none' },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
    child.stdin.end(input);
  });
}

const answerLine = z.looseObject({
  question: z.string(),
  kind: z.string(),
  facts: z.array(z.looseObject({ id: z.string() })),
});

function answersIn(stdout: string): z.infer<typeof answerLine>[] {
  expect(stdout.endsWith('\n')).toBe(true);
  return stdout
    .slice(0, -1)
    .split('\n')
    .map((line) => answerLine.parse(JSON.parse(line)));
}

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A copy of the shipped facts with a change to their text. */
async function factsCopy(change: (json: string) => string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'facts-'));
  folders.push(folder);
  await mkdir(join(folder, 'reports'));
  await cp('data/reports', join(folder, 'reports'), { recursive: true });
  await writeFile(join(folder, 'facts.json'), change(await readFile('data/facts.json', 'utf8')));
  return join(folder, 'facts.json');
}

describe.concurrent('the command ask', { timeout: 60_000 }, () => {
  test('answers one question as text', async ({ expect }) => {
    const { code, stdout, stderr } = await ask(['How', 'many', 'villages', 'were lifted out of poverty?']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('1068個村 — Villages lifted out of poverty (1,068 villages)\n');
    expect(stdout).toContain('Period: ');
  });

  test('with --json answers one line after the other, in order, and prints nothing else', async ({
    expect,
  }) => {
    const questions = [
      '累计捐了多少钱',
      '98%',
      '',
      '2018年捐了多少',
      '   ',
      'How many villages were lifted?',
      '？',
    ];
    const more = Array.from({ length: 300 }, (_, index) => `${String(index)}个村摘帽了吗`);
    // Unix line ends, Windows line ends, and a last line without one.
    const { code, stdout, stderr } = await ask(['--json'], `${questions.join('\n')}\n${more.join('\r\n')}`);
    expect([code, stderr]).toEqual([0, '']);
    const all = answersIn(stdout);
    expect(all.slice(questions.length).map(({ question }) => question)).toEqual(more);
    const answers = all.slice(0, questions.length);
    expect(answers.map(({ question }) => question)).toEqual(questions);
    expect(answers.map(({ kind }) => kind)).toEqual([
      'found',
      'found',
      'not-found',
      'not-found',
      'not-found',
      'found',
      'not-found',
    ]);
    expect(answers.map(({ facts }) => facts[0]?.id)).toEqual([
      'donation-total',
      'coverage-4g',
      undefined,
      'donation-2019',
      undefined,
      'villages-lifted',
      undefined,
    ]);
  });

  test('with --facts answers from another file', async ({ expect }) => {
    const facts = await factsCopy((json) =>
      json.replace('"id": "villages-lifted"', '"id": "villages-of-the-copy"'),
    );
    const { code, stdout } = await ask(['--facts', facts, '--json'], '多少个村摘帽');
    expect(code).toBe(0);
    expect(answersIn(stdout)[0]?.facts[0]?.id).toBe('villages-of-the-copy');
  });

  test('with --facts refuses a broken file, names every problem and prints no answer', async ({ expect }) => {
    const facts = await factsCopy((json) =>
      json
        .replace('"value": "153000000"', '"value": "15300000"')
        .replace('"qualifier": "nearly"', '"qualifier": "about"'),
    );
    const { code, stdout, stderr } = await ask(['--facts', facts, '多少个村摘帽']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('The value is 15300000, but "1.53億元" reads as 153000000.');
    expect(stderr).toContain('The qualifier is "about", but');
    expect(stderr.trim().split('\n')).toHaveLength(2);
    expect(stderr).not.toContain('    at ');
  });

  test('with --facts refuses a file that is not there', async ({ expect }) => {
    const { code, stdout, stderr } = await ask(['--facts', 'nowhere/facts.json', '98%']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('nowhere/facts.json');
    expect(stderr).not.toContain('    at ');
  });

  test('without a question says how it is used', async ({ expect }) => {
    const { code, stdout, stderr } = await ask([]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage:');
  });

  test('refuses an option it does not know', async ({ expect }) => {
    const { code, stdout, stderr } = await ask(['--jsno']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('--jsno');
  });
});
