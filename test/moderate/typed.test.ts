import { describe, expect, it } from 'vitest';
import { factBase } from '../../src/facts/base.ts';
import { readFacts } from '../../src/facts/file.ts';
import { readReportText } from '../../src/facts/report-text.ts';
import {
  carriedOver,
  changedFields,
  factFrom,
  printPeriod,
  readPeriod,
  typedOf,
} from '../../src/moderate/typed.ts';
import { sampleFact, sampleFile, sampleText } from '../facts/sample.ts';

const base = factBase(sampleFile(), new Map([['county', readReportText(sampleText())]]));

describe('the fields of a form', () => {
  it('give back every fact of the project exactly', async () => {
    const real = await readFacts('data/facts.json');
    for (const fact of real.facts) {
      const { fact: read, unread } = factFrom(typedOf(fact), fact.id, fact, undefined, real);
      expect(read).toEqual(fact);
      expect(unread).toEqual([]);
    }
  });

  it('read value and qualifier from the text of the figure, as new facts need it', async () => {
    const real = await readFacts('data/facts.json');
    for (const fact of real.facts.filter(({ figure }) => figure.value !== null)) {
      const { fact: read } = factFrom(typedOf(fact), fact.id, null, fact.series, real);
      expect(read.figure, fact.id).toEqual(fact.figure);
    }
  });

  it('take units by name and sections without their report', () => {
    const typed = { ...typedOf(sampleFact('A', 11)), unit: '所', section: 'opening' };
    const { fact } = factFrom(typed, 'x', null, undefined, base);
    expect(fact.figure.unit).toBe('school');
    expect(fact.source).toMatchObject({ report: 'county', section: 'opening' });
  });

  it.each([
    ['2019', { kind: 'year', year: '2019' }],
    ['2019年', { kind: 'year', year: '2019' }],
    ['End of 2019', { kind: 'end-of-year', year: '2019' }],
    ['截至2019年底', { kind: 'end-of-year', year: '2019' }],
    ['累計', { kind: 'cumulative' }],
    ['目前', { kind: 'at-publication' }],
    ['not stated', { kind: 'not-stated' }],
    ['soon', null],
    ['', null],
  ])('read the period %j', (text, period) => {
    expect(readPeriod(text)).toEqual(period);
    if (period !== null)
      expect(readPeriod(printPeriod(readPeriod(text) ?? { kind: 'not-stated' }))).toEqual(period);
  });

  it('carry only what was typed over to a newer version', () => {
    const from = typedOf(sampleFact('A', 11));
    const typed = { ...from, 'label-en': 'mine' };
    const onto = { ...from, 'label-en': 'theirs', 'aliases-en': 'theirs' };
    const merged = carriedOver(typed, from, onto);
    expect(merged['label-en']).toBe('mine');
    expect(merged['aliases-en']).toBe('theirs');
    expect(changedFields(onto, merged)).toEqual(['label-en']);
  });
});
