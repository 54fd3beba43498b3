import { countsYearIn, deniesTotal } from './asides.ts';
import { says, type Term } from './cut.ts';

/** Which of the figures of one measure is asked for: a year's, or the running total. */
export interface AskedPeriod {
  /** A single year is named, or said: 2019, 当年, newly added. */
  readonly year: boolean;
  /** The running total is said: 累计, to date; or something like it where no year is named: 一共, altogether. */
  readonly total: boolean;
  /** The running total is ruled out: 不要累计的. */
  readonly notTotal: boolean;
}

const IN_ALL =
  /总共|一共|合计|总计|统共|拢共|前后|加总|加起来|加埋|计埋|合起来|加一块|\b(?:taking all|in total|in all|overall|altogether|all told|all together)\b/u;

/** Whether words say a year or the running total, before anything else is looked at. */
export type SaidPeriod = Pick<AskedPeriod, 'year' | 'total'>;

/** The concepts that only say over which period: of one measure there may be figures of several. */
export const PERIOD_CONCEPTS: ReadonlySet<string> = new Set([
  'yearly',
  'new-contribution',
  'cumulative',
  'year-end',
  'current',
]);

/** Whether a single year is said without naming it: 当年, newly added. */
export function saysOneYear(terms: readonly Term[]): boolean {
  return says(terms, 'yearly') || says(terms, 'new-contribution');
}

/** Which period the words themselves say; `years` are those that are asked for besides. */
export function saidPeriod(terms: readonly Term[], years: readonly string[] = []): SaidPeriod {
  const namesYear = years.length > 0 || terms.some(({ year }) => year !== undefined);
  return {
    year: namesYear || saysOneYear(terms),
    total: says(terms, 'cumulative'),
  };
}

/** Reads which period a folded question asks for; `terms` are what is left of it without asides. */
export function readPeriod(folded: string, terms: readonly Term[]): AskedPeriod {
  const { year, total } = saidPeriod(terms);
  const notTotal = deniesTotal(folded);
  return {
    year,
    total: !notTotal && (total || countsYearIn(folded) || (!year && IN_ALL.test(folded))),
    notTotal,
  };
}
