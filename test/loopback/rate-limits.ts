import { createHash } from 'node:crypto';

/** A limit to count requests against: so many within so many seconds. */
export interface RateLimit {
  readonly method?: string;
  readonly path: RegExp;
  readonly limit: number;
  readonly seconds: number;
}

interface Window {
  readonly endsAt: number;
  readonly used: number;
}

export interface RateLimits {
  add(limit: RateLimit): void;
  /** Counts a request; `retryAfter` is set when it is one too many. */
  count(method: string, path: string): { headers: Record<string, string>; retryAfter: number | null };
}

/** Roomy enough that nobody waits, so that only limits a test asks for are felt. */
const ROOMY = { limit: 1000, remaining: 999, resetAfter: 1 };

export function createRateLimits(): RateLimits {
  const limits: RateLimit[] = [];
  const windows = new Map<RateLimit, Window>();
  return {
    add(limit) {
      limits.push(limit);
    },
    count(method, path) {
      const rule = limits.find((one) => (one.method ?? method) === method && one.path.test(path));
      const bucket = `${method}:${path.replace(/\d{17,20}/g, 'id')}`;
      if (!rule) return { headers: headersOf(bucket, ROOMY), retryAfter: null };
      const now = Date.now();
      const open = windows.get(rule);
      const current = open && open.endsAt > now ? open : { endsAt: now + rule.seconds * 1000, used: 0 };
      windows.set(rule, { ...current, used: current.used + 1 });
      const resetAfter = (current.endsAt - now) / 1000;
      const remaining = Math.max(0, rule.limit - current.used - 1);
      return {
        headers: headersOf(bucket, { limit: rule.limit, remaining, resetAfter }),
        retryAfter: current.used >= rule.limit ? resetAfter : null,
      };
    },
  };
}

/** Discord docs, topics/rate-limits, "Header Format". */
function headersOf(bucket: string, { limit, remaining, resetAfter }: typeof ROOMY): Record<string, string> {
  return {
    'x-ratelimit-bucket': createHash('sha256').update(bucket).digest('hex').slice(0, 32),
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(Date.now() / 1000 + resetAfter),
    'x-ratelimit-reset-after': String(resetAfter),
  };
}
