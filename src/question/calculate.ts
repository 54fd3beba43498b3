import Big from 'big.js';
import { twinsOf, unitOf, type FactBase } from '../facts/base.ts';
import type { Fact, Unit } from '../facts/schema.ts';
import { flipped, joint, qualifierOf, type Standing } from './standing.ts';
import type { Operation, Spread } from './operation.ts';

// Exact decimal arithmetic on printed figures. A result is ours, not the report's, and says so.

/** A result computed from facts of the report. */
export interface Calculation {
  readonly operation: Operation;
  /** In the order of the formula: minuend first, part before whole, numerator before denominator. */
  readonly facts: readonly Fact[];
  /** Exact decimal where the division ends within the places kept, else rounded. A share of 0.1875 means 18.75 %. */
  readonly value: string;
  /** What the value counts; undefined for shares and ratios. */
  readonly unit: Unit | undefined;
  /** How the value stands to the true one: a bound where the inputs are bounds. */
  readonly standing: Standing;
  /** Into how many days or months a year was divided. */
  readonly spread?: Spread;
  /** What is to be said with the result, because the figures are not quite of a kind. */
  readonly caveats: readonly Caveat[];
}

export type Caveat = 'different-kinds' | 'different-periods';

/** Why two figures cannot be computed with. */
export type Refusal =
  | { readonly code: 'units'; readonly facts: readonly Fact[] }
  /** Shares of different wholes do not add up. */
  | { readonly code: 'shares'; readonly facts: readonly Fact[] }
  | { readonly code: 'no-value'; readonly facts: readonly Fact[] };

/** Significant digits kept where a quotient does not end. */
const QUOTIENT_DIGITS = 4;

/** A unit that is counted one to one with another: a job is held by one person. */
const ONE_TO_ONE: ReadonlySet<string> = new Set(['job']);

/** Computes, or says why it makes no sense. Facts come in the order of the formula. */
export function calculate(
  operation: Operation,
  facts: readonly Fact[],
  base: FactBase,
  spread?: Spread,
): Calculation | Refusal {
  const values = facts.flatMap(({ figure }) => (figure.value === null ? [] : [new Big(figure.value)]));
  const units = facts.map((fact) => unitOf(base, fact));
  const [first, second = new Big(operation === 'complement' ? 100 : (spread?.parts ?? 0))] = values;
  const [unit, otherUnit = unit] = units;
  const alone = operation === 'complement' || operation === 'spread';
  if (first === undefined || unit === undefined || otherUnit === undefined || values.length < facts.length)
    return { code: 'no-value', facts };
  if (!alone && facts.length < 2) return { code: 'no-value', facts };
  const [standing, otherStanding = standing] = facts.map(qualifierOf);
  if (standing === undefined || otherStanding === undefined) return { code: 'no-value', facts };
  const sameKind = units.every((other) => kindOf(other) === kindOf(unit));
  if (!sameKind && operation !== 'average' && operation !== 'whole') return { code: 'units', facts };
  const common = { operation, facts, caveats: caveatsOf(operation, facts, units) };
  const isShare = unit.dimension === 'share';
  const kinds = common.caveats.includes('different-kinds');
  switch (operation) {
    case 'sum': {
      if (isShare) return { code: 'shares', facts };
      const value = values.reduce((sum, next) => sum.plus(next));
      return {
        ...common,
        value: value.toFixed(),
        unit: kinds ? undefined : unit,
        standing: joint(facts.map(qualifierOf)),
      };
    }
    case 'difference':
    case 'rest':
    case 'before': {
      const sameUnit = units.every(({ id, dimension }) => id === unit.id || dimension === 'people');
      // Things of two kinds can be set side by side (branches and villages), people and households cannot.
      const things = operation === 'difference' && units.every(({ dimension }) => dimension === 'count');
      if (
        !sameUnit &&
        !things &&
        !units.every(({ dimension, id }) => dimension === 'people' || ONE_TO_ONE.has(id))
      )
        return { code: 'units', facts };
      const [minuend, subtrahend] = first.lt(second)
        ? ([otherStanding, standing] as const)
        : ([standing, otherStanding] as const);
      return {
        ...common,
        value: first.minus(second).abs().toFixed(),
        unit,
        standing: joint([minuend, flipped(subtrahend)]),
      };
    }
    case 'complement':
      if (!isShare) return { code: 'units', facts };
      return {
        ...common,
        value: second.minus(first).toFixed(),
        unit,
        standing: flipped(standing),
      };
    case 'share':
    case 'ratio':
      if (second.eq(0)) return { code: 'no-value', facts };
      return { ...common, unit: undefined, ...quotient(first, second, [standing, flipped(otherStanding)]) };
    case 'rest-share':
      if (first.eq(0)) return { code: 'no-value', facts };
      return {
        ...common,
        unit: undefined,
        ...quotient(first.minus(second), first, [standing, flipped(otherStanding)]),
      };
    case 'average':
      if (second.eq(0) || isShare || otherUnit.dimension === 'share') return { code: 'units', facts };
      return { ...common, unit, ...quotient(first, second, [standing, flipped(otherStanding)]) };
    case 'whole':
      if (second.eq(0) || isShare || otherUnit.dimension !== 'share') return { code: 'units', facts };
      return { ...common, unit, ...quotient(first.times(100), second, [standing, flipped(otherStanding)]) };
    case 'spread':
      if (isShare || spread === undefined) return { code: 'units', facts };
      return { ...common, unit, spread, ...quotient(first, second, [standing]) };
  }
}

/** What may be computed with each other: the same dimension, or one to one. */
export function kindOf(unit: Unit): string {
  return ONE_TO_ONE.has(unit.id) ? 'people' : unit.dimension;
}

function caveatsOf(operation: Operation, facts: readonly Fact[], units: readonly Unit[]): Caveat[] {
  if (operation === 'average' || operation === 'whole') return [];
  const caveats: Caveat[] = [];
  if (!units.every(({ id, dimension }) => id === units[0]?.id || dimension === 'people'))
    caveats.push('different-kinds');
  const series = new Set(facts.map((fact) => fact.series ?? fact.id));
  const periods = new Set(facts.map(({ period }) => period.kind));
  if (series.size > 1 && periods.has('year') && periods.has('cumulative')) caveats.push('different-periods');
  return caveats;
}

// A bound is rounded away from the true value, so that it stays true; anything else to the nearest.
function quotient(
  dividend: Big,
  divisor: Big,
  standings: readonly Standing[],
): { value: string; standing: Standing } {
  const standing = joint(standings);
  const value = dividend.div(divisor); // big.js keeps 20 places
  if (value.times(divisor).eq(dividend) && value.toFixed().length <= 12)
    return { value: value.toFixed(), standing };
  const { qualifier } = standing;
  const mode =
    qualifier === 'over' || qualifier === 'at-least'
      ? Big.roundDown
      : qualifier === 'exact' || qualifier === 'about'
        ? Big.roundHalfUp
        : Big.roundUp;
  return {
    value: value.prec(QUOTIENT_DIGITS, mode).toFixed(),
    standing: qualifier === 'exact' ? { ...standing, qualifier: 'about' } : standing,
  };
}

/** The figure for a year (or for the present) and the cumulative one of a fact's series, where it has both. */
export function seriesPair(fact: Fact, base: FactBase): { part: Fact; cumulative: Fact } | null {
  const series = [fact, ...twinsOf(base, fact)];
  const part = series.find(({ period }) => period.kind === 'year' || period.kind === 'at-publication');
  const cumulative = series.find(({ period }) => period.kind === 'cumulative');
  return part === undefined || cumulative === undefined ? null : { part, cumulative };
}
