import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { botFor } from '../../src/bot.ts';
import { readFacts } from '../../src/facts/file.ts';
import { readExamples } from '../../src/question/example-files.ts';
import { examplesFor, type Example } from '../../src/question/examples.ts';
import { shippedBot as plain } from '../shipped.ts';

const base = await readFacts('data/facts.json');
const lexicon: unknown = JSON.parse(await readFile('data/lexicon.json', 'utf8'));
// A part of them tells as much here, and is learnt in a fraction of the time.
const shipped = (await readExamples('data/examples')).filter((_, place) => place % 8 === 0);

/** Ways of asking that no word of the facts or the lexicon helps with. */
const INVENTED: readonly Example[] = [
  'zorbly quexingtons of the flumtrious gardle',
  'how brindly are the zorbly quexingtons by now',
  'the flumtrious gardle and its quexingtons, brindly',
  'gardle quexingtons zorbly flumtrious',
].map((question) => ({ question, language: 'en', kind: 'chat', facts: ['party-branches'] }));

describe('example questions', () => {
  const taught = botFor(base, lexicon, [...shipped, ...INVENTED]);

  const NEVER_ASKED = 'how many zorbly quexingtons has the flumtrious gardle';

  test('teach a way of asking that no name of a figure has', () => {
    expect(plain.ask(NEVER_ASKED).kind).toBe('not-found');
    const answer = taught.ask(NEVER_ASKED);
    expect([answer.kind, answer.facts[0]?.id]).toEqual(['found', 'party-branches']);
  });

  test('say nothing where a question is to be read by its words', () => {
    expect(taught.askByWords(NEVER_ASKED).kind).toBe('not-found');
  });

  test('of a question leave its fact’s own sentence and value as they are', () => {
    const [fact] = taught.ask(NEVER_ASKED).facts;
    expect(fact).toBe(base.fact.get('party-branches'));
  });

  test('that say what the report lacks keep a figure from being given for it', () => {
    const lacking = ['zorbly base stations of phase four', 'how zorbly the base stations of phase four are'];
    const examples = lacking.flatMap((question): Example[] =>
      Array.from({ length: 20 }, (_, place) => ({
        question: `${question} ${'!'.repeat(place)}`,
        language: 'en',
        kind: 'near-miss',
        facts: [],
      })),
    );
    const warned = botFor(base, lexicon, [...shipped, ...examples]);
    expect(plain.ask('how many 4G base stations in phase four').kind).toBe('found');
    const answer = warned.ask('how many zorbly base stations in phase four');
    expect([answer.kind, answer.reason.code]).toEqual(['not-found', 'not-said']);
  });

  test('never outweigh a name of the figure itself', () => {
    for (const { label, id } of base.facts)
      for (const name of [label.zh, label.en]) {
        const { kind, facts } = plain.ask(name);
        expect([kind, facts.map((fact) => fact.id)], name).toEqual([
          expect.not.stringMatching('not-found'),
          expect.arrayContaining([id]),
        ]);
      }
  });

  test.each([
    [
      'how many schools got broadband, and how many head teachers were trained',
      ['broadband-schools', 'principals-trained'],
    ],
    ['4G覆盖率和贫困村宽带覆盖率分别是多少', ['coverage-4g', 'coverage-broadband']],
    ['donations in 2019, and cadres in post right now', ['donation-2019', 'cadres-in-post']],
  ])('tell that “%s” asks for several figures', (question, ids) => {
    expect(plain.ask(question).facts.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  });

  test('tell which part of the report a question is about', () => {
    const { examples } = plain.index;
    const { part } = examples.compare({ folded: '领导小组的组长由谁来当', terms: [], asked: {} });
    const sections = plain.base.file.reports.flatMap((report) => report.sections.map(({ id }) => id));
    expect(sections.sort((one, other) => part(other) - part(one))[0]).toBe('organisation');
    expect(sections.reduce((sum, id) => sum + part(id), 0)).toBeCloseTo(1, 9);
  });

  test.each([
    'who was the first secretary general of the united nations',
    '给我女朋友写个道歉小作文，五百字起',
  ])('keep a word or a number of the report from making “%s” a question about it', (question) => {
    expect(plain.ask(question)).toMatchObject({ kind: 'not-found', facts: [] });
  });

  test('are learnt to the same effect in slices and at the first question', async () => {
    const [one, other] = [botFor(base, lexicon, shipped), botFor(base, lexicon, shipped)];
    await one.index.examples.prepare();
    const question = { folded: '还有多少人没回来', terms: [], asked: {} };
    expect([...one.index.examples.compare(question).likeness]).toEqual([
      ...other.index.examples.compare(question).likeness,
    ]);
  });

  test('of another report are left aside', () => {
    expect(examplesFor(base, INVENTED)).toBe(INVENTED);
    const foreign = INVENTED.map((example) => ({ ...example, facts: ['nothing-of-ours'] }));
    expect(examplesFor(base, foreign)).toEqual([]);
  });
});
