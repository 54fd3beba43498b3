import { loadBot } from '../../src/bot.ts';
import { weigh, type Matched } from '../../src/question/decide.ts';
import { NOTHING_LEARNT } from '../../src/question/examples.ts';
import { interpret } from '../../src/question/interpret.ts';
import { matchFacts } from '../../src/question/match.ts';
import { slipsFor } from '../../src/question/slips.ts';

/** The bot over the shipped facts, without examples. */
export const { index, lexicon } = await loadBot({
  factsFile: 'data/facts.json',
  lexiconFile: 'data/lexicon.json',
  examplesFolder: 'none',
});
const slips = slipsFor(lexicon, index.has);

/** A question with the facts that share words with it. */
export function matched(question: string): Matched {
  const reading = interpret(question, lexicon, slips);
  const weighed = weigh(reading, index);
  return { reading, index, slips, weighed, hits: matchFacts(weighed, index), learnt: NOTHING_LEARNT };
}
