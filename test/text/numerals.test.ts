import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../src/text/fold.ts';
import { readChineseNumeral, readFigure, readNumbers, type Qualifier } from '../../src/text/numerals.ts';

/** Writes an integer below 10^12 as Chinese numerals, the way 一千零六十八 and 一亿零五百 are written. */
function writeChinese(number: bigint): string {
  if (number === 0n) return '零';
  const groups = [
    [100_000_000n, '亿'],
    [10_000n, '万'],
    [1n, ''],
  ] as const;
  let written = '';
  let rest = number;
  for (const [scale, name] of groups) {
    const group = rest / scale;
    rest %= scale;
    if (group === 0n) continue;
    if (written !== '' && group < 1000n) written += '零';
    written += `${writeGroup(Number(group))}${name}`;
  }
  return written;
}

/** 1 to 9999. */
function writeGroup(number: number): string {
  const digits = [...String(number)].map(Number);
  let written = '';
  let skipped = false;
  for (const [place, digit] of digits.entries()) {
    if (digit === 0) {
      skipped = true;
      continue;
    }
    if (skipped) written += '零';
    skipped = false;
    written += `${writeDigit(digit)}${['', '十', '百', '千'][digits.length - 1 - place] ?? ''}`;
  }
  return written;
}

function writeDigit(digit: number): string {
  return '零一二三四五六七八九'.charAt(digit);
}

/** The value of digits with a scale, worked out on strings alone: 1.53 × 10^8 is 153000000. */
function shiftPoint(whole: string, fraction: string, places: number): string {
  const digits = `${whole}${fraction.padEnd(places, '0').slice(0, places)}`;
  const left = fraction.slice(places).replace(/0+$/u, '');
  const integer = digits.replace(/^0+(?=\d)/u, '');
  return left === '' ? integer : `${integer}.${left}`;
}

describe('readFigure', () => {
  const figures: [printed: string, value: string, qualifier: Qualifier][] = [
    ['近100萬', '1000000', 'nearly'],
    ['近20萬', '200000', 'nearly'],
    ['近5.5萬名', '55000', 'nearly'],
    ['近6000名', '6000', 'nearly'],
    ['近2900間', '2900', 'nearly'],
    ['約15億元', '1500000000', 'about'],
    ['約4000部', '4000', 'about'],
    ['超12萬人', '120000', 'over'],
    ['超過100億元', '10000000000', 'over'],
    ['超過1億元', '100000000', 'over'],
    ['3300多萬元', '33000000', 'over'],
    ['2萬多名', '20000', 'over'],
    ['1200多個', '1200', 'over'],
    ['6400余個', '6400', 'over'],
    ['5萬余名', '50000', 'over'],
    ['9000余人', '9000', 'over'],
    ['500余名', '500', 'over'],
    ['500餘名', '500', 'over'],
    ['六個', '6', 'exact'],
    ['三級', '3', 'exact'],
    ['3方面', '3', 'exact'],
    ['7個縣', '7', 'exact'],
    ['1068個村', '1068', 'exact'],
    ['10億', '1000000000', 'exact'],
    ['995萬', '9950000', 'exact'],
    ['134萬個', '1340000', 'exact'],
    ['2.7萬戶', '27000', 'exact'],
    ['23萬人', '230000', 'exact'],
    ['1.53億元', '153000000', 'exact'],
    ['5000萬元', '50000000', 'exact'],
    ['50佳案例', '50', 'exact'],
    ['不到30名', '30', 'under'],
    ['至多30名', '30', 'at-most'],
  ];
  test.each(figures)('reads %s as %s, %s', (printed, value, qualifier) => {
    expect(readFigure(fold(printed))).toMatchObject({ value, qualifier, percent: false, start: 0 });
  });

  const shares: [printed: string, value: string, qualifier: Qualifier][] = [
    ['98%', '98', 'exact'],
    ['98％', '98', 'exact'],
    ['50%以上', '50', 'at-least'],
    ['18.75%', '18.75', 'exact'],
    ['百分之五十以上', '50', 'at-least'],
  ];
  test.each(shares)('reads the share %s as %s percent, %s', (printed, value, qualifier) => {
    expect(readFigure(fold(printed))).toMatchObject({ value, qualifier, percent: true });
  });

  test.each(['好', '全球減貧案例', '1+3+X', '3至5個', '連續兩年', ''])(
    'reads no single number from “%s”',
    (printed) => {
      expect(readFigure(fold(printed))).toBeNull();
    },
  );

  test('marks the whole of the figure, qualifier included', () => {
    expect(readFigure(fold('近100萬貧困人口'))).toMatchObject({ text: '近100万', start: 0, end: 5 });
    expect(readFigure(fold('50%以上'))?.text).toBe('50%以上');
    expect(readFigure(fold('3300多萬元'))?.text).toBe('3300多万');
  });
});

describe('numbers as people write them in chat and on cheques', () => {
  test.each([
    ['十个亿', '1000000000'],
    ['16个亿', '1600000000'],
    ['貳佰柒拾萬元', '2700000'],
    ['壹仟零陸拾捌個村', '1068'],
    ['2k5', '2500'],
    ['12w', '120000'],
    ['11 hundred million yuan', '1100000000'],
    ['２．７萬戶', '27000'],
  ])('%s is %s', (text, value) => {
    expect(readNumbers(fold(text)).map((number) => number.value)).toEqual([value]);
  });

  test('half of something is 50 %, and a name is no number', () => {
    expect(readNumbers('half of the industry')[0]).toMatchObject({
      value: '50',
      percent: true,
      weighty: false,
    });
    expect(readNumbers(fold('大陆和队伍'))).toEqual([]);
  });
});

describe('readNumbers', () => {
  const notations: [written: string, value: string][] = [
    ['九百九十五万', '9950000'],
    ['995萬', '9950000'],
    ['9,950,000', '9950000'],
    ['９，９５０，０００', '9950000'],
    ['9.95 million', '9950000'],
    ['9950000', '9950000'],
    ['12w', '120000'],
    ['12W', '120000'],
    ['12萬', '120000'],
    ['十二万', '120000'],
    ['14k', '14000'],
    ['1.4万', '14000'],
    ['10bn', '10000000000'],
    ['1.6 b', '1600000000'],
    ['100亿', '10000000000'],
    ['一百亿', '10000000000'],
    ['1亿5300万', '153000000'],
    ['1亿5千万', '150000000'],
    ['1亿5千3百万', '153000000'],
    ['一亿五千三百万', '153000000'],
    ['153 million', '153000000'],
    ['1.53億', '153000000'],
    ['一点五三亿', '153000000'],
    ['1万2千', '12000'],
    ['三千五', '3500'],
    ['一千零六十八', '1068'],
    ['1,068', '1068'],
    ['three hundred', '300'],
    ['two hundred and fifty', '250'],
    ['twenty-five', '25'],
    ['six thousand four hundred', '6400'],
    ['three hundred thousand', '300000'],
    ['十億', '1000000000'],
    ['一万亿', '1000000000000'],
  ];
  test.each(notations)('reads %s as %s', (written, value) => {
    expect(readNumbers(fold(written)).map((number) => [number.value, number.percent])).toEqual([
      [value, false],
    ]);
  });

  test.each([
    ['98%', '98'],
    ['98 %', '98'],
    ['百分之九十八', '98'],
    ['百分之98', '98'],
    ['98 percent', '98'],
    ['98 per cent', '98'],
    ['98pct', '98'],
    ['ninety-eight percent', '98'],
    ['九成八', '98'],
    ['五成', '50'],
    ['百分之十八点七五', '18.75'],
  ])('reads the share %s as %s percent', (written, value) => {
    expect(readNumbers(fold(written)).map((number) => [number.value, number.percent])).toEqual([
      [value, true],
    ]);
  });

  test.each<[string, string, Qualifier]>([
    ['将近一百万', '1000000', 'nearly'],
    ['接近100万', '1000000', 'nearly'],
    ['nearly 1,000,000', '1000000', 'nearly'],
    ['大约四千', '4000', 'about'],
    ['about 4,000', '4000', 'about'],
    ['逾百萬', '1000000', 'over'],
    ['两千多万', '20000000', 'over'],
    ['100万+', '1000000', 'over'],
    ['more than 100', '100', 'over'],
    ['至少五十', '50', 'at-least'],
    ['at least 50', '50', 'at-least'],
    ['不足五十', '50', 'under'],
    ['fewer than 50', '50', 'under'],
    ['最多五十', '50', 'at-most'],
    ['up to 50', '50', 'at-most'],
  ])('reads %s as %s, %s', (written, value, qualifier) => {
    expect(readNumbers(fold(written))).toMatchObject([{ value, qualifier }]);
  });

  test('finds every number from left to right, with its place', () => {
    const folded = fold('7個縣、7個鄉和1068個村，共計近100萬');
    const numbers = readNumbers(folded);
    expect(numbers.map(({ value }) => value)).toEqual(['7', '7', '1068', '1000000']);
    expect(numbers.map(({ start, end }) => folded.slice(start, end))).toEqual(['7', '7', '1068', '近100万']);
  });

  test('a lone digit or 一 carries no weight; a figure does', () => {
    expect(readNumbers(fold('一')).map(({ weighty }) => weighty)).toEqual([false]);
    expect(readNumbers(fold('3')).map(({ weighty }) => weighty)).toEqual([false]);
    expect(readNumbers(fold('one')).map(({ weighty }) => weighty)).toEqual([false]);
    for (const figure of ['30', '3万', '3%', '三百', 'thirty']) {
      expect(readNumbers(fold(figure)).map(({ weighty }) => weighty)).toEqual([true]);
    }
  });

  test.each(['多少', 'how many', '幾個', '成績', '約莫', '', '？！'])('finds no number in “%s”', (text) => {
    expect(readNumbers(fold(text))).toEqual([]);
  });

  test('15.3 million and 1.53億 are different numbers', () => {
    const [million] = readNumbers('15.3 million');
    const [hundredMillion] = readNumbers('1.53亿');
    expect(million?.value).toBe('15300000');
    expect(hundredMillion?.value).toBe('153000000');
  });

  test('no decimal loses a digit, whatever scale follows it', () => {
    const scales = [
      ['', 0],
      ['万', 4],
      ['亿', 8],
      [' million', 6],
      [' billion', 9],
    ] as const;
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 20n }),
        fc.stringMatching(/^\d{0,11}[1-9]$/u),
        fc.constantFrom(...scales),
        (whole, fraction, [scale, places]) => {
          const [number, ...others] = readNumbers(`${String(whole)}.${fraction}${scale}`);
          expect(others).toEqual([]);
          expect(number?.value).toBe(shiftPoint(String(whole), fraction, places));
        },
      ),
    );
  });

  test('separators change nothing', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1000n, max: 10n ** 18n }), (integer) => {
        const grouped = String(integer).replace(/\B(?=(?:\d{3})+$)/gu, ',');
        expect(readNumbers(grouped).map(({ value }) => value)).toEqual([String(integer)]);
      }),
    );
  });

  test('any text is read without failing, and every number stands where it says', () => {
    const pieces = fc.constantFrom(
      ...'0123456789,.%+-一二三十百千万亿零点近约超过多余以上成 '.split(''),
      'million',
      'k',
      '百分之',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const folded = fold(parts.join(''));
        for (const { value, start, end, text } of readNumbers(folded)) {
          expect(value).toMatch(/^\d+(?:\.\d+)?$/u);
          expect(folded.slice(start, end)).toBe(text);
        }
      }),
    );
  });
});

describe('readChineseNumeral', () => {
  test.each([
    ['零', '0'],
    ['十', '10'],
    ['十五', '15'],
    ['二十', '20'],
    ['一百零五', '105'],
    ['一百二', '120'],
    ['二百五', '250'],
    ['一千零六十八', '1068'],
    ['两千两百', '2200'],
    ['一万五', '15000'],
    ['一万零五', '10005'],
    ['九百九十五万', '9950000'],
    ['三亿二', '320000000'],
    ['一亿五千万', '150000000'],
    ['一亿零五', '100000005'],
    ['一千亿', '100000000000'],
    ['一万亿', '1000000000000'],
    ['二〇一九', '2019'],
    ['三点一四', '3.14'],
    ['十五点零五', '15.05'],
  ])('reads %s as %s', (numeral, value) => {
    expect(readChineseNumeral(numeral)).toBe(value);
  });

  test.each(['', '人', '点五', '五个', '5', '一x'])('reads no number from “%s”', (text) => {
    expect(readChineseNumeral(text)).toBeNull();
  });

  test('the writer of these tests writes what people write', () => {
    expect([6n, 15n, 1068n, 10005n, 9950000n, 153000000n, 100000500n].map(writeChinese)).toEqual([
      '六',
      '一十五',
      '一千零六十八',
      '一万零五',
      '九百九十五万',
      '一亿五千三百万',
      '一亿零五百',
    ]);
  });

  test('reads every integer below 10^12 back exactly', () => {
    const integers = fc.oneof(
      fc.bigInt({ min: 0n, max: 10n ** 12n - 1n }),
      fc.bigInt({ min: 0n, max: 100_000n }),
      // Numbers with many zeros, where 零 and missing groups go wrong.
      fc
        .tuple(fc.bigInt({ min: 1n, max: 999n }), fc.integer({ min: 0, max: 9 }))
        .map(([digits, zeros]) => digits * 10n ** BigInt(zeros)),
    );
    fc.assert(
      fc.property(integers, (integer) => {
        expect(readChineseNumeral(writeChinese(integer))).toBe(String(integer));
      }),
      { numRuns: 2000 },
    );
  });

  test('reads digits that are merely listed, one by one', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 10n, max: 10n ** 12n }), (integer) => {
        const listed = [...String(integer)].map((digit) => writeDigit(Number(digit))).join('');
        expect(readChineseNumeral(listed)).toBe(String(integer));
      }),
    );
  });

  test('a decimal loses no digit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 12n - 1n }),
        fc.stringMatching(/^\d{0,11}[1-9]$/u),
        (whole, fraction) => {
          const digits = [...fraction].map((digit) => writeDigit(Number(digit))).join('');
          expect(readChineseNumeral(`${writeChinese(whole)}点${digits}`)).toBe(
            `${String(whole)}.${fraction}`,
          );
        },
      ),
    );
  });
});
