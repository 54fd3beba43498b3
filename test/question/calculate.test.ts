import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factBase } from '../../src/facts/base.ts';
import { readFacts } from '../../src/facts/file.ts';
import type { Fact } from '../../src/facts/schema.ts';
import { calculate, seriesPair, type Calculation, type Refusal } from '../../src/question/calculate.ts';
import type { Operation } from '../../src/question/operation.ts';
import type { Qualifier } from '../../src/text/numerals.ts';

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
  const results: [Operation, string[], value: string, unit: string | undefined, Qualifier][] = [
    ['sum', ['donation-2019', 'fund-2019'], '1400000000', 'cny', 'exact'],
    ['sum', ['people-lifted', 'mandarin-learners'], '1200000', 'person', 'nearly'],
    ['difference', ['coverage-4g', 'coverage-broadband'], '2', 'percent', 'exact'],
    ['difference', ['coverage-broadband', 'coverage-4g'], '2', 'percent', 'exact'],
    ['difference', ['cadres-total', 'cadres-in-post'], '2225', 'person', 'exact'],
    ['before', ['donation-total', 'donation-2019'], '1300000000', 'cny', 'exact'],
    ['before', ['fund-total', 'fund-2019'], '500000000', 'cny', 'exact'],
    ['share', ['donation-2019', 'donation-total'], '0.1875', undefined, 'exact'],
    ['share', ['fund-2019', 'fund-total'], '0.6875', undefined, 'exact'],
    ['ratio', ['network-funds-total', 'network-funds'], '7', undefined, 'about'],
    ['ratio', ['fund-total', 'fund-2019'], '1.455', undefined, 'about'],
    ['average', ['telemedicine-patients', 'telemedicine-hospitals'], '13530', 'person', 'about'],
    ['average', ['dual-teacher-students', 'dual-teacher-classrooms'], '50', 'person', 'about'],
    ['rest', ['cadres-total', 'cadres-in-post'], '2225', 'person', 'exact'],
    ['rest', ['children-screened', 'children-treated'], '49000', 'person', 'about'],
    ['complement', ['coverage-4g'], '2', 'percent', 'exact'],
    ['complement', ['base-station-share'], '50', 'percent', 'at-most'],
    ['rest-share', ['fund-total', 'fund-2019'], '0.3125', undefined, 'exact'],
    ['sum', ['consumption-2019', 'investment-2019'], '253000000', 'cny', 'over'],
    ['difference', ['villages-lifted', 'paired-villages'], '68', 'village', 'over'],
    ['difference', ['investment-2019', 'consumption-2019'], '53000000', 'cny', 'under'],
    ['difference', ['jobs-2019', 'transfer-employment'], '5000', 'job', 'under'],
    ['average', ['data-packs-value', 'data-packs'], '24.62', 'cny', 'over'],
    ['average', ['jobs-2019', 'job-counties'], '35', 'job', 'under'],
    ['ratio', ['network-funds-total', 'donation-total'], '43.75', undefined, 'over'],
  ];
  test.each(results)('%s of %j is %s', (operation, ids, value, unit, qualifier) => {
    const result = compute(operation, ...ids);
    expect(result).toMatchObject({ operation, value, standing: { qualifier } });
    expect('unit' in result ? result.unit?.id : undefined).toBe(unit);
    expect(result.facts.map(({ id }) => id)).toEqual(ids);
  });

  test('a sum of different things is a bare count with a warning', () => {
    expect(compute('sum', 'counties-lifted', 'townships-lifted', 'villages-lifted')).toMatchObject({
      value: '1082',
      unit: undefined,
      standing: { qualifier: 'exact' },
      caveats: ['different-kinds'],
    });
  });

  test('things of two kinds are set side by side with a warning', () => {
    expect(compute('difference', 'party-branches', 'paired-villages')).toMatchObject({
      value: '200',
      caveats: ['different-kinds'],
    });
  });

  test('figures of one kind carry no warning', () => {
    expect(compute('sum', 'donation-2019', 'fund-2019')).toHaveProperty('caveats', []);
  });

  const refusals: [Operation, string[], Refusal['code']][] = [
    ['difference', ['donation-total', 'people-lifted'], 'units'],
    ['sum', ['donation-2019', 'villages-lifted'], 'units'],
    ['share', ['villages-lifted', 'people-lifted'], 'units'],
    ['ratio', ['coverage-4g', 'base-stations'], 'units'],
    ['sum', ['coverage-4g', 'coverage-broadband'], 'shares'],
    ['difference', ['people-lifted', 'custom-phone-households'], 'units'],
    ['average', ['coverage-4g', 'telemedicine-hospitals'], 'units'],
    ['average', ['telemedicine-patients', 'coverage-4g'], 'units'],
    ['difference', ['assessment-grade', 'contribution-award'], 'no-value'],
    ['sum', ['donation-2019', 'assessment-grade'], 'no-value'],
    ['sum', ['donation-2019'], 'no-value'],
    ['sum', [], 'no-value'],
    ['complement', ['donation-total'], 'units'],
    ['spread', ['donation-total'], 'units'],
    ['whole', ['base-stations', 'donation-total'], 'units'],
  ];
  test.each(refusals)('%s of %j is refused: %s', (operation, ids, code) => {
    const result = compute(operation, ...ids);
    expect(result).toEqual({ code, facts: ids.map(fact) });
  });

  test('a whole is bounded by its part and the share, and only roughly where the part is rounded too', () => {
    expect(compute('whole', 'base-stations', 'base-station-share')).toMatchObject({
      value: '12800',
      standing: { qualifier: 'at-most', rough: true },
    });
  });

  test('a year is divided into its days and its months', () => {
    const year = fact('network-investment-2019');
    expect(calculate('spread', [year], base, { per: 'month', parts: 12 })).toMatchObject({
      value: '850000000',
    });
    expect(calculate('spread', [fact('donation-2019')], base, { per: 'day', parts: 365 })).toMatchObject({
      value: '821900',
      standing: { qualifier: 'about' },
    });
  });

  test('a year beside a running total of something else carries a warning', () => {
    expect(compute('sum', 'donation-2019', 'tariff-savings')).toHaveProperty('caveats', [
      'different-periods',
    ]);
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
        expect(calculate('sum', facts, base)).toMatchObject({
          value: written(sum),
          standing: { qualifier: 'exact' },
        });
        expect(calculate('difference', facts, base)).toMatchObject({
          value: written(difference < 0n ? -difference : difference),
          standing: { qualifier: 'exact' },
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
        if (result.standing.qualifier === 'exact') expect(off).toBe(0n);
        // Rounded to four digits: within half of the fourth one.
        else expect((off < 0n ? -off : off) * 2000n).toBeLessThanOrEqual(BigInt(part) * scale);
      }),
    );
  });
});

/** A printed figure, and a true value that it allows. */
const printed = fc
  .record({
    value: fc.integer({ min: 100, max: 9000 }),
    off: fc.integer({ min: 1, max: 90 }),
    qualifier: fc.constantFrom<Qualifier>('exact', 'nearly', 'over', 'at-least', 'under', 'at-most'),
  })
  .map(({ value, off, qualifier }) => {
    const sign = { exact: 0, about: 0, nearly: -1, over: 1, 'at-least': 1, under: -1, 'at-most': -1 }[
      qualifier
    ];
    return { value, qualifier, truth: value + sign * off };
  });

describe('a bound', () => {
  const operations: [Operation, (one: number, other: number) => number][] = [
    ['sum', (one, other) => one + other],
    ['difference', (one, other) => one - other],
    ['ratio', (one, other) => one / other],
    ['average', (one, other) => one / other],
    ['rest-share', (one, other) => (one - other) / one],
  ];
  test.each(operations)(
    'of a %s holds for every true value that the printed figures allow',
    (operation, truth) => {
      fc.assert(
        fc.property(printed, printed, (one, other) => {
          fc.pre(operation === 'sum' || one.value >= other.value);
          const facts = [one, other].map(({ value, qualifier }) => ({
            ...fact('donation-total'),
            figure: { ...fact('donation-total').figure, value: String(value), qualifier },
          }));
          const result = calculate(operation, facts, base);
          if ('code' in result) throw new Error('The calculation was refused.');
          const due = truth(one.truth, other.truth);
          const value = Number(result.value);
          // Half of the last digit that is kept, for what a float loses.
          const slack = Math.abs(value) * 1e-9 + 1e-9;
          const { qualifier, rough } = result.standing;
          // Off both ways, it is said to be only about so much.
          if (rough) return;
          if (qualifier === 'over' || qualifier === 'at-least')
            expect(due).toBeGreaterThanOrEqual(value - slack);
          if (qualifier === 'nearly' || qualifier === 'under' || qualifier === 'at-most')
            expect(due).toBeLessThanOrEqual(value + slack);
          if (qualifier === 'exact') expect(due).toBeCloseTo(value, 6);
        }),
      );
    },
  );
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
      expect([pair?.part.id, pair?.cumulative.id]).toEqual(['donation-2019', 'donation-total']);
    }
  });

  test('finds none where the report gives but one', () => {
    expect(seriesPair(fact('villages-lifted'), base)).toBeNull();
    const alone = factBase({ ...base.file, facts: [fact('donation-total')] }, base.text);
    expect(seriesPair(fact('donation-total'), alone)).toBeNull();
  });
});
