import { loadBot } from '../src/bot.ts';

/** The bot as it is shipped. Its examples take over a second to learn: the test files of a worker share one. */
export const shippedBot = await loadBot({
  factsFile: 'data/facts.json',
  lexiconFile: 'data/lexicon.json',
  examplesFolder: 'data/examples',
});
