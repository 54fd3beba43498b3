import { sectionOf, type FactBase } from '../facts/base.ts';
import type { Fact, Section } from '../facts/schema.ts';
import { narrowed } from './answer-number.ts';
import { answerWith, judgeAll, without, type Answer, type Judged, type Matched } from './decide.ts';
import type { Span } from './cut.ts';
import { sectionSpans } from './frames.ts';
import { passageFor } from './passage.ts';
import { factsWithValue } from './reverse.ts';
import { FIELD_WEIGHTS } from './entry.ts';
import { conceptKey, gapKey, yearKey } from './keys.ts';
import { conceptsOf } from './lexicon.ts';
import { sectionByOrdinal } from './ordinals.ts';
import { matchSections, matchTopics } from './sections.ts';

// Questions for a part of the report: where a figure stands, what a section says, all figures of a kind.

export function whereAnswer(matched: Matched): Answer | null {
  const { reading, index } = matched;
  const number = reading.numbers.find((candidate) => candidate.weighty) ?? reading.numbers[0];
  const byValue = number === undefined ? [] : narrowed(factsWithValue(number, index), matched);
  const [top] = judgeAll(matched);
  // A figure that says all of it stands where it is asked for: 洛浦縣.
  const sure = top !== undefined && top.hit.coverage >= index.tuning.complete && namesThing(top, matched);
  const [fact] = byValue.length > 0 ? byValue : sure ? [top.hit.fact] : [];
  const section = fact === undefined ? sectionAsked(matched) : sectionOf(index.base, fact);
  if (section === null) return null;
  const here =
    top !== undefined &&
    top.hit.score >= index.tuning.offer &&
    sectionOf(index.base, top.hit.fact) === section;
  const facts = byValue.length > 0 ? byValue : here ? [top.hit.fact] : [];
  return partAnswer('where', section, facts, matched);
}

// Whether the question names a thing that the figure is about: a place, a project.
function namesThing({ hit }: Judged, { reading, index }: Matched): boolean {
  return reading.terms
    .flatMap(({ senses }) => conceptsOf(senses))
    .some(
      (id) =>
        index.lexicon.concepts.get(id)?.named === true &&
        (hit.indexed.weights.get(conceptKey(id)) ?? 0) >= FIELD_WEIGHTS.name,
    );
}

export function sectionAnswer(matched: Matched): Answer | null {
  const { base } = matched.index;
  const section = sectionAsked(matched);
  if (section === null) return null;
  return partAnswer('section', section, factsOfSection(section, base), matched);
}

function partAnswer(
  code: 'where' | 'section',
  section: Section,
  facts: readonly Fact[],
  matched: Matched,
): Answer {
  const { weighed, index } = without(sectionSpans(matched.reading.folded), matched);
  const passage = passageFor(weighed, section, index);
  return answerWith(matched, 'section', facts, { code }, { section, passage });
}

/** The facts of a section, or of all sections of a whole part. */
export function factsOfSection(section: Section, base: FactBase): readonly Fact[] {
  const whole = section.printed && section.lead === '';
  return base.facts.filter((fact) => {
    const own = sectionOf(base, fact);
    return own === section || (whole && own.heading === section.heading);
  });
}

/** From this likelihood on examples tell which part a question is about. */
const SURE_PART = 0.8;

/** The part of the report that the question is for; null where it names none. */
export function sectionAsked(asked: Matched): Section | null {
  const { learnt } = asked;
  const { folded } = asked.reading;
  const spans = sectionSpans(folded);
  const { reading, weighed, index } = without(spans, asked);
  const ordinal = sectionByOrdinal(folded, index);
  if (ordinal !== null) return ordinal.section;
  // What the asker says of themselves, or of the report, is not asked for.
  const rest = withoutText(folded, spans);
  const gaps = reading.gaps.filter(({ text }) => rest.includes(text)).map(({ id }) => gapKey(id));
  const [best] = matchSections(
    folded,
    weighed,
    index,
    [...gaps, ...reading.years.map(yearKey)],
    asked.learnt,
  );
  if (best === undefined || best.coverage < index.tuning.section) return null;
  // What no figure gives may still be told there, as examples know ("who heads the leading group").
  const told = learnt.kind('section') >= index.tuning.partAsked && learnt.part(best.section.id) >= SURE_PART;
  return told || gaps.every((gap) => best.weights.has(gap)) ? best.section : null;
}

function withoutText(text: string, spans: readonly Span[]): string {
  return [...spans].reverse().reduce((rest, [from, to]) => `${rest.slice(0, from)} ${rest.slice(to)}`, text);
}

/** The figures of the topic that the question names; null where it names none. */
export function topicAnswer(matched: Matched): Answer | null {
  const { reading, weighed, index } = matched;
  const [topic] = matchTopics(weighed, index);
  if (topic === undefined || topic.coverage < index.tuning.topic || reading.gaps.length > 0) return null;
  // What was only heard behind a slip names no topic.
  if (weighed.every(({ feature }) => feature.slip)) return null;
  const facts = index.base.facts.filter((fact) => fact.topic === topic.topic.id);
  return answerWith(matched, 'choices', facts, { code: 'list' });
}
