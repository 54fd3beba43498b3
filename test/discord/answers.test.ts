import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PassThrough, Readable } from 'node:stream';
import { z } from 'zod';
import { COMMANDS } from '../../commands/index.ts';
import { runConsole } from '../../src/console/console.ts';
import { answerJson } from '../../src/reply/json.ts';
import { showAsked } from '../../src/show/answer.ts';
import { controlsOf, customIdOf, textOf } from '../loopback/components.ts';
import { COLOURS } from '../../src/discord/render.ts';
import { bot, expectClean, setStage, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});
afterEach(() => {
  expectClean(stage);
});
afterAll(() => stage.clear());

describe('/ask', () => {
  it('shows the figure large, its label, period, sentence, section and footer', async () => {
    const seen = await stage.discord.member('Ann').slash('ask', { question: 'How many party branches?' });
    const [embed] = seen.message.embeds;
    expect(embed?.title).toBe('Found in the report');
    expect(embed?.color).toBe(COLOURS.found);
    expect(embed?.description).toContain('# 1200多個\n');
    expect(embed?.description).toContain('**Party branches paired with poor villages**');
    expect(embed?.description).toContain('**1200多個**黨支部');
    expect(embed?.fields?.map(({ name, value }) => [name, value])).toEqual([
      ['Period', 'not stated in the report'],
      ['Section', expect.stringContaining(' › 強黨建、促扶貧 (Party building)')],
    ]);
    expect(embed?.footer?.text).toMatch(/^party-branches · revision \d+ · China Mobile’s account/u);
    expect(seen.ephemeral).toBe(false);
  });

  it('answers in the script of the question, whatever the member’s client speaks', async () => {
    const ann = stage.discord.member('Ann');
    const simplified = await ann.slash('ask', { question: '党支部有多少个？' });
    const traditional = await ann.slash('ask', { question: '黨支部有多少個？' });
    expect(simplified.message.embeds[0]?.title).toBe('报告里有');
    expect(traditional.message.embeds[0]?.title).toBe('報告裡有');
  });

  it('answers a question without words in the member’s own language', async () => {
    for (const [name, title] of [
      ['Ann', 'Found in the report'],
      ['Min', '报告里有'],
      ['Tai', '報告裡有'],
    ] as const) {
      const seen = await stage.discord.member(name).slash('ask', { question: '4425?' });
      expect(seen.message.embeds[0]?.title).toBe(title);
    }
  });

  it('answers for the asker alone with private: true, and in direct messages', async () => {
    const ann = stage.discord.member('Ann');
    const hidden = await ann.slash('ask', { question: '4G coverage', private: true });
    expect(hidden.ephemeral).toBe(true);
    const direct = await ann.slash('ask', { question: '4G coverage' }, { dm: true });
    expect(direct.text).toContain('98%');
  });

  it('says what is missing in grey, and offers the nearest figures as buttons', async () => {
    const before = stage.recorded.length;
    const seen = await stage.discord
      .member('Ann')
      .slash('ask', { question: 'What does 15.3 million refer to?' });
    expect(seen.message.embeds[0]).toMatchObject({ title: 'Not in the report', color: COLOURS['not-found'] });
    expect(seen.text).toContain('The report has no figure 15.3 million');
    const [button] = controlsOf(seen.message);
    expect(button).toMatchObject({ custom_id: 'fact:en:investment-2019' });
    expect(stage.recorded.slice(before)).toEqual([
      { kind: 'not-found', question: 'What does 15.3 million refer to?', language: 'en' },
    ]);
    const shown = await stage.discord.member('Min').press(seen.message, 'fact:en:investment-2019');
    expect(shown.ephemeral).toBe(true);
    expect(shown.text).toContain('# 1.53億元');
  });

  it('asks back in amber with a menu, and answers in place', async () => {
    const seen = await stage.discord.member('Min').slash('ask', { question: '16亿是什么？' });
    const [embed] = seen.message.embeds;
    expect(embed).toMatchObject({ title: '你指的是哪一个？', color: COLOURS.unsure });
    await stage.discord.member('Tai').choose(seen.message, 'pick:zh-Hans', ['fund-total']);
    const now = stage.discord.messages.find(seen.message.channel_id, seen.message.id);
    expect(now?.embeds[0]).toMatchObject({ title: '报告里有', color: COLOURS.found });
    expect(now === undefined ? '' : textOf(now)).toContain('央企贫困地区产业投资基金累计出资');
  });
});

describe('one answer', () => {
  it.each([
    '累计捐了多少钱',
    'how many party branches?',
    '16億是什麼',
    'what share of donations was made in 2019?',
    '2018年派了多少扶贫干部',
    'education',
    '超过一百万人脱贫吗',
    'xyzzy',
  ])('has the same words on Discord, in the console and in the shell: %s', async (question) => {
    const { reply, passages } = showAsked(bot, question, 'en');
    const shell = z
      .object({ text: z.string() })
      .parse(JSON.parse(answerJson(bot.ask(question, 'en'), bot.base, bot.lexicon))).text;
    const output = new PassThrough();
    const io = { output, interactive: false, colours: false, language: 'en' } as const;
    await runConsole(() => bot, COMMANDS, { input: Readable.from([`${question}\n`]), ...io });
    const typed = String(output.read());
    const seen = await stage.discord.member('Ann').slash('ask', { question });
    const onDiscord = seen.text.replaceAll(/\\|\*\*|^[#>] /gmu, '');
    const words = [
      reply.lead,
      reply.calculation?.result ?? '',
      ...(reply.calculation?.notes ?? []),
      ...reply.cards.flatMap((card) => [card.figure, card.label]),
      ...reply.cards.flatMap(({ quote: { before, figure, after }, section, period, footer, notation }) =>
        reply.full ? [`${before}${figure}${after}`, section, period, footer, notation ?? ''] : [],
      ),
    ];
    // A page holds ten; the shell and the console have no buttons to turn it with.
    expect(passages).toEqual([]);
    for (const text of [onDiscord, typed, shell]) for (const word of words) expect(text).toContain(word);
  });
});

describe('buttons under an answer', () => {
  it('show the paragraph with the figure marked, the twin, and related figures', async () => {
    const ann = stage.discord.member('Ann');
    const seen = await ann.slash('metric', { name: 'fund-total' });
    const paragraph = await ann.press(seen.message, customIdOf(seen.message, 'The paragraph'));
    expect(paragraph.ephemeral).toBe(true);
    expect(paragraph.text).toContain('強化資金保障。2019年無償捐贈扶貧資金3億元');
    expect(paragraph.text).toContain('累計出資**16億元**。');
    const twin = await ann.press(seen.message, customIdOf(seen.message, '11億元, in 2019'));
    expect(twin.text).toContain('# 11億元');
    const related = await ann.press(seen.message, customIdOf(seen.message, 'Related figures'));
    expect(related.text).toContain('• **11億元**');
    expect(related.text).toContain('• **超過700億元**');
  });

  it('“not what I meant” offers the next best and records the miss without who', async () => {
    const ann = stage.discord.member('Ann');
    const before = stage.recorded.length;
    const seen = await ann.slash('ask', { question: 'how many students were helped by dual-teacher' });
    const other = customIdOf(seen.message, 'Not what I meant');
    const next = await ann.press(seen.message, other);
    expect(next.ephemeral).toBe(true);
    expect(next.text).toContain('Noted, thank you.');
    expect(stage.recorded.slice(before)).toEqual([
      { kind: 'not-meant', question: 'how many students were helped by dual-teacher', language: 'en' },
    ]);
  });

  it('work for a message of an earlier run, as the custom id says it all', async () => {
    const seen = await stage.discord.member('Ann').slash('ask', { question: '4G coverage' });
    const second = await setStage();
    const posted = seen.message;
    const shown = await second.discord
      .member('Tai')
      .press(posted, customIdOf(posted, 'The paragraph'), { hostile: true, channel: 'general' });
    expect(shown.text).toContain('98%');
    expectClean(second);
    await second.clear();
  });

  it('that were forged, or name what is gone, get a polite word', async () => {
    const ann = stage.discord.member('Ann');
    const seen = await ann.slash('ask', { question: '4G coverage' });
    for (const id of [
      'fact:en:__proto__',
      'constructor:en:x',
      'fact:xx:donation-total',
      'page:en:-1:a/b',
      '::::',
    ]) {
      const shown = await ann.press(seen.message, id, { hostile: true });
      expect(shown.text).toContain('I no longer understand this button.');
    }
    for (const id of ['fact:en:no-such-fact', 'page:en:0:constructor/tostring', 'source:en:constructor']) {
      const shown = await ann.press(seen.message, id, { hostile: true });
      expect(shown.text).toContain('no longer in the fact base');
    }
    const picked = await ann.press(seen.message, 'pick:en', { hostile: true });
    expect(picked.text).toContain('no longer in the fact base');
  });
});
