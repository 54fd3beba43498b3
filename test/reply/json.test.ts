import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadBot } from '../../src/bot.ts';
import { answerJson } from '../../src/reply/json.ts';
import { replyText } from '../../src/reply/text.ts';

// The format that programs rely on, written down here once more and independently.

const fact = z.strictObject({
  id: z.string().min(1),
  label: z.string().min(1),
  figure: z.strictObject({
    text: z.string().min(1),
    value: z
      .string()
      .regex(/^\d+(?:\.\d+)?$/u)
      .nullable(),
    unit: z.string().min(1),
    qualifier: z.enum(['exact', 'about', 'nearly', 'over', 'at-least', 'under', 'at-most']),
  }),
  period: z.string().min(1),
  section: z.tuple([z.string().min(1), z.string()]),
  quote: z.string().min(1),
  report: z.string().min(1),
});

const contract = z.strictObject({
  question: z.string(),
  kind: z.enum(['found', 'choices', 'calculated', 'section', 'not-found']),
  language: z.enum(['zh-Hans', 'zh-Hant', 'en']),
  facts: z.array(fact),
  calculation: z
    .strictObject({
      value: z.string().regex(/^\d+(?:\.\d+)?$/u),
      text: z.string().min(1),
      note: z.string().min(1),
    })
    .nullable(),
  section: z.tuple([z.string().min(1), z.string()]).nullable(),
  text: z.string().min(1),
});

const bot = await loadBot({
  factsFile: 'data/facts.json',
  lexiconFile: 'data/lexicon.json',
  examplesFolder: 'none',
});

function line(question: string): string {
  return answerJson(bot.ask(question), bot.base, bot.lexicon);
}

function parsed(question: string): z.infer<typeof contract> {
  return contract.parse(JSON.parse(line(question)));
}

describe('an answer as JSON', () => {
  const questions: [question: string, kind: z.infer<typeof contract>['kind']][] = [
    ['累计捐了多少钱', 'found'],
    ['拿到了什么等级的评价', 'found'],
    ['捐赠累计超过10亿了吗', 'found'],
    ['what does 16亿 mean', 'choices'],
    ['教育方面有哪些数字', 'choices'],
    ['2019年捐赠占累计的百分之几', 'calculated'],
    ['平均每間遠程醫療醫院惠及多少人', 'calculated'],
    ['健康扶贫讲了什么', 'section'],
    ['98%出自哪一部分', 'section'],
    ['结语说了什么', 'section'],
    ['2018年捐了多少', 'not-found'],
    ['hello', 'not-found'],
    ['', 'not-found'],
  ];
  test.each(questions)('to “%s” keeps to the format and is of the kind %s', (question, kind) => {
    const json = parsed(question);
    expect(json.kind).toBe(kind);
    expect(json.question).toBe(question);
    expect(json.text).toBe(replyText(bot.reply(bot.ask(question))));
    expect(json.calculation !== null).toBe(kind === 'calculated');
    expect(json.section !== null).toBe(kind === 'section');
  });

  test('is one line, whatever was asked', () => {
    for (const question of ['捐了\n多少\r钱', 'a\u2028b', '"quoted" \\ back', '\uD83D', '\u0000']) {
      const json = line(question);
      expect(json).not.toMatch(/[\n\r]/u);
      expect(json.isWellFormed()).toBe(true);
      expect(() => contract.parse(JSON.parse(json))).not.toThrow();
    }
  });

  test('holds the report’s own characters in figure, quote and section', () => {
    const json = parsed('网络扶贫累计投入多少');
    expect(json.facts[0]).toEqual({
      id: 'network-funds-total',
      label: '网络扶贫各项资金累计投入',
      figure: { text: '超過700億元', value: '70000000000', unit: 'cny', qualifier: 'over' },
      period: '累计',
      section: ['提高政治站位，強化扶貧工作保障', '強化資金保障'],
      quote:
        '多年持續開展網絡扶貧，電信普遍服務、國家級貧困縣網絡建設、資費扶貧讓利等各項資金投入超過100億元，累計投入超過700億元。',
      report: 'china-mobile-2019',
    });
  });

  test('holds the exact result of a calculation, and marks it', () => {
    expect(parsed('What share of the donation total was donated in 2019?').calculation).toEqual({
      value: '0.1875',
      text: '18.75%',
      note: 'calculated, not in the report: 3億元 ÷ 16億元',
    });
  });

  test('holds null where a figure is words', () => {
    expect(parsed('拿到了什么等级的评价').facts[0]?.figure).toEqual({
      text: '好',
      value: null,
      unit: 'grade',
      qualifier: 'exact',
    });
  });

  test('names the section that was asked about, heading and lead phrase as printed', () => {
    expect(parsed('第二部分讲了什么').section).toEqual(['以網絡扶貧為主線，搭建脫貧信息高速路', '']);
    expect(parsed('强化人才保障讲了什么').section).toEqual([
      '提高政治站位，強化扶貧工作保障',
      '強化人才保障',
    ]);
  });
});
