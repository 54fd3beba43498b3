import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { botFor, withBase, type Bot } from '../../src/bot.ts';
import { suggestFacts } from '../../src/command/suggest.ts';
import { factBase } from '../../src/facts/base.ts';
import { readFacts } from '../../src/facts/file.ts';
import type { Fact } from '../../src/facts/schema.ts';
import { eachFitting, factNamed, NAMED, namesIn, type Tier } from '../../src/question/names.ts';
import { foldTight } from '../../src/text/fold.ts';

const base = await readFacts('data/facts.json');
const words: unknown = JSON.parse(await readFile('data/lexicon.json', 'utf8'));
const bot = botFor(base, words);
const PART: Tier = { kind: 'part', fits: ({ names }, typed) => names.some((name) => name.includes(typed)) };

function fitting(typed: string, tier: Tier, { index }: Bot): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  eachFitting(typed, tier, index, (slot) => found.push(index.facts[slot]?.id) > 0);
  return found;
}

function over(facts: readonly Fact[], from: Bot): Bot {
  return withBase(from, factBase({ ...base.file, facts: [...facts] }, base.text), words);
}

/** A stretch of some fact's name, as someone types it. */
const stretch = fc
  .record({
    fact: fc.constantFrom(...base.facts),
    from: fc.nat({ max: 12 }),
    length: fc.integer({ min: 1, max: 8 }),
  })
  .map(({ fact, from, length }) => foldTight(fact.label.zh).slice(from, from + length));

describe('the names of facts by their pieces', () => {
  test('give the same facts as a look at every name, in the report’s order', () => {
    fc.assert(
      fc.property(fc.oneof(stretch, fc.constantFrom('number', 'of', 'x', '4g', '龘')), (typed) => {
        if (typed === '') return;
        const all = namesIn(bot.index).names.flatMap((names, slot) =>
          names !== undefined && PART.fits(names, typed) ? [bot.index.facts[slot]?.id] : [],
        );
        expect(fitting(typed, PART, bot)).toEqual(all);
      }),
      { numRuns: 60 },
    );
  });

  test('find a fact by each of its whole names', () => {
    for (const fact of base.facts) {
      for (const name of [fact.label.zh, fact.label.en])
        expect(fitting(foldTight(name), NAMED, bot)).toContain(fact.id);
    }
    expect(factNamed(base.facts[0]?.label.zh ?? '', bot.index)).toBe(base.facts[0]);
    expect(factNamed('', bot.index)).toBeNull();
    expect(factNamed('no such name', bot.index)).toBeNull();
  });

  test('follow an edit, a removal and a new order without being made anew', () => {
    namesIn(bot.index);
    const [first, second, ...others] = base.facts;
    if (first === undefined || second === undefined) throw new Error('There are too few facts.');
    const named = { ...first, aliases: { ...first.aliases, zh: [...first.aliases.zh, '夔龘之数'] } };
    const edited = over([...others, named], bot);
    expect(edited.index.vocabulary).toBe(bot.index.vocabulary);
    expect(fitting('夔龘', PART, edited)).toEqual([first.id]);
    expect(fitting('夔龘', PART, bot)).toEqual([]);
    expect(fitting(foldTight(second.label.zh), NAMED, edited)).toEqual([]);
    expect(suggestFacts('夔', null, 'en', edited)[0]?.value).toBe(first.id);
    const fresh = botFor(edited.base, words);
    for (const typed of ['贫', '捐', 'fu', '1', 'number']) {
      expect(suggestFacts(typed, null, 'zh-Hant', edited)).toEqual(
        suggestFacts(typed, null, 'zh-Hant', fresh),
      );
    }
  });
});
