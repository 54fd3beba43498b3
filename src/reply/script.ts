import { toSimplified, toTraditional } from '../text/fold.ts';
import type { Language } from '../text/language.ts';

/** A Chinese text of ours (a label, a unit) in the asker's script. Never used on what the report prints. */
export function chineseText(text: string, language: Language): string {
  return language === 'zh-Hans' ? toSimplified(text) : text;
}

/** The Chinese or English form of a bilingual text, in the asker's script. */
export function inLanguage(text: { readonly zh: string; readonly en: string }, language: Language): string {
  return language === 'en' ? text.en : chineseText(text.zh, language);
}

/** A text in the one script in which texts of both are compared. */
export function inOneScript(text: string): string {
  return toSimplified(text);
}

/** Words of a folded question, which is Simplified, in the asker's script. */
export function asAsked(folded: string, language: Language): string {
  return language === 'zh-Hant' ? toTraditional(folded) : folded;
}
