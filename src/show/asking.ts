import type { Bot } from '../bot.ts';
import type { Answer } from '../question/answer.ts';
import { hasHan } from '../text/fold.ts';
import { languageOf, type Language } from '../text/language.ts';

/** Answers kept for each fact base: the same questions come again, and an answer never changes within a base. */
const KEPT = 500;
const kept = new WeakMap<Bot, Map<string, Answer>>();

/** Asks the bot; the language is the question's own, or the member's where a question has no words. */
export function ask(bot: Bot, question: string, fallback: Language): Answer {
  const answers = kept.get(bot) ?? new Map<string, Answer>();
  kept.set(bot, answers);
  const key = `${fallback}:${question}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  const answer = inTheirLanguage(bot.ask(question, fallback), question, fallback);
  const oldest = answers.size < KEPT ? undefined : answers.keys().next().value;
  if (oldest !== undefined) answers.delete(oldest);
  answers.set(key, answer);
  return answer;
}

function inTheirLanguage(answer: Answer, question: string, fallback: Language): Answer {
  if (!/\p{L}{2}|\p{Script=Han}/u.test(question)) return { ...answer, language: fallback };
  // Pinyin says Chinese but not which script.
  if (!hasHan(question) && answer.language !== 'en' && fallback !== 'en')
    return { ...answer, language: fallback };
  return answer;
}

/** The language of a text that is no question to the bot, by the same rule. */
export function languageOfText(text: string, fallback: Language): Language {
  return /\p{L}{2}|\p{Script=Han}/u.test(text) ? languageOf(text, fallback) : fallback;
}
