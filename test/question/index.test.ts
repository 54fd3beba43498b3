import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { botFor } from '../../src/bot.ts';
import { factBase, type FactBase } from '../../src/facts/base.ts';
import { readFacts } from '../../src/facts/file.ts';
import type { Fact } from '../../src/facts/schema.ts';
import { answererOn } from '../../src/question/answer.ts';
import { eachFeature } from '../../src/question/entry.ts';
import { changedIndex } from '../../src/question/index-change.ts';
import { indexFacts, indexing, type FactIndex } from '../../src/question/index.ts';
import { fieldIn, slotIn } from '../../src/question/postings.ts';
import { inSlices } from '../../src/question/slices.ts';

const base = await readFacts('data/facts.json');
const { lexicon } = botFor(base, JSON.parse(await readFile('data/lexicon.json', 'utf8')));
const index = indexFacts(base, lexicon);

function withFacts(facts: readonly Fact[]): FactBase {
  return factBase({ ...base.file, facts: [...facts] }, base.text);
}

/** What an index says, whatever slots and numbers it says it with. */
function contentOf({ base: { facts }, ...made }: FactIndex): unknown {
  const postings = [...made.vocabulary].flatMap(([key, feature]) => {
    const list = made.postings.lists[feature];
    if (list === undefined) return [];
    const byFact = Array.from(list, (posting) => [
      facts[made.position[slotIn(posting)] ?? -1]?.id,
      fieldIn(posting),
    ]);
    return [[key, byFact.map(String).sort(), made.idf(key)] as const];
  });
  const values = Array.from(made.values.slots, (slot) => made.facts[slot]);
  return {
    postings: postings.sort(([one], [other]) => (one < other ? -1 : 1)),
    slots: Array.from(made.slots, (slot) => made.facts[slot]?.id),
    values: values.map((fact) => fact?.figure.value),
    valued: new Set(values.map((fact) => fact?.id)),
    manyYears: made.manyYears,
  };
}

const word = fc.constantFrom('云岭', '捐款', 'donation', '贫困村', 'solar panels', '5G基站', '青台县');
const edit = fc.oneof(
  fc.record({
    kind: fc.constant('alias' as const),
    place: fc.nat(),
    text: fc.array(word, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('value' as const), place: fc.nat(), value: fc.option(fc.nat().map(String)) }),
  fc.record({ kind: fc.constant('year' as const), place: fc.nat(), year: fc.constantFrom('2018', '2019') }),
  fc.record({ kind: fc.constant('add' as const), place: fc.nat(), id: fc.nat({ max: 9999 }) }),
  fc.record({ kind: fc.constant('remove' as const), place: fc.nat() }),
  fc.record({ kind: fc.constant('move' as const), place: fc.nat(), to: fc.nat() }),
  fc.record({ kind: fc.constant('copy' as const) }),
);
type Change = typeof edit extends fc.Arbitrary<infer Made> ? Made : never;

function edited(facts: readonly Fact[], change: Change): Fact[] {
  // As when the file is read again: the same facts as other objects.
  if (change.kind === 'copy') return structuredClone([...facts]);
  const place = change.place % Math.max(facts.length, 1);
  const fact = facts[place];
  if (fact === undefined) return [...facts];
  const others = facts.toSpliced(place, 1);
  switch (change.kind) {
    case 'remove':
      return others;
    case 'move':
      return others.toSpliced(change.to % facts.length, 0, fact);
    case 'add': {
      const id = `added-${String(change.id)}`;
      return facts.some((other) => other.id === id) ? [...facts] : facts.toSpliced(place, 0, { ...fact, id });
    }
    case 'alias': {
      const zh = [...fact.aliases.zh, change.text.join('')];
      return facts.with(place, { ...fact, aliases: { ...fact.aliases, zh } });
    }
    case 'value':
      return facts.with(place, { ...fact, figure: { ...fact.figure, value: change.value } });
    case 'year':
      return facts.with(place, { ...fact, period: { kind: 'year', year: change.year } });
  }
}

describe('an index derived from another', () => {
  test('says what one built anew would say, after any edits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
        (saves) => {
          let derived = index;
          let facts: readonly Fact[] = base.facts.slice(0, 12);
          derived = indexFacts(withFacts(facts), lexicon);
          for (const save of saves) {
            for (const change of save) facts = edited(facts, change);
            const next = withFacts(facts);
            const made = changedIndex(derived, next);
            expect(made).not.toBeNull();
            if (made === null) return;
            derived = made;
            expect(contentOf(derived)).toEqual(contentOf(indexFacts(next, lexicon)));
            expect(derived.base).toBe(next);
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  test('answers as one built anew would, in the new order too', () => {
    const facts = base.facts.toReversed().toSpliced(3, 2);
    const derived = changedIndex(index, withFacts(facts));
    const fresh = answererOn(indexFacts(withFacts(facts), lexicon));
    expect(derived).not.toBeNull();
    for (const question of ['贫困户', 'villages', '16億是什麼', '捐了多少钱', '1.6億', 'how many schools']) {
      const [one, other] = [derived === null ? null : answererOn(derived).ask(question), fresh.ask(question)];
      expect(one?.facts.map(({ id }) => id)).toEqual(other.facts.map(({ id }) => id));
      expect(one?.hits.map(({ fact, score }) => [fact.id, score])).toEqual(
        other.hits.map(({ fact, score }) => [fact.id, score]),
      );
    }
  });

  test('shares the postings and entries of what did not change, and leaves the old one as it was', () => {
    const before = contentOf(index);
    const [first, ...others] = base.facts;
    if (first === undefined) throw new Error('There are no facts.');
    const changed = { ...first, aliases: { ...first.aliases, zh: [...first.aliases.zh, '夔龘'] } };
    const derived = changedIndex(index, withFacts([changed, ...others]));
    expect(derived?.has('g:夔龘')).toBe(true);
    expect(index.has('g:夔龘')).toBe(false);
    expect(contentOf(index)).toEqual(before);
    const kept = index.postings.lists.filter((list, feature) => derived?.postings.lists[feature] === list);
    expect(kept.length).toBe(index.postings.lists.length);
    expect(derived?.entries.slice(1)).toEqual(index.entries.slice(1));
    expect(derived?.entries[1]).toBe(index.entries[1]);
  });

  test('is refused where topics or units differ, and where most facts do', () => {
    const [topic, ...topics] = base.file.topics;
    if (topic === undefined) throw new Error('There are no topics.');
    const renamed = { ...topic, title: { zh: '別的', en: 'Other' } };
    const file = { ...base.file, topics: [renamed, ...topics] };
    expect(changedIndex(index, factBase(file, base.text))).toBeNull();
    const many = Array.from({ length: 5 }, (_, round) =>
      base.facts.map((fact) => ({ ...fact, id: `${fact.id}-${String(round)}` })),
    ).flat();
    expect(changedIndex(index, withFacts(many))).toBeNull();
  });
});

describe('an index', () => {
  test('built in slices is the one built at once, and lets others run in between', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const large = Array.from({ length: 5 }, (_, round) =>
      base.facts.map((fact) => ({ ...fact, id: `${fact.id}-${String(round)}` })),
    ).flat();
    const sliced = await inSlices(indexing(withFacts(large), lexicon));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
    expect(contentOf(sliced)).toEqual(contentOf(indexFacts(withFacts(large), lexicon)));
  });

  test('has every fact under each of its features, with the strongest field', () => {
    for (const [slot, entry] of index.entries.entries()) {
      if (entry === undefined) throw new Error('A slot of a fresh index is free.');
      eachFeature(entry, (feature, field) => {
        const posting = index.postings.lists[feature]?.find((candidate) => slotIn(candidate) === slot);
        expect(posting === undefined ? undefined : fieldIn(posting)).toBe(field);
      });
    }
  });
});
