import { Client, Events, GatewayIntentBits, Options, Partials } from 'discord.js';
import type { ClientOptions } from 'discord.js';
import type { Discord } from './discord.ts';

const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;

/** A client of discord.js pointed at the fake. Identifying again waits for nothing, which takes discord.js 5 s otherwise. */
export function clientFor(discord: Discord, options: Partial<ClientOptions> = {}): Client {
  return new Client({
    intents: [Guilds, GuildMessages, DirectMessages],
    partials: [Partials.Channel],
    ...options,
    rest: { ...Options.createDefault().rest, api: discord.api, ...options.rest },
    ws: {
      buildIdentifyThrottler: () => Promise.resolve({ waitForIdentify: () => Promise.resolve() }),
      ...options.ws,
    },
  });
}

/** Such a client, logged in and ready. */
export async function logIn(
  discord: Discord,
  token: string,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = clientFor(discord, options);
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(token);
  return ready;
}

/** Waits for something no event announces. */
export async function eventually(holds: () => boolean, timeout = 3000): Promise<void> {
  const end = Date.now() + timeout;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`It did not come about within ${timeout} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
