/** What happened how often, for the log's summary and for tests. */
export interface Counts {
  add(what: string): void;
  readonly all: ReadonlyMap<string, number>;
}

export function createCounts(): Counts {
  const all = new Map<string, number>();
  return {
    add: (what) => void all.set(what, (all.get(what) ?? 0) + 1),
    all,
  };
}
