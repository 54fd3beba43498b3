import { describe, expect, test } from 'vitest';
import {
  operatorSpans,
  requestsIn,
  spreadIn,
  type Operation,
  type Request,
  type YearInText,
} from '../../src/question/operation.ts';
import { fold } from '../../src/text/fold.ts';

function requests(question: string): Request[] {
  const folded = fold(question);
  const years: YearInText[] = [...folded.matchAll(/20\d\d年?/gu)].map((match) => ({
    year: match[0].slice(0, 4),
    start: match.index,
    end: match.index + match[0].length,
  }));
  return requestsIn(folded, years, '2019');
}

function operations(question: string): Operation[] {
  return requests(question).map(({ operation }) => operation);
}

describe('requestsIn', () => {
  const readings: [question: string, operation: Operation][] = [
    ['4G覆盖率比宽带覆盖率高多少', 'difference'],
    ['difference between 4G and broadband coverage', 'difference'],
    ['A跟B相差幾多', 'difference'],
    ['捐赠和基金加起来多少', 'sum'],
    ['技能培訓同轉移就業加埋幾多', 'sum'],
    ['jobs and trainees combined', 'sum'],
    ['2019年捐赠占累计的百分之几', 'share'],
    ['what share of the total was donated in 2019', 'share'],
    ['out of every hundred children screened, how many were treated', 'share'],
    ['累计是2019年的几倍', 'ratio'],
    ['how many times the yearly amount is the total', 'ratio'],
    ['平均每家医院惠及多少人', 'average'],
    ['students per classroom on average', 'average'],
    ['一个流量包值几块钱', 'average'],
    ['dividing the savings by the customers', 'average'],
    ['2019年的捐款平均每天多少', 'spread'],
    ['how much a month in 2019', 'spread'],
    ['派出去的干部，已经不在岗的有几个', 'rest'],
    ['screened but not treated', 'rest'],
    ['多少百分比的村没通4G', 'complement'],
    ['what share was left to the others', 'complement'],
    ['如果这只占一半，全行业任务是多少', 'whole'],
    ['2019年以前的捐款占百分之几', 'rest-share'],
  ];
  test.each(readings)('finds in “%s” the wish for a %s', (question, operation) => {
    expect(operations(question)).toContain(operation);
  });

  test.each([
    '2019年以前捐了多少',
    '到2018年底一共捐了多少',
    '不計2019年，之前出資幾多',
    '2019年的不算，總共多少',
    '截至2019年初累计捐了多少',
    'donations prior to 2019',
    'up to the end of 2018',
    'without the 2019 part',
    'in earlier years',
    'pre-2019 donations',
  ])('reads “%s” as a question for what came before 2019', (question) => {
    expect(requests(question)).toContainEqual(expect.objectContaining({ operation: 'before', year: '2019' }));
  });

  test.each([
    '累计捐了多少钱',
    '截至2019年底覆盖率是多少',
    'donations up to the end of 2019',
    '2019年捐了多少',
  ])('reads “%s” as no question for what came before', (question) => {
    expect(operations(question)).not.toContain('before');
  });

  test.each(['参加培训的有多少人', '增加了几个', '这只占比例大概是多少', '差不多几个人', '4G覆蓋率'])(
    'finds neither a sum nor a difference in “%s”',
    (question) => {
      expect(operations(question)).not.toContain('sum');
      expect(operations(question)).not.toContain('difference');
    },
  );

  test('answers at once, however long the text', () => {
    const before = process.cpuUsage();
    for (const piece of [
      '多',
      '加',
      '占',
      '比',
      '和',
      '没',
      'what ',
      'each of the ',
      'if ',
      '2019年',
      ' and ',
      ' ',
    ]) {
      requests(piece.repeat(500));
    }
    // Of the processor's time, so that a busy machine does not fail it.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1500);
  });
});

describe('spreadIn', () => {
  test('divides a year into its days or months', () => {
    expect(spreadIn('平均每天', '2019')).toEqual({ per: 'day', parts: 365 });
    expect(spreadIn('per day', '2020')).toEqual({ per: 'day', parts: 366 });
    expect(spreadIn('per month', '2019')).toEqual({ per: 'month', parts: 12 });
    expect(spreadIn('per county', '2019')).toBeNull();
  });
});

describe('the words that only say what to compute', () => {
  function marked(folded: string): string[] {
    return operatorSpans(folded).map(([from, to]) => folded.slice(from, to));
  }

  test('are found, those side by side as one', () => {
    expect(marked('捐赠和基金加起来')).toEqual(['加起来']);
    expect(marked('2019年占百分之几')).toEqual(['占百分之几']);
    expect(marked('difference between donations and funds')).toEqual(['difference']);
  });
});
