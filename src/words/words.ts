import i18next from 'i18next';
import { toSimplified } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import { CATALOGUE, type WordKey } from './catalogue.ts';

/** Says a text of the catalogue in one language, with its {{names}} filled in. */
export type Words = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

// What the mainland says otherwise than Taiwan, where a change of script alone would leave it foreign.
const MAINLAND: readonly (readonly [string, string])[] = [
  ['儲存', '保存'],
  ['檔案', '文件'],
  ['設定', '設置'],
  ['伺服器', '服務器'],
  ['匯入', '導入'],
  ['匯出', '導出'],
  ['載入', '加載'],
  ['私訊', '私信'],
  ['訊息', '消息'],
  ['連線', '連接'],
  ['連結', '鏈接'],
  ['專案', '項目'],
  ['權杖', '令牌'],
  ['閘道', '網關'],
  ['支援', '支持'],
  ['字元', '字符'],
  ['磁碟', '磁盤'],
  ['主控台', '控制台'],
  ['頁尾', '頁腳'],
  ['容許', '允許'],
  ['回覆', '回復'],
  ['事實檔', '事實文件'],
  ['識別碼', '標識'],
  ['身分組', '身份組'],
  ['營運者', '運營者'],
  ['欄位', '字段'],
  ['註解', '註釋'],
  ['單字', '單詞'],
  ['復原', '撤銷'],
  ['套用', '應用'],
  ['程式', '程序'],
];

function mainland(text: string): string {
  const worded = MAINLAND.reduce((so, [here, there]) => so.replaceAll(here, there), text);
  return toSimplified(worded).replaceAll('「', '“').replaceAll('」', '”');
}

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
    'zh-Hans': resource(({ zh }) => mainland(zh)),
  },
});

function wordsOf(language: Language): Words {
  // Not getFixedT: it copies all options of the catalogue for every text, half of the garbage of an answer.
  return (key, values) => catalogue.t(key, { ...values, lng: language });
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
