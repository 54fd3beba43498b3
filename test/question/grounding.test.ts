import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { readQuestions } from '../../src/quality/questions.ts';
import type { Answer } from '../../src/question/answer.ts';
import { replyText } from '../../src/reply/text.ts';
import { fold } from '../../src/text/fold.ts';
import { readNumbers } from '../../src/text/numerals.ts';
import { shippedBot } from '../shipped.ts';

// Nothing is invented: what is shown is the report's, the asker's, or marked as calculated.

const bot = shippedBot;
const questions = [
  ...(await readQuestions('test/questions/development.jsonl')),
  ...(await readQuestions('data/examples/practice.jsonl')),
].map(({ question }) => question);
const answers = questions.map((question) => bot.ask(question));

const DIGITS = /\d+(?:[.,]\d+)*/gu;
const SCALED = /(?<digits>\d+(?:[.,]\d+)*)(?:\s?(?<scale>billion|million|億|亿|萬|万))?/gu;
const SCALES: Readonly<Record<string, string>> = {
  billion: '1000000000',
  million: '1000000',
  億: '100000000',
  亿: '100000000',
  萬: '10000',
  万: '10000',
};

function digitsIn(...texts: string[]): string[] {
  return texts.flatMap((text) => text.match(DIGITS) ?? []);
}

/** The numbers as they are written, and the values they stand for with the scale behind them. */
function writtenNumbers(text: string): { digits: string; value: string }[] {
  return [...text.matchAll(SCALED)].map((match) => {
    const digits = match.groups?.['digits'] ?? '';
    const plain = new Big(digits.replaceAll(',', ''));
    return { digits, value: plain.times(SCALES[match.groups?.['scale'] ?? ''] ?? 1).toFixed() };
  });
}

/** Every number in a reply that stands neither in a fact it shows, nor in the question, nor in the calculation. */
function invented(answer: Answer, text = replyText(bot.reply(answer))): string[] {
  const { base } = bot;
  const shown = new Set<string>();
  const values = new Set<string>();
  for (const fact of answer.facts) {
    // The names and texts of the fact, as they are.
    const { label, figure, source, id, revision, period } = fact;
    const report = base.report.get(source.report);
    const section = base.section.get(`${source.report}/${source.section}`);
    const texts = [
      label.zh,
      label.en,
      figure.text,
      source.quote,
      id,
      String(revision),
      JSON.stringify(period),
    ];
    if (report !== undefined) texts.push(report.title.zh, report.title.en);
    if (section !== undefined) texts.push(section.heading, section.lead, section.title.zh, section.title.en);
    for (const digits of digitsIn(...texts)) shown.add(digits);
    // Its value, for the other notations that stand beside the figure.
    if (figure.value !== null) values.add(figure.value);
  }
  for (const digits of digitsIn(answer.question, fold(answer.question))) shown.add(digits);
  for (const { value } of readNumbers(fold(answer.question))) values.add(value);
  if (answer.section !== null) {
    for (const digits of digitsIn(answer.section.heading, answer.section.lead, answer.section.title.en))
      shown.add(digits);
  }
  if (answer.calculation !== null) {
    values.add(answer.calculation.value);
    if (answer.calculation.operation === 'share')
      values.add(new Big(answer.calculation.value).times(100).toFixed());
  }
  // Words of the bot's own that hold a number: the report's year, how many facts follow, what is missing.
  if (answer.reason.code === 'obstacle' && answer.reason.obstacle.kind === 'other-year') {
    for (const { year } of base.file.reports) shown.add(year);
  }
  if (answer.reason.code === 'obstacle' && answer.reason.obstacle.kind === 'gap') {
    const gap = bot.lexicon.gaps.get(answer.reason.obstacle.id);
    for (const digits of digitsIn(gap?.title.zh ?? '', gap?.title.en ?? '')) shown.add(digits);
  }
  if (answer.reason.code === 'list' || answer.reason.code === 'section')
    shown.add(String(answer.facts.length));
  return writtenNumbers(text)
    .filter(({ digits, value }) => !shown.has(digits) && !values.has(value))
    .map(({ digits }) => digits);
}

describe('every answer to the collected questions', () => {
  test('there are many of them, of every kind', () => {
    expect(answers.length).toBeGreaterThan(500);
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(
      new Set(['found', 'choices', 'calculated', 'section', 'not-found']),
    );
  });

  test('holds facts of the base only, whose figure is in the quote and whose quote is in the report', () => {
    for (const answer of answers) {
      for (const fact of answer.facts) {
        expect(bot.base.fact.get(fact.id)).toBe(fact);
        expect(fact.source.quote).toContain(fact.figure.text);
        expect(bot.base.text.get(fact.source.report)?.text).toContain(fact.source.quote);
      }
    }
  });

  test('shows no number that is not the report’s, the asker’s or marked as calculated', () => {
    const strange = answers
      .map((answer) => ({ question: answer.question, numbers: invented(answer) }))
      .filter(({ numbers }) => numbers.length > 0);
    expect(strange).toEqual([]);
  });

  test('that is calculated says so, with the figures it was made of', () => {
    const calculated = answers.filter(({ kind }) => kind === 'calculated');
    expect(calculated.length).toBeGreaterThan(5);
    for (const answer of answers) {
      const text = replyText(bot.reply(answer));
      expect(/calculated, not in the report|並非報告原文|并非报告原文/u.test(text)).toBe(
        answer.kind === 'calculated',
      );
      for (const fact of answer.calculation?.facts ?? []) expect(text).toContain(fact.figure.text);
    }
  });

  test('shows each figure as printed, and its whole sentence where it stands in full', () => {
    for (const answer of answers) {
      const reply = bot.reply(answer);
      const text = replyText(reply);
      for (const fact of answer.facts) {
        expect(text).toContain(fact.figure.text);
        if (reply.full) expect(text).toContain(fact.source.quote);
      }
    }
  });

  test('would be caught with a number too many, with one rounded, and with one scaled wrongly', () => {
    const answer = bot.ask('How much investment was brought in?');
    const text = replyText(bot.reply(answer));
    expect(text).toContain('RMB 153 million');
    expect(invented(answer)).toEqual([]);
    expect(invented(answer, `${text}, about 12,000 per enterprise`)).toEqual(['12,000']);
    expect(invented(answer, text.replace('153 million', '150 million'))).toEqual(['150']);
    expect(invented(answer, text.replace('153 million', '15.3 million'))).toEqual(['15.3']);
  });
});
