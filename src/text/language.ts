import { hasHan, toSimplified, toTraditional } from './fold.ts';

/** The languages the bot answers in. */
export const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

// Common in Cantonese and in neither script's written Mandarin.
const CANTONESE = /[咗啲嘅畀喺嗰冇佢哋咁嚟]|幾多|係咪/u;

// "What is 16億?" is English: the figure is copied from the report.
const COPIED_FIGURE = /\d[\d.,]*\s?[億亿萬万千百十]+[元圓]?/gu;

/**
 * The language of a question, by its characters: Traditional or Simplified by which script's own characters it
 * has more of; without Chinese characters, English. `fallback` decides where the characters of a Chinese text
 * belong to both scripts.
 */
export function languageOf(question: string, fallback: Language = 'zh-Hans'): Language {
  if (!hasHan(question.replace(COPIED_FIGURE, ' ')) && (!hasHan(question) || /[a-z]{2}/iu.test(question)))
    return 'en';
  if (CANTONESE.test(question)) return 'zh-Hant';
  const traditional = changed(question, toSimplified(question));
  const simplified = changed(question, toTraditional(question));
  if (traditional === simplified) {
    if (/[「」]/u.test(question)) return 'zh-Hant';
    return fallback === 'en' ? 'zh-Hans' : fallback;
  }
  return traditional > simplified ? 'zh-Hant' : 'zh-Hans';
}

function changed(before: string, after: string): number {
  const others = [...after];
  return [...before].filter((character, index) => character !== others[index]).length;
}
