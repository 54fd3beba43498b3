import { setTimeout as pause } from 'node:timers/promises';
import { InteractionResponseType, InteractionType, MessageType } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import type { SlashCommand } from '../../src/command/command.ts';
import { createLimit } from '../../src/discord/limits.ts';
import { textOf } from '../loopback/components.ts';
import { eventually } from '../loopback/real-client.ts';
import { expectClean, setStage, TOKEN, type Stage, type StageOptions } from './stage.ts';

let stage: Stage | null = null;

async function staged(options: StageOptions = {}): Promise<Stage> {
  stage = await setStage(options);
  return stage;
}

afterEach(async () => {
  if (stage === null) return;
  expectClean(stage);
  await stage.clear();
  stage = null;
});

const CALLBACK = /\/interactions\/.*\/callback/u;
const countOf = ({ parts }: Stage, what: string): number => parts.counts.all.get(what) ?? 0;
const callbacks = ({ discord }: Stage): number =>
  discord.requests.filter(({ path }) => CALLBACK.test(path)).length;

/** A command that comes to nothing. */
function brokenCommand(fault: Error): SlashCommand {
  return {
    data: { name: 'broken', description: 'Broken', options: [] },
    run() {
      throw fault;
    },
  };
}

describe('a handler that throws (test 31)', () => {
  it('gives the member neutral words with a reference, alone, and the log the detail', async () => {
    const fault = new Error(
      `secret detail https://discord.com/api/webhooks/123456789012345678/abcdef ${TOKEN}`,
    );
    const here = await staged({ more: [brokenCommand(fault)] });
    for (const [name, words] of [
      ['Ann', 'Something went wrong on my side'],
      ['Min', '我这边出了问题'],
      ['Tai', '我這邊出了問題'],
    ] as const) {
      const seen = await here.discord.member(name).slash('broken');
      expect(seen.ephemeral).toBe(true);
      expect(seen.text).toContain(words);
      expect(seen.text).not.toContain('secret');
      const reference = /[2-9a-z]{6}$/u.exec(seen.text)?.[0];
      const line = here.lines.find((one) => one.includes(String(reference)));
      expect(line).toContain('secret detail');
      expect(line).toContain('/123456789012345678/[token]');
    }
  });

  it('in commands, suggestions, buttons and messages leaves the bot alive and everyone answered', async () => {
    const broken = {
      current: () => {
        throw new Error('no facts');
      },
    };
    const here = await staged({ parts: broken });
    const ann = here.discord.member('Ann');
    const typed: Record<string, Record<string, string>> = {
      ask: { question: 'x' },
      metric: { name: 'x' },
      section: { name: 'x' },
      figure: { value: '1' },
      compare: { first: 'x', second: 'y' },
      source: { metric: 'x' },
    };
    for (const { data } of here.parts.commands) {
      // /facts has tests of its own.
      if (data.name === 'facts') continue;
      if (!('description' in data)) continue;
      const seen = await ann.slash(data.name, typed[data.name] ?? {});
      expect(seen.text, data.name).toContain('Something went wrong');
      expect(seen.ephemeral).toBe(true);
    }
    expect((await ann.autocomplete('metric', {}, 'name')).choices).toEqual([]);
    const message = await ann.say('4G coverage?', { mention: true });
    expect(textOf(await here.discord.nextMessage('general'))).toContain('Something went wrong');
    expect((await ann.messageCommand('Find the figures', message)).text).toContain('Something went wrong');
    for (const id of ['fact:en:x', 'pick:en', 'ask:en:x', 'page:en:0:a/b'])
      expect((await ann.press(message, id, { hostile: true })).text).toContain('Something went wrong');
  });
});

describe('callbacks that Discord refuses (test 27)', () => {
  it.each([10062, 40060, 50027, 50013, 10008])(
    'with %i are counted, logged once and not repeated',
    async (code) => {
      const here = await staged({ interactionTimeout: 300 });
      here.discord.fault({
        path: CALLBACK,
        status: code === 50013 ? 403 : 404,
        body: { code, message: 'No' },
      });
      await expect(here.discord.member('Ann').slash('about')).rejects.toThrow('did not respond');
      expect(countOf(here, `reply.${String(code)}`)).toBe(1);
      expect(callbacks(here)).toBe(1);
      const logged = here.lines.filter((line) => line.includes('an answer was lost'));
      expect(logged).toHaveLength(1);
      expect(logged[0]).toContain(String(code));
      expect((await here.discord.member('Ann').slash('about')).text).not.toBe('');
    },
  );
});

describe('Discord failing for a moment (test 22)', () => {
  it('with 503 and cut connections on a fifth of the requests doubles no message and loses no answer', async () => {
    const here = await staged();
    const ann = here.discord.member('Ann');
    for (let round = 0; round < 10; round += 1) {
      const kinds = [
        { status: 503 },
        { drop: true },
        { drop: true, when: 'after' },
        { status: 502, when: 'after' },
      ] as const;
      here.discord.fault({ path: /callback|messages/u, ...kinds[round % 4] });
      const seen = await ann.slash('ask', { question: '4G coverage' });
      expect(seen.text).toContain('98%');
      here.discord.fault({ path: /callback|messages/u, ...kinds[round % 4] });
      const asked = await ann.say('4G coverage?', { mention: true });
      const answer = await here.discord.nextMessage('general');
      expect(answer.message_reference?.message_id).toBe(asked.id);
      for (let more = 0; more < 3; more += 1) await ann.slash('about', { private: true });
    }
    await here.discord.silence('general', 100);
    const answers = here.discord
      .messagesIn('general')
      .filter(({ author, type }) => author.id === here.discord.bot.id && type === MessageType.Reply);
    expect(answers).toHaveLength(10);
  });
});

describe('rate limits of Discord (test 23, half a second for five)', () => {
  it.each(['user', 'shared', 'global'] as const)('of scope %s are waited out', async (scope) => {
    const here = await staged();
    const { discord } = here;
    const ann = discord.member('Ann');
    const fault = discord.fault({ method: 'POST', path: /\/messages$/u, retryAfter: 0.5, scope });
    await ann.say('4G coverage?', { mention: true });
    await eventually(() => fault.used === 1);
    const refusedAt = Date.now();
    await ann.say('4G coverage?', { mention: true, channel: 'answers' });
    expect((await ann.slash('about')).elapsed).toBeLessThan(400);
    const [late, other] = await Promise.all([discord.nextMessage('general'), discord.nextMessage('answers')]);
    expect(textOf(late)).toContain('98%');
    const waited = (message: typeof late): number => Date.parse(message.timestamp) - refusedAt;
    expect(waited(late)).toBeGreaterThanOrEqual(490);
    // Another channel has its own limit, unless the whole bot is meant; commands have none.
    if (scope === 'global') expect(waited(other)).toBeGreaterThanOrEqual(490);
    else expect(waited(other)).toBeLessThan(490);
    const answers = discord.requests.map(({ status }) => status);
    expect(answers.filter((status) => status === 429)).toHaveLength(1);
  });
});

describe('a token that is revoked while the bot runs (test 24)', () => {
  it('ends it with its own exit code after at most one further request', async () => {
    const here = await staged();
    here.discord.fault({ method: 'POST', path: /messages/u, status: 401, times: 100 });
    const before = here.discord.requests.length;
    for (let round = 0; round < 5; round += 1) await here.discord.member('Ann').say('4G?', { mention: true });
    expect(await here.running.over).toEqual({ code: 44, close: 4004 });
    expect(here.discord.requests.length - before).toBeLessThanOrEqual(2);
  });
});

describe('interactions delivered twice (test 29)', () => {
  it('are answered once, also when a resume replays them', async () => {
    const here = await staged();
    const seen = await here.discord.member('Ann').slash('about', {}, { deliveries: 2 });
    expect(seen.messages).toHaveLength(1);
    here.discord.gateway.repeat();
    here.discord.gateway.drop();
    await eventually(() => here.discord.gateway.resumes === 1);
    await pause(50);
    expect(callbacks(here)).toBe(1);
    const before = here.recorded.length;
    await here.discord.member('Ann').slash('ask', { question: 'xyzzy plugh' }, { deliveries: 3 });
    await pause(50);
    expect(here.recorded.length - before).toBe(1);
  });
});

describe('members who ask too fast', () => {
  it('are told so once in a channel, then left without an answer until they slow down', async () => {
    let now = 0;
    const memberLimit = createLimit({ burst: 2, perSecond: 1, now: () => now });
    const here = await staged({ parts: { memberLimit } });
    const min = here.discord.member('Min');
    for (let round = 0; round < 2; round += 1) {
      await min.say('党支部有多少个？', { mention: true });
      await here.discord.nextMessage('general');
    }
    await min.say('党支部有多少个？', { mention: true });
    expect((await here.discord.nextMessage('general')).content).toContain('请过几秒再问');
    await min.say('党支部有多少个？', { mention: true });
    await here.discord.silence('general', 80);
    await here.discord.member('Ann').say('how many party branches?', { mention: true });
    expect(textOf(await here.discord.nextMessage('general'))).toContain('1200多個');
    now += 1000;
    await min.say('党支部有多少个？', { mention: true });
    expect(textOf(await here.discord.nextMessage('general'))).toContain('1200多個');
  });

  it('get the same note in answer to a command', async () => {
    const here = await staged({ parts: { channelLimit: createLimit({ burst: 1, perSecond: 0 }) } });
    const tai = here.discord.member('Tai');
    await tai.slash('about');
    const seen = await tai.slash('about');
    expect(seen.ephemeral).toBe(true);
    expect(seen.text).toContain('這個頻道問得太快');
  });
});

describe('commands that are not ours', () => {
  it('and interactions of an unknown shape get an answer or are passed over', async () => {
    const here = await staged();
    const ann = here.discord.member('Ann');
    const seen = await ann.slash('nonsense', { a: 1 }, { hostile: true });
    expect(seen.text).toContain('I do not know this command');
    const modal = await ann.forge(InteractionType.ModalSubmit, { custom_id: 'x', components: [] });
    expect(modal.text).toContain('I do not know this command');
    expect(modal.type).toBe(InteractionResponseType.ChannelMessageWithSource);
  });
});
