import { expect, test } from 'vitest';
import { shippedBot } from '../shipped.ts';

const bot = shippedBot;
const labels = bot.base.facts.map(({ label }) => label);

// Milliseconds of the processor, whatever else it is busy with: many times what each takes, and a fraction of what a
// search takes that tries every pair with every pair.
const AT_MOST = 300;

test.each([
  ['the same operand over and over', '累计捐赠加'.repeat(400)],
  ['every Chinese name', `${labels.map(({ zh }) => zh).join('和')}各是多少`],
  ['every English name', labels.map(({ en }) => en).join(' and ')],
  ['what is ruled out', '不要算基金，除了捐款以外，比县小'.repeat(100)],
  ['numbers', '16亿 3亿 '.repeat(250)],
])('a message of 2,000 characters is answered at once: %s', (_, text) => {
  const taken = [1, 2, 3, 4].map(() => {
    const before = process.cpuUsage();
    bot.reply(bot.ask(text.slice(0, 2000)));
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  expect(Math.min(...taken)).toBeLessThan(AT_MOST);
});
