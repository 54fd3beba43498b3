import { sectionOf, unitOf } from '../facts/base.ts';
import type { Dimension } from '../facts/schema.ts';
import { narrowed } from './answer-number.ts';
import { answerWith, DECIDE, judgeAll, without, type Answer, type Matched } from './decide.ts';
import { sectionSpans } from './frames.ts';
import { factsWithValue } from './reverse.ts';
import { matchSections, matchTopics, sectionByOrdinal } from './sections.ts';

// Questions for a part of the report: where a figure stands, what a section says, all figures of a kind.

export function whereAnswer(matched: Matched): Answer | null {
  const { reading, index } = matched;
  const number = reading.numbers.find((candidate) => candidate.weighty) ?? reading.numbers[0];
  const byValue = number === undefined ? [] : narrowed(factsWithValue(number, index), matched);
  const [top] = judgeAll(matched);
  const fact = byValue[0] ?? (top !== undefined && top.hit.score >= DECIDE.offer ? top.hit.fact : undefined);
  if (fact === undefined) return null;
  const section = sectionOf(index.base, fact);
  return answerWith(
    matched,
    'section',
    byValue.length > 1 ? byValue : [fact],
    { code: 'where' },
    { section },
  );
}

export function sectionAnswer(asked: Matched): Answer | null {
  const matched = without(sectionSpans(asked.reading.folded), asked);
  const { reading, weighed, index } = matched;
  const [byName] = matchSections(reading.folded, weighed, index);
  const hit =
    sectionByOrdinal(reading.folded, index) ??
    (byName !== undefined && byName.coverage >= DECIDE.section ? byName : null);
  if (hit === null || reading.gaps.length > 0) return null;
  const inside = hit.report.sections.filter(
    ({ id, heading }) =>
      id === hit.section.id ||
      (hit.section.lead === '' && hit.section.printed && heading === hit.section.heading),
  );
  const ids = new Set(inside.map(({ id }) => id));
  const facts = index.base.facts.filter(
    ({ source }) => source.report === hit.report.id && ids.has(source.section),
  );
  return answerWith(matched, 'section', facts, { code: 'section' }, { section: hit.section });
}

const DIMENSION_WORDS: readonly (readonly [RegExp, Dimension])[] = [
  [/金额|钱|资金|款项|\bmoney|monetary|financial|funding|\byuan|\brmb/u, 'money'],
  [/比例|百分比|覆盖率|占比|percent|share|rates?\b/u, 'share'],
  [/户数|多少户|households|families/u, 'households'],
];

export function listAnswer(matched: Matched): Answer | null {
  const { reading, index } = matched;
  const topic = topicAnswer(matched);
  if (topic !== null) return topic;
  const dimension = DIMENSION_WORDS.find(([pattern]) => pattern.test(reading.folded))?.[1];
  if (dimension === undefined || reading.gaps.length > 0) return null;
  const facts = index.base.facts.filter((fact) => unitOf(index.base, fact).dimension === dimension);
  return answerWith(matched, 'choices', facts, { code: 'list' });
}

/** The figures of the topic that the question names; null where it names none. */
export function topicAnswer(matched: Matched): Answer | null {
  const { reading, weighed, index } = matched;
  const [topic] = matchTopics(weighed, index);
  if (topic === undefined || topic.coverage < DECIDE.topic || reading.gaps.length > 0) return null;
  // What was only heard behind a slip names no topic.
  if (weighed.every(({ feature }) => feature.slip)) return null;
  const facts = index.base.facts.filter((fact) => fact.topic === topic.topic.id);
  return answerWith(matched, 'choices', facts, { code: 'list' });
}
