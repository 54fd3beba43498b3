import type { LocalizationMap } from 'discord-api-types/v10';
import type { WordKey } from '../words/catalogue.ts';
import { wordsIn } from '../words/words.ts';

/** A name or description in both Chinese scripts, beside the English default. */
export function inChinese(key: WordKey): LocalizationMap {
  return { 'zh-CN': wordsIn('zh-Hans')(key), 'zh-TW': wordsIn('zh-Hant')(key) };
}
