import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectClean, setStage, type Stage } from './stage.ts';

// Tests 3 and 4 in small; in full they are run by `npm run load`, with the bot in a process of its own.

let stage: Stage;

beforeAll(async () => {
  stage = await setStage({
    guilds: [
      {
        name: 'Reports',
        members: Array.from({ length: 50 }, (_, place) => ({
          name: `m${String(place)}`,
          locale: (['en-US', 'zh-CN', 'zh-TW'] as const)[place % 3] ?? 'en-US',
        })),
      },
    ],
  });
});
afterEach(() => {
  expectClean(stage);
});
afterAll(() => stage.clear());

describe('a burst of questions at once (test 3, 300 of 5,000)', () => {
  it('has each answered, deferred or politely refused, and leaves the bot alive', async () => {
    const { discord, parts } = stage;
    const member = discord.member('m0');
    await member.slash('ask', { question: '4G coverage' });
    const seen = await Promise.all(
      Array.from({ length: 300 }, () => member.slash('ask', { question: '4G coverage' })),
    );
    const refused = seen.filter(({ text }) => text.includes('Too many questions are coming in at once'));
    expect(refused.every(({ ephemeral }) => ephemeral)).toBe(true);
    expect(refused.length).toBe(parts.counts.all.get('busy') ?? 0);
    expect(refused.length).toBeGreaterThan(0);
    const answered = seen.filter(({ text }) => text.includes('98%'));
    expect(answered.length + refused.length).toBe(300);
    // About as many as may be under way at once; more where some are finished before the last ones come in.
    expect(answered.length).toBeGreaterThanOrEqual(190);
    expect((await member.slash('ask', { question: '4G coverage' })).text).toContain('98%');
  });
});

describe('50 members who type (test 4, 10 keys each)', () => {
  it('get suggestions for every key, in milliseconds and within Discord’s limits', async () => {
    const { discord } = stage;
    const words = [
      '累计捐赠资金',
      '累計捐贈資金',
      'donations ',
      'leijijuanz',
      '4G覆盖率是多少',
      '1.53億',
      '',
    ];
    let answered = 0;
    const before = process.cpuUsage();
    for (let key = 0; key < 10; key += 1) {
      const typing = Array.from({ length: 50 }, async (_, place) => {
        const name = (words[place % words.length] ?? '').slice(0, key + 1);
        const { choices } = await discord
          .member(`m${String(place)}`)
          .autocomplete('metric', { name }, 'name');
        expect(choices.length, name).toBeLessThanOrEqual(25);
        for (const choice of choices) expect(choice.name.length, name).toBeLessThanOrEqual(100);
        answered += 1;
      });
      await Promise.all(typing);
    }
    expect(answered).toBe(500);
    // Processor time, which other work on the machine does not lengthen; Discord itself and its checks are in it.
    const { user } = process.cpuUsage(before);
    expect(user / 1000 / 500).toBeLessThan(20);
  });
});
