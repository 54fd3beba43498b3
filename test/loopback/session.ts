import {
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  GatewayOpcodes,
} from 'discord-api-types/v10';
import type { GatewayDispatchPayload } from 'discord-api-types/v10';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { guildCreate } from './guilds.ts';
import { withheld } from './intents.ts';
import type { World } from './world.ts';

type Named<Payload> = Payload extends GatewayDispatchPayload ? Pick<Payload, 't' | 'd'> : never;
export type Dispatch = Named<GatewayDispatchPayload>;

export const identify = z.object({
  token: z.string(),
  intents: z.int(),
  shard: z.tuple([z.int(), z.int()]).default([0, 1]),
});
export const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });
const askForMembers = z.object({
  guild_id: z.string(),
  query: z.string().optional(),
  limit: z.int().optional(),
  user_ids: z.union([z.string(), z.array(z.string())]).optional(),
  nonce: z.string().optional(),
});
const incoming = z.object({ op: z.enum(GatewayOpcodes), d: z.unknown().optional() });

export interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [number, number];
  readonly sent: { readonly s: number; readonly t: string; readonly d: unknown }[];
  /** How many events were sent, kept or not. */
  count: number;
  socket: WebSocket | null;
}

export function send(socket: WebSocket | null, payload: object): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(payload));
}

/** So many events at least can be had again; without an end, hours of load would fill the memory. */
const KEPT = 5000;

/** Numbers the event and keeps it, so that a client that was away can have it again. */
export function deliver(session: Session, t: string, d: unknown): void {
  session.count += 1;
  const event = { op: GatewayOpcodes.Dispatch, s: session.count, t, d };
  session.sent.push(event);
  if (session.sent.length > 2 * KEPT) session.sent.splice(0, KEPT);
  send(session.socket, event);
}

export function greet(world: World, session: Session, url: string): void {
  const { id, shard, intents } = session;
  const guilds = [...world.guilds.values()].filter(
    (guild) => guild.botInside && isOnShard(guild.id, session),
  );
  deliver(session, GatewayDispatchEvents.Ready, {
    v: 10,
    user: world.bot.user,
    guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
    session_id: id,
    resume_gateway_url: url,
    shard,
    application: { id: world.bot.user.id, flags: 0 },
  });
  if ((intents & GatewayIntentBits.Guilds) === 0) return;
  const allMembers = (intents & GatewayIntentBits.GuildMembers) !== 0;
  for (const guild of guilds)
    deliver(session, GatewayDispatchEvents.GuildCreate, guildCreate(world, guild, allMembers));
}

export function sendMembers(world: World, session: Session, data: unknown): void {
  const asked = askForMembers.safeParse(data).data;
  const guild = world.guilds.get(asked?.guild_id ?? '');
  if (!asked || !guild) return;
  const wanted = asked.user_ids === undefined ? null : [asked.user_ids].flat();
  const members = [...guild.members.values()].filter(({ user }) =>
    wanted
      ? wanted.includes(user.id)
      : user.username.toLowerCase().startsWith((asked.query ?? '').toLowerCase()),
  );
  deliver(session, GatewayDispatchEvents.GuildMembersChunk, {
    guild_id: guild.id,
    members: asked.limit ? members.slice(0, asked.limit) : members,
    chunk_index: 0,
    chunk_count: 1,
    nonce: asked.nonce,
  });
}

/** The close code an identify deserves, or null. */
export function wrongIn(asked: z.output<typeof identify>, token: string, privileged: number): number | null {
  const { GuildMembers, GuildPresences, MessageContent } = GatewayIntentBits;
  if (asked.token !== token) return GatewayCloseCodes.AuthenticationFailed;
  if ((asked.intents & (GuildMembers | GuildPresences | MessageContent) & ~privileged) !== 0)
    return GatewayCloseCodes.DisallowedIntents;
  return asked.shard[0] >= asked.shard[1] ? GatewayCloseCodes.InvalidShard : null;
}

export function parse(bytes: Buffer): z.output<typeof incoming> | null {
  try {
    return incoming.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/** A guild lives on one shard, direct messages on shard 0 (Discord docs, events/gateway, "Sharding"). */
export function isOnShard(guildId: string | null, { shard: [id, count] }: Session): boolean {
  return id === (guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)));
}

export function forSession(
  event: Dispatch,
  guildId: string | null,
  session: Session,
  botId: string,
): unknown {
  if (event.t !== GatewayDispatchEvents.MessageCreate && event.t !== GatewayDispatchEvents.MessageUpdate)
    return event.d;
  const mayReadAll = (session.intents & GatewayIntentBits.MessageContent) !== 0;
  return withheld(event.d, { botId, mayReadAll, guildId });
}
