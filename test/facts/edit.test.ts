import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyDelta, difference, inverse, isEmpty, printFacts } from '../../src/facts/delta.ts';
import {
  addAlias,
  addFact,
  changeFact,
  EditError,
  figureChanges,
  removeAlias,
  removeFact,
  replaceFacts,
  StaleEditError,
  undoChange,
  UnknownFactError,
  withRevisions,
} from '../../src/facts/edit.ts';
import type { Fact, FactFile } from '../../src/facts/schema.ts';
import { sampleFact, sampleFile } from './sample.ts';

function find(file: FactFile, id: string): Fact | undefined {
  return file.facts.find((fact) => fact.id === id);
}

describe('an edit', () => {
  test('gives a new file and leaves the old one alone', () => {
    const file = sampleFile();
    const before = printFacts(file);
    addAlias('schools-a', 'en', 'x')(file);
    addFact(sampleFact('F', 16))(file);
    removeFact('schools-b', 1)(file);
    expect(printFacts(file)).toBe(before);
  });

  test('raises the revision of the file and of the fact it touches, and of no other', () => {
    const edited = addAlias('schools-b', 'zh', '乙')(sampleFile());
    expect(edited.revision).toBe(2);
    expect(edited.facts.map(({ revision }) => revision)).toEqual([1, 2, 1, 1, 1]);
  });

  test('never gives a revision twice, even to a fact removed and added again', () => {
    const added = addFact(sampleFact('A', 11))(removeFact('schools-a', 1)(sampleFile()));
    expect(find(added, 'schools-a')?.revision).toBe(3);
    expect(() => removeFact('schools-a', 1)(added)).toThrow(StaleEditError);
  });

  test('of another revision than the present one is stale', () => {
    const edited = addAlias('schools-a', 'en', 'x')(sampleFile());
    expect(() => changeFact('schools-a', 1, (fact) => fact)(edited)).toThrow(StaleEditError);
    expect(() => addAlias('schools-a', 'en', 'y', 1)(edited)).toThrow(StaleEditError);
    expect(() => replaceFacts(sampleFile(), 1)(edited)).toThrow(StaleEditError);
  });

  test('of a fact that is not there says so', () => {
    expect(() => removeFact('gone', undefined)(sampleFile())).toThrow(UnknownFactError);
    expect(() => addAlias('gone', 'en', 'x')(sampleFile())).toThrow('There is no fact "gone".');
  });

  test('that changes nothing, takes a used id or renames a fact is refused', () => {
    const file = sampleFile();
    expect(() => changeFact('schools-a', 1, (fact) => ({ ...fact }))(file)).toThrow(/nothing to change/u);
    expect(() => changeFact('schools-a', 1, (fact) => ({ ...fact, id: 'x' }))(file)).toThrow(EditError);
    expect(() => addFact(sampleFact('A', 11))(file)).toThrow(/already a fact/u);
    expect(() => removeAlias('schools-a', 'en', 'x')(file)).toThrow(/not a name/u);
    expect(() => addAlias('schools-a', 'en', 'x')(addAlias('schools-a', 'en', 'x')(file))).toThrow(
      /already/u,
    );
    expect(() => replaceFacts(file, 1)(file)).toThrow(/nothing to change/u);
  });

  test('of the whole file keeps the revisions of facts that stay the same', () => {
    const wanted = sampleFile();
    const facts = wanted.facts.map((fact) => ({ ...fact, revision: 77 }));
    facts[1] = { ...sampleFact('B', 12), label: { zh: '乙', en: 'B' } };
    const replaced = replaceFacts({ ...wanted, revision: 9, facts }, 1)(sampleFile());
    expect(replaced.revision).toBe(2);
    expect(replaced.facts.map(({ revision }) => revision)).toEqual([1, 2, 1, 1, 1]);
  });
});

describe('undoing', () => {
  test('puts a removed fact back in its place', () => {
    const file = sampleFile();
    const removed = removeFact('schools-c', 1)(file);
    const undone = undoChange(difference(file, removed))(removed);
    expect(undone.facts.map(({ id }) => id)).toEqual(file.facts.map(({ id }) => id));
    expect(find(undone, 'schools-c')?.revision).toBe(3);
  });

  test('leaves what others changed since as it is', () => {
    const file = sampleFile();
    const first = addAlias('schools-a', 'en', 'x')(file);
    const second = addAlias('schools-b', 'en', 'y')(first);
    const undone = undoChange(difference(file, first))(second);
    expect(find(undone, 'schools-a')?.aliases.en).toEqual([]);
    expect(find(undone, 'schools-b')?.aliases.en).toEqual(['y']);
  });

  test('is refused where the fact was changed again', () => {
    const file = sampleFile();
    const first = addAlias('schools-a', 'en', 'x')(file);
    const second = addAlias('schools-a', 'en', 'y')(first);
    expect(() => undoChange(difference(file, first))(second)).toThrow(StaleEditError);
  });

  test('restores units, topics and the order of facts', () => {
    const file = sampleFile();
    const wanted = {
      ...file,
      topics: [
        ...file.topics,
        { id: 'roads', title: { zh: '路', en: 'Roads' }, aliases: { zh: [], en: [] } },
      ],
      facts: [...file.facts].reverse(),
    };
    const changed = replaceFacts(wanted, 1)(file);
    expect(changed.facts[0]?.id).toBe('schools-e');
    const undone = undoChange(difference(file, changed))(changed);
    expect({ ...undone, revision: 1 }).toEqual(file);
  });
});

test('the difference of any two files leads from one to the other and back', () => {
  const arbitraryFile = fc
    .record({
      towns: fc.shuffledSubarray(Array.from('ABCDEFGHIJ')),
      schools: fc.array(fc.integer({ min: 11, max: 13 }), { minLength: 10, maxLength: 10 }),
      topics: fc.integer({ min: 1, max: 2 }),
    })
    .map(({ towns, schools, topics }): FactFile => {
      const {
        topics: [topic],
        ...file
      } = sampleFile();
      if (topic === undefined) throw new Error('The sample has a topic.');
      const all = [topic, { ...topic, id: 'other' }].slice(0, topics);
      const facts = towns.map((town, index) => sampleFact(town, schools[index] ?? 11));
      return { revision: file.revision, units: file.units, reports: file.reports, topics: all, facts };
    });
  fc.assert(
    fc.property(arbitraryFile, arbitraryFile, (before, wanted) => {
      const after = withRevisions(before, wanted);
      const delta = difference(before, after);
      expect(printFacts(applyDelta(before, delta, after.revision))).toBe(printFacts(after));
      expect(isEmpty(difference(applyDelta(after, inverse(delta), 1), before))).toBe(true);
    }),
    { numRuns: 300, seed: 5 },
  );
});

describe('figureChanges', () => {
  const before = sampleFact('A', 11);

  test('lists the changes of a figure in full digits', () => {
    const after: Fact = {
      ...before,
      figure: { text: '逾100萬人', value: '1000000', unit: 'person', qualifier: 'over' },
      period: { kind: 'cumulative' },
    };
    expect(figureChanges(before, after)).toEqual([
      { field: 'text', before: '11所', after: '逾100萬人' },
      { field: 'value', before: '11', after: '1000000' },
      { field: 'unit', before: 'school', after: 'person' },
      { field: 'qualifier', before: 'exact', after: 'over' },
      { field: 'period', before: 'year 2019', after: 'cumulative' },
    ]);
  });

  test('is empty for a change of names', () => {
    expect(figureChanges(before, { ...before, aliases: { zh: ['甲'], en: [] } })).toEqual([]);
  });
});
