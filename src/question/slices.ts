import { setImmediate as letOthersRun } from 'node:timers/promises';

// Long work is written as a generator that stops between its steps: whoever has time runs it through, and whoever
// has members to answer lets them in between.

/** The longest that a slice takes, in milliseconds, but for its last step. */
const SLICE_MS = 8;
/** Steps between two looks at the clock. */
const STEPS = 16;

/** Runs all of it at once. */
export function atOnce<Result>(work: Generator<undefined, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Runs it in slices, so that questions are answered in between. */
export async function inSlices<Result>(work: Generator<undefined, Result>): Promise<Result> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    do {
      for (let count = 0; count < STEPS; count++) {
        const step = work.next();
        if (step.done === true) return step.value;
      }
    } while (performance.now() < until);
    await letOthersRun();
  }
}
