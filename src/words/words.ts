import i18next from 'i18next';
import { toSimplified } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import { CATALOGUE, type WordKey } from './catalogue.ts';

/** Says a text of the catalogue in one language, with its {{names}} filled in. */
export type Words = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

const catalogue = i18next.createInstance();

function resource(say: (entry: { en: string; zh: string }) => string): {
  translation: Record<string, string>;
} {
  return {
    translation: Object.fromEntries(Object.entries(CATALOGUE).map(([key, entry]) => [key, say(entry)])),
  };
}

void catalogue.init({
  // The texts are at hand, so that nothing is awaited.
  initAsync: false,
  lng: 'en',
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  resources: {
    en: resource(({ en }) => en),
    'zh-Hant': resource(({ zh }) => zh),
    'zh-Hans': resource(({ zh }) => toSimplified(zh).replaceAll('「', '“').replaceAll('」', '”')),
  },
});

function wordsOf(language: Language): Words {
  const say = catalogue.getFixedT(language);
  return (key, values = {}) => say(key, { ...values });
}

const WORDS: Readonly<Record<Language, Words>> = {
  'zh-Hans': wordsOf('zh-Hans'),
  'zh-Hant': wordsOf('zh-Hant'),
  en: wordsOf('en'),
};

/** The bot's words in a language. */
export function wordsIn(language: Language): Words {
  return WORDS[language];
}
