import { expect, test } from 'vitest';
import { showFurther } from '../../src/show/follow-up.ts';
import { shownText } from '../../src/show/text.ts';
import { shippedBot } from '../shipped.ts';

const bot = shippedBot;

/** What is shown to a reply under the answer about a fact, which was in Simplified Chinese. */
function further(id: string, text: string) {
  const fact = bot.base.fact.get(id);
  if (fact === undefined) throw new Error(`There is no fact ${id}.`);
  return showFurther(bot, [fact], text, 'zh-Hans');
}

// The subject, the reply, the first figure shown, and how sure the bot is.
test.each([
  // Its total or its year.
  ['donation-2019', 'and in total?', 'donation-total', 'found'],
  ['donation-2019', '咁總共呢', 'donation-total', 'found'],
  ['donation-total', '2019年呢', 'donation-2019', 'found'],
  ['donation-total', 'just that year?', 'donation-2019', 'found'],
  ['cadres-total', '那现在呢', 'cadres-in-post', 'found'],
  ['cadres-total', '嗰啲在崗嘅呢', 'cadres-in-post', 'found'],
  // Another thing in its place.
  ['coverage-4g', '宽带呢', 'coverage-broadband', 'found'],
  ['coverage-4g', 'and broadband?', 'coverage-broadband', 'found'],
  ['coverage-4g', '寬頻呢', 'coverage-broadband', 'found'],
  ['donation-2019', '那基金呢', 'fund-2019', 'found'],
  ['donation-total', 'and the fund?', 'fund-total', 'found'],
  ['people-lifted', '村呢', 'villages-lifted', 'found'],
  ['people-lifted', 'how many counties', 'counties-lifted', 'found'],
  ['tongyue-students', '蓝色梦想呢', 'principals-trained', 'found'],
  ['coverage-4g', 'how many party branches?', 'party-branches', 'found'],
  // What is not quite named is asked back, and what the report lacks is said.
  ['tongyue-students', '老师呢', 'dual-teacher-students', 'unsure'],
  ['people-lifted', '幾多戶', 'custom-phone-households', 'unsure'],
  // What has nothing to do with the subject is not narrowed by it.
  ['donation-2019', 'how many villages?', 'villages-lifted', 'unsure'],
  ['donation-2019', 'and households?', 'custom-phone-households', 'unsure'],
  ['coverage-4g', '5G呢', 'coverage-4g', 'not-found'],
  ['donation-total', '是多少人', 'donation-2019', 'not-found'],
  ['cadres-total', '女的呢', 'cadres-total', 'not-found'],
  ['donation-2019', '为什么', 'donation-2019', 'not-found'],
  // Other years.
  ['donation-2019', '上一年呢', 'donation-2019', 'not-found'],
  ['donation-total', 'what about 2018', 'donation-2019', 'not-found'],
  ['coverage-4g', '2020呢', 'coverage-4g', 'not-found'],
  ['coverage-4g', '旧年呢', 'coverage-4g', 'not-found'],
  // Limits, and both together.
  ['people-lifted', '超过一百万吗', 'people-lifted', 'found'],
  ['coverage-4g', 'more than 95%?', 'coverage-4g', 'found'],
  ['donation-2019', '占累计的几成', 'donation-2019', 'found'],
  ['coverage-4g', '比宽带高多少', 'coverage-4g', 'found'],
  // What the answer says already.
  ['donation-2019', '单位是什么', 'donation-2019', 'found'],
  ['people-lifted', '是准确数字吗', 'people-lifted', 'found'],
  ['coverage-4g', 'which year', 'coverage-4g', 'found'],
  ['coverage-4g', '哪一段', 'coverage-4g', 'found'],
  ['coverage-4g', '再说一遍', 'coverage-4g', 'found'],
  // What the bot cannot make anything of.
  ['donation-2019', 'who received it?', 'donation-2019', 'unsure'],
  ['coverage-4g', '不对', 'coverage-4g', 'unsure'],
])('under an answer about %s, “%s” shows %s: %s', (subject, text, first, tone) => {
  const shown = further(subject, text);
  expect(shown?.reply.cards[0]?.id).toBe(first);
  expect(shown?.reply.tone).toBe(tone);
});

test.each([
  ['英文怎么说', 'en', '3億元 — Poverty alleviation funds donated in 2019 (RMB 300 million)'],
  ['有冇英文', 'en', '3億元 — Poverty alleviation funds donated in 2019 (RMB 300 million)'],
  ['用繁體再講一次', 'zh-Hant', '3億元 — 2019年無償捐贈扶貧資金'],
  ['in Chinese', 'zh-Hans', '3億元 — 2019年无偿捐赠扶贫资金'],
])('“%s” says the same in %s', (text, language, line) => {
  const shown = further('donation-2019', text);
  expect(shown?.reply.language).toBe(language);
  expect(shown === null ? '' : shownText(shown).split('\n')[0]).toBe(line);
});

test('a year and its total are set side by side, with what can be calculated', () => {
  const shown = further('donation-2019', '和累计相差多少');
  const text = shown === null ? '' : shownText(shown);
  expect(text).toContain('相差：13亿元');
  expect(text).toContain('由机器人计算');
});

test.each(['和基金差多少', 'what is the difference from the fund?'])(
  'what is named beside the subject is set beside it, not the subject’s own total: “%s”',
  (text) => {
    const shown = further('donation-2019', text);
    expect(shown?.reply.cards.map(({ id }) => id)).toEqual(['donation-2019', 'fund-2019']);
    expect(shown === null ? '' : shownText(shown)).toContain('11億元 − 3億元');
  },
);

test('choices are more than one, or are not said to be several', () => {
  for (const { id } of bot.base.facts)
    for (const text of [
      'and households?',
      '多少户',
      '那手机呢',
      'how many people?',
      '学生呢',
      'and schools?',
    ]) {
      const shown = further(id, text);
      if (shown?.reply.cards.length === 1) expect(shownText(shown)).not.toMatch(/several|有几个数字/u);
    }
});

test('a reply whose characters belong to both scripts is answered in the language of the answer', () => {
  expect(further('donation-total', '2019年呢')?.reply.language).toBe('zh-Hans');
});

test.each(['谢谢', '多謝晒', 'thanks!', 'ok', '好的，谢谢', '👍'])('“%s” calls for no answer', (text) => {
  expect(further('donation-2019', text)).toBeNull();
});
