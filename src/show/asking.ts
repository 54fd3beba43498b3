import type { Bot } from '../bot.ts';
import type { Answer } from '../question/answer.ts';
import { hasHan } from '../text/fold.ts';
import { languageOf, type Language } from '../text/language.ts';

/** Asks the bot; the language is the question's own, or the member's where a question has no words. */
export function ask(bot: Bot, question: string, fallback: Language): Answer {
  return inTheirLanguage(bot.ask(question, fallback), question, fallback);
}

/** The same by the words alone; see `Bot.askByWords`. */
export function askByWords(bot: Bot, question: string, fallback: Language): Answer {
  return inTheirLanguage(bot.askByWords(question, fallback), question, fallback);
}

// Numbers, also with Chinese numerals and units, are written by members of every language: "16億", "1.53 亿元".
const NUMBER =
  /^[\p{P}\p{S}\p{N}\s億亿萬万千百十元圓塊块人個个名戶户家所間间村縣县鄉乡約约近超過过余餘多以上]+$/u;

function hasWords(text: string): boolean {
  return !NUMBER.test(text) && /\p{L}{2}|\p{Script=Han}/u.test(text);
}

function inTheirLanguage(answer: Answer, question: string, fallback: Language): Answer {
  if (!hasWords(question)) return { ...answer, language: fallback };
  // Pinyin says Chinese but not which script.
  if (!hasHan(question) && answer.language !== 'en' && fallback !== 'en')
    return { ...answer, language: fallback };
  return answer;
}

/** The language of a text that is no question to the bot, by the same rule. */
export function languageOfText(text: string, fallback: Language): Language {
  return hasWords(text) ? languageOf(text, fallback) : fallback;
}

/** The language for a name that was typed: Latin letters may be pinyin as well as English, so that they do not tell. */
export function languageOfName(name: string, fallback: Language): Language {
  return hasHan(name) ? languageOfText(name, fallback) : fallback;
}
