import Big from 'big.js';
import { sentenceOf, unitOf } from '../facts/base.ts';
import type { Fact, Unit } from '../facts/schema.ts';
import { kindOf, seriesPair } from './calculate.ts';
import { inReportOrder, type Matched } from './decide.ts';
import { shareOf } from './examples.ts';
import type { FactIndex } from './index.ts';
import type { Reading } from './interpret.ts';
import { conceptsOf } from './lexicon.ts';
import { fits } from './obstacles.ts';
import type { Operation } from './operation.ts';
import { saidPeriod } from './period.ts';
import {
  bestAssignment,
  gainOf,
  OPERANDS,
  poolOf,
  sameSeries,
  sumOf,
  type Candidate,
  type Pool,
} from './pool.ts';

// Which facts a calculation is to be made of: those that together explain the question best, each of them something
// that the others do not.

/** The facts a calculation question names, in the order of the formula; null where it does not name them clearly. */
export function operandsOf(operation: Operation, matched: Matched, plain: boolean): readonly Fact[] | null {
  const pool = poolOf(matched);
  let best: { facts: readonly Fact[]; score: number; sameKind: boolean } | null = null;
  for (const [place, one] of pool.candidates.entries()) {
    for (const other of pool.candidates.slice(place + 1)) {
      const found = pairScore(operation, one, other, plain, pool);
      if (found === null) continue;
      // Figures that do not go together are named only where none that do are: then it is said why.
      const better =
        best === null || (found.sameKind === best.sameKind ? found.score > best.score : found.sameKind);
      if (better) best = { facts: [one.fact, other.fact], ...found };
    }
  }
  if (best === null) return seriesOperands(operation, matched);
  const likely = best.facts.every(({ id }) => (matched.learnt.likeness.get(id) ?? 0) >= OPERANDS.unliked);
  const liked = likely || operation === 'sum' ? null : likedOperands(operation, matched);
  if (liked !== null) return liked;
  const facts = operation === 'sum' ? withFurther(best.facts, pool) : best.facts;
  return inOrder(operation, facts, pool);
}

/** The two figures that examples speak for most, in the order of the formula; null where they speak for one. */
export function likedOperands(operation: Operation, matched: Matched): readonly Fact[] | null {
  const { learnt, index } = matched;
  if (learnt.kind('compute') < OPERANDS.computed) return null;
  const [one, other] = index.base.facts
    .map((fact) => ({ fact, share: shareOf(fact.id, learnt) }))
    .filter(({ fact }) => fact.figure.value !== null)
    .sort((first, second) => second.share - first.share);
  if (one === undefined || other === undefined || other.share < OPERANDS.liked) return null;
  const facts = [one.fact, other.fact];
  return operation === 'average' ? aboveFirst(facts, index) : inOrder(operation, facts, poolOf(matched));
}

// What is shared out is money, or else the greater number.
function aboveFirst(facts: readonly Fact[], { base }: FactIndex): readonly Fact[] {
  return [...facts].sort(
    (one, other) =>
      Number(unitOf(base, other).dimension === 'money') - Number(unitOf(base, one).dimension === 'money') ||
      new Big(other.figure.value ?? 0).cmp(one.figure.value ?? 0),
  );
}

/** A year and its total, where the question names the series but once: "what share was given in 2019". */
export function seriesOperands(operation: Operation, matched: Matched): readonly Fact[] | null {
  const { reading, hits, index } = matched;
  const [top] = hits;
  if (top === undefined || operation === 'sum') return null;
  const pair = hits
    .filter(({ score }) => score >= top.score * 0.85)
    .map(({ fact }) => seriesPair(fact, index.base))
    .find((found) => found !== null);
  if (pair?.part.period.kind !== 'year') return null;
  if (operation === 'before' || operation === 'rest-share') return [pair.cumulative, pair.part];
  const said = saidPeriod(reading.terms, reading.years);
  if (!said.year) return null;
  if (operation === 'share') return [pair.part, pair.cumulative];
  return said.total ? [pair.cumulative, pair.part] : null;
}

// How well two facts together are what the question names; null where they are not.
function pairScore(
  operation: Operation,
  one: Candidate,
  other: Candidate,
  plain: boolean,
  pool: Pool,
): { score: number; sameKind: boolean } | null {
  const { matched, weights, total, segments, said } = pool;
  const { reading, index, hits } = matched;
  const series = sameSeries(one.fact, other.fact);
  const bothPeriods = said.year && said.total;
  if (operation === 'sum' && series) return null;
  // Of two series without a word on the period, both are taken over the same one.
  if (!series && one.fact.series !== undefined && other.fact.series !== undefined) {
    if (!bothPeriods && one.fact.period.kind !== other.fact.period.kind) return null;
  }
  const explained = sumOf(
    weights.map((weight, place) => weight * Math.max(one.strengths[place] ?? 0, other.strengths[place] ?? 0)),
  );
  if (explained / total < OPERANDS.explained) return null;
  const gains = [gainOf(one, other, pool, series), gainOf(other, one, pool, series)] as const;
  const local = bestAssignment(one.fact, other.fact, pool);
  const gained = gains.map((gain) => gain >= OPERANDS.gain);
  const periods = series && bothPeriods;
  const named = [0, 1].map((place) => periods || gained[place] === true || local.leads[place] === true);
  if (!named.every(Boolean)) return null;
  const units = [unitOf(index.base, one.fact), unitOf(index.base, other.fact)] as const;
  const sameUnit = units[0].id === units[1].id || units.every((unit) => kindOf(unit) === 'people');
  const sameKind = kindOf(units[0]) === kindOf(units[1]);
  const apart = local.leads.every(Boolean);
  const both = gained.every(Boolean);
  const [top] = hits;
  const single = Math.max(0, ...hits.map(({ coverage }) => coverage));
  const more = explained / total - single;
  if (!sameKind && !(both && apart && local.score >= OPERANDS.clear)) return null;
  if (operation === 'sum' && !(plain ? apart || both : apart && both && local.score >= OPERANDS.clear))
    return null;
  if (operation === 'sum' && (segments.length < 2 || !(sameKind || plain))) return null;
  // One figure that explains as much is what is asked for, unless both are named in clear words of their own.
  const outside = top !== undefined && top.fact !== one.fact && top.fact !== other.fact;
  if (outside && top.score >= OPERANDS.single && more <= 0) return null;
  const clear = apart && local.score >= OPERANDS.clear;
  if (more < OPERANDS.more && !series && (operation === 'sum' || !clear)) return null;
  if (operation === 'share' || operation === 'ratio') {
    if (!sameUnit || units[0].dimension === 'share') return null;
    // A part of a whole is told of beside it, unless the question sets the two against each other.
    const together = series || sentenceOf(one.fact) === sentenceOf(other.fact);
    const sameThing = units[0].id === units[1].id && units[0].dimension === 'count' && both;
    if (operation === 'share' && !together && !clear && !sameThing) return null;
  } else {
    const asked = reading.asked.dimension === 'share' ? {} : reading.asked;
    const fitting = [one.fact, other.fact].filter((fact) => fits(fact, asked, index));
    const counted = sameUnit || units.every((unit) => isCounted(unit, reading, index));
    if (operation === 'sum' && !plain && !(clear && counted) && fitting.length < 2) return null;
    if (operation === 'sum' && sameKind && fitting.length === 0) return null;
    const namesAll = [one.fact, other.fact].every(
      (fact, place) => fitting.includes(fact) || isCounted(units[place] ?? units[0], reading, index),
    );
    // "…總共砸了多少" after a list of purposes is no sum: each figure must count something that is asked or named.
    const asksAny = asked.dimension !== undefined || asked.countable === true;
    if (operation === 'sum' && !namesAll && (asked.unit !== undefined || !(plain || asksAny))) return null;
    if (!clear && (fitting.length === 0 || (!both && fitting.length < 2))) return null;
  }
  const kinds = [one.fact.period.kind, other.fact.period.kind];
  const mixesPeriods = !series && kinds.includes('year') && kinds.includes('cumulative');
  const score =
    explained / total +
    OPERANDS.local * (segments.length > 1 ? local.score : 0) +
    (sameUnit ? OPERANDS.sameUnit : 0) +
    OPERANDS.likeness * sumOf([one, other].map(({ fact }) => matched.learnt.likeness.get(fact.id) ?? 0)) +
    (sentenceOf(one.fact) === sentenceOf(other.fact) ? OPERANDS.sameSentence : 0) -
    (mixesPeriods && !said.year ? OPERANDS.otherPeriod : 0);
  return { score, sameKind };
}

/** Whether the question names what is counted in this unit. */
export function isCounted({ id, dimension }: Unit, { terms }: Reading, { lexicon }: FactIndex): boolean {
  return terms
    .flatMap(({ senses }) => conceptsOf(senses))
    .some((concept) => [id, dimension].includes(lexicon.concepts.get(concept)?.counts ?? ''));
}

// "The counties, the townships and the villages": what else is named in a stretch of its own.
function withFurther(facts: readonly Fact[], pool: Pool): readonly Fact[] {
  const { candidates, weights, total, matched } = pool;
  const { base } = matched.index;
  const found = [...facts];
  const dimension = facts[0] === undefined ? undefined : unitOf(base, facts[0]).dimension;
  const named = (fact: Fact): Candidate | undefined => candidates.find((other) => other.fact === fact);
  for (;;) {
    const taken = found.flatMap((fact) => named(fact) ?? []);
    let best: { fact: Fact; gain: number } | null = null;
    for (const candidate of candidates) {
      if (found.includes(candidate.fact) || unitOf(base, candidate.fact).dimension !== dimension) continue;
      if (taken.some(({ fact }) => sameSeries(fact, candidate.fact))) continue;
      if (taken.some((other) => bestAssignment(candidate.fact, other.fact, pool).score < OPERANDS.named))
        continue;
      const gains = taken.map((other) => gainOf(candidate, other, pool));
      const gain = sumOf(
        weights.map((weight, place) => {
          const known = Math.max(...taken.map(({ strengths }) => strengths[place] ?? 0));
          return weight * Math.max(0, (candidate.strengths[place] ?? 0) - known);
        }),
      );
      if (Math.min(...gains) < OPERANDS.gain || gain / total < OPERANDS.further) continue;
      if (best === null || gain > best.gain) best = { fact: candidate.fact, gain };
    }
    if (best === null) return found;
    found.push(best.fact);
  }
}

const OF_WHOLE =
  /占|佔|相当于|等于|as an? (?:share|percentage|percent|proportion|fraction|%)|what (?:percent(?:age)?|share|fraction|proportion|%) of|% of/u;

// A difference is asked for either way round; so are the part of a whole and how many times one is the other, unless
// the question says which stands over which.
function inOrder(operation: Operation, facts: readonly Fact[], pool: Pool): readonly Fact[] {
  const [first, second] = facts;
  if (first === undefined || second === undefined) return facts;
  if (operation === 'sum') return inReportOrder(facts, pool.matched);
  const asc = new Big(first.figure.value ?? 0).lt(second.figure.value ?? 0) ? facts : [second, first];
  const { folded } = pool.matched.reading;
  if (operation === 'share' || (operation === 'ratio' && /\bratio of\b/u.test(folded))) {
    const marker = OF_WHOLE.exec(folded);
    const named = [first, second]
      .map((fact) => ({ fact, start: placeOf(fact, facts, pool) }))
      .sort((one, other) => one.start - other.start)
      .map(({ fact }) => fact);
    const [earlier, later] = named;
    if (operation === 'ratio') return named;
    if (sameSeries(first, second) || marker === null || earlier === undefined || later === undefined)
      return asc;
    const splits =
      placeOf(earlier, facts, pool) < marker.index && placeOf(later, facts, pool) >= marker.index;
    return splits ? named : asc;
  }
  return [...asc].reverse();
}

// Where the stretch begins that names the fact and not the other.
function placeOf(fact: Fact, facts: readonly Fact[], { segments }: Pool): number {
  let best = { start: 0, lead: -Infinity };
  for (const { start, hits } of segments) {
    const others = facts.filter((other) => other !== fact).map((other) => hits.get(other.id)?.score ?? 0);
    const lead = (hits.get(fact.id)?.score ?? 0) - Math.max(0, ...others);
    if (lead > best.lead) best = { start, lead };
  }
  return best.start;
}
