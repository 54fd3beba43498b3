import { Events } from 'discord.js';
import type { Client } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDiscord } from './discord.ts';
import type { Discord } from './discord.ts';
import { logIn } from './real-client.ts';

const TOKEN = 'loopback-token';
let discord: Discord;
let client: Client<true>;

beforeAll(async () => {
  discord = await startDiscord({
    token: TOKEN,
    guilds: [{ name: 'Reports', members: ['Ann'] }],
    tokenLife: 200,
  });
  client = await logIn(discord, TOKEN, { rest: { timeout: 300 } });
  await client.application.commands.set([{ name: 'ask', description: 'Ask' }]);
});

afterAll(async () => {
  await client.destroy();
  await discord.stop();
});

const MESSAGES = /\/messages$/;

async function send(extra: object = {}): Promise<unknown> {
  const path = `/channels/${discord.channel('general').id}/messages` as const;
  return client.rest.post(path, { body: { content: 'x', ...extra } });
}

function sentSince(start: number): number {
  return discord.requests
    .slice(start)
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/messages')).length;
}

describe('faults on request', () => {
  it('429 makes the client wait as long as Retry-After says', async () => {
    const fault = discord.fault({ method: 'POST', path: MESSAGES, retryAfter: 0.3 });
    const started = Date.now();
    await send();
    expect(Date.now() - started).toBeGreaterThanOrEqual(300);
    expect(fault.used).toBe(1);
  });

  it('503 is tried four times and then given up', async () => {
    const start = discord.requests.length;
    discord.fault({ path: MESSAGES, status: 503, times: 4 });
    await expect(send()).rejects.toMatchObject({ status: 503 });
    expect(sentSince(start)).toBe(4);
  });

  it('an error body reaches the client as Discord’s own error', async () => {
    discord.fault({ path: MESSAGES, status: 403, body: { message: 'Missing Permissions', code: 50013 } });
    await expect(send()).rejects.toMatchObject({ code: 50013 });
  });

  it('a connection dropped after the work makes the client repeat it: two messages, or one with a nonce', async () => {
    const count = (): number => discord.messagesIn('general').length;
    let before = count();
    discord.fault({ path: MESSAGES, drop: true, when: 'after' });
    await send().catch(() => undefined);
    before += count() - before;
    discord.fault({ path: MESSAGES, delay: 400, when: 'after' });
    await send();
    expect(count() - before).toBe(2);
    before = count();
    discord.fault({ path: MESSAGES, delay: 400, when: 'after' });
    await send({ nonce: '1', enforce_nonce: true });
    expect(count() - before).toBe(1);
  });

  it('a rate limit that is counted refuses the request too many', async () => {
    discord.limitRate({ method: 'POST', path: /\/typing$/, limit: 2, seconds: 0.5 });
    const started = Date.now();
    for (let time = 0; time < 3; time += 1)
      await client.rest.post(`/channels/${discord.channel('general').id}/typing`);
    expect(Date.now() - started).toBeGreaterThanOrEqual(400);
  });

  it('a token past its life is refused with 50027, an unknown one with 10015', async () => {
    client.once(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand()) void interaction.reply('x');
    });
    const seen = await discord.member('Ann').slash('ask');
    const callback = discord.requests.find(({ path }) => path.includes(seen.interactionId));
    const token = callback?.path.split('/')[3] ?? '';
    await new Promise((resolve) => setTimeout(resolve, 220));
    const followUp = (path: string): Promise<unknown> =>
      client.rest.post(`/webhooks/${discord.bot.id}/${path}`, { body: { content: 'x' }, auth: false });
    await expect(followUp(token)).rejects.toMatchObject({ code: 50027 });
    await expect(followUp('unknown')).rejects.toMatchObject({ code: 10015 });
  });
});
