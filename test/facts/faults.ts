import type { FileCalls, OpenFile } from '../../src/facts/durable.ts';

// A file system whose calls a test may let fail, cut short or never return.

export interface FileCall {
  readonly name: keyof FileCalls | keyof OpenFile;
  /** The file or folder; for a rename or link, the new name. */
  readonly path: string;
  /** How many bytes a write was asked to write. */
  readonly length: number;
}

/** Decides what becomes of a call. `perform` makes it; a limit lets a write write only so many bytes. */
export type Around = <T>(call: FileCall, perform: (limit?: number) => Promise<T>) => Promise<T>;

export function faultyFiles(files: FileCalls, around: Around): FileCalls {
  function plain<T>(name: FileCall['name'], path: string, perform: () => Promise<T>): Promise<T> {
    return around({ name, path, length: 0 }, perform);
  }
  return {
    open: (path, flags, mode) =>
      plain('open', path, async () => faultyFile(await files.open(path, flags, mode), path, around)),
    readFile: (path) => plain('readFile', path, () => files.readFile(path)),
    readdir: (path) => plain('readdir', path, () => files.readdir(path)),
    stat: (path) => plain('stat', path, () => files.stat(path)),
    rename: (from, to) => plain('rename', to, () => files.rename(from, to)),
    link: (existing, path) => plain('link', path, () => files.link(existing, path)),
    unlink: (path) => plain('unlink', path, () => files.unlink(path)),
    mkdir: (path) => plain('mkdir', path, () => files.mkdir(path)),
  };
}

function faultyFile(file: OpenFile, path: string, around: Around): OpenFile {
  return {
    write: (bytes, offset, length, position) =>
      around({ name: 'write', path, length }, (limit = length) =>
        file.write(bytes, offset, Math.min(limit, length), position),
      ),
    read: (bytes, offset, length, position) =>
      around({ name: 'read', path, length: 0 }, () => file.read(bytes, offset, length, position)),
    sync: () => around({ name: 'sync', path, length: 0 }, () => file.sync()),
    stat: () => around({ name: 'stat', path, length: 0 }, () => file.stat()),
    truncate: (length) => around({ name: 'truncate', path, length: 0 }, () => file.truncate(length)),
    chmod: (mode) => around({ name: 'chmod', path, length: 0 }, () => file.chmod(mode)),
    close: () => around({ name: 'close', path, length: 0 }, () => file.close()),
  };
}

/** A file system's error, as Node gives it. */
export function fileError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}

/** Fails every call that `matches`. */
export function failing(matches: (call: FileCall) => boolean, code: string): Around {
  return (call, perform) => (matches(call) ? Promise.reject(fileError(code)) : perform());
}

/** A disk with so many bytes free. What is truncated or removed gives nothing back. */
export function almostFull(free: number): Around {
  let left = free;
  return (call, perform) => {
    if (call.name !== 'write') return perform();
    if (left === 0) return Promise.reject(fileError('ENOSPC'));
    const taken = Math.min(left, call.length);
    left -= taken;
    return perform(taken);
  };
}

/** The calls that change something on the disk, or make it durable. */
export function isStep({ name }: FileCall): boolean {
  return ['write', 'sync', 'rename', 'link', 'truncate'].includes(name);
}

export type Moment = 'before' | 'halfway' | 'after';

/** At the step of that number (from 1), before, halfway through or after it, calls `stop`. */
export function stopAt(step: number, moment: Moment, stop: () => Promise<never>): Around {
  let steps = 0;
  return async (call, perform) => {
    if (isStep(call)) steps++;
    if (steps < step) return perform();
    if (steps > step || !isStep(call)) return stop();
    if (moment === 'halfway' && call.name === 'write') await perform(Math.ceil(call.length / 2));
    if (moment === 'after') await perform();
    return stop();
  };
}
