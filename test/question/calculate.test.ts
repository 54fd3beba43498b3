import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factBase } from '../../src/facts/base.ts';
import { readFacts } from '../../src/facts/file.ts';
import type { Fact } from '../../src/facts/schema.ts';
import { calculate, seriesPair, type Calculation, type Refusal } from '../../src/question/calculate.ts';
import type { Operation } from '../../src/question/frames.ts';

const base = await readFacts('data/facts.json');

function fact(id: string): Fact {
  const found = base.fact.get(id);
  if (found === undefined) throw new Error(`The test expects a fact ${id}.`);
  return found;
}

function compute(operation: Operation, ...ids: string[]): Calculation | Refusal {
  return calculate(operation, ids.map(fact), base);
}

/** A fact of the base with another number in it. */
function withValue(id: string, value: string): Fact {
  const other = fact(id);
  return { ...other, figure: { ...other.figure, value, qualifier: 'exact' } };
}

describe('calculate', () => {
  const results: [Operation, string[], value: string, unit: string | undefined, exact: boolean][] = [
    ['sum', ['donation-2019', 'fund-2019'], '1400000000', 'cny', true],
    ['sum', ['people-lifted', 'mandarin-learners'], '1200000', 'person', false],
    ['difference', ['coverage-4g', 'coverage-broadband'], '2', 'percent', true],
    ['difference', ['coverage-broadband', 'coverage-4g'], '2', 'percent', true],
    ['difference', ['cadres-total', 'cadres-in-post'], '2225', 'person', true],
    ['before', ['donation-total', 'donation-2019'], '1300000000', 'cny', true],
    ['before', ['fund-total', 'fund-2019'], '500000000', 'cny', true],
    ['share', ['donation-2019', 'donation-total'], '0.1875', undefined, true],
    ['share', ['fund-2019', 'fund-total'], '0.6875', undefined, true],
    ['ratio', ['network-funds-total', 'network-funds'], '7', undefined, false],
    ['ratio', ['fund-total', 'fund-2019'], '1.455', undefined, false],
    ['average', ['telemedicine-patients', 'telemedicine-hospitals'], '13530', 'person', false],
    ['average', ['dual-teacher-students', 'dual-teacher-classrooms'], '50', 'person', false],
  ];
  test.each(results)('%s of %j is %s', (operation, ids, value, unit, exact) => {
    const result = compute(operation, ...ids);
    expect(result).toMatchObject({ operation, value, exact });
    expect('unit' in result ? result.unit?.id : undefined).toBe(unit);
    expect(result.facts.map(({ id }) => id)).toEqual(ids);
  });

  test('a sum of different things is a bare count with a warning', () => {
    expect(compute('sum', 'counties-lifted', 'townships-lifted', 'villages-lifted')).toMatchObject({
      value: '1082',
      unit: undefined,
      exact: true,
      caveat: 'different-kinds',
    });
  });

  test('figures of one kind carry no warning', () => {
    expect(compute('sum', 'donation-2019', 'fund-2019')).not.toHaveProperty('caveat');
  });

  const refusals: [Operation, string[], Refusal['code']][] = [
    ['difference', ['donation-total', 'people-lifted'], 'units'],
    ['sum', ['donation-2019', 'villages-lifted'], 'units'],
    ['share', ['villages-lifted', 'people-lifted'], 'units'],
    ['ratio', ['coverage-4g', 'base-stations'], 'units'],
    ['sum', ['coverage-4g', 'coverage-broadband'], 'shares'],
    ['difference', ['counties-lifted', 'villages-lifted'], 'units'],
    ['average', ['coverage-4g', 'telemedicine-hospitals'], 'units'],
    ['average', ['telemedicine-patients', 'coverage-4g'], 'units'],
    ['difference', ['assessment-grade', 'contribution-award'], 'no-value'],
    ['sum', ['donation-2019', 'assessment-grade'], 'no-value'],
    ['sum', ['donation-2019'], 'no-value'],
    ['sum', [], 'no-value'],
  ];
  test.each(refusals)('%s of %j is refused: %s', (operation, ids, code) => {
    const result = compute(operation, ...ids);
    expect(result).toEqual({ code, facts: ids.map(fact) });
  });

  test('nothing is divided by zero', () => {
    const zero = withValue('donation-total', '0');
    for (const operation of ['share', 'ratio', 'average'] as const) {
      expect(calculate(operation, [fact('donation-2019'), zero], base)).toHaveProperty('code');
    }
  });

  test('adds and subtracts without losing a digit', () => {
    const decimals = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 29n }), fc.nat(999))
      .map(([whole, thousandths]) => ({ whole, thousandths }));
    fc.assert(
      fc.property(decimals, decimals, (one, other) => {
        const facts = [
          withValue('donation-total', written(one.whole * 1000n + BigInt(one.thousandths))),
          withValue('donation-2019', written(other.whole * 1000n + BigInt(other.thousandths))),
        ];
        const [first, second] = [one, other].map(
          ({ whole, thousandths }) => whole * 1000n + BigInt(thousandths),
        );
        const sum = (first ?? 0n) + (second ?? 0n);
        const difference = (first ?? 0n) - (second ?? 0n);
        expect(calculate('sum', facts, base)).toMatchObject({ value: written(sum), exact: true });
        expect(calculate('difference', facts, base)).toMatchObject({
          value: written(difference < 0n ? -difference : difference),
          exact: true,
        });
      }),
    );
  });

  test('a quotient is exact where the division ends, and says so where it does not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (part, whole) => {
        const facts = [withValue('donation-2019', String(part)), withValue('donation-total', String(whole))];
        const result = calculate('ratio', facts, base);
        if ('code' in result) throw new Error('The ratio was refused.');
        const [integer = '', fraction = ''] = result.value.split('.');
        const scale = 10n ** BigInt(fraction.length);
        const back = BigInt(`${integer}${fraction}`) * BigInt(whole);
        const off = back - BigInt(part) * scale;
        if (result.exact) expect(off).toBe(0n);
        // Rounded to four digits: within half of the fourth one.
        else expect((off < 0n ? -off : off) * 2000n).toBeLessThanOrEqual(BigInt(part) * scale);
      }),
    );
  });
});

/** Thousandths as a plain decimal. */
function written(thousandths: bigint): string {
  const digits = String(thousandths).padStart(4, '0');
  const fraction = digits.slice(-3).replace(/0+$/u, '');
  return fraction === '' ? digits.slice(0, -3) : `${digits.slice(0, -3)}.${fraction}`;
}

describe('seriesPair', () => {
  test('finds the yearly and the cumulative figure from either of them', () => {
    for (const id of ['donation-2019', 'donation-total']) {
      const pair = seriesPair(fact(id), base);
      expect([pair?.yearly.id, pair?.cumulative.id]).toEqual(['donation-2019', 'donation-total']);
    }
  });

  test('finds none where the report gives but one', () => {
    expect(seriesPair(fact('villages-lifted'), base)).toBeNull();
    const alone = factBase({ ...base.file, facts: [fact('donation-total')] }, base.text);
    expect(seriesPair(fact('donation-total'), alone)).toBeNull();
  });
});
