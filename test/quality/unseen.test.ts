import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { botFor } from '../../src/bot.ts';
import { readFacts } from '../../src/facts/file.ts';
import { unseenOn } from '../../src/quality/unseen.ts';
import type { Example } from '../../src/question/examples.ts';

const base = await readFacts('data/facts.json');
const lexicon: unknown = JSON.parse(await readFile('data/lexicon.json', 'utf8'));

const ASKED = [
  'zorbly quexingtons of the gardle',
  'how brindly is the flumtrious snarf',
  'glimby wumps, all of them',
  'a tharn of mibbles since then',
  'the krell that was given away',
  'yorps per dringle',
  'what pludge did they win',
  'vants in every quib',
];

const examples = ASKED.flatMap((question): Example[] =>
  [question, `${question}?`, `${question}!`].map((written) => ({
    question: written,
    language: 'en',
    kind: 'chat',
    facts: ['party-branches'],
  })),
);

test('an example is asked of a bot that has learnt neither it nor one that is nearly the same', () => {
  const { index } = botFor(base, lexicon, examples);
  const judged = unseenOn(index);
  for (const { question } of examples) {
    const learnt = judged.indexFor(question).examples.examples.map((example) => example.question);
    const word = question.replace(/[?!]$/u, '');
    expect(learnt.filter((other) => other.startsWith(word))).toEqual([]);
    expect(learnt.length).toBeGreaterThan(0);
  }
});

test('a question that is no example is asked of the bot as it is', () => {
  const { index } = botFor(base, lexicon, examples);
  expect(unseenOn(index).indexFor('how many villages?')).toBe(index);
});
