import { describe, expect, test } from 'vitest';
import {
  asksForEach,
  asksHowMany,
  asksQuantity,
  framesOf,
  sectionSpans,
  type Frame,
} from '../../src/question/frames.ts';
import { fold } from '../../src/text/fold.ts';
import { readNumbers } from '../../src/text/numerals.ts';

function frames(question: string): Frame[] {
  const folded = fold(question);
  const numbers = readNumbers(folded).filter(({ value }) => !/^(?:19|20)\d\d$/u.test(value));
  return framesOf(folded, {
    hasNumber: numbers.some(({ weighty }) => weighty),
    hasAnyNumber: numbers.length > 0,
  });
}

/** The first frame, in short; that it may be a calculation is left out. */
function first(question: string): string {
  const frame = frames(question).find(({ kind }) => kind !== 'calculation');
  if (frame === undefined) return 'none';
  return frame.kind === 'bound' ? frame.direction : frame.kind;
}

describe('framesOf', () => {
  test.each([
    // One figure
    ['累计捐了多少钱', 'figure'],
    ['4G覆蓋率', 'figure'],
    ['How many villages were lifted out of poverty?', 'figure'],
    ['cadres in post', 'figure'],
    // A number, and what it is
    ['995萬是什麼？', 'reverse'],
    ['what does 6400 refer to', 'reverse'],
    ['17家係咩', 'reverse'],
    ['153 million', 'reverse'],
    // Where it stands
    ['98%出自哪一部分', 'where'],
    ['which section mentions 4425', 'where'],
    // More or less than a limit
    ['脱贫的超过50万了吗', 'over'],
    ['Did donations exceed 2 billion yuan?', 'over'],
    ['基站有冇超過6000個', 'over'],
    ['讓利不到20億嗎', 'under'],
    ['Is it less than 50%?', 'under'],
    // A part of the report
    ['健康扶贫讲了什么', 'section'],
    ['What does the report say about education?', 'section'],
    ['第一部分的內容', 'section'],
    ['報告開頭講咗咩', 'section'],
    // A list of figures
    ['医疗方面都有哪些数字', 'list'],
    ['all the figures on employment', 'list'],
    ['employment stats', 'list'],
  ])('reads “%s” as %s', (question, frame) => {
    expect(first(question)).toBe(frame);
  });

  test('keeps the plain figure as the last resort', () => {
    for (const question of ['多少', '98%是什么', '加起来多少', '讲了什么', '']) {
      expect(frames(question).at(-1)).toEqual({ kind: 'figure' });
    }
  });

  test('takes bare arithmetic for no question about the report', () => {
    for (const sum of ['1+1等於幾多', '17 * 23', '12÷4=?']) expect(frames(sum)).toEqual([]);
  });

  test('answers at once, however long the text', () => {
    const before = process.cpuUsage();
    for (const piece of [
      '多',
      '加',
      '占',
      '讲了',
      'what ',
      'each of the ',
      'the section on ',
      '2019年',
      ' ',
    ]) {
      framesOf(piece.repeat(500), { hasNumber: true, hasAnyNumber: true });
    }
    // Of the processor's time, so that a busy machine does not fail it.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1500);
  });
});

describe('asking for a quantity', () => {
  test.each(['多少', '幾多人', '几个村', 'how many', '百分之几', 'the amount', '覆盖率'])(
    '“%s” does',
    (text) => {
      expect(asksQuantity(fold(text))).toBe(true);
    },
  );

  test.each(['讲了什么', '上哪几', 'what award', '你好', ''])('“%s” does not', (text) => {
    expect(asksQuantity(fold(text))).toBe(false);
  });

  test('naming a quantity is not asking how many', () => {
    expect(asksHowMany(fold('捐款總額'))).toBe(false);
    expect(asksHowMany(fold('捐了幾多'))).toBe(true);
  });
});

describe('asksForEach', () => {
  test.each(['村和县各多少', '分别是多少', 'both figures', '2019年和累计捐了多少'])(
    'reads “%s” as side by side',
    (text) => {
      expect(asksForEach(fold(text))).toBe(true);
    },
  );

  test.each(['各级单位帮扶的县', '捐了多少', 'reach'])('does not read “%s” so', (text) => {
    expect(asksForEach(fold(text))).toBe(false);
  });
});

describe('the words of a frame', () => {
  function marked(text: string, spans: readonly (readonly [number, number])[]): string[] {
    return spans.map(([from, to]) => text.slice(from, to));
  }

  test('that only ask for a part of the report are found', () => {
    expect(marked('健康扶贫讲了什么', sectionSpans('健康扶贫讲了什么'))).toEqual(['讲了什么']);
    expect(sectionSpans('捐款总额')).toEqual([]);
  });
});
