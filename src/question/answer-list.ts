import { unitOf } from '../facts/base.ts';
import type { Dimension, Fact } from '../facts/schema.ts';
import { answerWith, inReportOrder, without, type Answer, type Matched } from './decide.ts';
import { factsOfSection, sectionAsked } from './answer-part.ts';
import { listSpans, namesPart } from './frames.ts';
import { factsHaving, type FactIndex, type IndexedFact } from './index.ts';
import { conceptIn } from './keys.ts';
import type { Lexicon } from './lexicon.ts';
import type { WeighedFeature } from './match.ts';
import { saidPeriod } from './period.ts';
import { clausesOf } from './clauses.ts';
import { matchTopics } from './sections.ts';

// All figures of a kind: those of a part of the report, those about something, all sums of money, all of one year.

const DIMENSION_WORDS: readonly (readonly [RegExp, Dimension])[] = [
  [/金额|钱|资金|款项|\bmoney|monetary|financial|funding|\byuan|\brmb|\bamounts?\b|\bsums\b/u, 'money'],
  [/比例|百分比|覆盖率|占比|percent|share|\brates?\b/u, 'share'],
  [/户数|多少户|households|families/u, 'households'],
];

export function listAnswer(asked: Matched): Answer | null {
  const { reading, index } = asked;
  if (reading.gaps.some(({ id }) => id !== 'names')) return null;
  const dimension = DIMENSION_WORDS.find(([pattern]) => pattern.test(reading.folded))?.[1];
  const subject = without(listSpans(reading.folded), asked);
  const fits = (fact: Fact): boolean =>
    isOfPeriod(fact, subject) &&
    (dimension === undefined || unitOf(index.base, fact).dimension === dimension);
  const about = namesPart(reading.folded) ? factsOfPart(asked) : factsAbout(subject);
  const pool = about ?? (dimension !== undefined && saysLittle(subject) ? index.base.facts : null);
  if (pool === null) return null;
  const fitting = pool.filter(fits);
  const wider = dimension === undefined ? pool : index.base.facts.filter(fits);
  const facts = fitting.length > 0 ? fitting : wider;
  return answerWith(asked, 'choices', inReportOrder(facts, asked), { code: 'list' });
}

function factsOfPart(asked: Matched): readonly Fact[] | null {
  const section = sectionAsked(asked);
  return section === null ? null : factsOfSection(section, asked.index.base);
}

// Of the year or the kind of period that the question names, if it names one.
function isOfPeriod(fact: Fact, { reading, index }: Matched): boolean {
  const { year: yearly, total } = saidPeriod(reading.terms, reading.years);
  if (yearly === total) return true;
  if (total) return fact.period.kind === 'cumulative';
  const own = 'year' in fact.period ? fact.period.year : index.base.report.get(fact.source.report)?.year;
  return 'year' in fact.period && reading.years.every((year) => year === own);
}

// Nothing but what kind of figures: "every amount of money".
function saysLittle({ weighed, index }: Matched): boolean {
  return weighed.every((one) => isGenericWeight(one, index));
}

// The facts that the question's words are about: of a topic it names, or those it names by a word of their labels.
function factsAbout(subject: Matched): readonly Fact[] | null {
  const { weighed, index } = subject;
  const [topic] = matchTopics(weighed, index);
  const named = topic !== undefined && topic.coverage >= index.tuning.topic ? topic : null;
  const ofTopic = named === null ? [] : index.base.facts.filter((fact) => fact.topic === named.topic.id);
  const byTitle =
    named !== null && weighed.every((one) => isGenericWeight(one, index) || explains(named.title, one));
  if (byTitle && weighed.length > 0) return ofTopic;
  const labelled = labelledWith(subject);
  if (labelled.length < 2) return ofTopic.length > 0 ? ofTopic : null;
  const shared = index.base.facts.filter(({ topic: own }) => labelled.every((fact) => fact.topic === own));
  return shared.length > 0 && shared.length <= labelled.length * NEARLY_ALL ? shared : labelled;
}

/** A topic of which at least half the figures are named is meant as a whole. */
const NEARLY_ALL = 2;

function isGenericWeight({ weight }: WeighedFeature, index: FactIndex): boolean {
  return weight <= index.tuning.generic;
}

function explains(keys: Pick<ReadonlySet<string>, 'has'>, { feature }: WeighedFeature): boolean {
  return [...feature.alternatives].some(([key, strength]) => strength === 1 && keys.has(key));
}

// For each thing listed ("awards, grades, case studies"), the facts whose labels say it.
function labelledWith(subject: Matched): Fact[] {
  const { index } = subject;
  const found = new Set<Fact>();
  for (const { weighed } of clausesOf(subject)) {
    // What no figure knows names nothing.
    const telling = weighed.filter((one) => !isGenericWeight(one, index) && one.feature.known);
    const total = telling.reduce((sum, { weight }) => sum + weight, 0);
    if (total === 0) continue;
    const keys = telling.flatMap(({ feature }) => [...feature.alternatives.keys()]);
    const scored = factsHaving(keys, index)
      .filter((indexed) => telling.some((one) => isLabelled(indexed, one, index.lexicon)))
      .map((indexed) => {
        const said = telling.map((one) => one.weight * saidBy(indexed, one, index.lexicon));
        return { fact: indexed.fact, share: said.reduce((sum, part) => sum + part, 0) / total };
      });
    const best = Math.max(0, ...scored.map(({ share }) => share));
    if (best < index.tuning.listed) continue;
    for (const { fact, share } of scored) if (share >= best * index.tuning.listedBeside) found.add(fact);
  }
  return [...found];
}

function saidBy(indexed: IndexedFact, one: WeighedFeature, lexicon: Lexicon): number {
  if (isLabelled(indexed, one, lexicon)) return 1;
  const elsewhere = [...one.feature.alternatives].some(
    ([key, strength]) => strength === 1 && indexed.weights.has(key),
  );
  return elsewhere ? SAID_ELSEWHERE : 0;
}

/** What it counts for a word to stand in another name, or in the sentence, and not in the label. */
const SAID_ELSEWHERE = 0.8;

/** Whether a fact's label says a word of the question, or, where that is a name, its sentence does. */
function isLabelled(indexed: IndexedFact, one: WeighedFeature, lexicon: Lexicon): boolean {
  return (
    labelSays(indexed, one) ||
    [...one.feature.alternatives].some(
      ([key, strength]) =>
        strength === 1 && indexed.weights.has(key) && lexicon.concepts.get(conceptIn(key))?.named === true,
    )
  );
}

/** Whether the label of a fact, in either language, says a word of the question. */
export function labelSays({ labels }: IndexedFact, one: WeighedFeature): boolean {
  return labels.some((label) => explains(label, one));
}
