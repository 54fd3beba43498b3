import Big from 'big.js';
import { twinsOf, unitOf, type FactBase } from '../facts/base.ts';
import type { Fact, Unit } from '../facts/schema.ts';
import type { Operation } from './frames.ts';

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
  /** False where an input is qualified (近, 約 …) or the quotient was rounded. */
  readonly exact: boolean;
  /** Set where the figures are not quite of a kind. */
  readonly caveat?: 'different-kinds';
}

/** Why two figures cannot be computed with. */
export type Refusal =
  | { readonly code: 'units'; readonly facts: readonly Fact[] }
  /** Shares of different wholes do not add up. */
  | { readonly code: 'shares'; readonly facts: readonly Fact[] }
  | { readonly code: 'no-value'; readonly facts: readonly Fact[] };

/** Significant digits kept where a quotient does not end. */
const QUOTIENT_DIGITS = 4;

/** Computes, or says why it makes no sense. Facts come in the order of the formula. */
export function calculate(
  operation: Operation,
  facts: readonly Fact[],
  base: FactBase,
): Calculation | Refusal {
  const values = facts.flatMap(({ figure }) => (figure.value === null ? [] : [new Big(figure.value)]));
  const units = facts.map((fact) => unitOf(base, fact));
  const [first, second] = values;
  const [unit, otherUnit] = units;
  if (first === undefined || second === undefined || values.length < facts.length)
    return { code: 'no-value', facts };
  if (unit === undefined || otherUnit === undefined) return { code: 'no-value', facts };
  const sameKind = units.every(({ dimension }) => dimension === unit.dimension);
  if (operation !== 'average' && !sameKind) return { code: 'units', facts };
  const inputsExact = facts.every(({ figure }) => figure.qualifier === 'exact');
  const differentKinds =
    operation !== 'average' && !units.every(({ id }) => id === unit.id || unit.dimension === 'people');
  const caveat = differentKinds ? ({ caveat: 'different-kinds' } as const) : {};
  const common = { operation, facts, ...caveat };
  switch (operation) {
    case 'sum': {
      if (unit.dimension === 'share') return { code: 'shares', facts };
      const value = values.reduce((sum, next) => sum.plus(next));
      return {
        ...common,
        value: value.toFixed(),
        unit: differentKinds ? undefined : unit,
        exact: inputsExact,
      };
    }
    case 'difference':
    case 'before': {
      if (differentKinds && unit.dimension !== 'share') return { code: 'units', facts };
      return { ...common, value: first.minus(second).abs().toFixed(), unit, exact: inputsExact };
    }
    case 'share':
    case 'ratio': {
      if (second.eq(0)) return { code: 'no-value', facts };
      const { value, exact } = divide(first, second);
      return { ...common, value, unit: undefined, exact: exact && inputsExact };
    }
    case 'average': {
      if (second.eq(0) || unit.dimension === 'share' || otherUnit.dimension === 'share')
        return { code: 'units', facts };
      const { value, exact } = divide(first, second);
      return { ...common, value, unit, exact: exact && inputsExact };
    }
  }
}

function divide(dividend: Big, divisor: Big): { value: string; exact: boolean } {
  const quotient = dividend.div(divisor); // big.js keeps 20 places
  const exact = quotient.times(divisor).eq(dividend) && quotient.toFixed().length <= 12;
  return { value: (exact ? quotient : quotient.prec(QUOTIENT_DIGITS)).toFixed(), exact };
}

/** The yearly and the cumulative fact of a fact's series, where it has both. */
export function seriesPair(fact: Fact, base: FactBase): { yearly: Fact; cumulative: Fact } | null {
  const series = [fact, ...twinsOf(base, fact)];
  const yearly = series.find(({ period }) => period.kind === 'year');
  const cumulative = series.find(({ period }) => period.kind === 'cumulative');
  return yearly === undefined || cumulative === undefined ? null : { yearly, cumulative };
}
