import Big from 'big.js';

// A reader of numbers as Chinese and English texts print them. It works on folded text (see fold.ts) and on
// exact decimals only: a figure never passes through a float.

const CHINESE_DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const CHINESE_NUMERALS = '零一二三四五六七八九';
const SMALL_SCALES: Readonly<Record<string, string>> = { 十: '10', 百: '100', 千: '1000' };
const LARGE_SCALES: Readonly<Record<string, string>> = { 万: '10000', 亿: '100000000', 兆: '1000000000000' };
const ENGLISH_SCALES: Readonly<Record<string, string>> = {
  hundred: '100',
  thousand: '1000',
  k: '1000',
  w: '10000', // 12w: chat for 12万
  million: '1000000',
  mn: '1000000',
  mil: '1000000',
  m: '1000000',
  billion: '1000000000',
  bn: '1000000000',
  b: '1000000000',
  trillion: '1000000000000',
};
const ENGLISH_WORDS = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen ' +
  'seventeen eighteen nineteen'
).split(' ');
const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** How a printed number stands to the true one. */
export const QUALIFIERS = ['exact', 'about', 'nearly', 'over', 'at-least', 'under', 'at-most'] as const;
export type Qualifier = (typeof QUALIFIERS)[number];

/** A number found in a text. */
export interface NumberInText {
  /** Exact decimal, without exponent or separators. A percentage of 98 is "98" with `percent` set. */
  readonly value: string;
  readonly percent: boolean;
  readonly qualifier: Qualifier;
  /** Position in the folded text, qualifier and 多/余/以上 included. */
  readonly start: number;
  readonly end: number;
  /** The number as written, qualifier included. */
  readonly text: string;
  /** Written with a scale, separators or more than one digit: a lone 一 or 3 is seldom meant as a figure. */
  readonly weighty: boolean;
}

// As on a cheque: 贰佰柒拾万. Each is read as its plain character, so that positions stay as they are; 陆 and 伍
// alone are names.
const FINANCIAL: Readonly<Record<string, string>> = {
  壹: '一',
  贰: '二',
  叁: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  佰: '百',
  仟: '千',
};
const FINANCIAL_RUN =
  /(?:[壹贰叁肆伍陆柒捌玖][拾佰仟万亿零]*[拾佰仟万亿][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]*)/gu;

// 1亿5千3百万: digits of a numeral that is Chinese otherwise.
const MIXED_RUN = /(?<![\d.])(?:[1-9][十百千万亿]+){2,}(?![\d.])/gu;

const CHINESE_RUN = '[零〇一二两三四五六七八九十百千万亿兆]+(?:点[零〇一二三四五六七八九]+)?';
const ARABIC = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const ENGLISH_NUMBER = [...ENGLISH_WORDS, ...ENGLISH_TENS, 'hundred', 'thousand', 'million', 'billion'].join(
  '|',
);

const PREFIX =
  '(?<before>(?:将近|接近|近|大约|大概|约|不足|不到|少于|低于|超过|超出|超|逾|高于|多于|至少|不少于|不低于|最多|至多) ?|' +
  'nearly |almost |close to |about |around |roughly |approximately |approx\\.? |over |more than |above |exceeding |' +
  'at least |under |less than |fewer than |below |up to |at most )?';

/** 九千几人 is 九千多人. */
const SOME = '几(?=[万亿个名人户所家间座])';

const NUMBER = new RegExp(
  `${PREFIX}(?:` +
    `(?<half>一半|半数|过半|大半|\\bhalf (?=of\\b|the\\b))|(?<share>百分之)(?<shareOf>${ARABIC}|${CHINESE_RUN})` +
    `|(?<tenths>[一二三四五六七八九]|(?<![\\d.])[1-9])成(?<tenthsRest>[一二三四五六七八九])?(?![一-鿿]?[为功就立员本果绩])` +
    `|(?<arabic>(?<![\\d.])(?:${ARABIC})(?!分之))(?:\\s?(?<more>多|余|来|${SOME})?(?:个(?=[万亿]))?(?<scale>[十百千]?[万亿兆]+|[百千](?![兆])|(?:(?:hundred|thousand) )?(?:million|billion|trillion)(?![a-z])|(?:hundred|thousand|bn|mn|mil|k|m|b|w)(?![a-z])))?(?<tail>(?<=[kw])\\d(?![\\d.a-z])|(?:\\d+(?:\\.\\d+)?[万千百])*)` +
    `|(?<chinese>(?<![几数好]|分之)${CHINESE_RUN}(?!分之))` +
    `|(?<english>(?<!\\bhalf an? |\\bhalf )\\b(?:${ENGLISH_NUMBER})(?:[\\s-]+(?:and\\s+)?(?:${ENGLISH_NUMBER}))*\\b)` +
    `)(?<after>多|余|来(?=[万亿个名人户所家间座])|${SOME})?(?:个(?=[万亿]))?(?<chineseScale>[万亿](?![一-鿿]?联网))?\\s?(?<percent>%|巴仙|percent\\b|per cent\\b|pct\\b|个百分点)?(?<plus>\\+)?`,
  'gu',
);

/** Reads a Chinese numeral, "一千零六十八", "九百九十五万", "二〇一九", "一万五". Gives null where it is none. */
export function readChineseNumeral(text: string): string | null {
  const [whole = '', fraction] = text.split('点');
  if (whole === '') return null;
  const digits = [...whole];
  if (digits.every((digit) => digit in CHINESE_DIGITS)) {
    const joined = digits.map((digit) => String(CHINESE_DIGITS[digit])).join('');
    return plain(new Big(fraction === undefined ? joined : `${joined}.${readDigits(fraction)}`));
  }
  let total = new Big(0);
  let section = new Big(0); // below the next 万, 亿
  let digit: Big | null = null;
  let lastScale = new Big(1);
  for (const character of digits) {
    const value = CHINESE_DIGITS[character];
    const small = SMALL_SCALES[character];
    const large = LARGE_SCALES[character];
    if (value !== undefined) {
      digit = new Big(value);
      if (value === 0) lastScale = new Big(10);
    } else if (small !== undefined) {
      section = section.plus((digit ?? new Big(1)).times(small));
      digit = null;
      lastScale = new Big(small);
    } else if (large !== undefined) {
      const upTo = section.plus(digit ?? 0);
      // 一万亿 multiplies what stands before; 一亿五千万 adds to it.
      total =
        total.gt(0) && total.lt(large)
          ? total.plus(upTo).times(large)
          : total.plus((upTo.eq(0) ? new Big(1) : upTo).times(large));
      section = new Big(0);
      digit = null;
      lastScale = new Big(large);
    } else {
      return null;
    }
  }
  if (digit !== null) {
    // 一万五 is 15,000; 十五 is 15; after 零 a digit is a unit.
    section = section.plus(lastScale.gt(10) ? digit.times(lastScale).div(10) : digit);
  }
  const number = total.plus(section);
  return plain(fraction === undefined ? number : number.plus(`0.${readDigits(fraction)}`));
}

function readDigits(text: string): string {
  return [...text].map((digit) => String(CHINESE_DIGITS[digit] ?? 0)).join('');
}

function readEnglishWords(text: string): string | null {
  let total = new Big(0);
  let group = new Big(0);
  for (const word of text.split(/[\s-]+/u)) {
    const unit = ENGLISH_WORDS.indexOf(word);
    const ten = ENGLISH_TENS.indexOf(word);
    const scale = ENGLISH_SCALES[word];
    if (unit >= 0) group = group.plus(unit);
    else if (ten >= 0) group = group.plus((ten + 2) * 10);
    else if (word === 'hundred') group = (group.eq(0) ? new Big(1) : group).times(100);
    else if (scale !== undefined) {
      total = total.plus((group.eq(0) ? new Big(1) : group).times(scale));
      group = new Big(0);
    } else if (word !== 'and') return null;
  }
  return plain(total.plus(group));
}

function tenth(digit: string): string {
  return /\d/u.test(digit) ? digit : readDigits(digit);
}

function readScale(scale: string): Big {
  if (/^[a-z]/u.test(scale)) {
    const factors = scale.split(' ').map((word) => ENGLISH_SCALES[word] ?? '1');
    return factors.reduce((product, factor) => product.times(factor), new Big(1));
  }
  return [...scale].reduce(
    (product, character) => product.times(SMALL_SCALES[character] ?? LARGE_SCALES[character] ?? '1'),
    new Big(1),
  );
}

function plain(number: Big): string {
  return number.toFixed();
}

function qualifierOf(before: string, more: boolean, atLeast: boolean): Qualifier {
  const word = before.trim();
  if (/^(?:将近|接近|近|nearly|almost|close to)$/u.test(word)) return 'nearly';
  if (/^(?:大约|大概|约|about|around|roughly|approx)/u.test(word)) return 'about';
  if (/^(?:不足|不到|少于|低于|under|less|fewer|below)/u.test(word)) return 'under';
  if (/^(?:最多|至多|up to|at most)/u.test(word)) return 'at-most';
  if (atLeast || /^(?:至少|不少于|不低于|at least)/u.test(word)) return 'at-least';
  if (more || word !== '') return 'over';
  return 'exact';
}

function toNumber(match: RegExpExecArray, text: string): NumberInText | null {
  const part = match.groups ?? {};
  let value: Big;
  let percent = part['percent'] !== undefined && part['percent'] !== '';
  let weighty = true;
  if (part['half'] !== undefined) {
    // Said in passing more often than as a figure.
    value = new Big(50);
    percent = true;
  } else if (part['shareOf'] !== undefined) {
    const read = /\d/u.test(part['shareOf'])
      ? part['shareOf'].replaceAll(',', '')
      : readChineseNumeral(part['shareOf']);
    if (read === null) return null;
    value = new Big(read);
    percent = true;
  } else if (part['tenths'] !== undefined) {
    value = new Big(
      `${tenth(part['tenths'])}${part['tenthsRest'] === undefined ? '0' : readDigits(part['tenthsRest'])}`,
    );
    percent = true;
  } else if (part['arabic'] !== undefined) {
    value = new Big(part['arabic'].replaceAll(',', ''));
    if (part['scale'] !== undefined) value = value.times(readScale(part['scale']));
    // 2k5 is 2,500.
    const half = /^\d$/u.exec(part['tail'] ?? '')?.[0];
    if (half !== undefined)
      value = value.plus(
        readScale(part['scale'] ?? '')
          .times(half)
          .div(10),
      );
    for (const [, digits = '0', scale = ''] of (part['tail'] ?? '').matchAll(/(\d+(?:\.\d+)?)([万千百])/gu)) {
      value = value.plus(new Big(digits).times(readScale(scale)));
    }
    weighty = part['arabic'].length > 1 || part['scale'] !== undefined;
  } else {
    const read =
      part['chinese'] !== undefined
        ? readChineseNumeral(part['chinese'])
        : readEnglishWords(part['english'] ?? '');
    if (read === null) return null;
    value = new Big(read);
    // "One" to "twelve" are seldom meant as a figure, and neither is a lone 一.
    weighty = part['chinese'] === undefined ? value.gt(12) : part['chinese'].length > 1;
  }
  // 两千多万: the scale follows 多.
  if (part['chineseScale'] !== undefined) {
    value = value.times(readScale(part['chineseScale']));
    weighty = true;
  }
  const start = match.index;
  let end = start + match[0].trimEnd().length;
  const suffix = /^[\p{Script=Han}]?(?:以上|及以上|之多)/u.exec(text.slice(end));
  const atLeast = suffix !== null && !suffix[0].endsWith('之多');
  if (atLeast) end += suffix[0].length;
  const more = part['more'] !== undefined || part['after'] !== undefined || part['plus'] !== undefined;
  return {
    value: plain(value),
    percent,
    qualifier: qualifierOf(part['before'] ?? '', more, atLeast),
    start,
    end,
    text: text.slice(start, end),
    weighty: part['half'] === undefined && (weighty || percent),
  };
}

// What every number begins with, but for the words before it: most of a text is passed over by this alone.
const NUMERAL = new RegExp(`[\\d零〇一二两三四五六七八九十百千万亿兆半]|\\b(?:half|${ENGLISH_NUMBER})`, 'gu');
/** At least as long as the longest words before a number. */
const LONGEST_BEFORE = 20;

/** Every number in a folded text, from left to right. Years are numbers here too. */
export function readNumbers(folded: string): NumberInText[] {
  const plainly = folded
    .replace(FINANCIAL_RUN, (run) => [...run].map((digit) => FINANCIAL[digit] ?? digit).join(''))
    .replace(MIXED_RUN, (run) => run.replace(/\d/gu, (digit) => CHINESE_NUMERALS[Number(digit)] ?? digit))
    // Over-10-billion is over 10 billion.
    .replace(/(?<=[a-z\d])-(?=[a-z\d])/gu, ' ');
  const numbers: NumberInText[] = [];
  let from = 0;
  for (;;) {
    NUMERAL.lastIndex = from;
    const numeral = NUMERAL.exec(plainly);
    if (numeral === null) return numbers;
    NUMBER.lastIndex = Math.max(from, numeral.index - LONGEST_BEFORE);
    const match = NUMBER.exec(plainly);
    if (match === null) return numbers;
    from = NUMBER.lastIndex;
    const number = toNumber(match, plainly);
    if (number !== null) numbers.push({ ...number, text: folded.slice(number.start, number.end) });
  }
}

/**
 * Reads a figure as a report prints it (`近100萬`, `3300多萬元`, `50%以上`, `六個`), folded: its exact value and
 * its qualifier. Gives null where the text holds no number, or more than one.
 */
export function readFigure(folded: string): NumberInText | null {
  const numbers = readNumbers(folded);
  const [number] = numbers;
  return numbers.length === 1 && number?.start === 0 ? number : null;
}
