import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentHash, difference } from '../../src/facts/delta.ts';
import { diskFiles, NotSavedError, UncertainSaveError, type FileCalls } from '../../src/facts/durable.ts';
import { addAlias } from '../../src/facts/edit.ts';
import { openJournal, type Journal } from '../../src/facts/journal.ts';
import { JournalDamagedError } from '../../src/facts/journal-lines.ts';
import type { EntryDraft } from '../../src/facts/journal-entry.ts';
import { almostFull, failing, faultyFiles, type Around } from './faults.ts';
import { emptyFolder, sampleFile } from './sample.ts';

function draft(alias: string): EntryDraft {
  const before = sampleFile(1);
  const after = addAlias('schools-a', 'en', alias)(before);
  return {
    time: '2026-01-01T00:00:00.000Z',
    actor: 'Ann',
    action: 'alias-add',
    revision: after.revision,
    content: { before: contentHash(before), after: contentHash(after) },
    ...difference(before, after),
  };
}

async function journalOf(
  aliases: readonly string[],
  files: FileCalls = diskFiles,
): Promise<{ path: string; journal: Journal }> {
  const path = join(await emptyFolder(), 'journal');
  const journal = await openJournal(files, path);
  for (const alias of aliases) await journal.append(draft(alias));
  return { path, journal };
}

describe('a journal', () => {
  test('that does not exist is empty', async () => {
    const journal = await openJournal(diskFiles, join(await emptyFolder(), 'journal'));
    expect(journal.heads).toEqual([]);
    expect(journal.torn).toHaveLength(0);
  });

  test('gives back every entry, in order, each naming the one before', async () => {
    const { path } = await journalOf(['one', '二', 'line\\n"break"']);
    const journal = await openJournal(diskFiles, path);
    expect(journal.heads.map(({ sequence, factIds }) => [sequence, factIds])).toEqual([
      [1, ['schools-a']],
      [2, ['schools-a']],
      [3, ['schools-a']],
    ]);
    const entries = await Promise.all([1, 2, 3].map((sequence) => journal.read(sequence)));
    expect(entries.map(({ facts }) => facts[0]?.after?.aliases.en)).toEqual([
      ['one'],
      ['二'],
      ['line\\n"break"'],
    ]);
    expect(entries.map(({ previous }) => previous)).toEqual([
      '0'.repeat(64),
      entries[0]?.checksum,
      entries[1]?.checksum,
    ]);
    await expect(journal.read(4)).rejects.toThrow(RangeError);
  });

  test('is continued after its last entry', async () => {
    const { path } = await journalOf(['one']);
    await (await openJournal(diskFiles, path)).append(draft('two'));
    expect((await openJournal(diskFiles, path)).heads).toHaveLength(2);
  });

  test('forgets the entry that is taken back', async () => {
    const { path, journal } = await journalOf(['one', 'two']);
    const before = await readFile(path);
    await journal.append(draft('three'));
    await journal.takeBack();
    expect(await readFile(path)).toEqual(before);
    expect((await journal.append(draft('other'))).sequence).toBe(3);
  });
});

describe('a damaged journal', () => {
  async function damaged(change: (lines: string[]) => string[]): Promise<Promise<Journal>> {
    const { path } = await journalOf(['one', 'two', 'three']);
    const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
    await writeFile(path, `${change(lines).join('\n')}\n`);
    return openJournal(diskFiles, path);
  }

  test.each<[string, (lines: string[]) => string[], RegExp]>([
    [
      'a changed line',
      ([a = '', b = '', c = '']) => [a, b.replace('two', 'too'), c],
      /Line 2 of .* is damaged/u,
    ],
    ['a line removed', ([a = '', , c = '']) => [a, c], /Line 2 of .* does not follow/u],
    ['the first line removed', ([, b = '', c = '']) => [b, c], /Line 1 of .* does not follow/u],
    ['two lines exchanged', ([a = '', b = '', c = '']) => [a, c, b], /Line 2 of .* does not follow/u],
    ['a line repeated', ([a = '', b = '', c = '']) => [a, b, b, c], /Line 3 of .* does not follow/u],
    ['an empty line', ([a = '', b = '', c = '']) => [a, '', b, c], /Line 2 of .* is damaged/u],
  ])('with %s is refused', async (_title, change, message) => {
    const opening = damaged(change);
    await expect(opening).rejects.toThrow(JournalDamagedError);
    await expect(opening).rejects.toThrow(message);
  });

  test('whose last line alone is damaged is read up to there', async () => {
    const journal = await damaged(([a = '', b = '', c = '']) => [a, b, c.replace('three', 'tree')]);
    expect(journal.heads).toHaveLength(2);
    expect(journal.torn.length).toBeGreaterThan(0);
    await journal.cutTorn();
    expect((await journal.append(draft('again'))).sequence).toBe(3);
  });

  test('that is damaged while in use does not give a wrong entry', async () => {
    const { path, journal } = await journalOf(['one', 'two']);
    await writeFile(path, (await readFile(path, 'utf8')).replace('two', 'too'));
    await expect(journal.read(2)).rejects.toThrow(JournalDamagedError);
  });
});

describe('a journal that grows long', () => {
  const PART = 3000;
  const ALIASES = Array.from({ length: 12 }, (_, n) => `name ${String(n + 1)}`);

  async function longJournal(): Promise<string> {
    const path = join(await emptyFolder(), 'journal');
    const journal = await openJournal(diskFiles, path, PART);
    for (const alias of ALIASES) await journal.append(draft(alias));
    return path;
  }
  async function parts(path: string): Promise<string[]> {
    return (await readdir(dirname(path))).sort();
  }

  test('is put by in parts, and a start reads its end alone', async () => {
    const path = await longJournal();
    const names = await parts(path);
    expect(names.length).toBeGreaterThan(3);
    expect(names[0]).toBe('journal');
    expect(names.slice(1)).toContainEqual(expect.stringMatching(/^journal\.\d{9}$/u));
    const journal = await openJournal(diskFiles, path, PART);
    const [first] = journal.heads;
    expect(first?.sequence).toBeGreaterThan(1);
    expect(journal.heads.at(-1)?.sequence).toBe(12);
  });

  test('gives back every entry, reading older parts as they are asked for', async () => {
    const journal = await openJournal(diskFiles, await longJournal(), PART);
    for (const [index, alias] of [...ALIASES.entries()].reverse())
      expect((await journal.read(index + 1)).facts[0]?.after?.aliases.en).toEqual([alias]);
    while (await journal.older());
    expect(journal.heads.map(({ sequence }) => sequence)).toEqual(ALIASES.map((_, index) => index + 1));
    expect(await journal.older()).toBe(false);
    expect(await journal.head(13)).toBeUndefined();
    expect(await journal.head(0)).toBeUndefined();
  });

  test('goes on from its last part where the new file is not there yet', async () => {
    const path = await longJournal();
    const before = await openJournal(diskFiles, path, PART);
    await rm(path);
    const journal = await openJournal(diskFiles, path, PART);
    const entry = await journal.append(draft('next'));
    expect(entry.sequence).toBe((journal.heads.at(-2)?.sequence ?? 0) + 1);
    expect(entry.sequence).toBeLessThanOrEqual(before.heads.length + (before.heads[0]?.sequence ?? 0));
    expect((await openJournal(diskFiles, path, PART)).heads.at(-1)?.checksum).toBe(entry.checksum);
  });

  test('takes back the first line after a part was put by', async () => {
    const path = join(await emptyFolder(), 'journal');
    const journal = await openJournal(diskFiles, path, 1);
    await journal.append(draft('one'));
    await journal.append(draft('two'));
    await journal.takeBack();
    expect((await openJournal(diskFiles, path, 1)).heads.map(({ sequence }) => sequence)).toEqual([1]);
    expect((await journal.append(draft('other'))).sequence).toBe(2);
    expect((await openJournal(diskFiles, path, 1)).heads).toHaveLength(2);
  });

  test.each<[string, (path: string, name: string) => Promise<void>]>([
    ['is changed', async (path) => writeFile(path, (await readFile(path, 'utf8')).replace('name ', 'mane '))],
    ['is cut', async (path) => writeFile(path, (await readFile(path)).subarray(0, -9))],
    ['is missing', (path) => rm(path)],
    ['is empty', (path) => writeFile(path, '')],
  ])('does not open, or does not read on, where a part %s', async (_title, damage) => {
    const path = await longJournal();
    const [, ...names] = await parts(path);
    for (const name of names) {
      const part = join(dirname(path), name);
      const whole = await readFile(part);
      await damage(part, name);
      const reading = openJournal(diskFiles, path, PART).then(async (journal) => {
        while (await journal.older());
      });
      await expect(reading, name).rejects.toThrow(JournalDamagedError);
      await writeFile(part, whole);
    }
    expect((await (await openJournal(diskFiles, path, PART)).read(1)).sequence).toBe(1);
  });

  test('is not appended to where it cannot be put by, and works again afterwards', async () => {
    const path = join(await emptyFolder(), 'journal');
    let broken = false;
    const files = faultyFiles(
      diskFiles,
      failing(({ name }) => broken && name === 'rename', 'EACCES'),
    );
    const journal = await openJournal(files, path, 1);
    await journal.append(draft('one'));
    const before = await readFile(path);
    broken = true;
    await expect(journal.append(draft('two'))).rejects.toThrow(NotSavedError);
    expect(await readFile(path)).toEqual(before);
    broken = false;
    expect((await journal.append(draft('two'))).sequence).toBe(2);
  });
});

describe('an append', () => {
  async function withFault(): Promise<{ path: string; journal: Journal; set: (around?: Around) => void }> {
    let fault: Around | undefined;
    const files = faultyFiles(diskFiles, (call, perform) => (fault ?? ((_, make) => make()))(call, perform));
    const opened = await journalOf(['one'], files);
    return {
      ...opened,
      set: (around) => {
        fault = around;
      },
    };
  }

  test.each([0, 1, 100])('with %d bytes free leaves the journal as it was', async (free) => {
    const { path, journal, set } = await withFault();
    const before = await readFile(path);
    set(almostFull(free));
    await expect(journal.append(draft('two'))).rejects.toThrow(NotSavedError);
    expect(await readFile(path)).toEqual(before);
    expect(journal.suspect).toBe(false);
    set();
    expect((await journal.append(draft('two'))).sequence).toBe(2);
  });

  test('that cannot be fsynced is put back, and the journal is suspect until it is written anew', async () => {
    const { path, journal, set } = await withFault();
    const before = await readFile(path);
    let failures = 1;
    set(failing(({ name }) => name === 'sync' && failures-- > 0, 'EIO'));
    await expect(journal.append(draft('two'))).rejects.toThrow(NotSavedError);
    expect(await readFile(path)).toEqual(before);
    expect(journal.suspect).toBe(true);
    await journal.rewrite();
    expect(journal.suspect).toBe(false);
    expect(await readFile(path)).toEqual(before);
  });

  test('that cannot be put back either is uncertain; writing anew leaves it out', async () => {
    const { path, journal, set } = await withFault();
    const before = await readFile(path);
    set(failing(({ name }) => name === 'sync' || name === 'truncate', 'EIO'));
    await expect(journal.append(draft('two'))).rejects.toThrow(UncertainSaveError);
    set();
    await journal.rewrite();
    expect(await readFile(path)).toEqual(before);
  });

  test('never writes over what another program put there', async () => {
    const { path, journal } = await journalOf(['one']);
    await writeFile(path, 'a line of somebody else\n', { flag: 'a' });
    await expect(journal.append(draft('two'))).rejects.toThrow(/somebody else wrote to it/u);
    expect(await readFile(path, 'utf8')).toContain('somebody else');
  });
});
