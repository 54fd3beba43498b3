import { Events, GatewayIntentBits } from 'discord.js';
import type { Client, ClientOptions } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDiscord } from './discord.ts';
import type { Discord } from './discord.ts';
import { clientFor, eventually, logIn } from './real-client.ts';

const TOKEN = 'loopback-token';
let discord: Discord;
let clients: Client[];

beforeEach(() => {
  clients = [];
});

afterEach(async () => {
  await Promise.all(clients.map((client) => client.destroy()));
  await discord.stop();
});

async function connect(options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const client = await logIn(discord, TOKEN, options);
  clients.push(client);
  return client;
}

const start = async (options: Partial<Parameters<typeof startDiscord>[0]> = {}): Promise<void> => {
  discord = await startDiscord({ token: TOKEN, guilds: [{ name: 'Reports', members: ['Ann'] }], ...options });
};

describe('the gateway', () => {
  it('turns away a wrong token, at the door of the REST interface', async () => {
    await start();
    const client = clientFor(discord);
    await expect(client.login('wrong')).rejects.toMatchObject({ code: 'TokenInvalid' });
  });

  it('turns away an intent that is not switched on: 4014', async () => {
    await start();
    const { Guilds, MessageContent } = GatewayIntentBits;
    await expect(clientFor(discord, { intents: [Guilds, MessageContent] }).login(TOKEN)).rejects.toThrow(
      'Used disallowed intents',
    );
  });

  it('shows every message’s content once the intent is switched on', async () => {
    await start({ messageContentIntent: true });
    const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits;
    const client = await connect({ intents: [Guilds, GuildMessages, MessageContent] });
    const heard = new Promise((resolve) =>
      client.once(Events.MessageCreate, ({ content }) => {
        resolve(content);
      }),
    );
    await discord.member('Ann').say('plain');
    expect(await heard).toBe('plain');
  });

  it.each([
    [
      'close code 4000',
      () => {
        discord.gateway.close(4000);
      },
    ],
    [
      'a request to reconnect',
      () => {
        discord.gateway.reconnect();
      },
    ],
    [
      'a dropped connection',
      () => {
        discord.gateway.drop();
      },
    ],
    [
      'an invalid session that may be resumed',
      () => {
        discord.gateway.invalidate(true);
      },
    ],
  ])('lets a session resume after %s, and replays what was missed', async (_, interrupt) => {
    await start();
    const client = await connect();
    const heard: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => heard.push(content));
    interrupt();
    await discord.member('Ann').say('missed', { mention: true });
    await eventually(() => discord.gateway.resumes === 1);
    await eventually(() => heard.length === 1);
    expect(discord.gateway.identifies).toHaveLength(1);
  });

  it('makes the client identify anew after an invalid session that cannot be resumed', async () => {
    await start();
    await connect();
    discord.gateway.invalidate(false);
    await eventually(() => discord.gateway.identifies.length === 2, 8000);
    expect(discord.gateway.resumes).toBe(0);
  });

  it('ends for good with close code 4004', async () => {
    await start();
    const client = await connect();
    const ended = new Promise((resolve) =>
      client.once(Events.ShardDisconnect, ({ code }) => {
        resolve(code);
      }),
    );
    discord.gateway.close(4004);
    expect(await ended).toBe(4004);
    expect(discord.gateway.identifies).toHaveLength(1);
  });

  it('loses a client whose heartbeats it ignores, which then resumes', async () => {
    await start({ heartbeatInterval: 100 });
    await connect();
    discord.gateway.ignoreHeartbeats();
    await eventually(() => discord.gateway.resumes > 0);
    discord.gateway.ignoreHeartbeats(false);
    expect(discord.gateway.heartbeats).toBeGreaterThan(0);
  });

  it('tells of what changes: guilds, members, permissions', async () => {
    await start();
    const client = await connect();
    const guild = discord.addGuild({ name: 'Late', members: ['Bea'], channels: ['talk'] });
    await eventually(() => client.guilds.cache.has(guild.id));
    discord.overwrite('talk', { deny: { bot: ['SendMessages'] } });
    const channel = client.guilds.cache.get(guild.id)?.channels.cache.get(discord.channel('talk').id);
    await eventually(() => channel?.permissionsFor(client.user)?.has('SendMessages') === false);
    discord.leaveGuild('Late');
    await eventually(() => !client.guilds.cache.has(guild.id));
  });

  it('delivers to each copy of the bot that is logged in', async () => {
    await start();
    const heard: number[] = [];
    for (const copy of [1, 2]) (await connect()).on(Events.MessageCreate, () => heard.push(copy));
    await discord.member('Ann').say('hi', { mention: true });
    await eventually(() => heard.length === 2);
    expect(heard.sort()).toEqual([1, 2]);
  });
});
