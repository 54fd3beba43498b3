import { countsYearIn, deniesTotal } from './asides.ts';
import type { Term } from './cut.ts';
import { conceptsOf } from './lexicon.ts';

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

/** Reads which period a folded question asks for; `terms` are what is left of it without asides. */
export function readPeriod(folded: string, terms: readonly Term[]): AskedPeriod {
  const concepts = new Set(terms.flatMap(({ senses }) => conceptsOf(senses)));
  const namesYear = terms.some(({ year }) => year !== undefined);
  const year = namesYear || concepts.has('yearly') || concepts.has('new-contribution');
  const notTotal = deniesTotal(folded);
  return {
    year,
    total:
      !notTotal && (concepts.has('cumulative') || countsYearIn(folded) || (!year && IN_ALL.test(folded))),
    notTotal,
  };
}
