import { createServer } from 'node:http';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { answerRoutes } from './answers.ts';
import { channelRoutes } from './channel-routes.ts';
import { createCommands } from './commands.ts';
import { createFaults } from './faults.ts';
import type { Fault, FaultOptions } from './faults.ts';
import { createFiles } from './files.ts';
import { openGateway } from './gateway.ts';
import type { Gateway } from './gateway.ts';
import { guildRoutes } from './guild-routes.ts';
import { addGuild } from './guilds.ts';
import { growWorld } from './growth.ts';
import type { Growth } from './growth.ts';
import { createInteractions } from './interactions.ts';
import { actionsOf } from './member.ts';
import type { Actions } from './member.ts';
import { createMessages } from './messages.ts';
import type { Messages } from './messages.ts';
import type { DiscordOptions } from './options.ts';
import { createRateLimits } from './rate-limits.ts';
import type { RateLimit } from './rate-limits.ts';
import { answerRequests } from './rest.ts';
import type { RecordedRequest, Route } from './rest.ts';
import { speechOf } from './speech.ts';
import type { Speech } from './speech.ts';
import { announce, watchBot } from './watch.ts';
import type { Watch } from './watch.ts';
import { createWorld, findChannel, findGuild, findPerson } from './world.ts';
import type { Channel, Guild, Person, Ref, World } from './world.ts';

/** Someone who can act: everything a member does in these tests. */
export interface Member extends Actions, Speech {
  readonly id: string;
  readonly name: string;
  readonly mention: string;
}

/**
 * A Discord on loopback, which the real client logs in to. Its rooms: world and guilds (who and where), messages (what
 * was said), interactions (what was asked), gateway and rest (how the bot hears and speaks), member (what people do).
 * None of them knows of tests: a page could act through members and follow along with `messages.subscribe`.
 */
export interface Discord extends Watch, Growth {
  /** For `new Client({ rest: { api } })` and for every other REST client of the bot. */
  readonly api: string;
  readonly bot: { readonly id: string; readonly name: string; readonly mention: string };
  readonly requests: readonly RecordedRequest[];
  readonly gateway: Gateway;
  readonly messages: Messages;
  readonly world: World;
  guild(ref: Ref): Guild;
  channel(ref: Ref): Channel;
  member(ref: Ref): Member;
  fault(options: FaultOptions): Fault;
  limitRate(limit: RateLimit): void;
  /** Requests the fake has no answer to: no such route, or a slip of its own. Should be empty after every test. */
  unexpected(): RecordedRequest[];
  /** Drops recorded requests, messages and answered interactions, as hours of load would fill the memory. */
  forget(): void;
  stop(): Promise<void>;
}

export async function startDiscord(options: DiscordOptions): Promise<Discord> {
  const { token, interactionTimeout = 3000, tokenLife = 15 * 60_000, heartbeatInterval = 41_250 } = options;
  const world = createWorld();
  for (const guild of options.guilds ?? [{ name: 'Loopback' }]) addGuild(world, guild);

  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  const origin = `http://127.0.0.1:${address.port}`;
  const gatewayUrl = `ws://127.0.0.1:${address.port}`;

  const { GuildMembers, GuildPresences, MessageContent } = GatewayIntentBits;
  const mayReadAll = options.messageContentIntent === true;
  const privileged =
    (mayReadAll ? MessageContent : 0) |
    (options.guildMembersIntent === true ? GuildMembers : 0) |
    (options.presenceIntent === true ? GuildPresences : 0);

  const files = createFiles(origin);
  const messages = createMessages(world, files);
  const interactions = createInteractions({ timeout: interactionTimeout, tokenLife });
  const commands = createCommands(world);
  const gateway = openGateway(server, { url: gatewayUrl, world, token, privileged, heartbeatInterval });
  const faults = createFaults();
  const limits = createRateLimits();
  const requests: RecordedRequest[] = [];
  const routes: Route[] = [
    ...guildRoutes(world, gateway, gatewayUrl),
    ...channelRoutes({ world, messages, gateway, mayReadAll }),
    ...answerRoutes({ world, messages, interactions }),
    ...commands.routes,
  ];
  const answer = answerRequests({ token, routes, faults, limits, files, requests });
  server.on('request', (request, response) => {
    answer(request, response).catch(() => request.socket.destroy());
  });
  messages.subscribe((change) => {
    announce(world, gateway, change);
  });

  const parts = { world, files, messages, interactions, commands, gateway, timeout: interactionTimeout };
  const memberFor = (person: Person): Member => ({
    id: person.user.id,
    name: person.user.username,
    mention: `<@${person.user.id}>`,
    ...actionsOf(parts, person),
    ...speechOf(world, messages, person),
  });
  const bot = world.bot.user;

  return {
    api: `${origin}/api`,
    bot: { id: bot.id, name: bot.username, mention: `<@${bot.id}>` },
    requests,
    gateway,
    messages,
    world,
    guild: (ref) => findGuild(world, ref),
    channel: (ref) => findChannel(world, ref),
    member: (ref) => memberFor(findPerson(world, ref)),
    ...growWorld(world, gateway),
    ...watchBot(world, messages),
    fault: (faultOptions) => faults.add(faultOptions),
    limitRate(limit) {
      limits.add(limit);
    },
    unexpected: () => requests.filter(({ unexpected }) => unexpected),
    forget() {
      requests.length = 0;
      messages.forget();
      interactions.forget();
    },
    async stop() {
      gateway.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
