import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyDelta, contentHash, printFacts } from '../../src/facts/delta.ts';
import { diskFiles, NotSavedError, type FileCalls, type OpenFile } from '../../src/facts/durable.ts';
import { addAlias, removeAlias, removeFact, undoChange } from '../../src/facts/edit.ts';
import { checkedBase, readFacts, readTexts } from '../../src/facts/file.ts';
import { openJournal } from '../../src/facts/journal.ts';
import { JournalDamagedError } from '../../src/facts/journal-lines.ts';
import { reconcile, type Reconciled } from '../../src/facts/recovery.ts';
import { openStore, type FactStore } from '../../src/facts/store.ts';
import { faultyFiles, fileError, isStep, stopAt, type Around, type Moment } from './faults.ts';
import {
  emptyFolder,
  memoryLog,
  openSample,
  sampleFact,
  sampleFile,
  sampleFolder,
  sampleText,
} from './sample.ts';
import { FactFileError } from '../../src/facts/problem.ts';

function name(store: FactStore, alias: string, factId = 'schools-a') {
  return store.change({ actor: 'Ann', action: 'alias-add', edit: addAlias(factId, 'en', alias) });
}

function namesIn(store: FactStore): readonly string[] | undefined {
  return store.base().fact.get('schools-a')?.aliases.en;
}

/** A copy of a folder as it is now, as a killed process would leave it. */
async function copied(factsFile: string): Promise<string> {
  const folder = await emptyFolder();
  await cp(dirname(factsFile), folder, { recursive: true, filter: (path) => !path.endsWith('.lock') });
  return join(folder, basename(factsFile));
}

/** A folder with three changes in its journal: names one, two and three of the first fact. */
async function usedFolder(facts = 2): Promise<string> {
  const factsFile = await sampleFolder(sampleFile(facts), sampleText(facts));
  const store = await openStore({ factsFile, log: memoryLog(), watchEveryMs: 0 });
  for (const alias of ['one', 'two', 'three']) await name(store, alias);
  await store.close();
  return factsFile;
}
const NAMES = ['one', 'two', 'three'];

/** For tests that try a thing thousands of times: a busy machine needs its time. */
const LONG_MS = 60_000;

/** So short that every save puts the journal by, and that none does. */
const JOURNAL_BYTES = [1, undefined];

async function stepsOfASave(journalBytes: number | undefined): Promise<number> {
  let steps = 0;
  const around: Around = (call, perform) => {
    if (isStep(call)) steps++;
    return perform();
  };
  const store = await openSample({
    factsFile: await sampleFolder(),
    files: faultyFiles(diskFiles, around),
    journalBytes,
  });
  steps = 0;
  await name(store, 'counted');
  return steps;
}

// A process that stops lets go of its files; one that only stands still does not.
function remembering(opened: OpenFile[]): FileCalls {
  return {
    ...diskFiles,
    async open(path, flags, mode) {
      const file = await diskFiles.open(path, flags, mode);
      opened.push(file);
      return file;
    },
  };
}

test.each(JOURNAL_BYTES)(
  'a process that stops at any step of a save leaves the old facts or the new ones, with a journal put by at %s bytes',
  async (journalBytes) => {
    const steps = await stepsOfASave(journalBytes);
    expect(steps).toBeGreaterThanOrEqual(8);
    const outcomes = new Set<string>();
    for (let step = 1; step <= steps; step++) {
      for (const moment of ['before', 'halfway', 'after'] satisfies Moment[]) {
        const factsFile = await sampleFolder();
        let around: Around = (_call, perform) => perform();
        const opened: OpenFile[] = [];
        const files = faultyFiles(remembering(opened), (call, perform) => around(call, perform));
        const store = await openStore({ factsFile, log: memoryLog(), watchEveryMs: 0, files, journalBytes });
        await name(store, 'acknowledged');
        const stopped = new Promise<void>((resolve) => {
          around = stopAt(step, moment, () => {
            resolve();
            return new Promise<never>(() => undefined);
          });
        });
        void name(store, 'in flight');
        await stopped;
        const copy = await copied(factsFile);
        // Readable before any repair, too.
        await readFacts(copy);
        const again = await openSample({ factsFile: copy, journalBytes });
        outcomes.add(namesIn(again)?.join(', ') ?? '');
        expect(await readdir(dirname(copy))).not.toContainEqual(expect.stringMatching(/\.tmp$/u));
        await name(again, 'afterwards');
        expect(namesIn(again)?.at(0)).toBe('acknowledged');
        const history = await again.history();
        expect(history.map(({ sequence }) => sequence).reverse()).toEqual(
          history.map((_, place) => place + 1),
        );
        expect(history.length).toBeGreaterThanOrEqual(3);
        for (const file of opened) await file.close().catch(() => undefined);
      }
    }
    expect([...outcomes].sort()).toEqual(['acknowledged', 'acknowledged, in flight']);
  },
  LONG_MS,
);

/** What the next start would decide, with something else in place of the fact file or the journal. */
async function decided(
  factsFile: string,
  instead: { content?: Uint8Array; journal?: Uint8Array },
): Promise<Reconciled & { torn: boolean }> {
  const files: FileCalls = {
    ...diskFiles,
    readFile: (path) =>
      instead.journal === undefined
        ? diskFiles.readFile(path)
        : Promise.resolve(Buffer.from(instead.journal)),
  };
  const journal = await openJournal(files, `${factsFile}.journal`);
  const { base, ...result } = await reconcile(
    instead.content ?? (await readFile(factsFile)),
    await readFile(`${factsFile}.prev`),
    journal,
    async (file, json) => checkedBase(file, await readTexts(file, dirname(factsFile)), json),
  );
  return { ...result, base, torn: journal.torn.length > 0 };
}

test(
  'a fact file cut at any byte is restored with every change',
  async () => {
    const factsFile = await usedFolder(1);
    const whole = await readFile(factsFile);
    const { file } = await readFacts(factsFile);
    // Without its last byte, a line break, the file says the same.
    for (let length = 0; length < whole.length - 1; length++) {
      const { base, damaged, notes } = await decided(factsFile, { content: whole.subarray(0, length) });
      expect(base.file).toEqual(file);
      expect(damaged).toBe(true);
      expect(notes[0]).toContain('was restored');
    }
  },
  LONG_MS,
);

test('a restored fact file is on the disk again, and the journal as it was', async () => {
  const factsFile = await usedFolder(1);
  const whole = await readFile(factsFile);
  const journal = await readFile(`${factsFile}.journal`);
  for (const length of [0, 1, 2, 700, whole.length - 2]) {
    await writeFile(factsFile, whole.subarray(0, length));
    const store = await openSample({ factsFile });
    expect(namesIn(store)).toEqual(NAMES);
    await store.close();
    expect(await readFile(factsFile)).toEqual(whole);
    expect(await readFile(`${factsFile}.journal`)).toEqual(journal);
  }
});

test(
  'a journal cut at any byte loses no facts, and says what was cut',
  async () => {
    const factsFile = await usedFolder(1);
    const whole = await readFile(`${factsFile}.journal`);
    const lineEnds = new Set([...whole.keys()].filter((at) => whole[at] === 0x0a));
    for (let length = 0; length < whole.length; length += 7) {
      const { base, torn } = await decided(factsFile, { journal: whole.subarray(0, length) });
      expect(base.fact.get('schools-a')?.aliases.en).toEqual(NAMES);
      expect(torn).toBe(length > 0 && !lineEnds.has(length - 1));
    }
  },
  LONG_MS,
);

test('changes go on after a journal that was cut', async () => {
  const factsFile = await usedFolder(1);
  const whole = await readFile(`${factsFile}.journal`);
  for (const length of [0, 5, 2000, whole.length - 1]) {
    await writeFile(`${factsFile}.journal`, whole.subarray(0, length));
    const copy = await copied(factsFile);
    const store = await openSample({ factsFile: copy });
    await name(store, 'next');
    await store.close();
    expect(namesIn(await openSample({ factsFile: copy }))).toEqual([...NAMES, 'next']);
  }
});

test('what is cut from the journal is kept beside it', async () => {
  const factsFile = await usedFolder();
  await writeFile(`${factsFile}.journal`, '{"version":1,"sequ', { flag: 'a' });
  await openSample({ factsFile });
  expect(await readFile(`${factsFile}.journal.torn`, 'utf8')).toBe('{"version":1,"sequ');
});

test('a damaged line in the middle of the journal stops the start and changes nothing', async () => {
  const factsFile = await usedFolder();
  const path = `${factsFile}.journal`;
  const damaged = (await readFile(path, 'utf8')).replace('"one"', '"won"');
  await writeFile(path, damaged);
  const start = openStore({ factsFile, log: memoryLog() });
  await expect(start).rejects.toThrow(JournalDamagedError);
  await expect(start).rejects.toThrow(/Line 2 of .* is damaged.*Nothing was changed/u);
  expect(await readFile(path, 'utf8')).toBe(damaged);
  // The refused start holds no lock.
  await rm(path);
  await openSample({ factsFile });
});

function flipped(whole: Uint8Array, at: number, bit: number): Buffer {
  const bytes = Buffer.from(whole);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  return bytes;
}

test(
  'a bit flipped anywhere in the fact file is found, and never served',
  async () => {
    const factsFile = await usedFolder();
    const whole = await readFile(factsFile);
    const before = (await readFacts(factsFile)).file;
    const outcomes: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const { base, withheld, notes } = await decided(factsFile, { content: flipped(whole, at, bit) });
        expect(base.file).toEqual(before);
        // Restored, withheld, or of no meaning, such as a line break.
        outcomes.push(withheld !== undefined ? 'withheld' : (/restored/u.exec(notes.join())?.[0] ?? 'same'));
      }),
      { numRuns: 1000, seed: 7 },
    );
    for (const outcome of ['restored', 'withheld']) expect(outcomes).toContain(outcome);
  },
  LONG_MS,
);

test(
  'a bit flipped anywhere in the journal is found',
  async () => {
    const factsFile = await usedFolder();
    const whole = await readFile(`${factsFile}.journal`);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        try {
          const { base, torn } = await decided(factsFile, { journal: flipped(whole, at, bit) });
          expect(torn).toBe(true);
          expect(base.fact.get('schools-a')?.aliases.en).toEqual(NAMES);
        } catch (error) {
          expect(error).toBeInstanceOf(JournalDamagedError);
        }
      }),
      { numRuns: 1000, seed: 8 },
    );
  },
  LONG_MS,
);

test('a fact file that is gone is restored, and an empty one is never started from', async () => {
  const factsFile = await usedFolder();
  await rm(factsFile);
  expect(namesIn(await openSample({ factsFile }))).toEqual(NAMES);
  const fresh = await sampleFolder();
  await writeFile(fresh, '');
  await expect(openStore({ factsFile: fresh, log: memoryLog() })).rejects.toThrow('This is not JSON');
  expect(await readFile(fresh, 'utf8')).toBe('');
  await rm(fresh);
  await expect(openStore({ factsFile: fresh, log: memoryLog() })).rejects.toThrow(
    'The fact file is missing.',
  );
});

test('the damaged file is kept under another name when it is restored', async () => {
  const factsFile = await usedFolder();
  await writeFile(factsFile, 'not JSON');
  await openSample({ factsFile });
  const kept = (await readdir(dirname(factsFile))).find((file) => file.includes('.damaged-')) ?? '';
  expect(await readFile(join(dirname(factsFile), kept), 'utf8')).toBe('not JSON');
});

test('where file and previous version are both damaged, nothing is invented', async () => {
  const factsFile = await usedFolder();
  await writeFile(factsFile, '{');
  await writeFile(`${factsFile}.prev`, '{');
  await expect(openStore({ factsFile, log: memoryLog() })).rejects.toThrow(FactFileError);
  expect(await readFile(factsFile, 'utf8')).toBe('{');
});

test('a change that reached the journal alone is finished on the next start', async () => {
  const factsFile = await usedFolder();
  await cp(`${factsFile}.prev`, factsFile);
  const log = memoryLog();
  const store = await openSample({ factsFile, log });
  expect(namesIn(store)).toEqual(NAMES);
  expect(log.lines).toEqual([
    'Change 4 was interrupted after it reached the journal; it is now in the file.',
  ]);
});

test('a change by hand while the bot was stopped becomes part of the history', async () => {
  const factsFile = await usedFolder();
  const text = await readFile(factsFile, 'utf8');
  await writeFile(factsFile, text.replace('Schools in town A', 'All schools in town A'));
  const store = await openSample({ factsFile });
  const [change] = await store.history();
  expect(change).toMatchObject({ actor: 'disk', facts: [{ id: 'schools-a' }] });
  await store.undo(change?.sequence ?? 0, 'Ann');
  expect(store.base().fact.get('schools-a')?.label.en).toBe('Schools in town A');
});

/** Town A's fact, changed by hand to say what the report says of town B. */
async function misattribute(factsFile: string): Promise<void> {
  const { file } = await readFacts(factsFile);
  const [first, ...others] = file.facts;
  const second = sampleFact('B', 12);
  if (first === undefined) throw new Error('The sample has facts.');
  const facts = [{ ...first, figure: second.figure, source: second.source }, ...others];
  await writeFile(factsFile, printFacts({ ...file, facts }));
}

test('a figure changed while the bot was stopped is withheld until somebody asks for it', async () => {
  const factsFile = await usedFolder();
  await misattribute(factsFile);
  const byHand = await readFile(factsFile);
  const log = memoryLog();
  const store = await openSample({ factsFile, log });
  expect(store.base().fact.get('schools-a')?.figure.text).toBe('11所');
  expect(store.withheld()?.facts).toMatchObject([{ id: 'schools-a', after: { figure: { text: '12所' } } }]);
  expect(log.lines.join()).toContain('not taken up');
  await store.close();
  // It stays where it is, and so does the question.
  expect(await readFile(factsFile)).toEqual(byHand);
  const again = await openSample({ factsFile });
  expect(again.withheld()).toBeDefined();
  expect(await again.reload('Ann')).toMatchObject({ action: 'disk', reason: 'Reloaded by Ann.' });
  expect(again.withheld()).toBeUndefined();
  expect(again.base().fact.get('schools-a')?.figure.text).toBe('12所');
});

test('what is withheld is kept under another name by the next change', async () => {
  const factsFile = await usedFolder();
  await misattribute(factsFile);
  const byHand = await readFile(factsFile);
  const store = await openSample({ factsFile });
  await name(store, 'four');
  expect(store.withheld()).toBeUndefined();
  expect(store.base().fact.get('schools-a')).toMatchObject({
    figure: { text: '11所' },
    aliases: { en: [...NAMES, 'four'] },
  });
  const kept = (await readdir(dirname(factsFile))).find((file) => file.includes('.damaged-')) ?? '';
  expect(await readFile(join(dirname(factsFile), kept))).toEqual(byHand);
  await store.close();
  expect(namesIn(await openSample({ factsFile }))).toEqual([...NAMES, 'four']);
});

test('a figure changed by hand while the journal cannot be written is taken up once it can', async () => {
  const factsFile = await usedFolder();
  let broken = false;
  const files = faultyFiles(diskFiles, (call, perform) =>
    broken && call.name === 'open' && call.path.endsWith('.journal')
      ? Promise.reject(fileError('EROFS'))
      : perform(),
  );
  const store = await openSample({ factsFile, files });
  broken = true;
  await expect(name(store, 'refused')).rejects.toThrow(NotSavedError);
  await misattribute(factsFile);
  await store.reload('Ann');
  expect(store.base().fact.get('schools-a')?.figure.text).toBe('12所');
  broken = false;
  await name(store, 'saved');
  expect(store.base().fact.get('schools-a')?.figure.text).toBe('12所');
  expect((await store.history(undefined, 2)).map(({ action }) => action)).toEqual(['alias-add', 'disk']);
});

test('a change by hand whose taking up was interrupted is taken up once', async () => {
  const factsFile = await usedFolder();
  const text = await readFile(factsFile, 'utf8');
  const byHand = text.replace('Schools in town A', 'All schools in town A');
  await writeFile(factsFile, byHand);
  await (await openSample({ factsFile })).close();
  // The journal has it, the file still is what was written by hand.
  await writeFile(factsFile, byHand);
  const store = await openSample({ factsFile });
  expect(
    (await store.history()).filter(({ actor, action }) => actor === 'disk' && action === 'disk'),
  ).toHaveLength(1);
  expect((await readFacts(factsFile)).file).toEqual(store.base().file);
});

test('another layout of the fact file is no change', async () => {
  const factsFile = await usedFolder();
  await writeFile(factsFile, JSON.stringify(JSON.parse(await readFile(factsFile, 'utf8'))));
  const log = memoryLog();
  const store = await openSample({ factsFile, log });
  expect(log.lines).toEqual([]);
  expect(await store.history()).toHaveLength(4);
});

test('stray temporary files of a killed process are removed, and nothing else', async () => {
  const factsFile = await usedFolder();
  const folder = dirname(factsFile);
  await writeFile(`${factsFile}.0123456789abcdef.tmp`, '{');
  await writeFile(join(folder, 'reports', 'county.txt.0123456789abcdef.tmp'), 'x');
  await writeFile(join(folder, 'notes.tmp'), 'mine');
  await openSample({ factsFile });
  const left = [...(await readdir(folder)), ...(await readdir(join(folder, 'reports')))];
  expect(left.filter((file) => file.endsWith('.tmp'))).toEqual(['notes.tmp']);
});

// One edit of a random sequence, as a number that picks it.
function pickEdit(store: FactStore, pick: number): Promise<unknown> {
  const { facts } = store.base();
  const fact = facts[pick % Math.max(1, facts.length)];
  if (fact === undefined || pick % 5 === 4) return store.undo((pick % 7) + 2, 'Ann');
  const [alias] = fact.aliases.en;
  const [action, edit] =
    pick % 5 === 3
      ? (['remove', removeFact(fact.id, fact.revision)] as const)
      : pick % 5 === 2 && alias !== undefined
        ? (['alias-remove', removeAlias(fact.id, 'en', alias)] as const)
        : (['alias-add', addAlias(fact.id, 'en', `${fact.id} ${String(pick)}`)] as const);
  return store.change({ actor: 'Ann', action, edit });
}

test(
  'the journal leads from the first facts to the last, whatever was done, and back',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(10_000), { maxLength: 15 }), async (picks) => {
        const factsFile = await sampleFolder();
        const store = await openSample({ factsFile });
        for (const pick of picks) await pickEdit(store, pick).catch(() => undefined);
        const end = store.base().file;
        const history = (await store.history()).reverse();
        await store.close();
        let file = sampleFile();
        for (const change of history) {
          file = applyDelta(file, change, change.revision);
          expect(contentHash(file)).toBe(change.content.after);
        }
        expect(printFacts(file)).toBe(await readFile(factsFile, 'utf8'));
        expect(file).toEqual(end);
        for (const change of history.slice(1).reverse()) file = undoChange(change)(atRevisions(file, change));
        expect(file.facts.map(({ id, aliases }) => ({ id, aliases }))).toEqual(
          sampleFile().facts.map(({ id, aliases }) => ({ id, aliases })),
        );
      }),
      { numRuns: 15, seed: 9 },
    );
  },
  LONG_MS,
);

// Going back gives facts new revisions; an undo in the middle of a history expects those of its time.
function atRevisions(
  file: ReturnType<typeof sampleFile>,
  { facts }: { facts: readonly { id: string; after: { revision: number } | null }[] },
): ReturnType<typeof sampleFile> {
  const revisions = new Map(facts.map(({ id, after }) => [id, after?.revision]));
  return {
    ...file,
    facts: file.facts.map((fact) => ({ ...fact, revision: revisions.get(fact.id) ?? fact.revision })),
  };
}
