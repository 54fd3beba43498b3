import type { Server } from 'node:http';
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayOpcodes } from 'discord-api-types/v10';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { snowflake } from './ids.ts';
import { isWanted } from './intents.ts';
import {
  deliver,
  forSession,
  greet,
  identify,
  isOnShard,
  parse,
  resume,
  send,
  sendMembers,
  wrongIn,
} from './session.ts';
import type { Dispatch, Session } from './session.ts';
import type { World } from './world.ts';

export interface GatewayOptions {
  readonly url: string;
  readonly world: World;
  readonly token: string;
  /** Which of the privileged intents the portal has switched on. */
  readonly privileged: number;
  readonly heartbeatInterval: number;
}

export interface Gateway {
  /** Every identify that was accepted. */
  readonly identifies: {
    readonly intents: number;
    readonly shard: readonly [number, number];
    readonly at: number;
  }[];
  /** How often a session was resumed. */
  readonly resumes: number;
  readonly heartbeats: number;
  /** How many sockets are open. */
  readonly connections: number;
  /** Sessions that are open or can be resumed. */
  readonly sessions: number;
  dispatch(event: Dispatch, guildId: string | null, deliveries?: number): void;
  /** Sends an event of any shape, for payloads no type allows. */
  dispatchRaw(event: string, data: unknown, guildId: string | null, deliveries?: number): void;
  /** Delivers the last event once more, under a new number. */
  repeat(): void;
  /** Closes every socket with this code. */
  close(code: number): void;
  /** The next identify is answered by closing with this code. */
  refuseNextIdentify(code: number): void;
  /** Cuts the connection without a word. */
  drop(): void;
  /** Asks the client to reconnect (op 7). */
  reconnect(): void;
  /** Declares the session invalid (op 9); `resumable` is whether it may be resumed. */
  invalidate(resumable: boolean): void;
  /** From now on heartbeats stay without an answer, until called with false. */
  ignoreHeartbeats(ignore?: boolean): void;
  stop(): void;
}

export function openGateway(server: Server, options: GatewayOptions): Gateway {
  const { url, world, token, privileged, heartbeatInterval } = options;
  const sockets = new WebSocketServer({ server });
  const sessions = new Map<string, Session>();
  const identifies: Gateway['identifies'] = [];
  const counts = { resumes: 0, heartbeats: 0 };
  let refusal: number | null = null;
  let isSilent = false;

  function start(socket: WebSocket, data: unknown): Session | null {
    const asked = identify.safeParse(data);
    const code =
      refusal ?? (asked.success ? wrongIn(asked.data, token, privileged) : GatewayCloseCodes.DecodeError);
    refusal = null;
    if (code !== null || !asked.success) {
      socket.close(code ?? GatewayCloseCodes.DecodeError);
      return null;
    }
    const { intents, shard } = asked.data;
    const session: Session = { id: snowflake(), intents, shard, sent: [], count: 0, socket };
    sessions.set(session.id, session);
    identifies.push({ intents, shard, at: Date.now() });
    greet(world, session, url);
    return session;
  }

  function takeUp(socket: WebSocket, data: unknown): Session | null {
    const asked = resume.safeParse(data).data;
    const session = sessions.get(asked?.session_id ?? '');
    if (!asked || !session || asked.token !== token) {
      send(socket, { op: GatewayOpcodes.InvalidSession, d: false });
      return null;
    }
    session.socket = socket;
    counts.resumes += 1;
    for (const event of session.sent.filter(({ s }) => s > asked.seq)) send(socket, event);
    deliver(session, GatewayDispatchEvents.Resumed, undefined);
    return session;
  }

  sockets.on('connection', (socket) => {
    let session: Session | null = null;
    const recent: number[] = [];
    socket.on('error', () => {
      socket.terminate();
    });
    socket.on('close', (code) => {
      if (session?.socket === socket) session.socket = null;
      // A client that says goodbye with 1000 or 1001 ends its session (Discord docs, events/gateway, "Disconnecting").
      if (session && (code === 1000 || code === 1001)) sessions.delete(session.id);
    });
    socket.on('message', (bytes: Buffer) => {
      const message = parse(bytes);
      if (!message || bytes.length > 4096) {
        socket.close(GatewayCloseCodes.DecodeError);
        return;
      }
      // 120 sends per connection and minute (Discord docs, events/gateway, "Rate Limiting").
      recent.push(Date.now());
      while ((recent[0] ?? Infinity) < Date.now() - 60_000) recent.shift();
      if (recent.length > 120) socket.close(GatewayCloseCodes.RateLimited);
      else if (message.op === GatewayOpcodes.Heartbeat) {
        counts.heartbeats += 1;
        if (!isSilent) send(socket, { op: GatewayOpcodes.HeartbeatAck });
      } else if (message.op === GatewayOpcodes.Identify)
        if (session) socket.close(GatewayCloseCodes.AlreadyAuthenticated);
        else session = start(socket, message.d);
      else if (message.op === GatewayOpcodes.Resume) session = takeUp(socket, message.d);
      else if (!session) socket.close(GatewayCloseCodes.NotAuthenticated);
      else if (message.op === GatewayOpcodes.RequestGuildMembers) sendMembers(world, session, message.d);
    });
    send(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: heartbeatInterval } });
  });

  const eachSocket = (act: (socket: WebSocket) => void): void => {
    sockets.clients.forEach(act);
  };

  return {
    identifies,
    get resumes() {
      return counts.resumes;
    },
    get heartbeats() {
      return counts.heartbeats;
    },
    get sessions() {
      return sessions.size;
    },
    get connections() {
      return sockets.clients.size;
    },
    dispatch(event, guildId, deliveries = 1) {
      for (const session of sessions.values()) {
        if (!isWanted(event.t, session.intents, guildId)) continue;
        if (!isOnShard(guildId, session)) continue;
        for (let time = 0; time < deliveries; time += 1)
          deliver(session, event.t, forSession(event, guildId, session, world.bot.user.id));
      }
    },
    dispatchRaw(event, data, guildId, deliveries = 1) {
      for (const session of sessions.values())
        for (let time = 0; time < deliveries && isOnShard(guildId, session); time += 1)
          deliver(session, event, data);
    },
    repeat() {
      for (const session of sessions.values()) {
        const last = session.sent.at(-1);
        if (last) deliver(session, last.t, last.d);
      }
    },
    close(code) {
      eachSocket((socket) => {
        socket.close(code);
      });
    },
    refuseNextIdentify(code) {
      refusal = code;
    },
    drop() {
      eachSocket((socket) => {
        socket.terminate();
      });
    },
    reconnect() {
      eachSocket((socket) => {
        send(socket, { op: GatewayOpcodes.Reconnect, d: null });
      });
    },
    invalidate(resumable) {
      if (!resumable) sessions.clear();
      eachSocket((socket) => {
        send(socket, { op: GatewayOpcodes.InvalidSession, d: resumable });
      });
    },
    ignoreHeartbeats(ignore = true) {
      isSilent = ignore;
    },
    stop() {
      eachSocket((socket) => {
        socket.terminate();
      });
      sockets.close();
    },
  };
}
