import { twinsOf } from '../facts/base.ts';
import { DIMENSIONS, type Dimension, type Fact } from '../facts/schema.ts';
import { topicAnswer } from './answer-part.ts';
import {
  answerWith,
  asksForFigure,
  DECIDE,
  inReportOrder,
  isHard,
  judgeAll,
  nearest,
  type Answer,
  type Judged,
  type Matched,
} from './decide.ts';
import { asksForEach, asksQuantity } from './frames.ts';
import type { Asked } from './asked.ts';
import { interpret, type Reading } from './interpret.ts';
import { MATCH, matchFacts, weighFeatures, type Hit } from './match.ts';
import { says } from './obstacles.ts';
import { partFacts } from './segments.ts';

// The ordinary question: one figure, or several side by side.

export function figureAnswer(matched: Matched): Answer {
  const { reading } = matched;
  const each = reading.quantities > 1 ? eachAnswer(matched) : null;
  if (each !== null) return each;
  const sideBySide = asksForEach(reading.folded) ? sideBySideAnswer(matched) : null;
  if (sideBySide !== null) return sideBySide;
  const judged = judgeAll(matched);
  const [top] = judged;
  if (
    top === undefined ||
    tooFewAsWritten(top.hit, reading) ||
    top.hit.evidence < DECIDE.evidence ||
    top.fit < DECIDE.offer * DECIDE.nothing
  ) {
    const [gap] = reading.gaps;
    if (gap !== undefined && asksForFigure(reading)) {
      return answerWith(matched, 'not-found', [], { code: 'obstacle', obstacle: { kind: 'gap', ...gap } });
    }
    return topicAnswer(matched) ?? answerWith(matched, 'not-found', [], { code: 'nothing' });
  }
  const obstacle = top.obstacles.find(isHard);
  if (obstacle !== undefined) {
    return answerWith(matched, 'not-found', nearest(judged), { code: 'obstacle', obstacle });
  }
  const vague = matched.weighed.filter(({ weight }) => weight > MATCH.generic).length <= 1;
  const dated = reading.years.length > 0 && 'year' in top.hit.fact.period;
  const ties = judged.filter(
    // Of a question for a year, a figure without one is not as good an answer as a figure of that year.
    (other) => isTie(other, top, vague) && (!dated || other === top || 'year' in other.hit.fact.period),
  );
  if (top.obstacles.length === 0 && top.fit >= foundFrom(top, matched)) {
    if (ties.length === 1)
      return answerWith(matched, 'found', withTwin(top.hit.fact, matched), { code: 'found' });
    const facts = ties.map(({ hit }) => hit.fact).slice(0, DECIDE.choices);
    const series = new Set(facts.map((fact) => fact.series ?? fact.id));
    return answerWith(matched, 'choices', inReportOrder(facts, matched), {
      code: series.size === 1 ? 'twins' : 'several',
    });
  }
  if (top.fit < (asksForFigure(reading) ? DECIDE.offer : DECIDE.foundWithoutQuantity)) {
    return topicAnswer(matched) ?? answerWith(matched, 'not-found', [], { code: 'nothing' });
  }
  const [unit] = top.obstacles;
  if (unit?.kind === 'unit') {
    return answerWith(matched, 'not-found', nearest(judged), { code: 'counts-other', asked: unit.asked });
  }
  const offered = judged
    .filter(({ score, obstacles }) => score >= top.score * DECIDE.offered && obstacles.length === 0)
    .map(({ hit }) => hit.fact)
    .slice(0, DECIDE.choices);
  return answerWith(matched, 'choices', offered, { code: 'unsure' });
}

// Someone who asks for no quantity may not be asking for a figure at all.
function foundFrom({ hit }: Judged, { reading, index }: Matched): number {
  if (!asksForFigure(reading)) return DECIDE.foundWithoutQuantity;
  const { unit } = reading.asked;
  const alone =
    unit !== undefined &&
    index.base.facts.every(({ id, figure }) => figure.unit !== unit || id === hit.fact.id);
  return alone ? DECIDE.foundOnlyOfUnit : DECIDE.found;
}

// As good an answer: nearly the same score; or, where the question says just one thing, another fact about that.
function isTie(other: Judged, top: Judged, vague: boolean): boolean {
  if (other.obstacles.length !== top.obstacles.length) return false;
  if (other.score >= top.score * DECIDE.tie) return true;
  const samePeriod = other.score / other.fit >= (top.score / top.fit) * 0.99;
  const complete = top.hit.coverage >= DECIDE.complete && other.hit.coverage >= DECIDE.complete;
  return vague && samePeriod && complete && other.hit.name >= top.hit.name * DECIDE.tieName;
}

/** Said of a running total where a single year stands beside it. */
const TOTAL = /总共|一共|合计|总计|in total|overall|altogether/u;

// "The villages and counties, how many each", "this year's and the total": one fact for each thing counted, or twins.
function sideBySideAnswer(matched: Matched): Answer | null {
  const { reading, index, hits } = matched;
  const [top] = hits;
  if (top === undefined || top.score < DECIDE.offer) return null;
  const total = says(reading, 'cumulative') || TOTAL.test(reading.folded);
  if ((reading.years.length > 0 || says(reading, 'yearly')) && total) {
    const twins = hits
      .filter(({ score }) => score >= top.score * DECIDE.tie)
      .map(({ fact }) => [fact, ...twinsOf(index.base, fact)])
      .find((series) => series.length > 1);
    if (twins !== undefined)
      return answerWith(matched, 'found', inReportOrder(twins, matched), { code: 'each' });
  }
  const parts = partFacts(reading, hits, index);
  if (parts !== null) return answerWith(matched, 'found', inReportOrder(parts, matched), { code: 'each' });
  const counted = reading.terms.flatMap((term) =>
    term.senses.flatMap((sense) =>
      sense.kind === 'concept' ? (index.lexicon.concepts.get(sense.id)?.counts ?? []) : [],
    ),
  );
  const facts: Fact[] = [];
  for (const unit of new Set(counted)) {
    const asked: Asked = isDimension(unit) ? { dimension: unit } : { unit };
    const best = judgeAll({ ...matched, reading: { ...reading, asked } }).find(
      ({ obstacles, hit }) =>
        obstacles.length === 0 && hit.score >= top.score * DECIDE.sideBySide && hit.score >= DECIDE.offer,
    );
    if (best !== undefined && !facts.includes(best.hit.fact)) facts.push(best.hit.fact);
  }
  return facts.length < 2
    ? null
    : answerWith(matched, 'found', inReportOrder(facts, matched), { code: 'each' });
}

function isDimension(name: string): name is Dimension {
  return DIMENSIONS.some((dimension) => dimension === name);
}

// One word heard behind a slip is too little to answer on where no quantity is asked for: it may be small talk.
function tooFewAsWritten(hit: Hit, reading: Reading): boolean {
  return (
    hit.onlySlips &&
    hit.matched.length < 2 &&
    !asksForFigure(reading) &&
    hit.matched.every((text) => text.length < LONG_SLIP)
  );
}

/** From this length on a run of characters that sounds like a known word hardly does so by chance. */
const LONG_SLIP = 5;

// The twin is shown beside a figure when the question named no period: a year and a running total are easily confused.
function withTwin(fact: Fact, { reading, index }: Matched): Fact[] {
  const named = reading.years.length > 0 || says(reading, 'cumulative') || says(reading, 'yearly');
  return named ? [fact] : [fact, ...twinsOf(index.base, fact)];
}

// "惠及幾多人，讓利幾多": each clause is a question, with what the earlier ones were about as its subject.
function eachAnswer(matched: Matched): Answer | null {
  const { reading, index, slips } = matched;
  const clauses = reading.folded
    .split(/[,，;；、。?？]|\band\b|以及|和(?=[^和]*(?:多少|几))/u)
    .filter((clause) => clause.trim() !== '');
  const asking = clauses.filter(asksQuantity);
  if (asking.length < 2) return null;
  const facts: Fact[] = [];
  let sure = true;
  for (const [place, clause] of clauses.entries()) {
    if (!asksQuantity(clause)) continue;
    const own = readingOf(clause, matched);
    const before = readingOf(clauses.slice(0, place).join(' '), matched);
    const weighed = [
      ...weighFeatures(own.features, index),
      ...weighFeatures(before.features, index).map(({ feature, weight }) => ({
        feature,
        weight: weight * SUBJECT_WEIGHT,
      })),
    ];
    const part: Matched = {
      reading: { ...own, gaps: reading.gaps },
      index,
      slips,
      weighed,
      hits: matchFacts(weighed, index),
    };
    const [top] = judgeAll(part).filter(({ hit }) => !facts.includes(hit.fact));
    if (top === undefined || top.obstacles.some(isHard) || top.hit.score < DECIDE.offer) return null;
    if (top.hit.score < DECIDE.found || top.obstacles.length > 0) sure = false;
    facts.push(top.hit.fact);
  }
  return answerWith(matched, sure ? 'found' : 'choices', facts, { code: sure ? 'each' : 'unsure' });
}

/** How much of the earlier clauses carries over to a later one. */
const SUBJECT_WEIGHT = 0.4;

function readingOf(clause: string, { index, reading, slips }: Matched): Reading {
  return { ...interpret(clause, index.lexicon, slips), language: reading.language };
}
