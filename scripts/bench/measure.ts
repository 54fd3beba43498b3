// Measuring on a machine that others use too: each thing is done several times if there is time for it, and the
// quickest counts.

/** How long one contender may be asked for. */
const PATIENCE_MS = 4_000;
const ROUNDS = 3;

export interface Times {
  readonly p50: number;
  readonly p99: number;
  /** How many different things were measured: fewer where they are slow. */
  readonly count: number;
}

/** Times a task for each of the things. */
export function timesOf<Thing>(things: readonly Thing[], task: (thing: Thing) => void): Times {
  const best: number[] = [];
  const deadline = performance.now() + PATIENCE_MS;
  for (let round = 0; round < ROUNDS; round++) {
    for (const [place, thing] of things.entries()) {
      if (performance.now() > deadline && (round > 0 || place > 0)) break;
      const took = timeOf(() => {
        task(thing);
      });
      best[place] = Math.min(took, best[place] ?? Infinity);
    }
  }
  const sorted = best.toSorted((one, other) => one - other);
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), count: sorted.length };
}

export function timeOf(task: () => void): number {
  const started = performance.now();
  task();
  return performance.now() - started;
}

/** Memory in use after everything that is no longer needed is gone. */
export function memoryInUse(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

export function ms(time: number): string {
  if (time >= 10_000) return `${(time / 1000).toFixed(0)} s`;
  if (time >= 1_000) return `${(time / 1000).toFixed(1)} s`;
  return `${time < 1 ? time.toFixed(2) : time < 10 ? time.toFixed(1) : time.toFixed(0)} ms`;
}

export function megabytes(bytes: number): string {
  return `${Math.max(0, bytes / 1e6).toFixed(0)} MB`;
}

export function times(one: number, other: number): string {
  const ratio = one / Math.max(other, 1e-6);
  return `${ratio < 10 ? ratio.toFixed(1) : ratio.toFixed(0)}×`;
}

export function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(whole, 1)).toFixed(0)} %`;
}

/** Prints a table in Markdown. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(3, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
