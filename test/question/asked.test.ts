import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { readFacts } from '../../src/facts/file.ts';
import { unitOf } from '../../src/facts/base.ts';
import {
  asksForName,
  asksNamesOf,
  countedIn,
  NAMED_UNITS,
  readAsked,
  type Asked,
} from '../../src/question/asked.ts';
import { cut } from '../../src/question/cut.ts';
import { compileLexicon } from '../../src/question/lexicon.ts';
import { fold } from '../../src/text/fold.ts';

const base = await readFacts('data/facts.json');
const lexicon = compileLexicon(JSON.parse(await readFile('data/lexicon.json', 'utf8')), []);

function asked(question: string): Asked {
  const folded = fold(question);
  return readAsked(folded, cut(folded, lexicon), lexicon);
}

function namesAsked(question: string): string | null {
  const folded = fold(question);
  return asksNamesOf(folded, cut(folded, lexicon), lexicon);
}

describe('what is counted', () => {
  test.each<[string, Asked]>([
    // The noun behind the question word; of several the last one.
    ['how many school principals were trained', { dimension: 'people' }],
    ['引进了多少家企业', { unit: 'enterprise' }],
    // The noun before it, where none stands behind.
    ['households that received phones - how many?', { dimension: 'households' }],
    ['摘帽的村有几个', { unit: 'village' }],
    ['村的數目是多少', { unit: 'village' }],
    // A measure word, across a verb.
    ['电视送了几部', { unit: 'device' }],
    // 几 may mean some: the word that surely asks comes first.
    ['几家分公司围着一个县，县总共有多少', { unit: 'county' }],
    ['how much of the villages has coverage', { dimension: 'share' }],
    ['what award did it get', { unit: 'award' }],
  ])('in “%s” is %j', (question, counted) => {
    expect(asked(question)).toMatchObject(counted);
  });

  test('is told with the noun as it was typed', () => {
    expect(asked('how many televisions').noun).toEqual({ concept: 'tv', text: 'televisions' });
  });

  test('is a dimension or else a unit', () => {
    expect(countedIn('people')).toEqual({ dimension: 'people' });
    expect(countedIn('village')).toEqual({ unit: 'village' });
  });
});

describe('names', () => {
  test.each([
    '这个项目叫什么名字',
    '代号是啥',
    'what was the fund called',
    'the name of the programme, its title',
  ])('are asked for in “%s”', (question) => {
    expect(asksForName(fold(question))).not.toBeNull();
  });

  test.each(['捐了多少', 'how many calls were made'])('are not asked for in “%s”', (question) => {
    expect(asksForName(fold(question))).toBeNull();
  });

  test('of things are asked for with which, those of people and of awards are not', () => {
    expect(namesAsked('which counties were lifted')).toBe('which counties');
    expect(namesAsked('哪些人受益')).toBeNull();
    expect(namesAsked('which awards were won')).toBeNull();
  });

  test('are what figures of the units of names are', () => {
    const named = base.facts.filter((fact) => NAMED_UNITS.has(fact.figure.unit));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((fact) => unitOf(base, fact).dimension !== 'rank')).toEqual([]);
  });
});
