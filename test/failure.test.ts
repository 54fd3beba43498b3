import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadBot } from '../src/bot.ts';
import { mendable } from '../src/failure.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'failure-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What an operator reads where the bot is started on these files. */
async function wordsFor(
  factsFile: string,
  lexiconFile: string,
  examplesFolder = 'data/examples',
): Promise<string | undefined> {
  const config = { factsFile, lexiconFile, examplesFolder };
  try {
    await loadBot(config);
  } catch (error) {
    return mendable(error, config);
  }
  throw new Error('It was loaded.');
}

async function written(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

describe('what an operator reads', () => {
  test('names the fact file with line and column', async () => {
    const facts = await written('facts.json', '{\n  "units": [,]\n}\n');
    expect(await wordsFor(facts, 'data/lexicon.json')).toContain(`${facts}:2:13 This is not JSON`);
  });

  test('names the file that is not there, and the setting', async () => {
    const words = await wordsFor('data/facts.json', 'nowhere/lexicon.json');
    expect(words).toContain('nowhere/lexicon.json was not found');
    expect(words).toContain('LEXICON_FILE');
  });

  test.each([
    ['cut.json', '{"concepts": [', 'cut.json'],
    ['shape.json', '{"concepts": [{"id": 1}], "gaps": []}', 'concepts[0].id'],
  ])('says what is wrong with a lexicon: %s', async (name, content, words) => {
    const read = await wordsFor('data/facts.json', await written(name, content));
    expect(read).toContain('The lexicon (LEXICON_FILE) cannot be used');
    expect(read).toContain(words);
  });

  test('names the file and the line of an example that cannot be used', async () => {
    await mkdir(join(folder, 'examples'));
    const path = await written(
      'examples/some.jsonl',
      '{"question":"How many?","language":"en","kind":"chat","facts":["coverage-4g"]}\n{"question":""}\n',
    );
    const read = await wordsFor('data/facts.json', 'data/lexicon.json', join(folder, 'examples'));
    expect(read).toContain(`${path}:2 This example cannot be used`);
  });

  test('holds nothing of a fault that no one foresaw', () => {
    expect(mendable(new TypeError('x is not a function'), undefined)).toBeUndefined();
  });
});
