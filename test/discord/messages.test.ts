import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../loopback/components.ts';
import { eventually } from '../loopback/real-client.ts';
import { expectClean, setStage, type Stage } from './stage.ts';

let stage: Stage;
let discord: Stage['discord'];

beforeAll(async () => {
  stage = await setStage({ answerChannels: ['answers'] });
  discord = stage.discord;
});
afterEach(() => {
  expectClean(stage);
});
afterAll(() => stage.clear());

const QUIET = 60;

describe('a mention', () => {
  it('is answered as a reply that pings nobody', async () => {
    const asked = await discord.member('Ann').say('how many party branches?', { mention: true });
    const answer = await discord.nextMessage('general');
    expect(textOf(answer)).toContain('# 1200多個');
    expect(answer.message_reference?.message_id).toBe(asked.id);
    expect(answer.pings).toEqual({ everyone: false, roles: [], users: [] });
  });

  it('may stand anywhere in the message, and other mentions and links are no part of the question', async () => {
    const { bot } = discord;
    await discord
      .member('Min')
      .say(
        `${discord.member('Ann').mention} 党支部有多少个 ${bot.mention} <#12345678901234567> https://x.yz/16`,
      );
    expect(textOf(await discord.nextMessage('general'))).toContain('# 1200多個');
  });

  it('without a question gets an example', async () => {
    await discord.member('Ann').say('', { mention: true });
    const answer = await discord.nextMessage('general');
    expect(textOf(answer)).toContain('for example');
    expect(answer.embeds[0]?.title).toBe('How to ask');
  });

  it('in a thread or where embeds are not allowed is answered in plain text', async () => {
    await discord.member('Ann').say('4G coverage?', { mention: true, channel: 'plain' });
    const answer = await discord.nextMessage('plain');
    expect(answer.embeds).toEqual([]);
    expect(answer.content).toContain('98%');
  });

  it('where the history may not be read is answered without a reply reference', async () => {
    await discord.member('Ann').say('4G coverage?', { mention: true, channel: 'short' });
    const answer = await discord.nextMessage('short');
    expect(textOf(answer)).toContain('98%');
    expect(answer.message_reference).toBeUndefined();
  });

  it('where the bot may not write stays without an answer and without a request', async () => {
    const before = discord.requests.length;
    await discord.member('Ann').say('4G coverage?', { mention: true, channel: 'locked' });
    await discord.silence('locked', QUIET);
    expect(discord.requests.length).toBe(before);
  });

  it('where Discord refuses the answer all the same leaves the channel alone for a while', async () => {
    discord.addChannel('Reports', { name: 'odd' });
    const { id } = discord.channel('odd');
    discord.fault({
      method: 'POST',
      path: new RegExp(`/channels/${id}/messages`),
      status: 403,
      body: { code: 50013, message: 'Missing Permissions' },
      times: 5,
    });
    await discord.member('Ann').say('4G coverage?', { mention: true, channel: 'odd' });
    await eventually(() => stage.parts.counts.all.get('post.50013') === 1);
    await discord.member('Ann').say('4G coverage?', { mention: true, channel: 'odd' });
    await discord.silence('odd', QUIET);
    expect(stage.parts.counts.all.get('post.50013')).toBe(1);
  });
});

describe('a direct message', () => {
  it('is answered without a mention, from a channel not met before', async () => {
    await discord.member('Tai').say('累計捐了多少錢？', { dm: true });
    const answer = await discord.nextMessage({ dm: 'Tai' });
    expect(textOf(answer)).toContain('# 16億元');
    expect(answer.embeds[0]?.title).toBe('報告裡有');
  });

  it('that only says thanks calls for no answer', async () => {
    const before = discord.requests.length;
    await discord.member('Tai').say('謝謝！', { dm: true });
    await discord.member('Tai').say('Thank you 🙏', { dm: true });
    await discord.silence({ dm: 'Tai' }, QUIET);
    expect(discord.requests.length).toBe(before);
  });
});

describe('a reply to one of the bot’s answers', () => {
  it('keeps the earlier subject: “and in total?”, “英文怎么说”, “上一年呢”', async () => {
    const min = discord.member('Min');
    await min.say('2019年无偿捐赠扶贫资金是多少', { mention: true });
    const first = await discord.nextMessage('general');
    expect(textOf(first)).toContain('# 3億元');

    await discord.member('Ann').say('and in total?', { replyTo: first });
    const total = await discord.nextMessage('general');
    expect(textOf(total)).toContain('# 16億元');
    expect(total.embeds[0]?.title).toBe('Found in the report');

    await min.say('英文怎么说', { replyTo: first });
    const english = await discord.nextMessage('general');
    expect(textOf(english)).toContain('RMB 300 million');
    expect(english.embeds[0]?.title).toBe('Found in the report');

    await min.say('上一年呢', { replyTo: first });
    const before = await discord.nextMessage('general');
    expect(before.embeds[0]?.title).toBe('报告里没有');
    expect(textOf(before)).toContain('2018年');
  });

  it('is understood as well when the earlier answer is no longer in the cache', async () => {
    const ann = discord.member('Ann');
    await ann.say('4G coverage?', { mention: true });
    const first = await discord.nextMessage('general');
    const channel = stage.running.client.channels.cache.get(first.channel_id);
    if (channel?.isTextBased() !== true) throw new Error('no such channel');
    channel.messages.cache.clear();
    await ann.say('in Chinese please', { replyTo: first });
    expect(textOf(await discord.nextMessage('general'))).toContain('行政村4G网络覆盖率');
  });

  it('that asks something else of its own is answered for itself', async () => {
    const ann = discord.member('Ann');
    await ann.say('4G coverage?', { mention: true });
    const first = await discord.nextMessage('general');
    await ann.say('how many party branches?', { replyTo: first });
    expect(textOf(await discord.nextMessage('general'))).toContain('# 1200多個');
  });
});

describe('an answer channel', () => {
  it('has every sure question answered without a mention', async () => {
    await discord.member('Tai').say('黨支部有多少個？', { channel: 'answers' });
    expect(textOf(await discord.nextMessage('answers'))).toContain('# 1200多個');
    for (const asked of ['62', 'what is 62']) {
      await discord.member('Ann').say(asked, { channel: 'answers' });
      expect(textOf(await discord.nextMessage('answers'))).toContain('# 62家');
    }
  });

  it('is left in peace where the bot is not sure, unless it was addressed', async () => {
    const min = discord.member('Min');
    const before = stage.recorded.length;
    for (const chat of [
      '大家早上好',
      'lol same',
      '16亿',
      '去年利润多少',
      'I paid 62 for it',
      'see you at 30',
    ])
      await min.say(chat, { channel: 'answers' });
    await discord.silence('answers', QUIET);
    expect(stage.recorded.length).toBe(before);
    await min.say('去年利润多少', { channel: 'answers', mention: true });
    expect((await discord.nextMessage('answers')).embeds[0]?.title).toBe('报告里没有');
  });

  it('leaves conversations between members to them', async () => {
    const first = await discord.member('Min').say('大家早上好', { channel: 'answers' });
    await discord.member('Tai').say('黨支部有多少個？', { channel: 'answers', replyTo: first });
    // Also where what they reply to is too old to be remembered.
    const channel = stage.running.client.channels.cache.get(first.channel_id);
    if (channel?.isTextBased() !== true) throw new Error('no such channel');
    channel.messages.cache.clear();
    await discord.member('Tai').say('黨支部有多少個？', { channel: 'answers', replyTo: first });
    await discord
      .member('Tai')
      .say(`${discord.member('Min').mention} 黨支部有多少個？`, { channel: 'answers' });
    await discord.silence('answers', QUIET);
  });

  it('is the only place that is read without being addressed', async () => {
    await discord.member('Tai').say('黨支部有多少個？', { channel: 'general' });
    await discord.silence('general', QUIET);
  });
});

describe('bots, webhooks, system messages and the bot itself', () => {
  it('are never answered', async () => {
    const question = '黨支部有多少個？';
    await discord.member('Robot').say(question, { mention: true });
    await discord.member('Ann').say(question, { mention: true, as: 'webhook' });
    await discord.member('Ann').say(question, { mention: true, as: 'system' });
    await discord.member('Robot').say(question, { channel: 'answers' });
    await discord.silence('general', QUIET);
    await discord.silence('answers', QUIET);
  });
});

describe('a message delivered twice', () => {
  it('is answered once', async () => {
    await discord.member('Ann').say('how many party branches?', { mention: true });
    await discord.nextMessage('general');
    discord.gateway.repeat();
    await discord.silence('general', QUIET);
  });
});
