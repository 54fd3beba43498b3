import Big from 'big.js';
import type { Figure, Unit } from '../facts/schema.ts';
import type { Language } from '../text/language.ts';
import { wordsIn } from '../words/words.ts';
import { chineseText } from './script.ts';

// Other ways to write a figure, exact, with its qualifier. The figure as printed always stands first; these stand
// beside it.

const ENGLISH_SCALES: readonly (readonly [string, string])[] = [
  ['1000000000', 'billion'],
  ['1000000', 'million'],
];
const CHINESE_SCALES: readonly (readonly [string, string])[] = [
  ['100000000', '億'],
  ['10000', '萬'],
];

/** Groups the digits of an exact decimal: 1530000000 → 1,530,000,000. */
export function groupDigits(value: string): string {
  const [whole = '', fraction] = value.split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** A value with a scale where that is exact and short: 1.53 billion, 1.35萬. */
export function scaled(value: string, language: Language): string {
  const number = new Big(value);
  for (const [scale, name] of language === 'en' ? ENGLISH_SCALES : CHINESE_SCALES) {
    if (number.abs().lt(scale)) continue;
    const short = number.div(scale);
    if (short.toFixed().length > 7 || !short.times(scale).eq(number)) continue;
    return language === 'en'
      ? `${short.toFixed()} ${name}`
      : `${short.toFixed()}${chineseText(name, language)}`;
  }
  return groupDigits(value);
}

/** A value with its unit: "27,000 households", "RMB 1.53 billion", "98%". */
export function withUnit(value: string, unit: Unit, language: Language): string {
  if (unit.dimension === 'share') return `${value}%`;
  if (language === 'en') {
    if (unit.dimension === 'money') return `RMB ${scaled(value, language)}`;
    return `${groupDigits(value)} ${value === '1' ? unit.en.one : unit.en.other}`;
  }
  const number = unit.dimension === 'money' ? scaled(value, language) : groupDigits(value);
  return `${number}${/\d$/u.test(number) ? ' ' : ''}${chineseText(unit.zh, language)}`;
}

/**
 * The figure in the asker's language, qualifier carried over: `近100萬` → "nearly 1,000,000 people". Null where the
 * figure is words and has no number.
 */
export function notation(figure: Figure, unit: Unit, language: Language): string | null {
  if (figure.value === null) return null;
  const number = withUnit(figure.value, unit, language);
  // 餘 and 多 follow the number in Chinese. The report prints 余, which is Simplified, in its Traditional text.
  const trailing = /[余餘多]/u.exec(figure.text)?.[0]?.replace('余', '餘');
  if (language !== 'en' && trailing !== undefined) {
    return withUnit(figure.value, unit, language).replace(
      /^([\d.,]+)\s?/u,
      `$1 ${chineseText(trailing, language)}`,
    );
  }
  return wordsIn(language)(`qualifier.${figure.qualifier}`, { number });
}
