import type { Report, Section, Topic } from '../facts/schema.ts';
import type { FeatureKey } from './features.ts';
import type { FactIndex, IndexedNames } from './index.ts';
import type { WeighedFeature } from './match.ts';

// Finds the part of the report, or the topic, that a question is about.

/** A part of a report by name. */
export interface SectionHit {
  readonly report: Report;
  readonly section: Section;
  /** 0 to 1: how much of the question the part's names explain. */
  readonly coverage: number;
}

const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [/第一|first|\b1st|(?:section|part|chapter) (?:one|1)\b/u, 0],
  [/第二|second|\b2nd|(?:section|part|chapter) (?:two|2)\b/u, 1],
  [/第三|third|\b3rd|(?:section|part|chapter) (?:three|3)\b/u, 2],
  [/第四|fourth|\b4th|(?:section|part|chapter) (?:four|4)\b/u, 3],
];

const OPENING = /开头|开篇|引言|前言|导语|\bintro(?:duct)|\bintro\b|opening/u;
const CLOSING =
  /结尾|结语|结束语|末尾|最后一?段|\bclosing|\bconclu|final (?:part|section|paragraph)|last (?:part|section|paragraph)/u;

/** The part called "the first section" and the like: parts under a printed heading are counted. */
export function sectionByOrdinal(folded: string, index: FactIndex): SectionHit | null {
  const edge = OPENING.test(folded) ? 'first' : CLOSING.test(folded) ? 'last' : null;
  for (const report of edge === null ? [] : index.base.file.reports) {
    const unprinted = report.sections.filter(({ printed }) => !printed);
    const section = edge === 'first' ? unprinted[0] : unprinted.at(-1);
    if (section !== undefined) return { report, section, coverage: 1 };
  }
  const place = ORDINALS.find(([pattern]) => pattern.test(folded))?.[1];
  if (place === undefined) return null;
  for (const report of index.base.file.reports) {
    const section = report.sections.filter(({ printed, lead }) => printed && lead === '')[place];
    if (section !== undefined) return { report, section, coverage: 1 };
  }
  return null;
}

/** The parts whose names fit the question, best first. */
export function matchSections(
  folded: string,
  weighed: readonly WeighedFeature[],
  index: FactIndex,
): SectionHit[] {
  return index.sections
    .map(({ report, section, names }) => {
      const called = Math.max(
        0,
        ...names.folded.filter((name) => folded.includes(name)).map(({ length }) => length),
      );
      const coverage = called > 1 ? CALLED_BY_NAME + called / 1000 : explained(weighed, names);
      return { report, section, coverage };
    })
    .filter(({ coverage }) => coverage > 0)
    .sort((one, other) => other.coverage - one.coverage);
}

/** A part whose own name stands in the question is meant, and of several the one with the longest name. */
const CALLED_BY_NAME = 1;

/** The topics whose names fit the question, best first. */
export function matchTopics(
  weighed: readonly WeighedFeature[],
  index: FactIndex,
): { topic: Topic; coverage: number }[] {
  return index.topics
    .map(({ topic, names }) => ({ topic, coverage: explained(weighed, names) }))
    .filter(({ coverage }) => coverage > 0)
    .sort((one, other) => other.coverage - one.coverage);
}

// The share of the question that the names explain, and a little for a name that says no more than the question.
function explained(weighed: readonly WeighedFeature[], names: IndexedNames): number {
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 0;
  let found = 0;
  for (const { feature, weight } of weighed) {
    let strength = 0;
    for (const [key, own] of feature.alternatives)
      if (names.union.has(key)) strength = Math.max(strength, own);
    found += weight * strength;
  }
  const closest = Math.max(...names.keys.map((name) => likeness(weighed, name)));
  return 0.8 * (found / total) + 0.2 * closest;
}

function likeness(weighed: readonly WeighedFeature[], name: ReadonlySet<FeatureKey>): number {
  if (name.size === 0 || weighed.length === 0) return 0;
  const shared = weighed.filter(({ feature }) =>
    [...feature.alternatives.keys()].some((key) => name.has(key)),
  ).length;
  return (2 * shared) / (weighed.length + Math.max(name.size, shared));
}
