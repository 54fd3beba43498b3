import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Asked } from '../../src/question/asked.ts';
import { interpret, type Reading } from '../../src/question/interpret.ts';
import { compileLexicon } from '../../src/question/lexicon.ts';
import { slipsFor } from '../../src/question/slips.ts';
import { MAX_QUESTION_LENGTH } from '../../src/text/fold.ts';

const lexicon = compileLexicon(JSON.parse(await readFile('data/lexicon.json', 'utf8')), [
  '中國移動',
  '中移動',
  'China Mobile',
  'CMCC',
]);
const slips = slipsFor(lexicon);

function read(question: string): Reading {
  return interpret(question, lexicon, slips);
}

/** The concepts a question is about. */
function concepts(question: string): string[] {
  return read(question).features.flatMap(({ alternatives }) => [...alternatives.keys()]);
}

describe('what is asked for', () => {
  test.each<[string, Asked]>([
    ['捐了多少钱', { dimension: 'money' }],
    ['捐咗幾多錢', { dimension: 'money' }],
    ['消费扶贫金额', { dimension: 'money' }],
    ['How much was donated?', { dimension: 'money' }],
    ['惠及多少人', { dimension: 'people' }],
    ['惠及幾多人', { dimension: 'people' }],
    ['篩查人數', { dimension: 'people' }],
    ['how many people were trained', { dimension: 'people' }],
    ['发了多少户', { dimension: 'households' }],
    ['how many households got a phone', { dimension: 'households' }],
    ['百分之几的村有4G', { dimension: 'share' }],
    ['what percentage of villages', { dimension: 'share' }],
    ['4G覆盖率', { dimension: 'share' }],
    ['连续几年', { dimension: 'time' }],
    ['how many years in a row', { dimension: 'time' }],
    ['评了什么等级', { dimension: 'rank' }],
    ['what grade did it get', { dimension: 'rank' }],
    ['多少个村摘帽', { unit: 'village' }],
    ['how many villages', { unit: 'village' }],
    ['幾個縣脫貧', { unit: 'county' }],
    ['how many poor counties', { unit: 'county' }],
    ['幾間教室', { unit: 'classroom' }],
    ['引进多少家企业', { unit: 'enterprise' }],
  ])('in “%s” is %j', (question, asked) => {
    expect(read(question).asked).toMatchObject(asked);
  });

  test.each(['你好', 'tell me about health', '报告讲了什么'])(
    'in “%s” is nothing in particular',
    (question) => {
      expect(read(question).asked).toEqual({});
    },
  );
});

describe('years', () => {
  test.each([
    ['2018年捐了多少', ['2018']],
    ['二〇一九年捐了多少', ['2019']],
    ['18年捐了多少', ['2018']],
    ['donations in 2020', ['2020']],
    ['2018年和2019年捐了多少', ['2018', '2019']],
    ['捐了多少', []],
    ['2000个村', []],
    ['4G 5G', []],
  ])('in “%s” are %j', (question, years) => {
    expect(read(question).years).toEqual(years);
  });

  test('are not among the numbers', () => {
    expect(read('2018年捐了16亿吗').numbers.map(({ value }) => value)).toEqual(['1600000000']);
  });
});

describe('what is ruled out', () => {
  test.each([
    ['捐了多少钱，不要算基金', 'c:fund'],
    ['累计捐赠多少（基金不算）', 'c:fund'],
    ['how much was donated, not the fund', 'c:fund'],
    ['villages lifted, rather than counties', 'c:county'],
  ])('in “%s” is not asked about', (question, key) => {
    expect(concepts(question)).not.toContain(key);
    expect(concepts(question).length).toBeGreaterThan(0);
  });

  test('is asked about where nothing else is said', () => {
    expect(concepts('不是基金')).not.toEqual([]);
  });
});

describe('gaps', () => {
  test.each([
    ['员工平均工资是多少', 'salary'],
    ['What was the company’s revenue?', 'revenue'],
    ['中国联通捐了多少', 'other-companies'],
    ['How much did China Telecom give?', 'other-companies'],
    ['5G coverage in villages', '5g-figures'],
  ])('in “%s” there is %s', (question, gap) => {
    expect(read(question).gaps.map(({ id }) => id)).toContain(gap);
  });

  test('there are none in a question the report answers', () => {
    for (const question of ['累计捐了多少钱', 'how many villages were lifted', '中国移动4G覆盖率']) {
      expect(read(question).gaps).toEqual([]);
    }
  });
});

describe('the reading of a question', () => {
  test('is the same in both scripts', () => {
    const simplified = read('对口帮扶的县有几个摘帽');
    const traditional = read('對口幫扶的縣有幾個摘帽');
    expect(traditional.folded).toBe(simplified.folded);
    expect(traditional.features).toEqual(simplified.features);
    expect(traditional.asked).toEqual(simplified.asked);
    expect([simplified.language, traditional.language]).toEqual(['zh-Hans', 'zh-Hant']);
  });

  test('of pinyin is that of the characters meant, answered in Simplified', () => {
    const pinyin = read('leiji juanzeng duoshao qian');
    expect(pinyin.language).toBe('zh-Hans');
    expect(pinyin.asked).toEqual({ dimension: 'money' });
    expect(pinyin.question).toBe('leiji juanzeng duoshao qian');
  });

  test('has no features of the organisation’s own name', () => {
    expect(concepts('中国移动')).toEqual([]);
    expect(concepts('CMCC')).toEqual([]);
  });

  test('marks the words that were mended', () => {
    const mended = read('累计捐增多少钱').features.filter(({ slip }) => slip);
    expect(mended.map(({ text }) => text)).toEqual(['捐增']);
  });

  test('cuts a question that is far too long, and no character in two', () => {
    const { question } = read(`${'a'.repeat(MAX_QUESTION_LENGTH - 1)}😀😀`);
    expect(question).toBe('a'.repeat(MAX_QUESTION_LENGTH - 1));
    expect(read('😀'.repeat(100_000)).question.isWellFormed()).toBe(true);
  });

  test('is the same every time, and its terms stand in the text in order', () => {
    const pieces = fc.constantFrom(
      '捐',
      '多少',
      '2019年',
      '98%',
      'vilages',
      '不是',
      '基金',
      '，',
      ' ',
      '捐增',
      '4G',
      '六',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 10 }), (parts) => {
        const question = parts.join('');
        const reading = read(question);
        expect(read(question)).toEqual(reading);
        for (const term of reading.terms) expect(term.start).toBeLessThan(term.end);
        const starts = reading.terms.map(({ start }) => start);
        expect(starts).toEqual([...starts].sort((one, other) => one - other));
      }),
      { numRuns: 60 },
    );
  });
});
