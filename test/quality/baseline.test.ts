import { expect, test } from 'vitest';
import { loadBot } from '../../src/bot.ts';
import { gradesOf, readBaseline, worse } from '../../src/quality/baseline.ts';

const bot = await loadBot({ factsFile: 'data/facts.json', lexiconFile: 'data/lexicon.json' });
const now = await gradesOf(bot);

test('no recorded question is answered worse than before', async () => {
  expect(worse(await readBaseline(), now)).toEqual([]);
});

test('every guarded question is recorded', async () => {
  expect(Object.keys(await readBaseline()).sort()).toEqual(Object.keys(now).sort());
});

test('a grade that falls is reported with the question', () => {
  expect(
    worse({ 'how many?': 'right', 'what?': 'asked' }, { 'how many?': 'wrong', 'what?': 'right' }),
  ).toEqual([{ question: 'how many?', before: 'right', after: 'wrong' }]);
});
