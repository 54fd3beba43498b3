import { Events } from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from './components.ts';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;
let discord: Stage['discord'];
let client: Stage['client'];

beforeAll(async () => {
  stage = await setStage();
  discord = stage.discord;
  client = stage.client;
});

afterAll(() => stage.clear());

afterEach(() => {
  expect(discord.unexpected()).toEqual([]);
});

describe('plain messages', () => {
  it('arrive empty without Message Content, unless they mention the bot or are direct', async () => {
    const contents: string[] = [];
    const listen = (message: { content: string; author: { bot: boolean } }): void => {
      if (!message.author.bot) contents.push(message.content);
    };
    client.on(Events.MessageCreate, listen);
    const ann = discord.member('Ann');
    await ann.say('plain');
    await ann.say('asked', { mention: true });
    await ann.say('direct', { dm: true });
    await expect.poll(() => contents).toHaveLength(3);
    client.off(Events.MessageCreate, listen);
    expect(contents).toEqual(['', `${discord.bot.mention} asked`, 'direct']);
  });

  it('can be answered, and show whom the answer pings', async () => {
    client.once(Events.MessageCreate, (message) => {
      void message.reply({
        content: `<@${message.author.id}> @everyone`,
        allowedMentions: { repliedUser: true },
      });
    });
    await discord.member('Ann').say('hello', { mention: true });
    const answer = await discord.nextMessage('general');
    expect(answer.pings).toEqual({ everyone: false, roles: [], users: [discord.member('Ann').id] });
    await discord.silence('general', 50);
  });

  it('with the same enforced nonce are posted once', async () => {
    const channel = await client.channels.fetch(discord.channel('general').id);
    if (!channel?.isSendable()) throw new Error('not sendable');
    const first = await channel.send({ content: 'once', nonce: '7', enforceNonce: true });
    const second = await channel.send({ content: 'once', nonce: '7', enforceNonce: true });
    expect(second.id).toBe(first.id);
    expect(discord.messagesIn('general').filter(({ content }) => content === 'once')).toHaveLength(1);
  });

  it('can be edited and deleted, and carry embeds and files', async () => {
    const channel = await client.channels.fetch(discord.channel('general').id);
    if (!channel?.isSendable()) throw new Error('not sendable');
    const files = [{ attachment: Buffer.from('a,b'), name: 'facts.csv' }];
    const sent = await channel.send({ embeds: [{ title: 'T', fields: [{ name: 'N', value: 'V' }] }], files });
    const stored = discord.messagesIn('general').at(-1);
    expect(stored && textOf(stored)).toBe('T\nN\nV');
    expect(await (await fetch(stored?.attachments[0]?.url ?? '')).text()).toBe('a,b');
    expect((await sent.edit('changed')).content).toBe('changed');
    await sent.delete();
    await expect(sent.edit('again')).rejects.toMatchObject({ code: 10008 });
  });

  it('are refused with 50035 when their embeds hold more than 6,000 characters, which discord.js lets through', async () => {
    const channel = await client.channels.fetch(discord.channel('general').id);
    if (!channel?.isSendable()) throw new Error('not sendable');
    const embeds = [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }];
    await expect(channel.send({ embeds })).rejects.toMatchObject({ code: 50035, status: 400 });
    await expect(channel.send({ content: ' ' })).rejects.toMatchObject({ code: 50006 });
    const request = discord.requests.findLast(({ status }) => status === 400);
    expect(request).toMatchObject({ method: 'POST', body: { content: ' ' }, answer: { code: 50006 } });
  });

  it('are refused where the bot may not write or see, and by members who take none', async () => {
    const send = async (path: string): Promise<unknown> =>
      client.rest
        .post(`/channels/${path}/messages`, { body: { content: 'x' } })
        .catch((error: unknown) => error);
    expect(await send(discord.channel('locked').id)).toMatchObject({ code: 50013, status: 403 });
    expect(await send(discord.channel('hidden').id)).toMatchObject({ code: 50001, status: 403 });
    await expect(client.users.send(discord.member('Shut').id, 'x')).rejects.toMatchObject({ code: 50007 });
    await client.users.send(discord.member('Zoe').id, 'hello');
    expect((await discord.nextMessage({ dm: 'Zoe' })).content).toBe('hello');
  });
});
