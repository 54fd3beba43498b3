import type { Bot } from '../bot.ts';
import { factsNearValue, factsWithValue } from '../question/reverse.ts';
import { clip, fold, MAX_QUESTION_LENGTH } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import { readNumbers } from '../text/numerals.ts';
import { wordsIn } from '../words/words.ts';
import { answerOf, showAnswer } from './answer.ts';
import { languageOfName } from './asking.ts';
import { OFFERS } from './offers.ts';
import { shownWords, type Shown } from './shown.ts';

/** What `/figure` shows: every fact with that value, or the nearest. */
export function showValue(typed: string, fallback: Language, bot: Bot): Shown {
  const { index } = bot;
  const language = languageOfName(typed, fallback);
  const numbers = readNumbers(fold(clip(typed, MAX_QUESTION_LENGTH)));
  const number = numbers.find(({ weighty }) => weighty) ?? numbers[0];
  if (number === undefined) {
    const say = wordsIn(language);
    const words = [say('figure.no-number', { typed: clip(typed, 100) })];
    return shownWords(language, say('tone.not-found'), words, { tone: 'not-found' });
  }
  const facts = factsWithValue(number, index);
  if (facts.length > 0) {
    const kind = facts.length === 1 ? 'found' : 'choices';
    return showAnswer(answerOf(kind, facts, { code: 'value', number }, language), bot);
  }
  const near = factsNearValue(number, index, OFFERS.nearest);
  const reason = { code: 'no-such-number', number } as const;
  return showAnswer(answerOf('not-found', near, reason, language, typed), bot);
}
