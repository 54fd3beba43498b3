import type { Report, Section, Topic } from '../facts/schema.ts';
import { foldTight, hasHan } from '../text/fold.ts';
import { NOTHING_LEARNT, type Learnt } from './examples.ts';
import type { Feature } from './features.ts';
import type { FactIndex } from './index.ts';
import type { FeatureKey } from './keys.ts';
import { isGeneric, type WeighedFeature } from './match.ts';
import type { IndexedNames, IndexedSection } from './section-index.ts';

// Finds the part of the report, or the topic, that a question is about.

/** A part of a report by name. */
export interface SectionHit {
  readonly report: Report;
  readonly section: Section;
  /** What the part is about. */
  readonly weights: ReadonlyMap<FeatureKey, number>;
  /** How much of the question the part explains: 0 to 1, and more where it is called or cited word for word. */
  readonly coverage: number;
}

/**
 * The parts that the question's words fit, best first: by their names, by what their figures are called, and by the
 * report's own text. `others` are features that no figure has: years, gaps.
 */
export function matchSections(
  folded: string,
  weighed: readonly WeighedFeature[],
  index: FactIndex,
  others: readonly FeatureKey[] = [],
  learnt: Learnt = NOTHING_LEARNT,
): SectionHit[] {
  const sought = [
    ...weighed.map(({ feature }) => feature),
    ...others.map((key) => ({ text: key, alternatives: new Map([[key, 1]]), known: true, slip: false })),
  ].map((feature) => {
    const weight = sectionWeight(feature, index);
    return { feature, weight: feature.slip ? weight * HEARD : weight };
  });
  const cited = citedIn(folded, index);
  return index
    .sections()
    .map((part) => {
      const { report, section } = part;
      const called = part.folded.some((name) => isTellingName(name) && folded.includes(name));
      const coverage =
        explained(sought, part) +
        TYPICAL * typical(sought, part) +
        (called ? CALLED_BY_NAME : 0) +
        (cited?.part === part ? cited.sure : 0) +
        index.tuning.likedPart * learnt.part(section.id);
      return { report, section, weights: part.weights, coverage };
    })
    .filter(({ coverage }) => coverage > 0)
    .sort((one, other) => other.coverage - one.coverage);
}

/** What it counts for a part's own name to stand in the question, or words that stand there alone, quoted or not. */
const CALLED_BY_NAME = 0.2;
const QUOTED_WORDS = 1.2;
const SAME_WORDS = 0.6;

// A short name (work, money) stands in many questions that mean something else.
function isTellingName(name: string): boolean {
  return hasHan(name) ? name.length >= 4 : name.includes(' ');
}

// The part whose text alone has what the question cites in quotation marks, or else the longest stretch of its
// characters: “多对一”, 党建和创.
function citedIn(folded: string, index: FactIndex): { part: IndexedSection; sure: number } | null {
  for (const [quoted] of folded.matchAll(QUOTED)) {
    const holding = holdingText(foldTight(quoted), index);
    if (holding !== undefined) return { part: holding, sure: QUOTED_WORDS };
  }
  const question = foldTight(folded);
  for (let length = Math.min(question.length, MAX_CITED); length >= MIN_CITED; length--) {
    for (let at = 0; at + length <= question.length; at++) {
      const piece = question.slice(at, at + length);
      const holding = hasHan(piece) || piece.includes('+') ? holdingText(piece, index) : undefined;
      if (holding !== undefined) return { part: holding, sure: SAME_WORDS };
    }
  }
  return null;
}

const QUOTED = /“[^”]{2,20}”|"[^"]{2,20}"|「[^」]{2,20}」|『[^』]{2,20}』|《[^》]{2,20}》|‘[^’]{2,20}’/gu;

function holdingText(piece: string, index: FactIndex): IndexedSection | undefined {
  const holding = index.sections().filter(({ text }) => piece.length > 1 && text.includes(piece));
  return holding.length === 1 ? holding[0] : undefined;
}

const MIN_CITED = 4;
const MAX_CITED = 16;

/** How much a question's feature says about parts: the fewer parts have it, the more. */
function sectionWeight(feature: Feature, index: FactIndex): number {
  const keys = [...feature.alternatives.keys()];
  const count = index.sections().length;
  const found = index
    .sections()
    .reduce((sum, { weights }) => sum + Math.max(0, ...keys.map((key) => weights.get(key) ?? 0)), 0);
  const generic = isGeneric(feature, index);
  if (found === 0) {
    if (generic) return 0;
    return feature.known ? UNSAID.concept : hasHan(feature.text) ? UNSAID.pair : UNSAID.word;
  }
  const idf = Math.log(1 + (count - found + 0.5) / (found + 0.5));
  return generic ? Math.min(idf, index.tuning.generic) : idf;
}

/** What a word counts that was only heard behind a slip. */
const HEARD = 0.4;

/** The weight of words that no part of the report has anything to do with. */
const UNSAID = { concept: 2.2, word: 1.4, pair: 0.6 } as const;

/** A topic by name. */
export interface TopicHit {
  readonly topic: Topic;
  /** The features of its title, in both languages. */
  readonly title: ReadonlySet<FeatureKey>;
  readonly coverage: number;
}

/** The topics whose names fit the question, best first. */
export function matchTopics(weighed: readonly WeighedFeature[], index: FactIndex): TopicHit[] {
  return index.topics
    .map(({ topic, names }) => ({
      topic,
      title: new Set(names.names.slice(0, 2).flatMap((title) => [...title])),
      coverage: explained(weighed, names),
    }))
    .filter(({ coverage }) => coverage > 0)
    .sort((one, other) => other.coverage - one.coverage);
}

// The share of the question that the names explain, and a little for a name that says no more than the question.
function explained(weighed: readonly WeighedFeature[], { names, weights }: IndexedNames): number {
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 0;
  let found = 0;
  for (const { feature, weight } of weighed) {
    let strength = 0;
    for (const [key, own] of feature.alternatives)
      strength = Math.max(strength, own * (weights.get(key) ?? 0));
    found += weight * strength;
  }
  const likenesses = names.map((name) => likeness(weighed, name));
  return 0.8 * (found / total) + 0.2 * Math.max(0, ...likenesses);
}

function typical(weighed: readonly WeighedFeature[], { names }: IndexedNames): number {
  return names.reduce((sum, name) => sum + likeness(weighed, name), 0) / Math.max(1, names.length);
}

/** What it counts beside the best name that many names say the same: what is said in one of them alone is aside. */
const TYPICAL = 0.1;

function likeness(weighed: readonly WeighedFeature[], name: ReadonlySet<FeatureKey>): number {
  if (name.size === 0 || weighed.length === 0) return 0;
  const shared = weighed.filter(({ feature }) =>
    [...feature.alternatives.keys()].some((key) => name.has(key)),
  ).length;
  return (2 * shared) / (weighed.length + Math.max(name.size, shared));
}
