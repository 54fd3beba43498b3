import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseFacts } from '../src/facts/file.ts';
import { factFileJsonSchema } from '../src/facts/schema.ts';
import { compileLexicon, lexiconJsonSchema, type LexiconFile } from '../src/question/lexicon.ts';
import { GUARDED_FILES } from '../src/quality/baseline.ts';
import { readQuestions } from '../src/quality/questions.ts';
import { readExamples } from '../src/question/example-files.ts';
import { foldTight } from '../src/text/fold.ts';

const REGISTRY = 'https://registry.npmjs.org/';

const lockFile = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({ resolved: z.string().optional(), integrity: z.string().optional() }),
  ),
});

const facts = parseFacts(await readFile('data/facts.json', 'utf8'));
const lexicon = JSON.parse(await readFile('data/lexicon.json', 'utf8')) as LexiconFile;

/** The names by which facts, topics, sections and organisations are found. */
function namesInFacts(): string[] {
  const named = [
    ...facts.facts.map(({ label, aliases }) => ({ title: label, aliases })),
    ...facts.topics,
    ...facts.reports.flatMap(({ sections }) => sections),
  ];
  return [
    ...named.flatMap(({ title, aliases }) => [title.zh, title.en, ...aliases.zh, ...aliases.en]),
    ...facts.reports.flatMap(({ organisation: { aliases } }) => [...aliases.zh, ...aliases.en]),
  ];
}

function wordsInLexicon(): string[] {
  return [
    ...lexicon.concepts.flatMap(({ zh, en }) => [...zh, ...en]),
    ...lexicon.gaps.flatMap(({ zh, en }) => [...zh, ...en]),
    ...lexicon.filler.zh,
    ...lexicon.filler.en,
  ];
}

describe('package-lock.json', () => {
  test('fetches from the public registry alone, and every package with a checksum', async () => {
    const text = await readFile('package-lock.json', 'utf8');
    // An entry without an address is fetched from the registry that npm is set to.
    const addresses = text.match(/[a-z+]+:\/\/[^"\s]+/gu) ?? [];
    const fetched = addresses.filter((address) => /\.t(?:ar\.)?gz|^git/u.test(address));
    expect(fetched.filter((address) => !address.startsWith(REGISTRY))).toEqual([]);
    const { packages } = lockFile.parse(JSON.parse(text));
    const others = Object.entries(packages).filter(([path]) => path !== '');
    expect(others.length).toBeGreaterThan(50);
    expect(
      others.filter(([, entry]) => entry.integrity?.startsWith('sha512-') !== true).map(([path]) => path),
    ).toEqual([]);
    expect(
      others.flatMap(([, { resolved = REGISTRY }]) => (resolved.startsWith(REGISTRY) ? [] : [resolved])),
    ).toEqual([]);
  });
});

describe('the questions that answers are judged by', async () => {
  const questions = (await Promise.all(GUARDED_FILES.map(readQuestions))).flat();
  const examples = await readExamples('data/examples');

  test('stand neither in the facts nor in the lexicon nor among the examples', () => {
    expect(questions.length).toBeGreaterThan(100);
    const listed = new Set(
      [...namesInFacts(), ...wordsInLexicon(), ...examples.map(({ question }) => question)].map(foldTight),
    );
    // Small talk ("hi", 谢谢) is a word and a question at once.
    const learntByHeart = questions
      .filter(({ kind }) => kind !== 'off-topic')
      .map(({ question }) => question)
      .filter((question) => listed.has(foldTight(question)));
    expect(learntByHeart).toEqual([]);
  });

  test('and the examples name only facts that there are', () => {
    const ids = new Set(facts.facts.map(({ id }) => id));
    for (const { question, facts: expected } of [...questions, ...examples])
      expect(
        expected.filter((id) => !ids.has(id)),
        question,
      ).toEqual([]);
  });
});

describe('the lexicon', () => {
  test('has the shape that the bot reads', () => {
    expect(() => compileLexicon(lexicon, [])).not.toThrow();
  });

  test('gives each concept and each gap an id of its own', () => {
    const ids = [...lexicon.concepts, ...lexicon.gaps].map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('implies only concepts that there are', () => {
    const ids = new Set(lexicon.concepts.map(({ id }) => id));
    const missing = lexicon.concepts.flatMap(({ id, implies = [] }) =>
      implies.filter((implied) => !ids.has(implied)).map((implied) => `${id} → ${implied}`),
    );
    expect(missing).toEqual([]);
  });

  test('lists no blank word, and none of them holds a digit of a figure', () => {
    expect(wordsInLexicon().filter((word) => foldTight(word) === '')).toEqual([]);
    const values = facts.facts.flatMap(({ figure }) =>
      figure.value !== null && figure.value.length > 3 ? [figure.value] : [],
    );
    expect(
      wordsInLexicon().filter((word) => values.some((value) => word.replaceAll(',', '').includes(value))),
    ).toEqual([]);
  });
});

describe('the data files', () => {
  test.each([
    ['facts', factFileJsonSchema()],
    ['lexicon', lexiconJsonSchema()],
  ])('have beside them the schema that %s.json is checked with, and keep to it', async (name, schema) => {
    const beside = JSON.parse(
      await readFile(`data/${name}.schema.json`, 'utf8'),
    ) as z.core.JSONSchema.JSONSchema;
    expect(beside).toEqual(JSON.parse(JSON.stringify(schema)));
    const data = JSON.parse(await readFile(`data/${name}.json`, 'utf8')) as Record<string, unknown>;
    expect(data['$schema']).toBe(`./${name}.schema.json`);
    const reader = z.fromJSONSchema(beside);
    expect(reader.safeParse(data).error?.issues).toBeUndefined();
    expect(reader.safeParse({ ...data, more: 1 }).success).toBe(false);
  });

  test('are JSON that prints back as it stands', async () => {
    for (const name of await readdir('data')) {
      // A hidden one is what a bot that ran here remembers of its starts.
      if (!name.endsWith('.json') || name.startsWith('.')) continue;
      const text = await readFile(`data/${name}`, 'utf8');
      expect(() => JSON.parse(text) as unknown, name).not.toThrow();
      expect(text.endsWith('}\n'), name).toBe(true);
      expect(text, name).not.toMatch(/\uFEFF|\r/u);
    }
  });

  test('name a report text that is there, clean and in Unix lines', async () => {
    for (const report of facts.reports) {
      const text = await readFile(`data/${report.text}`, 'utf8');
      expect(text).not.toMatch(/[\uFEFF\uFFFD\r\u200B-\u200F\u202A-\u202E]/u);
      expect(text.normalize('NFC')).toBe(text);
    }
  });
});
