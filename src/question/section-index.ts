import { sectionKey, type FactBase } from '../facts/base.ts';
import type { Report, Section } from '../facts/schema.ts';
import { sectionText } from '../facts/section-text.ts';
import { fold, foldTight } from '../text/fold.ts';
import { cut, type Term } from './cut.ts';
import { keysOf } from './features.ts';
import { gapKey, yearKey, type FeatureKey } from './keys.ts';
import type { Lexicon } from './lexicon.ts';

/** How much a section is about a feature, by where it stands. */
const SECTION_WEIGHTS = { name: 1, fact: 0.75, text: 0.6 } as const;

/** What a topic or a part of the report is called, and how much it is about each feature. */
export interface IndexedNames {
  readonly names: readonly ReadonlySet<FeatureKey>[];
  readonly weights: ReadonlyMap<FeatureKey, number>;
}

/** A part of a report; its features are those of its names, its facts and its text. */
export interface IndexedSection extends IndexedNames {
  readonly report: Report;
  readonly section: Section;
  /** Its title, aliases and lead, folded. */
  readonly folded: readonly string[];
  /** What the report prints there, of a whole part its heading; letters and digits only. */
  readonly text: string;
  /** Its sentences as printed, none for a whole part. */
  readonly sentences: readonly Sentence[];
}

/** A sentence of the report, and what it is about. */
export interface Sentence {
  readonly text: string;
  readonly keys: ReadonlySet<FeatureKey>;
}

/** Indexes the parts of the reports by their names and by the report's own text; see `withLabels`. */
export function indexSections(base: FactBase, lexicon: Lexicon): IndexedSection[] {
  return base.file.reports.flatMap((report) =>
    report.sections.map((section) => indexSection(report, section, base, lexicon)),
  );
}

/** The same, by what their figures are called too. `labelKeys` gives the features of all labels of a section. */
export function withLabels(
  sections: readonly IndexedSection[],
  labelKeys: (key: string) => Iterable<FeatureKey>,
): IndexedSection[] {
  return sections.map((indexed) => {
    const { report, section } = indexed;
    if (isWhole(section)) return indexed;
    const weights = new Map(indexed.weights);
    for (const key of labelKeys(sectionKey(report.id, section.id))) {
      weights.set(key, Math.max(SECTION_WEIGHTS.fact, weights.get(key) ?? 0));
    }
    return { ...indexed, weights };
  });
}

// A whole part is called by its heading; what stands in it belongs to the sections under it.
function isWhole({ printed, lead }: Section): boolean {
  return printed && lead === '';
}

/** The features of a text by which sections are found: what no figure gives may still be told of ("covid" in the outlook). */
export function sectionKeys(terms: readonly Term[], lexicon: Lexicon): Set<FeatureKey> {
  const keys = keysOf(terms, lexicon);
  for (const { senses, year } of terms) {
    if (year !== undefined) keys.add(yearKey(year));
    for (const sense of senses) if (sense.kind === 'gap') keys.add(gapKey(sense.id));
  }
  return keys;
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
    for (const key of sectionKeys(terms, lexicon)) raise(key, weight);
    return keysOf(terms, lexicon);
  }
  const whole = isWhole(section);
  // The lead names the section and says nothing of its own.
  const sentences = (whole ? [] : sentencesIn(text)).map((sentence) => ({
    text: sentence,
    keys: add(sentence, SECTION_WEIGHTS.text),
  }));
  return {
    report,
    section,
    folded: names.map(fold),
    names: names.map((name) => add(name, SECTION_WEIGHTS.name)),
    weights,
    text: foldTight(whole ? heading : text),
    sentences: sentences.filter((sentence) => sentence.text !== `${lead}。`),
  };
}

/** The sentences of a text, each with its full stop. */
function sentencesIn(text: string): string[] {
  return text.match(/[^。\n]+。?/gu) ?? [];
}
