import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { pino, type Logger } from 'pino';

// The log holds neither the bot's token nor any interaction's: errors are reduced to what helps, and every line is
// swept before it is written, whatever went into it.

export type Log = Logger;

export interface LogSink {
  write(line: string): unknown;
}

// discord.js puts the address, with the interaction's token in it, and the whole body into its errors.
const INTERACTION_TOKEN = /((?:webhooks|interactions)\/\d{15,22}\/)[^/\s"'?]+/gu;
const AUTHORIZATION = /\b(Bot|Bearer)\s+[\w.-]{10,}/gu;
const TOKEN_SHAPE = /[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/gu;

/** A log in lines of JSON. `token` is never written, in whatever place it turns up. */
export function createLog(level: string, token: string | undefined, sink: LogSink): Log {
  const options = { level, base: null, serializers: { error: loggable } };
  return pino(options, { write: (line: string) => void sink.write(sweep(line, token)) });
}

function sweep(line: string, token: string | undefined): string {
  const plain = line
    .replace(INTERACTION_TOKEN, '$1[token]')
    .replace(AUTHORIZATION, '$1 [token]')
    .replace(TOKEN_SHAPE, '[token]');
  return token === undefined ? plain : plain.replaceAll(token, '[token]');
}

/** What of an error goes into the log. */
function loggable(error: unknown): unknown {
  if (error instanceof DiscordAPIError)
    return { name: 'DiscordAPIError', code: error.code, status: error.status, ...routeOf(error) };
  if (error instanceof HTTPError) return { name: 'HTTPError', status: error.status, ...routeOf(error) };
  if (error instanceof RateLimitError)
    return { name: 'RateLimitError', route: error.route, scope: error.scope, retryAfter: error.retryAfter };
  if (error instanceof Error) {
    const code = 'code' in error ? { code: error.code } : {};
    return { name: error.name, message: error.message, ...code, stack: error.stack };
  }
  return { message: String(error) };
}

function routeOf({ method, url }: DiscordAPIError | HTTPError): { method: string; route: string } {
  const path = new URL(url, 'https://discord.com').pathname;
  return { method, route: path.replace(/^\/api(?:\/v\d+)?/u, '').replace(INTERACTION_TOKEN, '$1[token]') };
}
