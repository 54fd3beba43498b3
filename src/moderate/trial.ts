import { factBase, type FactBase } from '../facts/base.ts';
import { checkFacts } from '../facts/check.ts';
import { uncoveredNumerals } from '../facts/coverage.ts';
import { removeFact, type Edit } from '../facts/edit.ts';
import type { ReportText } from '../facts/report-text.ts';
import type { FactFile } from '../facts/schema.ts';
import { shaped } from '../facts/shape.ts';
import type { Problem } from '../facts/problem.ts';

// An edit tried out in memory, by the same checks as at load: what the facts would be, or everything that is wrong.

export type Trial =
  | { readonly base: FactBase; readonly problems: null }
  | { readonly base: null; readonly problems: readonly Problem[] };

/**
 * Tries an edit on the facts as they are now.
 *
 * @throws EditError where it does not apply at all.
 */
export function tried(edit: Edit, { file, text }: FactBase): Trial {
  return checked(edit(file), text);
}

/** Checks a whole file with the texts of its reports. */
export function checked(wanted: FactFile, texts: ReadonlyMap<string, ReportText>): Trial {
  const shape = shaped(wanted);
  if (shape.problems !== null) return { base: null, problems: shape.problems };
  const problems = checkFacts(shape.file, texts);
  return problems.length === 0
    ? { base: factBase(shape.file, texts), problems: null }
    : { base: null, problems };
}

const BESIDE = 8;
const MAX_PART = 60;
const MAX_REASON = 200;

/**
 * Removes a fact for a reason. A numeral of the report that is then in no fact is listed as left out, with the same
 * reason: else the check would refuse every removal.
 */
export function removeWithReason(
  id: string,
  expected: number,
  reason: string,
  texts: ReadonlyMap<string, ReportText>,
): Edit {
  return (file) => {
    const fact = file.facts.find((one) => one.id === id);
    const removed = removeFact(id, expected)(file);
    if (fact === undefined) return removed;
    const { report: reportId, quote } = fact.source;
    const text = texts.get(reportId)?.text ?? '';
    const at = quote.indexOf(fact.figure.text);
    const part = quote
      .slice(Math.max(0, at - BESIDE), at + fact.figure.text.length + BESIDE)
      .slice(0, MAX_PART)
      .trim();
    const facts = removed.facts.filter(({ source }) => source.report === reportId);
    const reports = removed.reports.map((report) => {
      if (report.id !== reportId || uncoveredNumerals(text, facts, report.leftOut).length === 0)
        return report;
      const entry = { text: part, reason: reason.slice(0, MAX_REASON).trim() };
      return { ...report, leftOut: [...report.leftOut, entry] };
    });
    return { ...removed, reports };
  };
}
