import { Locale } from 'discord-api-types/v10';
import type { Language } from '../text/language.ts';

/** The bot's language for a member's client. */
export function languageOfLocale(locale: string | null | undefined): Language {
  if (locale === Locale.ChineseTW) return 'zh-Hant';
  return locale === Locale.ChineseCN ? 'zh-Hans' : 'en';
}
