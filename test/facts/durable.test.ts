import { chmod, link, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  diskFiles,
  NotSavedError,
  removeStrays,
  replaceFile,
  stateOf,
  UncertainSaveError,
  versionMark,
} from '../../src/facts/durable.ts';
import { almostFull, failing, faultyFiles, fileError, type Around, type FileCall } from './faults.ts';
import { emptyFolder } from './sample.ts';

const OLD = 'the old version\n';
const NEW = 'the new version, 新的, a little longer\n'.repeat(300);

async function oldFile(): Promise<string> {
  const path = join(await emptyFolder(), 'facts.json');
  await writeFile(path, OLD);
  return path;
}

async function namesBeside(path: string): Promise<string[]> {
  return readdir(dirname(path));
}

describe('replacing a file', () => {
  test('leaves the new version, the one before as .prev, and nothing else', async () => {
    const path = await oldFile();
    const mark = await replaceFile(diskFiles, path, NEW, { keepPrevious: true });
    expect(await readFile(path, 'utf8')).toBe(NEW);
    expect(await readFile(`${path}.prev`, 'utf8')).toBe(OLD);
    expect(await namesBeside(path)).toEqual(['facts.json', 'facts.json.prev']);
    const state = await stateOf(diskFiles, path);
    expect(state === undefined ? undefined : versionMark(state)).toBe(mark);
  });

  test('makes a file that was not there', async () => {
    const path = join(await emptyFolder(), 'new');
    await replaceFile(diskFiles, path, NEW, { keepPrevious: true });
    expect(await readFile(path, 'utf8')).toBe(NEW);
    expect(await namesBeside(path)).toEqual(['new']);
  });

  test('keeps the mode of the old file', async () => {
    const path = await oldFile();
    await chmod(path, 0o604);
    await replaceFile(diskFiles, path, NEW);
    expect((await stat(path)).mode & 0o777).toBe(0o604);
  });

  test('keeps the previous version as a copy where a file can have only one name', async () => {
    const path = await oldFile();
    const files = faultyFiles(
      diskFiles,
      failing(({ name }) => name === 'link', 'EPERM'),
    );
    await replaceFile(files, path, NEW, { keepPrevious: true });
    expect(await readFile(`${path}.prev`, 'utf8')).toBe(OLD);
  });

  test('leaves no stray where .prev already names the same file', async () => {
    const path = await oldFile();
    await link(path, `${path}.prev`);
    await replaceFile(diskFiles, path, NEW, { keepPrevious: true });
    expect(await readFile(`${path}.prev`, 'utf8')).toBe(OLD);
    expect(await namesBeside(path)).toEqual(['facts.json', 'facts.json.prev']);
  });

  test('makes everything durable before it is relied on', async () => {
    const path = await oldFile();
    const calls: string[] = [];
    const around: Around = (call, perform) => {
      if (['write', 'sync', 'rename', 'close'].includes(call.name))
        calls.push(`${call.name} ${kind(call, path)}`);
      return perform();
    };
    await replaceFile(faultyFiles(diskFiles, around), path, NEW, { keepPrevious: true });
    expect(calls).toEqual([
      'write temporary',
      'sync temporary',
      'close temporary',
      'rename previous',
      'rename file',
      'sync folder',
      'close folder',
    ]);
  });
});

function kind({ path }: FileCall, file: string): string {
  if (path === file) return 'file';
  if (path === dirname(file)) return 'folder';
  return path === `${file}.prev` ? 'previous' : 'temporary';
}

describe('a replacement that fails', () => {
  const size = Buffer.byteLength(NEW);

  test.each([0, 1, 4096, size - 1])('with %d bytes free leaves the old version', async (free) => {
    const path = await oldFile();
    const files = faultyFiles(diskFiles, almostFull(free));
    const attempt = replaceFile(files, path, NEW, { keepPrevious: true });
    await expect(attempt).rejects.toThrow(NotSavedError);
    await expect(attempt).rejects.toThrow('the disk is full, ENOSPC');
    expect(await readFile(path, 'utf8')).toBe(OLD);
    expect(await namesBeside(path)).toEqual(['facts.json']);
  });

  test.each<[string, string, string]>([
    ['open', 'temporary', 'EACCES'],
    ['open', 'temporary', 'EROFS'],
    ['chmod', 'temporary', 'EPERM'],
    ['sync', 'temporary', 'EIO'],
    ['close', 'temporary', 'EIO'],
    ['link', 'temporary', 'EIO'],
    ['rename', 'previous', 'ENOSPC'],
    ['rename', 'file', 'EACCES'],
    ['rename', 'file', 'EXDEV'],
    ['rename', 'file', 'EIO'],
  ])('because of %s of the %s (%s) leaves the old version', async (name, what, code) => {
    const path = await oldFile();
    const files = faultyFiles(
      diskFiles,
      failing((call) => call.name === name && kind(call, path) === what, code),
    );
    const attempt = replaceFile(files, path, NEW, { keepPrevious: true });
    await expect(attempt).rejects.toThrow(NotSavedError);
    await expect(attempt).rejects.toThrow(code);
    expect(await readFile(path, 'utf8')).toBe(OLD);
    expect((await namesBeside(path)).filter((file) => file.endsWith('.tmp'))).toEqual([]);
    await replaceFile(diskFiles, path, NEW);
    expect(await readFile(path, 'utf8')).toBe(NEW);
  });

  test('because the disk lies about what it wrote is noticed by the size', async () => {
    const path = await oldFile();
    const files = faultyFiles(diskFiles, async (call, perform) => {
      if (call.name !== 'write') return perform();
      await perform(10);
      // Says that all was written: what a faulty driver might do.
      return { bytesWritten: call.length } as Awaited<ReturnType<typeof perform>>;
    });
    await expect(replaceFile(files, path, NEW)).rejects.toThrow(/10 of \d+ bytes arrived/u);
    expect(await readFile(path, 'utf8')).toBe(OLD);
  });

  test('at the fsync of the folder is uncertain: the new version is in place', async () => {
    const path = await oldFile();
    const files = faultyFiles(
      diskFiles,
      failing((call) => call.name === 'sync' && kind(call, path) === 'folder', 'EIO'),
    );
    await expect(replaceFile(files, path, NEW)).rejects.toThrow(UncertainSaveError);
    expect(await readFile(path, 'utf8')).toBe(NEW);
  });

  test('at a rename that happened in spite of its error is uncertain', async () => {
    const path = await oldFile();
    const files = faultyFiles(diskFiles, async (call, perform) => {
      const made = await perform();
      if (call.name === 'rename' && kind(call, path) === 'file') throw fileError('EIO');
      return made;
    });
    await expect(replaceFile(files, path, NEW)).rejects.toThrow(UncertainSaveError);
    expect(await readFile(path, 'utf8')).toBe(NEW);
  });

  test('at a fsync does not try the same data again', async () => {
    const path = await oldFile();
    let syncs = 0;
    const files = faultyFiles(
      diskFiles,
      failing(({ name }) => name === 'sync' && ++syncs > 0, 'EIO'),
    );
    await expect(replaceFile(files, path, NEW)).rejects.toThrow(NotSavedError);
    expect(syncs).toBe(1);
  });
});

test('strays are removed by their names alone', async () => {
  const folder = await emptyFolder();
  const stray = 'facts.json.0123456789abcdef.tmp';
  for (const name of [stray, 'facts.json', 'facts.json.tmp', 'other.0123456789abcdef.tmp']) {
    await writeFile(join(folder, name), '');
  }
  expect(await removeStrays(diskFiles, folder, 'facts.json')).toEqual([stray]);
  expect(await readdir(folder)).toHaveLength(3);
  await rm(folder, { recursive: true });
  await expect(removeStrays(diskFiles, folder, 'facts.json')).rejects.toThrow('ENOENT');
});
