import { expect, test } from 'vitest';
import {
  fallenKinds,
  fallReport,
  gradesOf,
  guardedQuestions,
  readBaseline,
  worse,
} from '../../src/quality/baseline.ts';
import { unseenOn } from '../../src/quality/unseen.ts';
import { shippedBot } from '../shipped.ts';

const bot = shippedBot;
const questions = await guardedQuestions(bot.index.examples.examples);
const now = gradesOf(unseenOn(bot.index), questions);

test('no recorded question and no kind of questions is answered worse than before', async () => {
  expect(fallReport(await readBaseline(), now, questions)).toEqual([]);
});

test('every guarded question is recorded', async () => {
  expect(Object.keys(await readBaseline()).sort()).toEqual(Object.keys(now).sort());
});

test('a grade that falls is reported with the question', () => {
  expect(
    worse({ 'how many?': 'right', 'what?': 'asked' }, { 'how many?': 'wrong', 'what?': 'right' }),
  ).toEqual([{ question: 'how many?', before: 'right', after: 'wrong' }]);
});

const two = [
  { question: 'how many?', kind: 'chat' },
  { question: 'how few?', kind: 'chat' },
  { question: 'how far?', kind: 'near-miss' },
] as const;

test('a kind falls where its answers together are worth less, not where a better one makes up for it', () => {
  const before = { 'how many?': 'right', 'how few?': 'missed', 'how far?': 'right' } as const;
  const lost = { ...before, 'how far?': 'asked' } as const;
  expect(fallenKinds(before, lost, two)).toEqual([
    { kind: 'near-miss', before: ['right'], after: ['asked'] },
  ]);
  expect(fallenKinds(before, { ...before, 'how many?': 'asked', 'how few?': 'right' }, two)).toEqual([]);
});

test('what got worse reads as one line for each kind and each question', () => {
  const before = { 'how many?': 'right', 'how few?': 'right' } as const;
  expect(fallReport(before, { ...before, 'how few?': 'wrong' }, two)).toEqual([
    'chat as a whole: 2 right, 0 asked, 0 missed, 0 wrong → 1 right, 0 asked, 0 missed, 1 wrong',
    'right → wrong [chat] how few?',
  ]);
});
