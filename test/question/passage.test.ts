import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedBot as bot } from '../shipped.ts';

describe('a question for what the report says in words', () => {
  const report = [...bot.base.text.values()]
    .flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text))
    .join('\n');

  test.each([
    ['领导小组的组长是哪位担任的，报告怎么写', 'organisation', '黨組書記任組長'],
    ['城鄉數位落差的事報告寫在哪一段', 'coverage', '數字鴻溝'],
    ['what does it say about party building', 'party', '黨建和創'],
    ['where does the article bring up the digital divide', 'coverage', '數字鴻溝'],
  ])('“%s” is answered with the sentence of %s that says so', (question, section, words) => {
    const answer = bot.ask(question);
    expect([answer.kind, answer.section?.id]).toEqual(['section', section]);
    expect(answer.passage).toContain(words);
  });

  test('quotes none where the whole part is asked for', () => {
    expect(bot.ask('第二部分讲了什么').passage).toBeNull();
  });

  test('quotes the report character for character, whatever is asked', () => {
    const words = [
      '扶贫',
      '组织',
      'network',
      'where',
      '哪一段',
      '手机',
      '医院',
      'about',
      '怎么写',
      'school',
      '钱',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }), (asked) => {
        const { passage } = bot.ask(asked.join(' '));
        if (passage !== null) expect(report).toContain(passage);
      }),
      { numRuns: 200 },
    );
  });
});
