// Token buckets: so many at once, then so many a second. One bucket for each member and each channel.

export interface Limit {
  /** `note` is true once for each time the bucket runs dry: someone is told so, but not over and over. */
  take(key: string): { readonly allowed: boolean; readonly note: boolean };
}

export interface LimitOptions {
  readonly burst: number;
  readonly perSecond: number;
  /** Buckets kept; the one that was used longest ago goes first. */
  readonly kept?: number;
  /** Milliseconds that never run backwards. */
  readonly now?: () => number;
}

export const MEMBER_LIMIT: LimitOptions = { burst: 8, perSecond: 0.5 };
export const CHANNEL_LIMIT: LimitOptions = { burst: 40, perSecond: 8 };

/** A rate limit by key. */
export function createLimit(options: LimitOptions): Limit {
  const { burst, perSecond, kept = 10_000, now = () => performance.now() } = options;
  const buckets = new Map<string, { level: number; at: number; told: boolean }>();
  return {
    take(key) {
      const at = now();
      const last = buckets.get(key) ?? { level: burst, at, told: false };
      const level = Math.min(burst, last.level + ((at - last.at) / 1000) * perSecond);
      const allowed = level >= 1;
      const note = !allowed && !last.told;
      buckets.delete(key);
      buckets.set(key, { level: allowed ? level - 1 : level, at, told: !allowed });
      const oldest = buckets.size > kept ? buckets.keys().next().value : undefined;
      if (oldest !== undefined) buckets.delete(oldest);
      return { allowed, note };
    },
  };
}
