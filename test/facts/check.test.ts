import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFacts } from '../../src/facts/check.ts';
import { uncoveredNumerals } from '../../src/facts/coverage.ts';
import { parseFacts, readTexts } from '../../src/facts/file.ts';
import { figurePlaces, occurrences, readReportText } from '../../src/facts/report-text.ts';
import { wordsIn } from '../../src/words/words.ts';
import { factFileJsonSchema, type Fact, type FactFile } from '../../src/facts/schema.ts';
import { FactFileError, sayProblem, type PlacedProblem, type Problem } from '../../src/facts/problem.ts';

const json = await readFile('data/facts.json', 'utf8');
const shipped = parseFacts(json);
const texts = await readTexts(shipped, 'data');

/** What the check finds in a copy of the shipped file after one change to it. */
function problemsAfter(plant: (file: FactFile) => void): Problem[] {
  const file = structuredClone(shipped);
  plant(file);
  return checkFacts(file, texts);
}

function place(id: string): number {
  const index = shipped.facts.findIndex((fact) => fact.id === id);
  expect(index, id).toBeGreaterThanOrEqual(0);
  return index;
}

function factIn(file: FactFile, id: string): Fact {
  const fact = file.facts.find((candidate) => candidate.id === id);
  if (fact === undefined) throw new Error(`The test expects a fact ${id}.`);
  return fact;
}

/** The problems at a path below a fact, as messages. */
function messagesAt(problems: readonly Problem[], ...path: (string | number)[]): string[] {
  return problems.filter((problem) => problem.path.join('/') === path.join('/')).map(said);
}

/** What is wrong, in English. */
function said(problem: Problem): string {
  return sayProblem(problem, wordsIn('en'));
}

/** The problems of a file's text that does not even have the right shape. */
function shapeProblems(text: string): readonly PlacedProblem[] {
  try {
    parseFacts(text);
  } catch (error) {
    if (error instanceof FactFileError) return error.problems;
    throw error;
  }
  return [];
}

/** The shipped file as text, after one change to the parsed record. */
function textAfter(plant: (record: Record<string, unknown>) => void): string {
  const record = JSON.parse(json) as Record<string, unknown>;
  plant(record);
  return JSON.stringify(record, null, 2);
}

/** The shipped file as text with one stretch replaced. */
function replaced(old: string, by: string): string {
  expect(json).toContain(old);
  return json.replace(old, () => by);
}

/** 1-based line on which a stretch of a text begins. */
function lineOf(text: string, part: string): number {
  expect(text).toContain(part);
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

describe('the shipped fact file', () => {
  test('has no problem', () => {
    expect(checkFacts(shipped, texts)).toEqual([]);
    expect(shipped.facts.length).toBeGreaterThan(50);
  });

  test('accounts for every numeral of the report', () => {
    for (const report of shipped.reports) {
      const text = texts.get(report.id)?.text ?? '';
      expect(uncoveredNumerals(text, shipped.facts, report.leftOut)).toEqual([]);
      // The check itself is awake: without any fact, the figures are missing.
      expect(uncoveredNumerals(text, [], report.leftOut).length).toBeGreaterThan(50);
    }
  });

  test('lies beside the JSON Schema that its shape is made of', async () => {
    const beside: unknown = JSON.parse(await readFile('data/facts.schema.json', 'utf8'));
    expect(beside).toEqual(JSON.parse(JSON.stringify(factFileJsonSchema())));
  });
});

describe('the check finds', () => {
  test('a figure that does not stand in its quote', () => {
    const problems = problemsAfter((file) => {
      factIn(file, 'villages-lifted').figure.text = '1086個村';
    });
    expect(messagesAt(problems, 'facts', place('villages-lifted'), 'figure', 'text')).toEqual([
      'The figure "1086個村" does not stand in its quote, character for character.',
    ]);
  });

  test('a figure in the other script than the report’s', () => {
    const problems = problemsAfter((file) => {
      factIn(file, 'people-lifted').figure.text = '近100万';
    });
    expect(messagesAt(problems, 'facts', place('people-lifted'), 'figure', 'text')).toHaveLength(1);
  });

  test('a figure that is only the end of a longer number', () => {
    const problems = problemsAfter((file) => {
      Object.assign(factIn(file, 'tariff-savings').figure, {
        text: '5億元',
        value: '500000000',
        qualifier: 'exact',
      });
    });
    expect(messagesAt(problems, 'facts', place('tariff-savings'), 'figure', 'text')).toEqual([
      'The figure "5億元" does not stand in its quote, character for character.',
    ]);
  });

  test('a figure that is only the beginning of a longer number', () => {
    const problems = problemsAfter((file) => {
      Object.assign(factIn(file, 'network-investment-2019').figure, { text: '10', value: '10' });
    });
    expect(messagesAt(problems, 'facts', place('network-investment-2019'), 'figure', 'text')).toHaveLength(1);
  });

  test('a figure that stands twice in its quote', () => {
    const problems = problemsAfter((file) => {
      factIn(file, 'counties-lifted').figure.text = '個';
    });
    expect(messagesAt(problems, 'facts', place('counties-lifted'), 'figure', 'text')).toEqual([
      'The figure "個" stands 3 times in its quote. Choose a shorter quote.',
    ]);
  });

  test('a quote that does not stand in the report', () => {
    const problems = problemsAfter((file) => {
      const fact = factIn(file, 'villages-lifted');
      fact.source.quote = fact.source.quote.replace('脫貧摘帽', '脫貧致富');
    });
    expect(messagesAt(problems, 'facts', place('villages-lifted'), 'source', 'quote')).toEqual([
      'The quote does not stand in the report. Copy a whole sentence, character for character.',
    ]);
  });

  test('a quote that stands twice in the report', () => {
    const problems = problemsAfter((file) => {
      factIn(file, 'assessment-years').source.quote = '連續兩年';
    });
    expect(messagesAt(problems, 'facts', place('assessment-years'), 'source', 'quote')).toEqual([
      'The quote stands 2 times in the report. Copy a whole sentence, character for character.',
    ]);
  });

  test('a quote that stands in another section', () => {
    const problems = problemsAfter((file) => {
      factIn(file, 'cadres-total').source.section = 'funds';
    });
    expect(messagesAt(problems, 'facts', place('cadres-total'), 'source', 'section')).toEqual([
      'The quote stands in the section "talent", not in "funds".',
    ]);
  });

  test('a quote that stands elsewhere than in a part without a lead phrase', () => {
    const problems = problemsAfter((file) => {
      factIn(file, 'coverage-4g').source.section = 'opening';
    });
    expect(messagesAt(problems, 'facts', place('coverage-4g'), 'source', 'section')).toEqual([
      'The quote stands in the section "coverage", not in "opening".',
    ]);
  });

  test.each([
    ['people-lifted', '100萬', '近100萬'],
    ['base-station-share', '50%', '50%以上'],
    ['tongyue-students', '5萬', '5萬余'],
    ['tariff-savings', '15億元', '約15億元'],
  ])('a figure of %s that leaves out its qualifier', (id, text, whole) => {
    const problems = problemsAfter((file) => {
      const { figure } = factIn(file, id);
      figure.text = text;
      figure.qualifier = 'exact';
    });
    expect(messagesAt(problems, 'facts', place(id), 'figure', 'text')).toEqual([
      expect.stringContaining(`Write "${whole}".`),
    ]);
  });

  test('a year that the report does not mention, and a unit that its text contradicts', () => {
    const problems = problemsAfter((file) => {
      factIn(file, 'coverage-4g').period = { kind: 'end-of-year', year: '2018' };
      factIn(file, 'donation-2019').figure.unit = 'person';
    });
    expect(messagesAt(problems, 'facts', place('coverage-4g'), 'period', 'year')).toEqual([
      'The report does not mention the year 2018.',
    ]);
    expect(messagesAt(problems, 'facts', place('donation-2019'), 'figure', 'unit')).toEqual([
      '"3億元" counts money, but its unit says otherwise.',
    ]);
  });

  test('a value that differs from its text', () => {
    const problems = problemsAfter((file) => {
      factIn(file, 'investment-2019').figure.value = '15300000';
    });
    expect(problems).toEqual([
      {
        path: ['facts', place('investment-2019'), 'figure', 'value'],
        code: 'value-wrong',
        values: { figure: '1.53億元', value: '15300000', read: '153000000' },
      },
    ]);
  });

  test('a value that is missing', () => {
    const problems = problemsAfter((file) => {
      factIn(file, 'coverage-4g').figure.value = null;
    });
    expect(messagesAt(problems, 'facts', place('coverage-4g'), 'figure', 'value')).toEqual([
      'The value is missing: "98%" reads as 98.',
    ]);
  });

  test('a value for words that hold no number', () => {
    const problems = problemsAfter((file) => {
      factIn(file, 'assessment-grade').figure.value = '1';
    });
    expect(messagesAt(problems, 'facts', place('assessment-grade'), 'figure', 'value')).toHaveLength(1);
  });

  test.each([
    ['people-lifted', 'exact', 'nearly'],
    ['tariff-savings', 'nearly', 'about'],
    ['network-funds', 'exact', 'over'],
    ['base-station-share', 'over', 'at-least'],
    ['coverage-4g', 'at-least', 'exact'],
  ] as const)('a wrong qualifier of %s: %s for %s', (id, wrong, right) => {
    const problems = problemsAfter((file) => {
      factIn(file, id).figure.qualifier = wrong;
    });
    const { text } = factIn(shipped, id).figure;
    expect(problems).toHaveLength(1);
    expect(messagesAt(problems, 'facts', place(id), 'figure', 'qualifier')).toEqual([
      `The qualifier is "${wrong}", but "${text}" reads as "${right}".`,
    ]);
  });

  test('a share that its unit does not call one, and the reverse', () => {
    const problems = problemsAfter((file) => {
      factIn(file, 'coverage-4g').figure.unit = 'village';
      factIn(file, 'villages-lifted').figure.unit = 'percent';
    });
    expect(problems.map(({ path }) => path)).toEqual([
      ['facts', place('villages-lifted'), 'figure', 'unit'],
      ['facts', place('coverage-4g'), 'figure', 'unit'],
    ]);
  });

  test('an id that is used twice, in every list', () => {
    const problems = problemsAfter((file) => {
      const [unit] = file.units;
      const [topic] = file.topics;
      const [section] = file.reports[0]?.sections ?? [];
      if (unit === undefined || topic === undefined || section === undefined)
        throw new Error('an empty list');
      file.units.push(unit);
      file.topics.push(topic);
      file.reports[0]?.sections.push(section);
    });
    expect(problems.map(({ path }) => path)).toEqual([
      ['units', shipped.units.length, 'id'],
      ['topics', shipped.topics.length, 'id'],
      ['reports', 0, 'sections', shipped.reports[0]?.sections.length, 'id'],
    ]);
  });

  test('a fact id that is used twice, naming the first one', () => {
    const problems = problemsAfter((file) => {
      factIn(file, 'coverage-broadband').id = 'coverage-4g';
    });
    expect(messagesAt(problems, 'facts', place('coverage-broadband'), 'id')).toEqual([
      `The id "coverage-4g" is used twice: it is also number ${String(place('coverage-4g') + 1)} of the list. Give one of them another id.`,
    ]);
  });

  test.each([
    ['as it is', (alias: string) => alias],
    ['in the other script', () => '宽带覆盖率'],
    ['in full-width letters and other spacing', () => '寬 帶　覆蓋率'],
  ])('an alias that another fact claims, written %s', (_how, write) => {
    const alias = '寬帶覆蓋率';
    const problems = problemsAfter((file) => {
      factIn(file, 'coverage-4g').aliases.zh = [alias];
      factIn(file, 'coverage-broadband').aliases.zh = [write(alias)];
    });
    expect(messagesAt(problems, 'facts', place('coverage-broadband'), 'aliases', 'zh', 0)).toEqual([
      `"${write(alias)}" is already a name of the fact "coverage-4g". A name may belong to one fact only.`,
    ]);
  });

  test('an alias that another fact claims in other case', () => {
    const problems = problemsAfter((file) => {
      factIn(file, 'principals-trained').aliases.en = ['Blue Dream reach'];
      factIn(file, 'multimedia-classrooms').aliases.en = ['BLUE-DREAM REACH'];
    });
    expect(messagesAt(problems, 'facts', place('multimedia-classrooms'), 'aliases', 'en', 0)).toHaveLength(1);
  });

  test('an alias that is another fact’s label', () => {
    const problems = problemsAfter((file) => {
      factIn(file, 'coverage-broadband').aliases.en = [factIn(file, 'coverage-4g').label.en.toUpperCase()];
    });
    expect(messagesAt(problems, 'facts', place('coverage-broadband'), 'aliases', 'en', 0)).toHaveLength(1);
  });

  test('an alias that stands twice in one fact', () => {
    const problems = problemsAfter((file) => {
      factIn(file, 'coverage-4g').aliases.en = ['signal share', 'Signal Share'];
    });
    expect(messagesAt(problems, 'facts', place('coverage-4g'), 'aliases', 'en', 1)).toEqual([
      '"Signal Share" stands here twice. Remove one.',
    ]);
  });

  test.each([
    ['section', ['source', 'section'], 'The report "china-mobile-2019" has no section "nowhere".'],
    ['report', ['source', 'report'], 'There is no report "nowhere".'],
    ['topic', ['topic'], 'The topic "nowhere" is not in the list of topics.'],
    ['unit', ['figure', 'unit'], 'The unit "nowhere" is not in the list of units.'],
  ] as const)('an unknown %s', (what, path, message) => {
    const problems = problemsAfter((file) => {
      const fact = factIn(file, 'villages-lifted');
      if (what === 'unit') fact.figure.unit = 'nowhere';
      else if (what === 'topic') fact.topic = 'nowhere';
      else fact.source[what] = 'nowhere';
    });
    expect(messagesAt(problems, 'facts', place('villages-lifted'), ...path)).toEqual([message]);
  });

  test('a heading and a lead phrase that the report does not print', () => {
    const problems = problemsAfter((file) => {
      const sections = file.reports[0]?.sections ?? [];
      Object.assign(sections.find(({ id }) => id === 'network') ?? {}, { heading: '沒有的標題' });
      Object.assign(sections.find(({ id }) => id === 'talent') ?? {}, { lead: '沒有的段落' });
    });
    const sections = shipped.reports[0]?.sections.map(({ id }) => id) ?? [];
    expect(problems.map(({ path }) => path)).toEqual([
      ['reports', 0, 'sections', sections.indexOf('talent'), 'lead'],
      ['reports', 0, 'sections', sections.indexOf('network'), 'heading'],
    ]);
  });

  test('a report text that is not there', () => {
    const problems = checkFacts(shipped, new Map());
    expect(problems).toEqual([
      {
        path: ['reports', 0, 'text'],
        code: 'no-text',
        values: { text: 'reports/china-mobile-2019.txt' },
      },
    ]);
  });

  test('a numeral of the report that no fact accounts for', () => {
    const problems = problemsAfter((file) => {
      file.facts = file.facts.filter(({ id }) => id !== 'data-packs');
    });
    expect(problems.map(({ path }) => path)).toEqual([
      ['reports', 0, 'leftOut'],
      ['reports', 0, 'leftOut'],
    ]);
    expect(problems.map((problem) => /"(.*?)"/u.exec(said(problem))?.[1])).toEqual(['134', '萬']);
  });

  test('a Chinese numeral that no fact accounts for', () => {
    const problems = problemsAfter((file) => {
      file.facts = file.facts.filter(({ id }) => id !== 'paired-counties');
    });
    expect(problems.map((problem) => /"(.*?)"/u.exec(said(problem))?.[1])).toEqual(['六']);
  });

  test('several problems at once, each with its place', () => {
    const problems = problemsAfter((file) => {
      factIn(file, 'investment-2019').figure.value = '1';
      factIn(file, 'people-lifted').figure.qualifier = 'exact';
      factIn(file, 'coverage-broadband').id = 'coverage-4g';
      factIn(file, 'cadres-total').topic = 'nowhere';
    });
    expect(problems.map(({ path }) => path.join('.')).sort()).toEqual(
      [
        `facts.${String(place('investment-2019'))}.figure.value`,
        `facts.${String(place('people-lifted'))}.figure.qualifier`,
        `facts.${String(place('coverage-broadband'))}.id`,
        `facts.${String(place('cadres-total'))}.topic`,
      ].sort(),
    );
  });
});

describe('the shape of the file', () => {
  test('is that of the shipped one', () => {
    expect(shapeProblems(json)).toEqual([]);
    expect(shapeProblems(textAfter(() => undefined))).toEqual([]);
  });

  test('must be JSON: where it breaks is told by line and column', () => {
    expect(shapeProblems('{\n  "revision": 1,\n  "units" []\n}')).toEqual([
      { path: [], code: 'not-json', values: { what: { word: 'json.colon' } }, line: 3, column: 11 },
    ]);
    expect(shapeProblems('{\n  "revision": 1,\n}')[0]).toMatchObject({ line: 3, column: 1 });
    expect(shapeProblems(json.slice(0, -40))[0]?.line).toBeGreaterThan(3000);
  });

  test.each([
    ['nothing', ''],
    ['white space', ' \n '],
    ['a comment', '// facts\n{}'],
    ['two values', '{} {}'],
    ['single quotes', "{'revision': 1}"],
    ['a line break in a text', '{"revision": "a\nb"}'],
    ['another number form', '{"revision": 01}'],
    ['NaN', '{"revision": NaN}'],
  ])('is refused where the file holds %s', (_what, text) => {
    const problems = shapeProblems(text);
    expect(problems).not.toEqual([]);
    expect(problems.map(said).join('\n')).toMatch(/^(?:This is not JSON: .+|The file is empty)\.$/mu);
  });

  test('is told of a byte order mark at the very beginning', () => {
    expect(shapeProblems(`\uFEFF${json}`)[0]).toMatchObject({ line: 1, column: 1 });
  });

  test.each(['null', '[]', '1', '"facts"', 'true'])('is no %s', (text) => {
    expect(shapeProblems(text)).not.toEqual([]);
  });

  test('has no key twice: the second one is pointed at', () => {
    const text = replaced(
      '"id": "villages-lifted",',
      '"id": "villages-lifted",\n      "id": "villages-left",',
    );
    const [problem, ...others] = shapeProblems(text);
    expect(others).toEqual([]);
    expect(problem?.path).toEqual(['facts', place('villages-lifted'), 'id']);
    expect(problem).toMatchObject({ code: 'key-twice', values: { key: 'id' } });
    expect([lineOf(text, '"id": "villages-lifted"'), lineOf(text, '"id": "villages-left"')]).toContain(
      problem?.line,
    );
  });

  test('lacks no field: the record that lacks it is pointed at', () => {
    const text = replaced('"topic": "honours",', '');
    const [problem, ...others] = shapeProblems(text);
    expect(others).toEqual([]);
    expect(problem?.path).toEqual(['facts', 0, 'topic']);
    expect(problem?.line).toBe(lineOf(text, '"id": "assessment-grade"') - 1);
  });

  test('has no field of another name', () => {
    const text = replaced('"topic": "honours",', '"topic": "honours",\n      "tpoic": "results",');
    const problems = shapeProblems(text);
    expect(problems).toMatchObject([
      { path: ['facts', 0], code: 'keys-unknown', values: { keys: '"tpoic"' } },
    ]);
    expect(problems[0]?.line).toBe(lineOf(text, '"id": "assessment-grade"') - 1);
  });

  test('takes __proto__ for a field of another name, and nobody inherits from it', () => {
    const text = replaced(
      '"topic": "honours",',
      '"topic": "honours",\n      "__proto__": { "polluted": "yes" },',
    );
    expect(shapeProblems(text).map(said).join()).toContain('__proto__');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test.each(['1e999', '-1', '0', '1.5', '"1"', 'null'])('allows no revision %s', (revision) => {
    const text = replaced('"revision": 1,', `"revision": ${revision},`);
    expect(shapeProblems(text)[0]).toMatchObject({ path: ['revision'], line: lineOf(text, '"revision"') });
  });

  test.each(['1e3', '01', '1,000', '-5', '1.', '.5', '１００', '', ' 1'])('allows no value “%s”', (value) => {
    const text = replaced('"value": "1068"', `"value": ${JSON.stringify(value)}`);
    expect(shapeProblems(text).map(({ path }) => path)).toEqual([
      ['facts', place('villages-lifted'), 'figure', 'value'],
    ]);
  });

  test.each([
    ['a control character', '\u0007'],
    ['a line break', '\n'],
    ['a bidirectional override', '\u202E'],
    ['a bidirectional isolate', '\u2066'],
    ['a zero-width space', '\u200B'],
    ['a soft hyphen', '\u00AD'],
    ['an invisible tag', '\u{E0041}'],
    ['a replacement character', '\uFFFD'],
    ['half a surrogate pair', '\uD83D'],
    ['the middle of a Discord link', 'a](https://example.org)'],
  ])('allows no %s in a text', (_what, character) => {
    const text = textAfter((record) => {
      const [fact] = record['facts'] as { label: { en: string } }[];
      if (fact !== undefined) fact.label.en = `Grade${character}x`;
    });
    expect(shapeProblems(text)).toMatchObject([{ path: ['facts', 0, 'label', 'en'] }]);
  });

  test.each(['Facts', 'two words', 'a--b', '-a', 'ä', '', 'a'.repeat(49), '../a', '__proto__'])(
    'allows no id “%s”',
    (id) => {
      const text = replaced('"id": "villages-lifted"', `"id": ${JSON.stringify(id)}`);
      expect(shapeProblems(text)[0]?.path).toEqual(['facts', place('villages-lifted'), 'id']);
    },
  );

  test.each(['/etc/passwd', 'reports/../x.txt', '../reports/a.txt', 'reports/a.json', 'reports/A.txt'])(
    'allows no report text at “%s”',
    (path) => {
      const text = replaced('"reports/china-mobile-2019.txt"', JSON.stringify(path));
      expect(shapeProblems(text)[0]?.path).toEqual(['reports', 0, 'text']);
    },
  );

  test('is told with every problem at once', () => {
    const text = replaced('"topic": "honours",', '')
      .replace('"value": "1068"', '"value": 1068')
      .replace('"revision": 1,', '"revision": 0,');
    expect(
      shapeProblems(text)
        .map(({ path }) => path.join('.'))
        .sort(),
    ).toEqual(['revision', 'facts.0.topic', `facts.${String(place('villages-lifted'))}.figure.value`].sort());
  });
});

describe('a mangled file', () => {
  test('is refused with its problems, and with no other error', () => {
    const small = JSON.stringify({ revision: 1, units: [], b: { __: [-2.5e3, 'x\n\u1234', true, null] } });
    const characters = fc.constantFrom(
      ...Array.from('{}[]:,"\\ -+.eE019tfn\t\n\r\u0000\u00A0\uFEFF/*\u2028aNI'),
    );
    const slip = fc.tuple(fc.nat(small.length), fc.nat(3), characters);
    fc.assert(
      fc.property(fc.array(slip, { maxLength: 4 }), (slips) => {
        let text = small;
        for (const [at, gone, character] of slips)
          text = text.slice(0, at) + character + text.slice(at + gone);
        expect(shapeProblems(text)).not.toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('figurePlaces', () => {
  test('finds no figure inside a longer number', () => {
    expect(figurePlaces('惠及15萬人', '5萬')).toEqual([]);
    expect(figurePlaces('惠及5萬人', '5萬')).toEqual([2]);
    expect(figurePlaces('達1.5億元', '5億元')).toEqual([]);
    expect(figurePlaces('共1,500人', '500人')).toEqual([]);
    expect(figurePlaces('有100所', '10')).toEqual([]);
    expect(figurePlaces('有10萬所', '10')).toEqual([]);
    expect(figurePlaces('有10%', '10')).toEqual([]);
  });

  test('finds every place of a figure that stands alone', () => {
    expect(figurePlaces('7個縣和7個鄉', '7個')).toEqual([0, 4]);
  });
});

describe('readReportText', () => {
  test('tells headings from paragraphs and keeps every character', () => {
    const text = '開頭。\n標題\n第一。第二。\n第三！\n';
    const report = readReportText(text);
    expect(report.text).toBe(text);
    expect(report.headings).toEqual(['標題']);
    expect(report.paragraphs.map((paragraph) => [paragraph.heading, paragraph.text])).toEqual([
      ['', '開頭。'],
      ['標題', '第一。第二。'],
      ['標題', '第三！'],
    ]);
    for (const paragraph of report.paragraphs)
      expect(text.startsWith(paragraph.text, paragraph.start)).toBe(true);
  });

  test('finds overlapping places and none of nothing', () => {
    expect(occurrences('ababa', 'aba')).toEqual([0, 2]);
    expect(occurrences('ababa', '')).toEqual([]);
  });
});
