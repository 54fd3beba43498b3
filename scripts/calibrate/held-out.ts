// What choosing a number is worth on questions that had no say in the choice.

/** The utility of each question, in their order, by the value that a number has. */
export type Trials = ReadonlyMap<number, readonly number[]>;

/** Where the questions belong: those of one fold are judged together, those of one group go together. */
export interface Split {
  readonly folds: readonly number[];
  readonly groups: readonly number[];
}

/** A gain in utility beside the present value, and its standard error. */
export interface Gain {
  readonly gain: number;
  readonly error: number;
}

export interface HeldOut extends Gain {
  /** The best value on all questions; of equally good ones the nearest to the present one. */
  readonly best: number;
}

/** For each fold the value that is best on the others is taken: what does that gain beside keeping the present one? */
export function heldOut(trials: Trials, present: number, { folds, groups }: Split): HeldOut {
  const kept = trials.get(present) ?? [];
  const chosen = new Map<number, number>();
  for (const fold of new Set(folds))
    chosen.set(
      fold,
      bestOn(trials, present, (place) => folds[place] !== fold),
    );
  const differences = kept.map((own, place) => {
    const value = chosen.get(folds[place] ?? 0) ?? present;
    return (trials.get(value)?.[place] ?? own) - own;
  });
  return { ...gainOf(differences, groups), best: bestOn(trials, present, () => true) };
}

/** What one value gains beside the present one, on all questions. */
export function gainOfValue(trials: Trials, present: number, value: number, groups: readonly number[]): Gain {
  const kept = trials.get(present) ?? [];
  return gainOf(
    (trials.get(value) ?? []).map((own, place) => own - (kept[place] ?? own)),
    groups,
  );
}

function bestOn(trials: Trials, present: number, counts: (place: number) => boolean): number {
  const sums = [...trials].map(([value, utilities]) => ({
    value,
    sum: utilities.reduce((sum, utility, place) => (counts(place) ? sum + utility : sum), 0),
    away: Math.abs(value - present),
  }));
  sums.sort((one, other) => (isEqual(one.sum, other.sum) ? one.away - other.away : other.sum - one.sum));
  return sums[0]?.value ?? present;
}

// Utilities are tenths, added up in floating point.
function isEqual(one: number, other: number): boolean {
  return Math.abs(one - other) < 1e-6;
}

// Questions that are nearly the same are no independent evidence, so they count as one.
function gainOf(differences: readonly number[], groups: readonly number[]): Gain {
  const byGroup = new Map<number, number>();
  for (const [place, difference] of differences.entries()) {
    const group = groups[place] ?? place;
    byGroup.set(group, (byGroup.get(group) ?? 0) + difference);
  }
  const sums = [...byGroup.values()];
  return {
    gain: sums.reduce((sum, difference) => sum + difference, 0),
    error: Math.sqrt(sums.reduce((sum, difference) => sum + difference ** 2, 0)),
  };
}

/**
 * The values that make no kind of questions worse as a whole than it is at the start of the calibration, and with each
 * other value a kind that it makes worse.
 */
export function harmless(
  trials: Trials,
  start: readonly number[],
  kinds: readonly string[],
): { allowed: Trials; harmed: ReadonlyMap<number, string> } {
  const harmed = new Map<number, string>();
  for (const [value, utilities] of trials) {
    const change = new Map<string, number>();
    for (const [place, kind] of kinds.entries())
      change.set(kind, (change.get(kind) ?? 0) + (utilities[place] ?? 0) - (start[place] ?? 0));
    const [worst] = [...change].sort(([, one], [, other]) => one - other);
    if (worst !== undefined && worst[1] < 0 && !isEqual(worst[1], 0)) harmed.set(value, worst[0]);
  }
  return { allowed: new Map([...trials].filter(([value]) => !harmed.has(value))), harmed };
}

/** The least gain, as a share of the questions, for which a number is changed. */
const LEAST_GAIN = 0.0015;

/** Whether a gain is worth changing a number: clearly more than nothing, and more than its standard error. */
export function isWorthwhile({ gain, error }: Gain, questions: number): boolean {
  return gain > Math.max(LEAST_GAIN * questions, error);
}
