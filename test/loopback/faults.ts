/** Something to go wrong with the next requests to a route. */
export interface FaultOptions {
  readonly method?: string;
  /** Matched against the path below /api/v10, as in `discord.requests`; any request if left out. */
  readonly path?: RegExp;
  /** How many requests it befalls: 1 unless told. */
  readonly times?: number;
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers 429 with these seconds. */
  readonly retryAfter?: number;
  /** Whom the 429 counts for: this bot on this route unless told, all of the bot, or everyone who uses the route. */
  readonly scope?: 'user' | 'global' | 'shared';
  /** Milliseconds to wait. */
  readonly delay?: number;
  /** Cuts the connection instead of answering. */
  readonly drop?: boolean;
  /** 'after': the request is carried out, and only its answer suffers. */
  readonly when?: 'before' | 'after';
}

export interface Fault {
  readonly options: FaultOptions;
  readonly used: number;
  /** Ends it early. */
  remove(): void;
}

export interface Faults {
  add(options: FaultOptions): Fault;
  take(method: string, path: string): FaultOptions | null;
}

export function createFaults(): Faults {
  let active: { options: FaultOptions; used: number }[] = [];
  return {
    add(options) {
      const entry = { options, used: 0 };
      active.push(entry);
      return {
        options,
        get used() {
          return entry.used;
        },
        remove() {
          active = active.filter((other) => other !== entry);
        },
      };
    },
    take(method, path) {
      const hit = active.find(
        ({ options, used }) =>
          used < (options.times ?? 1) &&
          (options.method ?? method) === method &&
          (options.path === undefined || options.path.test(path)),
      );
      if (!hit) return null;
      hit.used += 1;
      return hit.options;
    },
  };
}

export interface PlainAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The answer a fault asks for, or null if it only delays or drops. */
export function answerOf({ status, body, headers, retryAfter, scope }: FaultOptions): PlainAnswer | null {
  if (retryAfter !== undefined) return tooManyRequests(retryAfter, scope, headers);
  if (status === undefined) return null;
  return {
    status,
    body: body ?? { message: `${status}: as asked for`, code: 0 },
    ...(headers && { headers }),
  };
}

/** discord.js waits by the header alone; without it, it repeats at once and without end. */
export function tooManyRequests(
  seconds: number,
  scope: FaultOptions['scope'] = 'user',
  headers: Readonly<Record<string, string>> = {},
): PlainAnswer {
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: seconds, global: scope === 'global' },
    headers: {
      'retry-after': String(seconds),
      'x-ratelimit-scope': scope,
      ...(scope === 'global' && { 'x-ratelimit-global': 'true' }),
      ...headers,
    },
  };
}
