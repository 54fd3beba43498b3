import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FolderInUseError, lockFolder } from '../../src/facts/lock.ts';
import { emptyFolder, sampleFolder, memoryLog, openSample } from './sample.ts';
import { openStore } from '../../src/facts/store.ts';

/** Another process that holds the folder's lock, and blocks its event loop for so long. */
async function holderOf(folder: string, blockMs = 0): Promise<ChildProcess> {
  const module = new URL('../../src/facts/lock.ts', import.meta.url).href;
  const script = `
    const { lockFolder } = await import(${JSON.stringify(module)});
    await lockFolder(${JSON.stringify(folder)});
    console.log('held');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${String(blockMs)});
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child.stdout, 'data');
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('a folder is held by one at a time', async () => {
  const folder = await emptyFolder();
  const lock = await lockFolder(folder);
  expect(await lock.isHeld()).toBe(true);
  await expect(lockFolder(folder)).rejects.toThrow(FolderInUseError);
  await lock.release();
  expect(await lock.isHeld()).toBe(false);
  await (await lockFolder(folder)).release();
  expect(await readdir(folder)).toEqual([]);
});

test('a second process is refused within a second, and told which one holds the folder', async () => {
  const factsFile = await sampleFolder();
  const child = await holderOf(join(factsFile, '..'));
  const before = performance.now();
  const start = openStore({ factsFile, log: memoryLog() });
  await expect(start).rejects.toMatchObject({ name: 'FolderInUseError', holder: child.pid });
  expect(performance.now() - before).toBeLessThan(1000);
});

test('the lock of a killed process does not block a restart', async () => {
  const factsFile = await sampleFolder();
  const folder = join(factsFile, '..');
  await killed(await holderOf(folder));
  expect(await readdir(folder)).toContainEqual(expect.stringMatching(/\.lock$/u));
  const before = performance.now();
  await openSample({ factsFile });
  expect(performance.now() - before).toBeLessThan(1000);
  expect((await readdir(folder)).filter((name) => name.endsWith('.lock'))).toHaveLength(1);
});

test('a stale lock that names a living process, its id having been given again, does not block', async () => {
  const folder = await emptyFolder();
  await writeFile(join(folder, `.facts-${String(process.pid)}-0123456789ab.lock`), '');
  const lock = await lockFolder(folder);
  await lock.release();
});

test('the lock of a process whose event loop is blocked is not taken from it', async () => {
  const folder = await emptyFolder();
  await holderOf(folder, 60_000);
  const before = performance.now();
  for (let n = 0; n < 3; n++) await expect(lockFolder(folder)).rejects.toThrow(FolderInUseError);
  expect(performance.now() - before).toBeLessThan(3000);
});

test('of many that start together exactly one gets the folder', async () => {
  for (let round = 0; round < 4; round++) {
    const folder = await emptyFolder();
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => lockFolder(folder)));
    const held = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(held).toHaveLength(1);
    for (const lock of held) await lock.release();
    await (await lockFolder(folder)).release();
  }
});

test('a path too long for a socket is locked all the same', async () => {
  const factsFile = await sampleFolder();
  const folder = join(factsFile, '..', 'x'.repeat(90));
  await mkdir(folder);
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(FolderInUseError);
  await lock.release();
});

test('a lock that somebody removed by hand is taken again before the next change', async () => {
  const folder = await emptyFolder();
  const lock = await lockFolder(folder);
  for (const name of await readdir(folder)) await rm(join(folder, name));
  expect(await lock.isHeld()).toBe(false);
  await lock.release();
});
