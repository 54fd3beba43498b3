import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, readdir, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

// Replaces a file so that a crash at any moment leaves the old version or the new one, never a mixture. Every file
// system call goes through FileCalls, so that tests can let each of them fail.

export interface OpenFile {
  write(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesWritten: number }>;
  read(bytes: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
  sync(): Promise<void>;
  stat(): Promise<FileState>;
  truncate(length: number): Promise<void>;
  chmod(mode: number): Promise<void>;
  close(): Promise<void>;
}

export interface FileState {
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
  readonly mode: number;
}

/** The file system as this folder uses it. */
export interface FileCalls {
  open(path: string, flags: string, mode?: number): Promise<OpenFile>;
  readFile(path: string): Promise<Buffer>;
  readdir(path: string): Promise<string[]>;
  stat(path: string): Promise<FileState>;
  rename(from: string, to: string): Promise<void>;
  link(existing: string, path: string): Promise<void>;
  unlink(path: string): Promise<void>;
  mkdir(path: string): Promise<void>;
}

export const diskFiles: FileCalls = { open, readFile, readdir, stat, rename, link, unlink, mkdir };

/** Nothing was saved: what was on the disk before is still there, whole. */
export class NotSavedError extends Error {
  constructor(what: string, cause: unknown) {
    super(`Not saved: ${what} (${explain(cause)}). Nothing was changed.`, { cause });
    this.name = 'NotSavedError';
  }
}

/** The disk failed at a moment that leaves open whether the change will be there after a crash. */
export class UncertainSaveError extends Error {
  constructor(what: string, cause: unknown) {
    super(`Uncertain: ${what} (${explain(cause)}). Look at the fact again before repeating the change.`, {
      cause,
    });
    this.name = 'UncertainSaveError';
  }
}

/** The error code of a failed file system call; undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const EXPLANATIONS = new Map([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EIO', 'the disk reports an error'],
  ['EACCES', 'the folder or file must not be written'],
  ['EPERM', 'the folder or file must not be written'],
  ['EROFS', 'the file system is read-only'],
  ['EXDEV', 'the folder spans two file systems'],
]);

function explain(cause: unknown): string {
  const code = errorCode(cause);
  if (code === undefined) return cause instanceof Error ? cause.message : String(cause);
  const words = EXPLANATIONS.get(code);
  return words === undefined ? code : `${words}, ${code}`;
}

/** Tells one version of a file from another without reading it. Renaming does not change it. */
export function versionMark({ ino, size, mtimeMs }: FileState): string {
  return `${String(ino)}:${String(size)}:${String(mtimeMs)}`;
}

export interface ReplaceOptions {
  /** Keep the version that is replaced as `<path>.prev`. */
  readonly keepPrevious?: boolean;
  /** The mode of a file that did not exist before; an existing file keeps its own. */
  readonly mode?: number;
}

/**
 * Writes `content` to `path`: temporary file beside it, whole, size checked, fsynced, renamed, folder fsynced.
 *
 * @returns the version mark of the new file.
 * @throws NotSavedError where the old version is untouched; UncertainSaveError where the new one is in place, but
 * the folder could not be fsynced.
 */
export async function replaceFile(
  files: FileCalls,
  path: string,
  content: string | Uint8Array,
  { keepPrevious = false, mode = 0o644 }: ReplaceOptions = {},
): Promise<string> {
  const temporary = temporaryName(path);
  let mark: string;
  try {
    const old = await stateOf(files, path);
    mark = await writeWhole(files, temporary, content, old === undefined ? mode : old.mode & 0o7777);
    if (keepPrevious && old !== undefined) await keepVersion(files, path, old);
    await files.rename(temporary, path);
  } catch (error) {
    // A rename may fail after it has happened (a network file system); the temporary file is gone then.
    const renamed = (await isGone(files, temporary)) && (await isNew(files, path, content));
    if (renamed) throw new UncertainSaveError(`${basename(path)} was renamed with an error`, error);
    await removeQuietly(files, temporary);
    throw new NotSavedError(`${basename(path)} could not be written`, error);
  }
  try {
    await syncFolder(files, dirname(path));
  } catch (error) {
    throw new UncertainSaveError(`${basename(path)} is in place, but the disk did not confirm it`, error);
  }
  return mark;
}

/** Writes all of `bytes` at `position`; one call may write only a part. */
export async function writeAll(file: OpenFile, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    if (bytesWritten === 0) throw new Error('the disk takes no more bytes');
    done += bytesWritten;
  }
}

/** Makes the names in a folder durable: the fsync of a file does not cover the entry that names it. */
export async function syncFolder(files: FileCalls, folder: string): Promise<void> {
  const handle = await files.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes what a killed process left half-written in a folder. Only the holder of its lock may call it. */
export async function removeStrays(files: FileCalls, folder: string, prefix: string): Promise<string[]> {
  const strays = (await files.readdir(folder)).filter(
    (name) => name.startsWith(prefix) && /\.[0-9a-f]{16}\.tmp$/u.test(name),
  );
  for (const name of strays) await removeQuietly(files, join(folder, name));
  return strays;
}

/** The text of a file, or undefined where there is none. */
export async function readIfThere(files: FileCalls, path: string): Promise<Buffer | undefined> {
  try {
    return await files.readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The state of a file, or undefined where there is none. */
export async function stateOf(files: FileCalls, path: string): Promise<FileState | undefined> {
  try {
    return await files.stat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function writeWhole(
  files: FileCalls,
  path: string,
  content: string | Uint8Array,
  mode: number,
): Promise<string> {
  const bytes = Buffer.from(content);
  const file = await files.open(path, 'wx', 0o600);
  try {
    await writeAll(file, bytes, 0);
    await file.chmod(mode);
    const state = await file.stat();
    if (state.size !== bytes.length) {
      throw new Error(`${String(state.size)} of ${String(bytes.length)} bytes arrived`);
    }
    // Not repeated where it fails: the system then counts the lost pages as written, and a second call succeeds.
    await file.sync();
    return versionMark(state);
  } finally {
    await file.close();
  }
}

// The kept version is a second name of the old file; where the file system has no such names, a copy.
async function keepVersion(files: FileCalls, path: string, { mode }: FileState): Promise<void> {
  const kept = temporaryName(`${path}.prev`);
  try {
    try {
      await files.link(path, kept);
    } catch (error) {
      if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(errorCode(error) ?? ''))
        throw error;
      await writeWhole(files, kept, await files.readFile(path), mode & 0o7777);
    }
    await files.rename(kept, `${path}.prev`);
  } finally {
    // Where `.prev` already named the same file, rename does nothing and leaves both names.
    await removeQuietly(files, kept);
  }
}

function temporaryName(path: string): string {
  return `${path}.${randomBytes(8).toString('hex')}.tmp`;
}

async function isGone(files: FileCalls, path: string): Promise<boolean> {
  return (await stateOf(files, path).catch(() => null)) === undefined;
}

async function isNew(files: FileCalls, path: string, content: string | Uint8Array): Promise<boolean> {
  const found = await readIfThere(files, path).catch(() => undefined);
  return found?.equals(Buffer.from(content)) ?? false;
}

async function removeQuietly(files: FileCalls, path: string): Promise<void> {
  try {
    await files.unlink(path);
  } catch {
    // It is gone already, or it stays as a stray that the next start removes.
  }
}
