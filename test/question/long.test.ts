import { expect, test } from 'vitest';
import { loadBot } from '../../src/bot.ts';

const bot = await loadBot({ factsFile: 'data/facts.json', lexiconFile: 'data/lexicon.json' });
const labels = bot.base.facts.map(({ label }) => label);

// About ten times what each takes on a processor of its own, and a fraction of what a search gone quadratic takes.
const AT_MOST = 150;

test.each([
  ['the same operand over and over', '累计捐赠加'.repeat(400)],
  ['every Chinese name', `${labels.map(({ zh }) => zh).join('和')}各是多少`],
  ['every English name', labels.map(({ en }) => en).join(' and ')],
  ['what is ruled out', '不要算基金，除了捐款以外，比县小'.repeat(100)],
  ['numbers', '16亿 3亿 '.repeat(250)],
])('a message of 2,000 characters is answered at once: %s', (_, text) => {
  const taken = [1, 2, 3].map(() => {
    const start = performance.now();
    bot.reply(bot.ask(text.slice(0, 2000)));
    return performance.now() - start;
  });
  expect(Math.min(...taken)).toBeLessThan(AT_MOST);
});
