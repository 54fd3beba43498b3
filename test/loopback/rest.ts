import { setTimeout as pause } from 'node:timers/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { answerOf, tooManyRequests } from './faults.ts';
import type { Faults, PlainAnswer } from './faults.ts';
import type { Files, Upload } from './files.ts';
import type { RateLimits } from './rate-limits.ts';
import { Refusal, refusals } from './refusal.ts';

/** A request the bot made, as tests read it. */
export interface RecordedRequest {
  readonly method: string;
  /** Below /api/v10, decoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly files: readonly Upload[];
  /** X-Audit-Log-Reason. */
  readonly reason: string | null;
  readonly at: number;
  /** Null until answered, and for good if the connection was cut. */
  status: number | null;
  answer: unknown;
  /** The fake had no answer of its own to it. */
  unexpected: boolean;
}

export interface Call extends Pick<RecordedRequest, 'query' | 'body' | 'files'> {
  /** A part of the path by the name the route gives it. */
  readonly part: (name: string) => string;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** "/channels/:channel/messages" */
  readonly path: string;
  /** Needs no bot token: the interaction's own token is in the path. */
  readonly open?: boolean;
  /** Without a result the answer is 204. */
  readonly handle: (call: Call) => unknown;
}

export interface RestOptions {
  readonly token: string;
  readonly routes: readonly Route[];
  readonly faults: Faults;
  readonly limits: RateLimits;
  readonly files: Files;
  readonly requests: RecordedRequest[];
}

/** 25 MiB a request (Discord docs, resources/message, "Create Message"). */
const LARGEST_REQUEST = 25 * 1024 * 1024;

export function answerRequests(options: RestOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const method = request.method ?? 'GET';
    const rawPath = url.pathname.replace(/^\/api(\/v\d+)?/, '');
    const path = decodeURIComponent(rawPath);
    const entry: RecordedRequest = {
      method,
      path,
      query: Object.fromEntries(url.searchParams),
      ...(await readBody(request)),
      reason: reasonOf(request),
      at: Date.now(),
      status: null,
      answer: undefined,
      unexpected: false,
    };
    options.requests.push(entry);

    const fault = options.faults.take(method, path);
    const early = fault !== null && fault.when !== 'after';
    if (fault && early) {
      if (fault.delay !== undefined) await pause(fault.delay);
      if (fault.drop === true) {
        request.socket.destroy();
        return;
      }
    }
    const asked = fault && answerOf(fault);
    const carriedOut = early && asked ? asked : await carryOut(options, entry, rawPath, request);
    if (fault && !early) {
      if (fault.delay !== undefined) await pause(fault.delay);
      if (fault.drop === true) {
        request.socket.destroy();
        return;
      }
    }
    const answer = asked ?? carriedOut;
    entry.status = answer.status;
    entry.answer = answer.body;
    write(response, answer);
  };
}

async function carryOut(
  options: RestOptions,
  entry: RecordedRequest,
  rawPath: string,
  request: IncomingMessage,
): Promise<PlainAnswer> {
  const { method, path } = entry;
  const stored = method === 'GET' ? options.files.at(rawPath) : undefined;
  if (stored) return { status: 200, body: stored.bytes, headers: { 'content-type': stored.contentType } };

  const { headers, retryAfter } = options.limits.count(method, path);
  if (retryAfter !== null) return tooManyRequests(retryAfter, 'user', headers);
  try {
    if (entry.body instanceof Refusal) throw entry.body;
    const found = findRoute(options.routes, method, rawPath);
    if (!found) {
      entry.unexpected = true;
      throw refusals.noSuchRoute();
    }
    if (found.route.open !== true && request.headers.authorization !== `Bot ${options.token}`)
      throw refusals.unauthorized();
    const body: unknown = await found.route.handle({ ...entry, part: found.part });
    return body === undefined ? { status: 204, headers } : { status: 200, body, headers };
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: error.body(), headers };
    entry.unexpected = true;
    // A slip of the fake's own must be seen as such in the test's output.
    return { status: 500, body: { message: `Loopback failed: ${String(error)}`, code: 0 }, headers };
  }
}

function findRoute(routes: readonly Route[], method: string, rawPath: string) {
  const steps = rawPath.split('/');
  for (const route of routes) {
    const pattern = route.path.split('/');
    const fits = pattern.every((step, index) => step.startsWith(':') || step === steps[index]);
    if (route.method !== method || pattern.length !== steps.length || !fits) continue;
    const part = (name: string): string => {
      const step = steps[pattern.indexOf(`:${name}`)];
      if (step === undefined) throw new Error(`The route ${route.path} has no part "${name}".`);
      return decodeURIComponent(step);
    };
    return { route, part };
  }
  return null;
}

/** A body that cannot be read is the refusal it deserves. */
async function readBody(request: IncomingMessage): Promise<{ body: unknown; files: Upload[] }> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(z.instanceof(Uint8Array).parse(chunk));
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (bytes.length > LARGEST_REQUEST) return { body: refusals.tooLarge(), files: [] };
  if (!type.startsWith('multipart/form-data')) return { body: parseJson(bytes.toString('utf8')), files: [] };

  // eslint-disable-next-line @typescript-eslint/no-deprecated -- advised against for servers open to the world only
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files: Upload[] = [];
  let body: unknown;
  for (const [name, value] of form)
    if (typeof value === 'string') body = name === 'payload_json' ? parseJson(value) : body;
    else
      files.push({
        name: value.name,
        content: new Uint8Array(await value.arrayBuffer()),
        ...(value.type !== '' && { contentType: value.type }),
      });
  return { body, files };
}

function parseJson(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    return refusals.invalidJson();
  }
}

function reasonOf(request: IncomingMessage): string | null {
  const reason = request.headers['x-audit-log-reason'];
  return typeof reason === 'string' ? decodeURIComponent(reason) : null;
}

/** A 204 must have neither body nor type, or the client fails to parse it. */
function write(response: ServerResponse, { status, body, headers = {} }: PlainAnswer): void {
  if (status === 204) response.writeHead(204, headers).end();
  else if (body instanceof Uint8Array) response.writeHead(status, headers).end(body);
  else if (typeof body === 'string')
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
  else
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body ?? null));
}
