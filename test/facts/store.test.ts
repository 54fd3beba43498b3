import { readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { printFacts } from '../../src/facts/delta.ts';
import { diskFiles, NotSavedError, UncertainSaveError } from '../../src/facts/durable.ts';
import {
  addAlias,
  addFact,
  changeFact,
  EditError,
  removeFact,
  replaceFacts,
  StaleEditError,
  UnknownFactError,
} from '../../src/facts/edit.ts';
import { parseFacts, readFacts } from '../../src/facts/file.ts';
import { ReadOnlyError } from '../../src/facts/holding.ts';
import type { FactStore } from '../../src/facts/store.ts';
import { almostFull, failing, faultyFiles, fileError, type Around } from './faults.ts';
import {
  memoryLog,
  openSample,
  sampleFact,
  sampleFile,
  sampleFolder,
  sampleText,
  sentence,
} from './sample.ts';
import { FactFileError } from '../../src/facts/problem.ts';

/** A new name for a fact: the smallest change there is. */
function name(store: FactStore, alias: string, factId = 'schools-a') {
  return store.change({ actor: 'Ann', action: 'alias-add', edit: addAlias(factId, 'en', alias) });
}

function namesIn(store: FactStore, factId = 'schools-a'): readonly string[] | undefined {
  return store.base().fact.get(factId)?.aliases.en;
}

async function names(factsFile: string, factId = 'schools-a'): Promise<readonly string[] | undefined> {
  return (await readFacts(factsFile)).fact.get(factId)?.aliases.en;
}

test('an acknowledged change is in memory, in the file and in the journal', async () => {
  const factsFile = await sampleFolder();
  const store = await openSample({ factsFile });
  const change = await name(store, 'town schools');
  expect(namesIn(store)).toEqual(['town schools']);
  expect(await names(factsFile)).toEqual(['town schools']);
  expect(change).toMatchObject({ sequence: 2, actor: 'Ann', action: 'alias-add', revision: 2 });
  expect(await store.changeBySequence(2)).toEqual(change);
  expect(await store.history('schools-a')).toEqual([change]);
  expect(await store.history('schools-b')).toEqual([]);
});

test('the history tells what was before and what is after', async () => {
  const store = await openSample({ factsFile: await sampleFolder() });
  await name(store, 'one');
  await name(store, 'two');
  const history = await store.history('schools-a');
  expect(history.map(({ facts }) => facts[0]?.before?.aliases.en)).toEqual([['one'], []]);
  expect(history.map(({ facts }) => facts[0]?.after?.aliases.en)).toEqual([['one', 'two'], ['one']]);
  expect(await store.history(undefined, 1)).toHaveLength(1);
});

test('changes asked for at once are made one after the other, each in full', async () => {
  const factsFile = await sampleFolder();
  const store = await openSample({ factsFile });
  const changes = await Promise.all(Array.from({ length: 20 }, (_, n) => name(store, `name ${String(n)}`)));
  expect(changes.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 20 }, (_, n) => n + 2));
  expect(await names(factsFile)).toHaveLength(20);
});

test('questions see the old facts until the new ones are on the disk', async () => {
  const factsFile = await sampleFolder();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const reached = vi.fn();
  const around: Around = async (call, perform) => {
    if (call.name === 'rename' && call.path === factsFile) {
      reached();
      await held;
    }
    return perform();
  };
  const store = await openSample({ factsFile, files: faultyFiles(diskFiles, around) });
  const before = store.base();
  const change = name(store, 'later');
  await vi.waitFor(() => {
    expect(reached).toHaveBeenCalled();
  });
  expect(store.base()).toBe(before);
  release();
  await change;
  expect(namesIn(store)).toEqual(['later']);
});

test('an edit made from an older revision is refused, naming who changed the fact and when', async () => {
  const now = new Date('2026-03-01T10:00:00Z');
  const store = await openSample({ factsFile: await sampleFolder(), now: () => now });
  await name(store, 'first');
  const stale = store.change({ actor: 'Bob', action: 'remove', edit: removeFact('schools-a', 1) });
  await expect(stale).rejects.toThrow(StaleEditError);
  await expect(stale).rejects.toMatchObject({
    factId: 'schools-a',
    changedBy: 'Ann',
    changedAt: '2026-03-01T10:00:00.000Z',
  });
  expect(await store.history()).toHaveLength(2);
});

test('an edit of a fact that was removed since names who removed it', async () => {
  const store = await openSample({ factsFile: await sampleFolder() });
  await store.change({ actor: 'Ann', action: 'remove', edit: removeFact('schools-a', 1) });
  await expect(name(store, 'late')).rejects.toMatchObject({ changedBy: 'Ann' });
  await expect(name(store, 'never', 'unknown')).rejects.toThrow(UnknownFactError);
});

test('a change that breaks a rule of the fact file leaves nothing behind', async () => {
  const factsFile = await sampleFolder();
  const store = await openSample({ factsFile });
  const before = await readdir(dirname(factsFile));
  const wrong = changeFact('schools-a', 1, (fact) => ({
    ...fact,
    figure: { ...fact.figure, value: '12' },
  }));
  await expect(store.change({ actor: 'Ann', action: 'change', edit: wrong })).rejects.toThrow(
    /The value is 12, but "11所" reads as 11/u,
  );
  await expect(name(store, 'x\u202E')).rejects.toThrow(FactFileError);
  await expect(name(store, ' padded')).rejects.toThrow(FactFileError);
  expect(await readFile(factsFile, 'utf8')).toBe(printFacts(sampleFile()));
  expect(await readdir(dirname(factsFile))).toEqual(before);
  expect(store.obstacle()).toBeUndefined();
});

test('a figure keeps every digit through save and restart', async () => {
  const value = '123456789012345678901234567890.000000000001';
  const town = {
    ...sampleFact('A', 11),
    figure: { ...sampleFact('A', 11).figure, value, text: `${value}所` },
  };
  const quote = `A鎮建成${value}所學校。`;
  const file = sampleFile(1);
  const factsFile = await sampleFolder(
    { ...file, facts: [{ ...town, source: { ...town.source, quote } }] },
    `${quote}\n`,
  );
  // The phrase of the sample that is left out does not stand in this report; that is no problem of the file.
  const store = await openSample({ factsFile });
  await name(store, 'long');
  await store.close();
  expect((await openSample({ factsFile })).base().fact.get('schools-a')?.figure.value).toBe(value);
});

test.each(['__proto__', 'constructor', 'toString'])(
  'the id %s is an unknown fact like any other',
  async (id) => {
    const store = await openSample({ factsFile: await sampleFolder() });
    await expect(name(store, 'x', id)).rejects.toThrow(UnknownFactError);
    await expect(
      store.change({ actor: 'Ann', action: 'add', edit: addFact({ ...sampleFact('A', 11), id }) }),
    ).rejects.toThrow(/schools-a|already|lower-case/u);
    expect(Object.keys({})).toEqual([]);
  },
);

test('any change can be undone, and the undoing too', async () => {
  const store = await openSample({ factsFile: await sampleFolder() });
  await store.change({ actor: 'Ann', action: 'remove', edit: removeFact('schools-b', 1) });
  const undo = await store.undo(2, 'Bob', 'it was right');
  expect(undo).toMatchObject({ action: 'undo', undoes: 2, actor: 'Bob', reason: 'it was right' });
  expect(store.base().facts.map(({ id }) => id)).toEqual(sampleFile().facts.map(({ id }) => id));
  await store.undo(3, 'Ann');
  expect(store.base().fact.has('schools-b')).toBe(false);
  await expect(store.undo(2, 'Ann')).resolves.toBeDefined();
  await expect(store.undo(1, 'Ann')).rejects.toThrow('The first entry is no change');
  await expect(store.undo(99, 'Ann')).rejects.toThrow('There is no change 99');
});

test('a change cannot be undone once somebody changed the fact again', async () => {
  const store = await openSample({ factsFile: await sampleFolder() });
  await name(store, 'one');
  await name(store, 'two');
  await expect(store.undo(2, 'Bob')).rejects.toMatchObject({ changedBy: 'Ann' });
  await name(store, 'elsewhere', 'schools-b');
  await expect(store.undo(3, 'Bob')).resolves.toMatchObject({ undoes: 3 });
  expect(namesIn(store)).toEqual(['one']);
  expect(namesIn(store, 'schools-b')).toEqual(['elsewhere']);
});

test('an actor or a reason of the wrong length is refused', async () => {
  const store = await openSample({ factsFile: await sampleFolder() });
  const edit = addAlias('schools-a', 'en', 'x');
  const request = { actor: 'Ann', action: 'alias-add', edit } as const;
  await expect(store.change({ ...request, actor: '' })).rejects.toThrow(EditError);
  await expect(store.change({ ...request, reason: 'x'.repeat(501) })).rejects.toThrow(/at most|1 to 500/u);
});

test('a clock that jumps back does not disturb the order of the history', async () => {
  const times = ['2026-05-02T00:00:00Z', '2026-05-01T00:00:00Z', '2026-05-03T00:00:00Z'].map(
    (t) => new Date(t),
  );
  const factsFile = await sampleFolder();
  const store = await openSample({ factsFile, now: () => times.shift() ?? new Date('2020-01-01') });
  for (const alias of ['one', 'two', 'three']) await name(store, alias);
  await store.close();
  const again = await openSample({ factsFile });
  expect((await again.history()).map(({ sequence }) => sequence)).toEqual([4, 3, 2, 1]);
  expect(namesIn(again)).toEqual(['one', 'two', 'three']);
});

test('listeners hear of every change; one that fails disturbs nobody', async () => {
  const log = memoryLog();
  const store = await openSample({ factsFile: await sampleFolder(), log });
  const heard: number[] = [];
  store.onChange(() => {
    throw new Error('deaf');
  });
  const stop = store.onChange((base, change) => heard.push(base.file.revision, change?.sequence ?? 0));
  await name(store, 'one');
  stop();
  await name(store, 'two');
  expect(heard).toEqual([2, 2]);
  expect(log.lines).toContain('A listener failed to take a change of the facts.');
});

// What a save of the sample writes: the line of the journal and the file.
async function bytesOfASave(): Promise<number> {
  let bytes = 0;
  const around: Around = (call, perform) => {
    bytes += call.length;
    return perform();
  };
  const store = await openSample({ factsFile: await sampleFolder(), files: faultyFiles(diskFiles, around) });
  bytes = 0;
  await name(store, 'measured');
  return bytes;
}

test.each([0, 1, 512, 4096, -1])('a disk with %d bytes free refuses the change', async (free) => {
  const factsFile = await sampleFolder();
  let around: Around = (_call, perform) => perform();
  const files = faultyFiles(diskFiles, (call, perform) => around(call, perform));
  const store = await openSample({ factsFile, files });
  const journal = await readFile(`${factsFile}.journal`);
  around = almostFull(free < 0 ? (await bytesOfASave()) + free : free);
  await expect(name(store, 'measured')).rejects.toThrow(NotSavedError);
  await expect(name(store, 'measured')).rejects.toThrow(/the disk is full, ENOSPC/u);
  expect(namesIn(store)).toEqual([]);
  expect(await readFile(factsFile, 'utf8')).toBe(printFacts(sampleFile()));
  expect(await readFile(`${factsFile}.journal`)).toEqual(journal);
  around = (_call, perform) => perform();
  await name(store, 'measured');
  expect(await names(factsFile)).toEqual(['measured']);
  expect((await readdir(dirname(factsFile))).filter((file) => file.endsWith('.tmp'))).toEqual([]);
});

test('writes that take a few bytes at a time still save the whole', async () => {
  const factsFile = await sampleFolder();
  const files = faultyFiles(diskFiles, (call, perform) => perform(call.name === 'write' ? 97 : undefined));
  await name(await openSample({ factsFile, files }), 'slowly');
  expect(await names(factsFile)).toEqual(['slowly']);
});

test.each([
  ['the journal cannot be fsynced', 'sync', '.journal', 'EIO'],
  ['the new file cannot be fsynced', 'sync', '.tmp', 'EIO'],
  ['the previous version cannot be kept', 'rename', '.prev', 'EACCES'],
  ['the new file cannot be renamed', 'rename', 'facts.json', 'EACCES'],
  ['the folder spans two disks', 'rename', 'facts.json', 'EXDEV'],
  ['no file can be opened', 'open', '.journal', 'EMFILE'],
])('where %s the change is refused and the next one works', async (_title, call, ending, code) => {
  const factsFile = await sampleFolder();
  let broken = false;
  const around: Around = (made, perform) => {
    if (!broken || made.name !== call || !made.path.endsWith(ending)) return perform();
    broken = false;
    return Promise.reject(fileError(code));
  };
  const store = await openSample({ factsFile, files: faultyFiles(diskFiles, around) });
  const journal = await readFile(`${factsFile}.journal`);
  broken = true;
  await expect(name(store, 'refused')).rejects.toThrow(NotSavedError);
  expect(await readFile(factsFile, 'utf8')).toBe(printFacts(sampleFile()));
  expect(await readFile(`${factsFile}.journal`)).toEqual(journal);
  expect(namesIn(store)).toEqual([]);
  await name(store, 'saved');
  expect(await names(factsFile)).toEqual(['saved']);
  expect((await readdir(dirname(factsFile))).filter((file) => file.endsWith('.tmp'))).toEqual([]);
});

test('a folder that cannot be fsynced makes the outcome uncertain, never "saved"', async () => {
  const factsFile = await sampleFolder();
  let broken = false;
  const files = faultyFiles(
    diskFiles,
    failing(({ name: call, path }) => broken && call === 'sync' && path === dirname(factsFile), 'EIO'),
  );
  const store = await openSample({ factsFile, files });
  broken = true;
  await expect(name(store, 'perhaps')).rejects.toThrow(UncertainSaveError);
  expect(namesIn(store)).toEqual(await names(factsFile));
  await expect(name(store, 'not yet')).rejects.toThrow(/cannot be changed at present/u);
  broken = false;
  await name(store, 'certain');
  expect(await names(factsFile)).toEqual(['perhaps', 'certain']);
  expect(await store.history()).toHaveLength(3);
});

test('a journal line that cannot be taken back makes the outcome uncertain, and the next change clears it', async () => {
  const factsFile = await sampleFolder();
  let broken = false;
  const files = faultyFiles(
    diskFiles,
    failing(
      ({ name: call, path }) => broken && (call === 'truncate' || (call === 'rename' && path === factsFile)),
      'EIO',
    ),
  );
  const store = await openSample({ factsFile, files });
  broken = true;
  await expect(name(store, 'perhaps')).rejects.toThrow(UncertainSaveError);
  expect(namesIn(store)).toEqual([]);
  broken = false;
  await name(store, 'certain');
  expect(await names(factsFile)).toEqual(['certain']);
  expect((await store.history()).map(({ sequence }) => sequence)).toEqual([2, 1]);
});

test('a folder that cannot be written answers questions and refuses changes until it can', async () => {
  const factsFile = await sampleFolder();
  let broken = true;
  const files = faultyFiles(
    diskFiles,
    failing(({ name: call, path }) => broken && call === 'open' && path.endsWith('.tmp'), 'EROFS'),
  );
  const store = await openSample({ factsFile, files });
  expect(store.base().facts).toHaveLength(5);
  expect(store.obstacle()?.message).toMatch(/read-only, EROFS/u);
  await expect(name(store, 'no')).rejects.toThrow(/cannot be changed at present.*EROFS/u);
  broken = false;
  await name(store, 'yes');
  expect(store.obstacle()).toBeUndefined();
  expect(await names(factsFile)).toEqual(['yes']);
});

test('a folder that is gone while the bot runs refuses changes and answers questions', async () => {
  const factsFile = await sampleFolder();
  const store = await openSample({ factsFile });
  await name(store, 'one');
  await rename(dirname(factsFile), `${dirname(factsFile)}-elsewhere`);
  await expect(name(store, 'two')).rejects.toThrow(ReadOnlyError);
  expect(store.base().fact.get('schools-a')?.aliases.en).toEqual(['one']);
  await rename(`${dirname(factsFile)}-elsewhere`, dirname(factsFile));
  await name(store, 'three');
  expect(await names(factsFile)).toEqual(['one', 'three']);
});

function withNewReport() {
  const file = sampleFile(2);
  const [report] = file.reports;
  if (report === undefined) throw new Error('The sample has a report.');
  const reports = [{ ...report, leftOut: [], text: 'reports/county.txt' }];
  return { ...file, reports, facts: [sampleFact('A', 21), sampleFact('B', 22)] };
}
const newText = `${sentence('A', 21)}\n${sentence('B', 22)}\n`;

test('an import brings facts and report text together, and can be undone', async () => {
  const factsFile = await sampleFolder();
  const store = await openSample({ factsFile });
  const edit = replaceFacts(withNewReport(), 1);
  const texts = new Map([['county', newText]]);
  const change = await store.change({ actor: 'Ann', action: 'import', edit, texts });
  expect(store.base().fact.get('schools-a')?.figure.value).toBe('21');
  // The old text keeps its name, since the facts before need it.
  expect(await readFile(join(dirname(factsFile), 'reports/county.txt'), 'utf8')).toBe(sampleText());
  const named = store.base().file.reports[0]?.text ?? '';
  expect(named).toMatch(/^reports\/county-[0-9a-f]{12}\.txt$/u);
  expect(await readFile(join(dirname(factsFile), named), 'utf8')).toBe(newText);
  await store.undo(change.sequence, 'Ann');
  expect(store.base().facts.map(({ figure }) => figure.value)).toEqual(['11', '12', '13', '14', '15']);
});

test('an import that is refused leaves no report text behind', async () => {
  const factsFile = await sampleFolder();
  let broken = false;
  const files = faultyFiles(
    diskFiles,
    failing(({ name: call, path }) => broken && call === 'rename' && path === factsFile, 'EACCES'),
  );
  const store = await openSample({ factsFile, files });
  const edit = replaceFacts(withNewReport(), 1);
  const request = { actor: 'Ann', action: 'import', edit } as const;
  await expect(store.change({ ...request, texts: new Map([['county', sampleText()]]) })).rejects.toThrow(
    FactFileError,
  );
  await expect(store.change({ ...request, texts: new Map([['other', newText]]) })).rejects.toThrow(EditError);
  broken = true;
  await expect(store.change({ ...request, texts: new Map([['county', newText]]) })).rejects.toThrow(
    NotSavedError,
  );
  expect(await readdir(join(dirname(factsFile), 'reports'))).toEqual(['county.txt']);
});

test('a report text never gets a name outside its folder', async () => {
  const factsFile = await sampleFolder();
  const store = await openSample({ factsFile });
  const file = withNewReport();
  const reports = file.reports.map((report) => ({ ...report, text: 'reports/../../escaped.txt' }));
  const edit = replaceFacts({ ...file, reports }, 1);
  const texts = new Map([['county', newText]]);
  await expect(store.change({ actor: 'Ann', action: 'import', edit, texts })).rejects.toThrow(FactFileError);
  await expect(stat(join(dirname(factsFile), '../escaped.txt'))).rejects.toThrow('ENOENT');
});

async function editByHand(factsFile: string, change: (text: string) => string): Promise<void> {
  await writeFile(factsFile, change(await readFile(factsFile, 'utf8')));
}
const relabel = (text: string): string => text.replace('Schools in town A', 'All schools in town A');

test('a valid change of the file by hand is taken up within a second, as a change by "disk"', async () => {
  const factsFile = await sampleFolder();
  const store = await openSample({ factsFile, watchEveryMs: 100 });
  const before = performance.now();
  await editByHand(factsFile, relabel);
  await vi.waitFor(
    () => {
      expect(store.base().fact.get('schools-a')?.label.en).toBe('All schools in town A');
    },
    { timeout: 5000, interval: 10 },
  );
  expect(performance.now() - before).toBeLessThan(1000);
  expect((await store.history('schools-a'))[0]).toMatchObject({ actor: 'disk', action: 'disk' });
  expect(store.base().fact.get('schools-a')?.revision).toBe(2);
  expect(parseFacts(await readFile(factsFile, 'utf8'))).toEqual(store.base().file);
});

test('an invalid change of the file by hand is reported once and ignored', async () => {
  const factsFile = await sampleFolder();
  const log = memoryLog();
  const store = await openSample({ factsFile, log, watchEveryMs: 40 });
  const base = store.base();
  await editByHand(factsFile, (text) => text.replace('"value": "11"', '"value": "12"'));
  await vi.waitFor(() => {
    expect(log.lines.join('\n')).toMatch(/not valid: the change is ignored.*The value is 12/u);
  });
  await sleep(200);
  expect(log.lines).toHaveLength(1);
  expect(store.base()).toBe(base);
  await expect(store.reload('Ann')).rejects.toThrow(FactFileError);
});

test('an edit over an invalid change by hand keeps that under another name', async () => {
  const factsFile = await sampleFolder();
  const store = await openSample({ factsFile });
  await writeFile(factsFile, '{ "half": ');
  await name(store, 'saved');
  expect(await names(factsFile)).toEqual(['saved']);
  const kept = (await readdir(dirname(factsFile))).find((file) => file.includes('.damaged-')) ?? '';
  expect(await readFile(join(dirname(factsFile), kept), 'utf8')).toBe('{ "half": ');
  // The kept previous version is one the journal knows, so that a restore still works.
  await rm(factsFile);
  await store.close();
  expect(namesIn(await openSample({ factsFile }))).toEqual(['saved']);
});

test('reload takes up a change by hand at once, and says when there is none', async () => {
  const factsFile = await sampleFolder();
  const store = await openSample({ factsFile });
  expect(await store.reload('Ann')).toBeUndefined();
  await editByHand(factsFile, relabel);
  expect(await store.reload('Ann')).toMatchObject({ actor: 'disk', reason: 'Reloaded by Ann.' });
  await editByHand(factsFile, (text) => JSON.stringify(JSON.parse(text)));
  expect(await store.reload('Ann')).toBeUndefined();
});

test('an edit does not overwrite a change made by hand a moment before', async () => {
  const factsFile = await sampleFolder();
  const store = await openSample({ factsFile });
  await editByHand(factsFile, relabel);
  await name(store, 'also');
  expect(store.base().fact.get('schools-a')).toMatchObject({
    label: { en: 'All schools in town A' },
    aliases: { en: ['also'] },
  });
  expect((await store.history('schools-a')).map(({ actor }) => actor)).toEqual(['Ann', 'disk']);
});

test('closing finishes the changes that were asked for and refuses later ones', async () => {
  const factsFile = await sampleFolder();
  const store = await openSample({ factsFile });
  const pending = Array.from({ length: 50 }, (_, n) => name(store, `n${String(n)}`));
  await store.close();
  const revisions = (await Promise.all(pending)).map(({ revision }) => revision);
  expect(revisions.at(-1)).toBe(51);
  expect(await names(factsFile)).toHaveLength(50);
  await expect(name(store, 'late')).rejects.toThrow(/stopping/u);
});

test('the file keeps its mode, and the journal is for its owner alone', async () => {
  const factsFile = await sampleFolder();
  await diskFiles.open(factsFile, 'r+').then(async (file) => {
    await file.chmod(0o640);
    await file.close();
  });
  await name(await openSample({ factsFile }), 'x');
  expect((await stat(factsFile)).mode & 0o777).toBe(0o640);
  expect((await stat(`${factsFile}.journal`)).mode & 0o777).toBe(0o600);
});
