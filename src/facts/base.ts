import type { Fact, FactFile, Report, Section, Topic, Unit } from './schema.ts';
import type { ReportText } from './report-text.ts';

/** The facts as everything else sees them: checked, immutable, with look-up by id. */
export interface FactBase {
  readonly file: FactFile;
  readonly facts: readonly Fact[];
  readonly fact: ReadonlyMap<string, Fact>;
  /** Where each fact stands in the file, which is the report's order, by id. */
  readonly position: ReadonlyMap<string, number>;
  readonly series: ReadonlyMap<string, readonly Fact[]>;
  readonly unit: ReadonlyMap<string, Unit>;
  readonly topic: ReadonlyMap<string, Topic>;
  readonly report: ReadonlyMap<string, Report>;
  readonly text: ReadonlyMap<string, ReportText>;
  /** Sections by report id and section id, joined with a slash. */
  readonly section: ReadonlyMap<string, Section>;
}

/** Indexes a checked fact file by id. `texts` holds the report texts by report id. */
export function factBase(file: FactFile, texts: ReadonlyMap<string, ReportText>): FactBase {
  let position: ReadonlyMap<string, number> | undefined;
  return {
    file,
    facts: file.facts,
    fact: byId(file.facts),
    // Not every version of the facts is asked for it.
    get position() {
      return (position ??= positions(file.facts));
    },
    series: bySeries(file.facts),
    unit: byId(file.units),
    topic: byId(file.topics),
    report: byId(file.reports),
    text: texts,
    section: new Map(
      file.reports.flatMap((report) =>
        report.sections.map((section) => [sectionKey(report.id, section.id), section]),
      ),
    ),
  };
}

export function sectionKey(reportId: string, sectionId: string): string {
  return `${reportId}/${sectionId}`;
}

function bySeries(facts: readonly Fact[]): ReadonlyMap<string, readonly Fact[]> {
  const series = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (fact.series === undefined) continue;
    const members = series.get(fact.series);
    if (members === undefined) series.set(fact.series, [fact]);
    else members.push(fact);
  }
  return series;
}

function positions(facts: readonly Fact[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [position, { id }] of facts.entries()) found.set(id, position);
  return found;
}

function byId<T extends { readonly id: string }>(records: readonly T[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const record of records) found.set(record.id, record);
  return found;
}

/** The fact's unit. Every fact of a checked base has one. */
export function unitOf(base: FactBase, fact: Fact): Unit {
  return known(base.unit.get(fact.figure.unit), `unit ${fact.figure.unit}`);
}

/** The section the fact's quote stands in. */
export function sectionOf(base: FactBase, fact: Fact): Section {
  const key = sectionKey(fact.source.report, fact.source.section);
  return known(base.section.get(key), `section ${key}`);
}

/** The report the fact is taken from. */
export function reportOf(base: FactBase, fact: Fact): Report {
  return known(base.report.get(fact.source.report), `report ${fact.source.report}`);
}

/** Where the fact's figure stands: its quote, and which part of that; a semicolon parts what has little in common. */
export function sentenceOf({ source, figure }: Fact): string {
  const before = source.quote.slice(0, source.quote.indexOf(figure.text));
  return `${source.report} ${String(before.split(/[;；。]/u).length)} ${source.quote}`;
}

/** The other facts that measure the same over another period. */
export function twinsOf(base: FactBase, fact: Fact): Fact[] {
  if (fact.series === undefined) return [];
  return (base.series.get(fact.series) ?? []).filter(({ id }) => id !== fact.id);
}

// A missing record here means that an unchecked file got through: a fault of the program, not of its user.
function known<T>(record: T | undefined, name: string): T {
  if (record === undefined) throw new Error(`The fact base has no ${name}.`);
  return record;
}
