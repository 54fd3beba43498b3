import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { botFor, type Bot } from '../../src/bot.ts';
import { factBase } from '../../src/facts/base.ts';
import { readFile } from 'node:fs/promises';
import { eventually } from '../loopback/real-client.ts';
import { literal } from '../../src/discord/escape.ts';
import { messageFor } from '../../src/discord/render.ts';
import { customIdFor, readCustomId } from '../../src/show/press.ts';
import { showPressed } from '../../src/show/pressed.ts';
import { hurl } from '../moderators/hurl.ts';
import { customId, NASTY } from './anything.ts';
import { bot, expectClean, setStage, TOKEN, type Stage } from './stage.ts';

// Tests 32, 33, 34, 41, 42 and 44 of what a bot on Discord must stand.

let stage: Stage;
let hostile: Bot;
let current = bot;

beforeAll(async () => {
  const lexicon: unknown = JSON.parse(await readFile('data/lexicon.json', 'utf8'));
  const { file, text } = bot.base;
  // As if someone had put such texts into every field a moderator can write.
  const facts = file.facts.map((fact) => ({
    ...fact,
    label: { zh: `${NASTY}${fact.label.zh}`, en: `${NASTY}${fact.label.en}` },
    source: { ...fact.source, quote: `${NASTY}${fact.source.quote}` },
  }));
  const reports = file.reports.map((report) => ({
    ...report,
    title: { zh: NASTY, en: NASTY },
    sections: report.sections.map((section) => ({
      ...section,
      heading: NASTY,
      title: { zh: NASTY, en: NASTY },
    })),
  }));
  hostile = botFor(factBase({ ...file, facts, reports }, text), lexicon);
  stage = await setStage({ parts: { current: () => current } });
});
afterEach(() => {
  current = bot;
  expectClean(stage);
});
afterAll(() => stage.clear());

/** What Discord would read as markup of its own in a text: nothing may be left but the bold and headings we make. */
const READABLE =
  /(?<!\\)<[@#/t]|(?<!\\)\[[^\]]*(?<!\\)\]\(|(?<!\\)\|\||(?<!\\)```|https?:\/\/|^#{1,3} heading/mu;

describe('stored text that wants to be markup (tests 32 and 33)', () => {
  it('pings nobody and forges nothing, by every command', async () => {
    current = hostile;
    const ann = stage.discord.member('Ann');
    const calls: [string, Record<string, string>][] = [
      ['ask', { question: 'how many party branches?' }],
      ['ask', { question: `${NASTY} profit?` }],
      ['metric', { name: 'fund-total' }],
      ['metric', { name: NASTY }],
      ['section', { name: 'china-mobile-2019/education' }],
      ['section', { name: NASTY }],
      ['figure', { value: '16億' }],
      ['figure', { value: NASTY.replaceAll(/\d/gu, 'x') }],
      ['compare', { first: 'fund-2019', second: 'fund-total' }],
      ['compare', { first: NASTY, second: 'fund-total' }],
      ['source', { metric: 'fund-total' }],
      ['about', {}],
      ['help', {}],
    ];
    for (const [name, typed] of calls) {
      const seen = await ann.slash(name, typed);
      for (const message of seen.messages) {
        expect(message.pings, name).toEqual({ everyone: false, roles: [], users: [] });
        for (const embed of message.embeds) {
          expect(embed.description ?? '', name).not.toMatch(READABLE);
          for (const { value } of embed.fields ?? []) expect(value, name).not.toMatch(READABLE);
        }
      }
    }
  });

  it('is shown literally in a channel without embeds too', async () => {
    current = hostile;
    await stage.discord.member('Ann').say('4G coverage?', { mention: true, channel: 'plain' });
    const answer = await stage.discord.nextMessage('plain');
    expect(answer.pings).toEqual({ everyone: false, roles: [], users: [] });
    expect(answer.content).not.toMatch(READABLE);
  });

  it('keeps figures readable: digits, points and percent signs are not touched', () => {
    for (const text of ['1.53億元', '50%以上', '1+3+X', '6400余個', '近100萬', '1,000 people'])
      expect(literal(text)).toBe(text);
    expect(literal('1. list')).toBe(String.raw`1\. list`);
    expect(literal('# heading')).toBe(String.raw`\# heading`);
  });
});

describe('questions no one would ask (tests 34 and 41)', () => {
  it('of any length and script are answered within a second, with the loop free', async () => {
    const ann = stage.discord.member('Ann');
    const languages =
      'كم عدد الفروع؟ сколько филиалов? 지점은 몇 개입니까? 支部はいくつありますか? πόσα; कितने? กี่แห่ง? bao nhiêu? ¿cuántas? combien? wie viele? ilu? quantos? hány? kaç? berapa?';
    const questions = [
      'x',
      '?!…，。',
      'how many students '.repeat(110),
      '扶贫'.repeat(1000),
      Array.from({ length: 1000 }, (_, place) => `word${String(place)}`)
        .join(' ')
        .slice(0, 6000),
      '1'.repeat(6000),
      languages,
      '‮4425‬ people​',
      '\u0000\u0007',
      '\uD83D',
      'e\u0301'.repeat(500),
      '𝟒𝟒𝟐𝟓 cadres',
      '__proto__ constructor toString hasOwnProperty',
    ];
    for (const question of questions) {
      const seen = await ann.slash('ask', { question }, { hostile: true });
      expect(seen.elapsed, question.slice(0, 30)).toBeLessThan(1000);
      expect(seen.message.embeds.length).toBeGreaterThan(0);
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('whatever is sent (test 42, 400 rounds of 100,000, which `npm run fuzz` does)', () => {
  it('as options, keys, presses or forms is answered, without a fault and within Discord’s limits', async () => {
    const { examples, ...counts } = await hurl(400, 20_261_123);
    expect(examples).toEqual([]);
    expect(counts).toMatchObject({ runs: 400, silent: 0, faults: 0, refused: 0 });
    expect(counts.slowest).toBeLessThan(3000);
  });

  it('as a custom id is either one of ours, or politely refused', () => {
    fc.assert(
      fc.property(customId, (id) => {
        const press = readCustomId(id);
        if (press === null) return;
        expect(readCustomId(customIdFor(press))).toEqual(press);
        expect(JSON.stringify(messageFor(showPressed(press, null, bot))).length).toBeGreaterThan(50);
      }),
      { seed: 20_261_123, numRuns: 300 },
    );
  });
});

describe('two copies of the bot in one channel (test 44)', () => {
  it('do not answer each other, nor bots, webhooks, system messages and themselves', async () => {
    const { discord } = stage;
    const question = '4G coverage? 98%';
    const robot = discord.member('Robot');
    await discord.member('Ann').say('4G coverage?', { mention: true });
    const own = await discord.nextMessage('general');
    const before = discord.requests.length;
    // The other copy: a bot that mentions this one, and replies to its answer.
    await robot.say(question, { mention: true });
    await robot.say(question, { replyTo: own });
    await discord.member('Ann').say(question, { mention: true, as: 'webhook' });
    await discord.member('Ann').say(question, { mention: true, as: 'system' });
    discord.gateway.repeat();
    await discord.silence('general', 60);
    expect(discord.requests.length).toBe(before);
  });

  it('have neither the bot’s token nor an interaction’s in a log of every detail', async () => {
    const { discord, lines } = stage;
    discord.fault({ path: /callback/u, status: 500, times: 3 });
    // Nobody waits for it: the bot gives up after three tries.
    void discord
      .member('Ann')
      .slash('about')
      .catch(() => undefined);
    await eventually(() => lines.join('').includes('an answer was refused'));
    discord.fault({ path: /messages/u, status: 400, body: { code: 50035, message: `Bot ${TOKEN}` } });
    await discord.member('Ann').say('4G coverage?', { mention: true });
    await eventually(() => lines.join('').includes('an answer was not posted'));
    // What else must hold is looked at after every test (stage.ts).
    expect(lines.join('')).not.toContain(TOKEN);
    expect(discord.requests.some(({ path }) => /interaction-token-\d+/u.test(path))).toBe(true);
    expect(lines.join('')).not.toContain('interaction-token-');
  });
});
