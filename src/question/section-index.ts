import type { FactBase } from '../facts/base.ts';
import type { Report, Section } from '../facts/schema.ts';
import { sectionText } from '../facts/section-text.ts';
import { fold, foldTight } from '../text/fold.ts';
import { cut } from './cut.ts';
import { keysOf, type FeatureKey } from './features.ts';
import type { IndexedNames } from './index.ts';
import type { Lexicon } from './lexicon.ts';

/** How much a section is about a feature, by where it stands. */
const SECTION_WEIGHTS = { name: 1, fact: 0.75, text: 0.6 } as const;

/** A part of a report; its features are those of its names, its facts and its text. */
export interface IndexedSection extends IndexedNames {
  readonly report: Report;
  readonly section: Section;
  /** Its title, aliases and lead, folded. */
  readonly folded: readonly string[];
  /** What the report prints there, of a whole part its heading; letters and digits only. */
  readonly text: string;
}

/** Indexes the parts of the reports: by their names, by what their figures are called, and by the report's own text. */
export function indexSections(base: FactBase, lexicon: Lexicon): IndexedSection[] {
  return base.file.reports.flatMap((report) =>
    report.sections.map((section) => indexSection(report, section, base, lexicon)),
  );
}

function indexSection(report: Report, section: Section, base: FactBase, lexicon: Lexicon): IndexedSection {
  const { title, aliases, lead, heading, printed } = section;
  const own = lead !== '' ? [lead] : printed ? [heading] : [];
  const names = [title.zh, title.en, ...aliases.zh, ...aliases.en, ...own];
  const text = sectionText(report, section, base.text.get(report.id));
  const weights = new Map<FeatureKey, number>();
  function raise(key: FeatureKey, weight: number): void {
    weights.set(key, Math.max(weight, weights.get(key) ?? 0));
  }
  function add(words: string, weight: number): ReadonlySet<FeatureKey> {
    const terms = cut(fold(words), lexicon);
    const keys = keysOf(terms, lexicon);
    for (const key of keys) raise(key, weight);
    // What no figure gives may still be told of ("covid" in the outlook).
    for (const { senses, year } of terms) {
      if (year !== undefined) raise(yearKey(year), weight);
      for (const sense of senses) if (sense.kind === 'gap') raise(gapKey(sense.id), weight);
    }
    return keys;
  }
  // A whole part is called by its heading; what stands in it belongs to the sections under it.
  const whole = printed && lead === '';
  if (!whole) {
    for (const sentence of text.split(/[。\n]/u)) add(sentence, SECTION_WEIGHTS.text);
    for (const fact of base.facts) {
      if (fact.source.report !== report.id || fact.source.section !== section.id) continue;
      for (const name of [fact.label.zh, fact.label.en]) add(name, SECTION_WEIGHTS.fact);
    }
  }
  return {
    report,
    section,
    folded: names.map(fold),
    names: names.map((name) => add(name, SECTION_WEIGHTS.name)),
    weights,
    text: foldTight(whole ? heading : text),
  };
}

/** The feature of a year. */
export function yearKey(year: string): FeatureKey {
  return `y:${year}`;
}

/** The feature of something no figure gives. */
export function gapKey(id: string): FeatureKey {
  return `gap:${id}`;
}
