import { readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printFacts } from '../../src/facts/delta.ts';
import type { FactFile } from '../../src/facts/schema.ts';
import { customIdOf, textOf } from '../loopback/components.ts';
import type { Upload } from '../loopback/files.ts';
import { eventually } from '../loopback/real-client.ts';
import type { Seen } from '../loopback/seen.ts';
import { sampleFact } from '../facts/sample.ts';
import { setStage, type Stage } from './stage.ts';

let stage: Stage;
let discord: Stage['discord'];

beforeAll(async () => {
  stage = await setStage();
  discord = stage.discord;
});
afterAll(() => stage.clear());

function imports(file: Upload, more: Record<string, Upload | string> = {}): Promise<Seen> {
  return discord.member('Mo').slash('facts import', { file, ...more });
}

function json(file: FactFile): Upload {
  return { name: 'facts.json', content: printFacts(file) };
}

describe('/facts export and import', () => {
  it('hand out the whole file and take it back, after a summary and a reason', async () => {
    const mo = discord.member('Mo');
    const out = await mo.slash('facts export');
    expect(out.ephemeral).toBe(true);
    await out.until((seen) => seen.message.attachments.length > 0);
    expect(out.message.attachments.map(({ filename }) => filename)).toEqual(['facts.json', 'county.txt']);
    const file = await stage.file();
    const [first, second, ...rest] = file.facts;
    if (first === undefined || second === undefined) throw new Error('the sample has facts');
    const wanted = {
      ...file,
      facts: [
        { ...first, label: { ...first.label, en: 'Another label' } },
        { ...sampleFact('C', 13), id: second.id, aliases: second.aliases, label: second.label },
        ...rest.slice(0, -1),
      ],
    };
    const asked = await imports(json(wanted));
    expect(asked.text).toContain('Added: 0');
    expect(asked.text).toContain('Changed: 2 (schools-a, schools-b)');
    expect(asked.text).toContain('Removed: 1 (schools-j)');
    expect(asked.text).toContain('schools-b: Magnitude: 12 → 13');
    expect((await stage.file()).facts).toHaveLength(10);
    const why = await mo.press(asked.message, customIdOf(asked.message, 'Replace the facts'));
    const done = await mo.submitModal(why, { reason: 'a new edition' });
    expect(textOf(done.message)).toContain('Facts changed: 3');
    const saved = await stage.file();
    expect(saved.facts.map(({ label }) => label.en)[0]).toBe('Another label');
    expect(saved.facts).toHaveLength(9);
    const undone = await mo.press(done.message, customIdOf(done.message, 'Undo'));
    expect(textOf(undone.message)).toContain('Saved as change');
    expect((await stage.file()).facts.map(({ figure }) => figure.text)).toEqual(
      file.facts.map(({ figure }) => figure.text),
    );
  });

  it('take a new report with its text', async () => {
    const mo = discord.member('Mo');
    const file = await stage.file();
    const [report] = file.reports;
    if (report === undefined) throw new Error('the sample has a report');
    const text = '甲縣建成3座橋。\n';
    const added = {
      ...file,
      reports: [...file.reports, { ...report, id: 'bridges', text: 'reports/bridges.txt', leftOut: [] }],
      facts: [
        ...file.facts,
        {
          ...sampleFact('Z', 3),
          id: 'bridges',
          label: { zh: '橋樑數', en: 'Bridges' },
          figure: { text: '3座', value: '3', unit: 'school', qualifier: 'exact' as const },
          source: { report: 'bridges', section: 'opening', quote: '甲縣建成3座橋。' },
        },
      ],
    };
    const missing = await imports(json(added));
    expect(missing.text).toContain('was not found');
    const asked = await imports(json(added), { text: { name: 'bridges.txt', content: text } });
    expect(asked.text).toContain('Added: 1 (bridges)');
    await mo.press(asked.message, customIdOf(asked.message, 'Replace the facts'));
    expect((await stage.file()).facts.at(-1)?.id).toBe('bridges');
    expect(await readFile(stage.factsFile.replace('facts.json', 'reports/bridges.txt'), 'utf8')).toBe(text);
  });

  it('refuse a replacement where the facts changed since its summary', async () => {
    const mo = discord.member('Mo');
    const file = await stage.file();
    const asked = await imports(
      json({
        ...file,
        facts: file.facts.map((fact) => ({ ...fact, aliases: { zh: [], en: [`x ${fact.id}`] } })),
      }),
    );
    await discord.member('Max').slash('facts alias add', { fact: 'schools-a', name: 'in between' });
    const refused = await mo.press(asked.message, customIdOf(asked.message, 'Replace the facts'));
    expect(textOf(refused.message)).toContain('changed by Max');
    expect(textOf(refused.message)).toContain('name added · schools-a');
    expect((await stage.file()).facts[0]?.aliases.en).toEqual(['in between']);
    // The summary stands there anew, and what was attached is kept.
    await mo.press(refused.message, customIdOf(refused.message, 'Replace the facts'));
    expect((await stage.file()).facts[0]?.aliases.en).toEqual(['x schools-a']);
  });

  it('name a unit that is called otherwise, which changes what its figures say, and want a reason for it', async () => {
    const mo = discord.member('Mo');
    const file = await stage.file();
    const units = file.units.map((unit) =>
      unit.id === 'school'
        ? { ...unit, zh: '萬所', en: { one: 'ten thousand', other: 'ten thousands' } }
        : unit,
    );
    const asked = await imports(json({ ...file, units }));
    expect(asked.text).toMatch(/Changed: 0/u);
    expect(asked.text).toContain(
      '⚠ Unit school: 所, school, schools, count → 萬所, ten thousand, ten thousands',
    );
    const why = await mo.press(asked.message, customIdOf(asked.message, 'Replace the facts'));
    expect(why.modal.custom_id).toMatch(/^mod:reason:/u);
    expect((await stage.file()).units).toEqual(file.units);
  });

  it.each<[string, (good: string) => Upload, RegExp]>([
    ['an empty file', () => ({ name: 'f.json', content: '' }), /not JSON/u],
    ['UTF-16', (good) => ({ name: 'f.json', content: Buffer.from(`\uFEFF${good}`, 'utf16le') }), /UTF-8/u],
    ['a gzip called .json', (good) => ({ name: 'f.json', content: gzipSync(good) }), /UTF-8/u],
    [
      'duplicate keys',
      (good) => ({ name: 'f.json', content: good.replace('"revision"', '"revision": 1, "revision"') }),
      /stands twice/u,
    ],
    [
      '__proto__',
      (good) => ({
        name: 'f.json',
        content: good.replace('"revision"', '"__proto__": {"admin": true}, "revision"'),
      }),
      /There is no field of the name .*proto/u,
    ],
    [
      'an id that stands twice',
      (good) => ({ name: 'f.json', content: good.replace('"id": "schools-b"', '"id": "schools-a"') }),
      /is used twice/u,
    ],
    [
      'a field of another name',
      (good) => ({ name: 'f.json', content: good.replace('"topic": "schools"', '"tpoic": "schools"') }),
      /There is no field of the name .*tpoic/u,
    ],
    [
      'a wrong type',
      (good) => ({ name: 'f.json', content: good.replace('"label": {', '"label": 7, "x": {') }),
      /label/u,
    ],
    [
      'one bad fact of many',
      (good) => ({ name: 'f.json', content: good.replace('"text": "12所"', '"text": "112所"') }),
      /schools-b\.figure.*112所/u,
    ],
    ['10 MiB', () => ({ name: 'f.json', content: ' '.repeat(10 * 1024 * 1024) }), /too large/u],
    [
      '10 MiB that claim to be little',
      () => ({ name: 'f.json', content: ' '.repeat(10 * 1024 * 1024), size: 10 }),
      /too large/u,
    ],
    ['depth 300,000', () => ({ name: 'f.json', content: '['.repeat(300_000) }), /nested too deeply/u],
    ['half a million items', () => ({ name: 'f.json', content: `[${'1,'.repeat(500_000)}1]` }), /too many/u],
    ['rubbish', () => ({ name: 'f.json', content: '@'.repeat(900_000) }), /not JSON/u],
    [
      'another host',
      () => ({ name: 'f.json', content: '{}', url: 'https://evil.example/facts.json' }),
      /Only files attached/u,
    ],
    [
      'another port here',
      () => ({ name: 'f.json', content: '{}', url: 'http://127.0.0.1:9/facts.json' }),
      /Only files attached/u,
    ],
  ])('refuse %s within a second, and nothing is changed', async (_name, make, words) => {
    const before = await readFile(stage.factsFile, 'utf8');
    const started = performance.now();
    const refused = await imports(make(before));
    await refused.until((seen) => seen.text !== '');
    expect(performance.now() - started).toBeLessThan(2000);
    expect(refused.text).toMatch(words);
    expect(refused.text).toContain('Nothing was changed');
    expect(await readFile(stage.factsFile, 'utf8')).toBe(before);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });
});

describe('/facts check and reload', () => {
  it('show a broken file’s problems, keep the old facts, and take up a good one', async () => {
    const mo = discord.member('Mo');
    expect((await mo.slash('facts check')).text).toContain('no problems');
    const good = await readFile(stage.factsFile, 'utf8');
    await writeFile(stage.factsFile, good.replace('"text": "12所"', '"text": "99所"'));
    await eventually(() => discord.messagesIn('log').some((one) => textOf(one).includes('not valid')), 5000);
    expect((await mo.slash('facts check')).text).toContain('does not stand in its quote');
    const refused = await mo.slash('facts reload');
    expect(refused.text).toContain('The facts stay as they were');
    expect((await discord.member('Ann').slash('metric', { name: 'schools-b' })).text).toContain('12所');
    await writeFile(stage.factsFile, good.replace('Schools in town C', 'Schools of town C'));
    await eventually(
      () => stage.live.current().base.fact.get('schools-c')?.label.en === 'Schools of town C',
      5000,
    );
    const same = await mo.slash('facts reload');
    expect(same.text).toContain('already say');
    expect((await stage.live.store.history(undefined, 1))[0]?.action).toBe('disk');
  });
});

describe('a file changed while the bot was stopped', () => {
  async function changeFirst(
    change: (fact: FactFile['facts'][number]) => Partial<typeof fact>,
  ): Promise<void> {
    const file = await stage.file();
    const [first, ...others] = file.facts;
    if (first === undefined) throw new Error('the sample has facts');
    await writeFile(
      stage.factsFile,
      printFacts({ ...file, facts: [{ ...first, ...change(first) }, ...others] }),
    );
  }
  const logged = (words: string): boolean =>
    discord.messagesIn('log').some((message) => textOf(message).includes(words));

  it('in a name is taken up and announced, with an undo button', async () => {
    await stage.restart(() =>
      changeFirst(({ label }) => ({ label: { ...label, en: 'Named while stopped' } })),
    );
    expect((await discord.member('Ann').slash('metric', { name: 'schools-a' })).text).toContain(
      'while stopped',
    );
    await eventually(() => logged('Named while stopped'));
  });

  it('in a figure is reported and not served until a moderator takes it up', async () => {
    const other = sampleFact('B', 12);
    await stage.restart(() => changeFirst(() => ({ figure: other.figure, source: other.source })));
    expect((await discord.member('Ann').slash('metric', { name: 'schools-a' })).text).toContain('11所');
    await eventually(() => logged('may be damaged'));
    expect(logged('Magnitude: 11 → 12')).toBe(true);
    const mo = discord.member('Mo');
    const check = await mo.slash('facts check');
    expect(check.text).toContain('take it up with /facts reload');
    expect((await discord.member('Tai').slash('facts check')).text).toContain('檔案可能已損壞');
    const taken = await mo.slash('facts reload');
    expect(taken.text).toContain('Magnitude: 11 → 12');
    expect((await discord.member('Ann').slash('metric', { name: 'schools-a' })).text).toContain('12所');
    const asked = await mo.press(taken.message, customIdOf(taken.message, 'Undo'));
    await mo.press(asked.message, customIdOf(asked.message, 'Undo'));
    expect((await stage.file()).facts[0]?.figure.text).toBe('11所');
  });
});
