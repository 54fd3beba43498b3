import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { controlsOf, customIdOf } from '../loopback/components.ts';
import { expectClean, setStage, type Stage } from '../discord/stage.ts';

let stage: Stage;
let discord: Stage['discord'];

beforeAll(async () => {
  stage = await setStage();
  discord = stage.discord;
});
afterEach(() => {
  expectClean(stage);
});
afterAll(() => stage.clear());

describe('/metric', () => {
  it('suggests figures of every topic while the box is empty, in the member’s language and script', async () => {
    for (const [name, row] of [
      ['Ann', '16億元 — Poverty alleviation funds donated in total'],
      ['Min', '16億元 — 累计无偿捐赠扶贫资金'],
      ['Tai', '16億元 — 累計無償捐贈扶貧資金'],
    ] as const) {
      const { choices, elapsed } = await discord.member(name).autocomplete('metric', {}, 'name');
      expect(choices).toHaveLength(25);
      expect(choices.map((choice) => choice.name)).toContain(row);
      expect(elapsed).toBeLessThan(500);
    }
  });

  it('finds a name by its beginning, in either script, by pinyin, initials, English and figure', async () => {
    const ann = discord.member('Ann');
    for (const typed of ['累计无偿', '累計無償', 'leijiwuchang', 'ljwc', 'funds donated in tot', '16亿']) {
      const { choices } = await ann.autocomplete('metric', { name: typed }, 'name');
      expect(
        choices.map(({ value }) => value),
        typed,
      ).toContain('donation-total');
    }
  });

  it('keeps within Discord’s limits whatever is typed', async () => {
    const min = discord.member('Min');
    for (const typed of [
      '',
      '的',
      'a',
      '@everyone',
      '__proto__',
      '.*+?^${}()|[]\\',
      '扶贫'.repeat(200),
      '‮x',
    ]) {
      const { choices } = await min.autocomplete('metric', { name: typed }, 'name', { hostile: true });
      expect(choices.length).toBeLessThanOrEqual(25);
      for (const { name } of choices) expect(name.length).toBeLessThanOrEqual(100);
    }
  });

  it('narrows suggestions and answers to a section', async () => {
    const ann = discord.member('Ann');
    const parts = await ann.autocomplete('metric', { section: 'educ' }, 'section');
    const [part] = parts.choices;
    expect(part).toEqual({ name: 'Education', value: 'china-mobile-2019/education' });
    const { choices } = await ann.autocomplete('metric', { section: String(part?.value) }, 'name');
    expect(choices).toHaveLength(7);
    const seen = await ann.slash('metric', { name: 'students', section: String(part?.value) });
    expect(seen.text).toContain('2萬多名');
    expect(seen.text).not.toContain('500余名');
  });

  it('says what it does not know in the member’s language, as Latin letters may be pinyin', async () => {
    const min = discord.member('Min');
    expect((await min.slash('metric', { name: 'zzz' })).text).toContain('报告没有提到这一点');
    expect((await min.slash('section', { name: 'zzz' })).text).toContain('报告没有叫“zzz”的部分');
    expect((await min.slash('figure', { value: 'zzz' })).text).toContain('“zzz”里没有数字');
    const compared = await min.slash('compare', { first: 'zzz', second: 'fund-total' });
    expect(compared.text).toContain('报告里没有“zzz”这个数字');
  });

  it('lists no period where the report states none', async () => {
    const seen = await discord.member('Ann').slash('section', { name: 'china-mobile-2019/education' });
    expect(seen.text).toContain('School principals trained by Blue Dream');
    expect(seen.text).not.toContain('not stated');
  });

  it('matches what was typed without picking a suggestion', async () => {
    const seen = await discord.member('Tai').slash('metric', { name: '與貧困村結對共建的黨支部' });
    expect(seen.text).toContain('# 1200多個');
    expect(seen.message.embeds[0]?.title).toBe('報告裡有');
  });

  it('shows the picked figure in the member’s language', async () => {
    const seen = await discord.member('Min').slash('metric', { name: 'fund-total' });
    expect(seen.message.embeds[0]?.title).toBe('报告里有');
    expect(seen.text).toContain('央企贫困地区产业投资基金累计出资');
  });
});

describe('/section', () => {
  it('lists a section’s figures with a menu that opens each', async () => {
    const ann = discord.member('Ann');
    const seen = await ann.slash('section', { name: 'education' });
    expect(seen.message.embeds[0]?.description?.match(/^• /gmu)).toHaveLength(7);
    const opened = await ann.choose(seen.message, 'open:en', ['tongyue-students']);
    expect(opened.ephemeral).toBe(true);
    expect(opened.text).toContain('# 5萬余名');
  });

  it('has pages where it is long, turned in place', async () => {
    const ann = discord.member('Ann');
    const seen = await ann.slash('section', { name: 'china-mobile-2019/network-plus' });
    expect(seen.text).toContain('Page 1 of 3');
    await ann.press(seen.message, customIdOf(seen.message, 'Next page'));
    expect(seen.text).toContain('Page 2 of 3');
    expect(seen.message.embeds[0]?.description?.match(/^• /gmu)).toHaveLength(10);
  });

  it('offers the report’s parts where it knows none by that name', async () => {
    const tai = discord.member('Tai');
    const seen = await tai.slash('section', { name: 'zzz' });
    expect(seen.text).toContain('zzz');
    const [menu] = controlsOf(seen.message);
    const opened = await tai.choose(seen.message, menu?.custom_id ?? '', ['china-mobile-2019/funds']);
    expect(opened.text).toContain('16億元');
  });
});

describe('/figure', () => {
  it('finds every fact with that value in any notation', async () => {
    const ann = discord.member('Ann');
    for (const [value, figures] of [
      ['16億', ['Poverty alleviation funds donated in total', 'Cumulative contribution to the central-SOE']],
      ['6,400', ['6400余個']],
      ['1.53 億', ['1.53億元']],
      ['1.6 billion', ['Poverty alleviation funds donated in total']],
      ['一千零六十八', ['1068個村']],
      ['98%', ['98%']],
    ] as const) {
      const seen = await ann.slash('figure', { value });
      for (const figure of figures) expect(seen.text, value).toContain(figure);
    }
  });

  it('answers a number alone in the member’s language, whoever’s notation it is in', async () => {
    for (const [name, title] of [
      ['Ann', 'Which one do you mean?'],
      ['Min', '你指的是哪一个？'],
      ['Tai', '你指的是哪一個？'],
    ] as const) {
      expect((await discord.member(name).slash('figure', { value: '16億' })).text).toContain(title);
      expect((await discord.member(name).slash('ask', { question: '16亿' })).text).toContain(title);
    }
  });

  it('names the nearest where none has it, and says so', async () => {
    const seen = await discord.member('Ann').slash('figure', { value: '15 million' });
    expect(seen.message.embeds[0]?.title).toBe('Not in the report');
    expect(seen.text).toContain('The report has no figure 15 million.');
  });

  it('says what to type where there is no number', async () => {
    const seen = await discord.member('Min').slash('figure', { value: '很多' });
    expect(seen.text).toContain('没有数字');
  });
});

describe('/compare', () => {
  it('gives difference, ratio and share of a year and its total, marked as calculated', async () => {
    const seen = await discord
      .member('Ann')
      .slash('compare', { first: 'donation-2019', second: 'donation-total' });
    expect(seen.message.embeds).toHaveLength(2);
    expect(seen.text).toContain('Difference: **RMB 1.3 billion**');
    expect(seen.text).toContain('Ratio: **about 5.333 times**');
    expect(seen.text).toContain('Share: **18.75%**');
    expect(seen.text).toContain('calculated, not in the report: 16億元 − 3億元');
  });

  it('keeps qualifiers: nearly a million less over 120,000 is under the difference', async () => {
    const seen = await discord
      .member('Min')
      .slash('compare', { first: 'people-lifted', second: 'principals-trained' });
    expect(seen.text).toContain('相差：**不到 880,000 人');
    expect(seen.text).toContain('近100萬');
    expect(seen.text).toContain('不是精确的数字');
    expect(seen.text).not.toContain('占比：');
  });

  it('refuses what does not compare, and says why', async () => {
    const tai = discord.member('Tai');
    const units = await tai.slash('compare', { first: 'coverage-4g', second: 'donation-total' });
    expect(units.text).toContain('它們統計的是不同的東西');
    const scope = await tai.slash('compare', { first: 'network-investment-2019', second: 'donation-total' });
    expect(scope.text).toContain('一個是單一年度的數字');
    const words = await tai.slash('compare', { first: 'assessment-grade', second: 'contribution-award' });
    expect(words.text).toContain('沒有可以計算的數值');
    const same = await tai.slash('compare', { first: 'fund-total', second: 'fund-total' });
    expect(same.text).toContain('同一個數字');
  });

  it('takes names as typed, and asks back where one could be several', async () => {
    const ann = discord.member('Ann');
    const typed = await ann.slash('compare', { first: '4G coverage', second: 'broadband coverage' });
    expect(typed.text).toContain('Difference: **2 percentage points**');
    const vague = await ann.slash('compare', { first: 'how many students', second: 'coverage-4g' });
    expect(vague.text).toContain('“how many students” could be several figures');
    const unknown = await ann.slash('compare', { first: 'coverage-4g', second: 'xyzzy' });
    expect(unknown.text).toContain('“xyzzy” is no figure of the report');
  });
});

describe('/source', () => {
  it('shows the whole paragraph with the figure marked, and heading and lead', async () => {
    const seen = await discord.member('Tai').slash('source', { metric: 'coverage-broadband' });
    expect(seen.text).toContain('以網絡扶貧為主線，搭建脫貧信息高速路 › 持續完善網絡覆蓋');
    expect(seen.text).toContain('建檔立卡貧困村寬帶網絡覆蓋率達到**96%**，');
    expect(seen.text).toContain('> 持續完善網絡覆蓋。');
  });
});

describe('/about and /help', () => {
  it('say what the bot covers and how to ask, in three languages', async () => {
    for (const [name, words] of [
      ['Ann', '59 figures in 16 parts'],
      ['Min', '共 59 个数字'],
      ['Tai', '共 59 個數字'],
    ] as const)
      expect((await discord.member(name).slash('about')).text).toContain(words);
  });

  it('offer examples that can be pressed, each of which is answered', async () => {
    const ann = discord.member('Ann');
    const seen = await ann.slash('help', { private: true });
    expect(seen.ephemeral).toBe(true);
    const examples = controlsOf(seen.message);
    expect(examples.length).toBeGreaterThanOrEqual(3);
    for (const { custom_id: id } of examples) {
      const answer = await ann.press(seen.message, id);
      expect(answer.message.embeds[0]?.title).not.toMatch(/^(?:Not in the report|报告里没有|報告裡沒有)$/u);
    }
  });
});

describe('“Find the figures” on a message', () => {
  it('takes the message as a question and answers privately', async () => {
    const message = await discord.member('Tai').say('黨支部有多少個？');
    const seen = await discord.member('Ann').messageCommand('Find the figures', message);
    expect(seen.ephemeral).toBe(true);
    expect(seen.text).toContain('# 1200多個');
  });

  it('says so where the message has no text', async () => {
    const message = await discord
      .member('Tai')
      .say('', { files: [{ name: 'x.png', content: Buffer.from('png') }] });
    const seen = await discord.member('Min').messageCommand('Find the figures', message);
    expect(seen.text).toContain('没有可以当作问题的文字');
  });
});

describe('every command', () => {
  it('has a name and description in zh-CN and zh-TW, and a private option that answers the asker alone', async () => {
    const ann = discord.member('Ann');
    const typed: Record<string, Record<string, string>> = {
      ask: { question: '4G coverage' },
      metric: { name: 'fund-total' },
      section: { name: 'education' },
      figure: { value: '98%' },
      compare: { first: 'fund-2019', second: 'fund-total' },
      source: { metric: 'fund-total' },
      about: {},
      help: {},
    };
    for (const { data } of stage.parts.commands) {
      expect(Object.keys(data.name_localizations ?? {})).toEqual(['zh-CN', 'zh-TW']);
      // /facts is for moderators, and has tests of its own.
      if (!('description' in data) || data.name === 'facts') continue;
      expect(Object.keys(data.description_localizations ?? {})).toEqual(['zh-CN', 'zh-TW']);
      const seen = await ann.slash(data.name, { ...typed[data.name], private: true });
      expect(seen.ephemeral, data.name).toBe(true);
      const direct = await ann.slash(data.name, { ...typed[data.name] }, { dm: true });
      expect(direct.ephemeral, data.name).toBe(false);
      expect(direct.message.embeds.length, data.name).toBeGreaterThan(0);
    }
  });
});
