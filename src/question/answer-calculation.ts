import { unitOf } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { hasHan } from '../text/fold.ts';
import { averageOperands } from './average.ts';
import { calculate } from './calculate.ts';
import { asideSpans } from './asides.ts';
import { readAsked } from './asked.ts';
import { cut, type Span, type Term } from './cut.ts';
import { answerWith, judgeAll, nearest, without, type Answer, type Matched } from './decide.ts';
import { FIELD_WEIGHTS } from './entry.ts';
import { indexedFact } from './index.ts';
import { conceptKey } from './keys.ts';
import { conceptsOf } from './lexicon.ts';
import { isCounted, likedOperands, operandsOf, seriesOperands } from './operands.ts';
import { operatorSpans, requestsIn, spreadIn, type Operation, type Request } from './operation.ts';
import { complementOperand, goneOperands, restOperands, wholeOperands } from './remainder.ts';

// Questions for a number that the report does not print but that follows from those that it does: what is to be
// computed is read from the wording (operation.ts), with which figures from the whole question (operands.ts and the
// like), whether they go together from their units (calculate.ts).

export function calculationAnswer(asked: Matched): Answer | null {
  const { reading, index } = asked;
  const years = cut(reading.folded, index.lexicon).flatMap(({ year, start, end }) =>
    year === undefined ? [] : [{ year, start, end }],
  );
  for (const request of requestsIn(reading.folded, years, ownYear(asked))) {
    const cues = request.cues.filter((cue) => meansIt(cue, request, asked));
    const answer = cues.length === 0 ? null : answerTo({ ...request, cues }, asked);
    if (answer !== null) return answer;
  }
  return null;
}

// Not what is said in passing (除去累計那個, 不要加總的), nor a negation that is part of a word (沒錢, 不用).
function meansIt([from, to]: Span, { operation, year, sense }: Request, { reading }: Matched): boolean {
  if (year !== undefined) return true;
  const { folded } = reading;
  if (IN_PASSING.has(operation) && asideSpans(folded).some(([start, end]) => start <= from && to <= end))
    return false;
  if (sense !== 'denied') return true;
  return !reading.terms.some(
    ({ start, end, senses }) =>
      start <= from && to <= end && end - start > to - from && conceptsOf(senses).length > 0,
  );
}

const IN_PASSING: ReadonlySet<Operation> = new Set(['difference', 'sum', 'rest', 'complement']);

function ownYear({ index }: Matched): string | undefined {
  return index.base.file.reports[0]?.year;
}

function answerTo(request: Request, asked: Matched): Answer | null {
  const { operation, year } = request;
  if (year !== undefined && year !== ownYear(asked)) return null;
  if (year === undefined && asked.reading.years.some((other) => other !== ownYear(asked))) return null;
  if (hasGap(request, asked)) return null;
  const matched = askedAgain(request, asked);
  const [top] = matched.hits;
  if (
    top === undefined ||
    top.evidence < asked.index.tuning.evidence ||
    top.coverage < asked.index.tuning.offer
  )
    return null;
  const facts = factsFor(request, matched);
  if (facts === null || leavesNameOut(facts, matched)) {
    // The cue says beyond doubt what is wanted, and the question names something: then the figures are lacking.
    const lacking =
      request.plain &&
      operation !== 'sum' &&
      facts === null &&
      asked.reading.gaps.length === 0 &&
      top.score >= asked.index.tuning.found;
    if (!lacking) return null;
    return answerWith(asked, 'not-found', nearest(judgeAll(matched), matched), {
      code: 'no-operands',
      operation,
    });
  }
  if (operation === 'share' && isGiven(facts, asked, matched)) return null;
  const spread =
    operation === 'spread' && facts[0]?.period.kind === 'year'
      ? spreadIn(asked.reading.folded, facts[0].period.year)
      : null;
  const { base } = asked.index;
  const result = calculate(operation, facts, base, spread ?? undefined);
  if ('code' in result) {
    // Unless it names all that does not go together, one figure that says most of it is what is asked for.
    const named = facts.every((fact) => isCounted(unitOf(base, fact), asked.reading, asked.index));
    const [single] = judgeAll(asked);
    if (
      operation === 'sum' &&
      result.code === 'units' &&
      !named &&
      single?.obstacles.length === 0 &&
      single.fit >= asked.index.tuning.foundWithoutQuantity
    )
      return null;
    return answerWith(asked, 'not-found', facts, { code: 'refused', refusal: result });
  }
  return answerWith(asked, 'calculated', facts, { code: 'calculated' }, { calculation: result });
}

// The question without the words that say what to compute, and with what is said behind them ("一個流量包").
function askedAgain(request: Request, asked: Matched): Matched {
  const { reading, index } = asked;
  const terms = reading.terms.flatMap((term) =>
    term.senses.some(({ kind }) => kind === 'gap') && hasHan(term.text) && overlaps(term, request.cues)
      ? cut(term.text.slice(1), index.lexicon).map((inner) => ({
          ...inner,
          start: inner.start + term.start + 1,
          end: inner.end + term.start + 1,
        }))
      : term,
  );
  const spans = [...operatorSpans(reading.folded), ...wordsOnly(request)];
  const matched = without(spans, { ...asked, reading: { ...reading, terms } });
  return {
    ...matched,
    reading: {
      ...matched.reading,
      asked: asksPoints(request, reading.folded)
        ? { dimension: 'share' }
        : readAsked(reading.folded, matched.reading.terms, index.lexicon),
      gaps: [],
    },
  };
}

function asksPoints({ operation }: Request, folded: string): boolean {
  return operation === 'complement' || /百分点|percentage points?/u.test(folded);
}

function overlaps({ start, end }: Term, spans: readonly Span[]): boolean {
  return spans.some(([from, to]) => from < end && start < to);
}

function factsFor(request: Request, matched: Matched): readonly Fact[] | null {
  const { operation, cues, sense, plain } = request;
  switch (operation) {
    case 'rest':
    case 'rest-share':
      if (request.year !== undefined) return seriesOperands(operation, matched);
      return sense === 'gone' ? goneOperands(cues, matched) : restOperands(cues, matched);
    case 'complement':
      return complementOperand(request, matched);
    case 'whole':
      return wholeOperands(matched);
    case 'spread':
      return spreadOperand(matched);
    case 'average':
      return averageOperands(matched, plain) ?? (plain ? likedOperands(operation, matched) : null);
    case 'before':
      return seriesOperands(operation, matched);
    case 'difference':
    case 'ratio':
    case 'share':
    case 'sum':
      return operandsOf(operation, matched, plain) ?? (plain ? likedOperands(operation, matched) : null);
  }
}

// Only what is of one year can be divided into the year's days or months.
function spreadOperand(matched: Matched): readonly Fact[] | null {
  const top = judgeAll(matched).find(({ obstacles }) => obstacles.length === 0);
  if (top === undefined || top.hit.score < matched.index.tuning.found || top.hit.fact.period.kind !== 'year')
    return null;
  return [top.hit.fact];
}

/** Cues made of nothing but words that say what to compute; those of the others may hold the figures' names. */
const WORDS_ONLY: ReadonlySet<Operation> = new Set(['rest', 'complement', 'spread', 'before', 'rest-share']);

function wordsOnly({ operation, cues }: Request): readonly Span[] {
  return WORDS_ONLY.has(operation) ? cues : [];
}

// Something asked about that no figure gives, unless the very words say what to compute ("一個流量包", "still without").
function hasGap({ cues }: Request, { reading }: Matched): boolean {
  const spans = [...cues, ...operatorSpans(reading.folded)];
  return reading.gaps.some(
    ({ text }) => !reading.terms.some((term) => term.text === text && overlaps(term, spans)),
  );
}

// A name (a place, a technology, a project) that none of the figures has anything to do with.
function leavesNameOut(facts: readonly Fact[], { reading, index }: Matched): boolean {
  const known = facts.map((fact) => indexedFact(fact, index)?.weights);
  return reading.terms.some((term) => {
    const ids = conceptsOf(term.senses);
    return (
      ids.some((id) => index.lexicon.concepts.get(id)?.named === true) &&
      !ids.some((id) => known.some((weights) => (weights?.get(conceptKey(id)) ?? 0) >= FIELD_WEIGHTS.topic))
    );
  });
}

// A share that the report itself gives is no calculation.
function isGiven(facts: readonly Fact[], asked: Matched, matched: Matched): boolean {
  const given = judgeAll(asked).find(({ hit }) => unitOf(asked.index.base, hit.fact).dimension === 'share');
  if (given === undefined || given.obstacles.length > 0 || given.hit.score < asked.index.tuning.found)
    return false;
  const best = Math.max(
    0,
    ...matched.hits.filter(({ fact }) => facts.includes(fact)).map(({ coverage }) => coverage),
  );
  return given.hit.coverage >= best;
}
