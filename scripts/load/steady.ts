import { setTimeout as pause } from 'node:timers/promises';

/** What came of one question. */
export interface Outcome {
  /** Milliseconds until it was acknowledged. */
  readonly elapsed: number;
  readonly wrong: boolean;
  /** Answered, but with a word that too much is going on. */
  readonly refused: boolean;
}

export interface Result {
  readonly sent: number;
  readonly acknowledged: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly refused: number;
  readonly wrong: number;
  readonly seconds: number;
  /** Why the first one that got no answer got none. */
  readonly firstFailure: string | null;
}

/** Starts `rate` calls a second, evenly, whether or not earlier ones are answered; all at once if it is infinite. */
export async function steadily(
  rate: number,
  count: number,
  call: (turn: number) => Promise<Outcome>,
): Promise<Result> {
  const outcomes: Outcome[] = [];
  const running: Promise<void>[] = [];
  let firstFailure: string | null = null;
  const start = performance.now();
  for (let turn = 0; turn < count; turn += 1) {
    const due = start + (turn * 1000) / rate;
    if (due > performance.now()) await pause(due - performance.now());
    running.push(
      call(turn).then(
        (outcome) => void outcomes.push(outcome),
        (error: unknown) => {
          firstFailure ??= String(error);
        },
      ),
    );
  }
  await Promise.all(running);
  const times = outcomes.map(({ elapsed }) => elapsed).sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    sent: count,
    acknowledged: outcomes.length,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
    refused: outcomes.filter(({ refused }) => refused).length,
    wrong: outcomes.filter(({ wrong }) => wrong).length,
    seconds: (performance.now() - start) / 1000,
    firstFailure,
  };
}
