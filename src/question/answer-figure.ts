import { twinsOf, unitOf } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { labelSays, listAnswer } from './answer-list.ts';
import { topicAnswer } from './answer-part.ts';
import { withLiked } from './answer-liked.ts';
import { severalAnswer } from './answer-several.ts';
import {
  answerWith,
  asksForFigure,
  assuranceOf,
  OFFERS,
  inReportOrder,
  isHard,
  isTyped,
  judgeAll,
  nearest,
  wantsOneFigure,
  type Answer,
  type Judged,
  type Matched,
} from './decide.ts';
import type { NumberInText } from '../text/numerals.ts';
import type { Reading } from './interpret.ts';
import type { Hit, WeighedFeature } from './match.ts';
import { saidPeriod } from './period.ts';
import { factsWithValue } from './reverse.ts';

// The ordinary question, for one figure.

// Figures that are names come several at once: "what awards did they win".
function asksForAll({ hit }: Judged, { reading, index }: Matched): boolean {
  return unitOf(index.base, hit.fact).dimension === 'rank' && ALL_OF_THEM.test(reading.folded);
}

/** Asks for whatever there is of a kind: 得过哪些荣誉, 都拿过什么奖. */
const ALL_OF_THEM =
  /哪些|都[^，。,？?]{0,8}(?:什么|啥|咩|乜)|(?:什么|啥|咩|乜)[^，。,？?]{0,4}[和、跟同][^，。,？?]{0,6}$|\b(?:all|what|which) (?:\w+ )?(?:awards|honou?rs|prizes|recognitions?|accolades)\b/u;

/** The answer to a question for a figure, or for several where it asks as examples for several do. */
export function figureAnswer(matched: Matched): Answer {
  return withLiked(answerForOne(matched), matched);
}

/** From this likelihood on examples are enough to go by where the words are too few. */
const SPOKEN_FOR = 0.5;

function answerForOne(matched: Matched): Answer {
  const { reading, index } = matched;
  const judged = judgeAll(matched);
  const [top] = judged;
  const all = top !== undefined && asksForAll(top, matched) ? listAnswer(matched) : null;
  if (all !== null && all.facts.length > 1) return all;
  const several = severalAnswer(matched);
  // "How many patients - I know the number of hospitals" names two figures and wants one.
  if (several !== null && !wantsOneFigure('multi', matched)) return several;
  const liked = top !== undefined && (matched.learnt.likeness.get(top.hit.fact.id) ?? 0) >= SPOKEN_FOR;
  if (
    top === undefined ||
    (!liked && (tooFewAsWritten(top.hit, reading) || top.hit.evidence < index.tuning.evidence)) ||
    top.fit < index.tuning.offer * index.tuning.nothing
  ) {
    const [gap] = reading.gaps;
    if (gap !== undefined && asksForFigure(reading)) {
      return answerWith(matched, 'not-found', [], { code: 'obstacle', obstacle: { kind: 'gap', ...gap } });
    }
    return topicAnswer(matched) ?? answerWith(matched, 'not-found', [], { code: 'nothing' });
  }
  const obstacle = top.obstacles.find(isHard);
  if (obstacle !== undefined) {
    return answerWith(matched, 'not-found', nearest(judged, matched), { code: 'obstacle', obstacle });
  }
  const whole = partAskedOf(top, matched);
  if (whole !== null) return whole;
  const telling = matched.weighed.filter(({ weight }) => weight > index.tuning.generic);
  const vague = telling.length <= 1;
  const alike = vague ? labelledAlike(judged, telling, matched) : [];
  if (alike.length > 1 && clearlyLiked(alike, matched) === undefined)
    return answerWith(matched, 'choices', inReportOrder(alike, matched), { code: 'several' });
  const dated = reading.years.length > 0 && 'year' in top.hit.fact.period;
  const ties = judged.filter(
    // Of a question for a year, a figure without one is not as good an answer as a figure of that year.
    (other) =>
      isTie(other, top, vague, matched) && (!dated || other === top || 'year' in other.hit.fact.period),
  );
  if (top.obstacles.length === 0 && top.fit >= foundFrom(top, matched)) {
    const assurance = assuranceOf(top, matched);
    if (assurance <= index.tuning.lacking)
      return answerWith(matched, 'not-found', nearest(judged, matched), { code: 'not-said' });
    if (assurance <= index.tuning.assured)
      return answerWith(matched, 'choices', nearest(judged, matched), { code: 'unsure' });
    const tied = ties.map(({ hit }) => hit.fact);
    const only = ties.length === 1 ? top.hit.fact : clearlyLiked(tied, matched);
    if (only !== undefined) return answerWith(matched, 'found', withTwin(only, matched), { code: 'found' });
    const facts = tied.slice(0, OFFERS.choices);
    const series = new Set(facts.map((fact) => fact.series ?? fact.id));
    return answerWith(matched, 'choices', inReportOrder(facts, matched), {
      code: series.size === 1 ? 'twins' : 'several',
    });
  }
  if (top.fit < (asksForFigure(reading) ? index.tuning.offer : index.tuning.foundWithoutQuantity)) {
    return topicAnswer(matched) ?? answerWith(matched, 'not-found', [], { code: 'nothing' });
  }
  const [unit] = top.obstacles;
  if (unit?.kind === 'unit') {
    return answerWith(matched, 'not-found', nearest(judged, matched), {
      code: 'counts-other',
      asked: unit.asked,
    });
  }
  const offered = judged
    .filter(({ score, obstacles }) => score >= top.score * index.tuning.offered && obstacles.length === 0)
    .map(({ hit }) => hit.fact)
    .slice(0, OFFERS.choices);
  return answerWith(matched, 'choices', offered, { code: 'unsure' });
}

// "Of the 14,000 jobs, how many …": where no figure clearly says that part, none is given.
function partAskedOf(top: Judged, matched: Matched): Answer | null {
  const { reading, index } = matched;
  if (top.fit >= index.tuning.part || !asksForFigure(reading)) return null;
  for (const number of reading.numbers) {
    if (!number.weighty || !isOfWhich(reading.folded, number)) continue;
    const [fact] = factsWithValue(number, index);
    if (fact === undefined) continue;
    const obstacle = { kind: 'breakdown', text: number.text } as const;
    return answerWith(matched, 'not-found', [fact], { code: 'obstacle', obstacle });
  }
  return null;
}

function isOfWhich(folded: string, { start, end }: NumberInText): boolean {
  return (
    /\bof (?:the|those|these|its|their) ?$/u.test(folded.slice(0, start)) ||
    /^[^，。,?？]{0,8}(?:里|中|当中|之中)(?![国小学])/u.test(folded.slice(end))
  );
}

// Of figures that fit the words equally, the one whose name was typed, or that examples leave no doubt about.
function clearlyLiked(facts: readonly Fact[], { reading, learnt, index }: Matched): Fact | undefined {
  const typed = facts.find((fact) => isTyped(fact, reading));
  if (typed !== undefined) return typed;
  if (learnt.kind('multi') >= index.tuning.severalAsked) return undefined;
  return facts.find(({ id }) => (learnt.likeness.get(id) ?? 0) >= index.tuning.clearly);
}

// Of a question that says just what is to be counted ("how many students"), every figure of that is the answer.
function labelledAlike(
  judged: readonly Judged[],
  [only]: readonly WeighedFeature[],
  { reading, index }: Matched,
): Fact[] {
  const { asked } = reading;
  const counted = asked.unit ?? asked.dimension;
  if (only === undefined || counted === undefined || counted === 'money' || counted === 'time') return [];
  const best = judged[0]?.score ?? 0;
  const facts = judged
    .filter(
      ({ hit, obstacles, score }) =>
        obstacles.length === 0 && score >= best * index.tuning.alike && labelSays(hit.indexed, only),
    )
    .map(({ hit }) => hit.fact);
  return facts.length > OFFERS.choices ? [] : facts;
}

// Someone who asks for no quantity may not be asking for a figure at all.
function foundFrom({ hit }: Judged, { reading, index }: Matched): number {
  if (!asksForFigure(reading)) return index.tuning.foundWithoutQuantity;
  const { unit } = reading.asked;
  const alone =
    unit !== undefined &&
    index.base.facts.every(({ id, figure }) => figure.unit !== unit || id === hit.fact.id);
  return alone ? index.tuning.foundOnlyOfUnit : index.tuning.found;
}

// As good an answer: nearly the same score; or, where the question says just one thing, another fact about that.
function isTie(other: Judged, top: Judged, vague: boolean, { index }: Matched): boolean {
  const { tie, complete, tieName } = index.tuning;
  if (other.obstacles.length !== top.obstacles.length) return false;
  if (other.score >= top.score * tie) return true;
  const samePeriod = other.score / other.fit >= (top.score / top.fit) * 0.99;
  const full = top.hit.coverage >= complete && other.hit.coverage >= complete;
  return vague && samePeriod && full && other.hit.name >= top.hit.name * tieName;
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
  const { year, total } = saidPeriod(reading.terms, reading.years);
  return year || total ? [fact] : [fact, ...twinsOf(index.base, fact)];
}
