import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, realpath, rename, stat, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './durable.ts';

// One process per folder of facts. The lock is a Unix socket on which its holder listens: the kernel itself answers
// whether the holder lives, also while the holder's event loop is blocked, and lets go when it dies. No process ids
// or times are compared, so a reused id or a clock that jumps cannot mislead.
//
// Every process first announces itself under a name of its own and only then looks for others, so of two that start
// together at least one sees the other. A name is used once, so a dead one may be removed at any time.

/** Another process holds the folder. */
export class FolderInUseError extends Error {
  /** The process id of the holder, as far as known. */
  readonly holder: number;
  constructor(folder: string, holder: number) {
    super(
      `The folder ${folder} is in use by process ${String(holder)}. Only one bot may run on it: stop the other first.`,
    );
    this.name = 'FolderInUseError';
    this.holder = holder;
  }
}

export interface FolderLock {
  /** False where somebody removed the lock by hand. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

const NAME = /^\.facts-(\d+)-[0-9a-f]{12}\.lock$/u;
/** Long enough for a process that is stopping to let go, and under the second in which a start must be refused. */
const GIVE_UP_MS = 400;
const MAX_PAUSE_MS = 40;
const ANSWER_MS = 250;
/** The shortest limit of a socket's path among the systems Node runs on, less some for the name. */
const MAX_FOLDER_BYTES = 60;

/**
 * Takes the folder for this process alone. Gives up within a second.
 *
 * @throws FolderInUseError; the file system's error (EACCES, EROFS, ENOSPC …) where the folder cannot be written.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const real = await realpath(folder);
  const place = Buffer.byteLength(real) > MAX_FOLDER_BYTES ? await substitute(real) : real;
  try {
    return await lockAt(place, folder);
  } catch (error) {
    // Some mounted folders hold files, but no sockets.
    const noSockets = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS'].includes(errorCode(error) ?? '');
    if (!noSockets || place !== real) throw error;
    return lockAt(await substitute(real), folder);
  }
}

// A folder for sockets elsewhere on the machine; every process finds the same one for the same folder of facts.
async function substitute(folder: string): Promise<string> {
  const { dev, ino } = await stat(folder);
  const name = createHash('sha256')
    .update(`${String(dev)}:${String(ino)}`)
    .digest('hex')
    .slice(0, 16);
  const place = join(await realpath(tmpdir()), `facts-${name}`);
  await mkdir(place, { recursive: true, mode: 0o700 });
  return place;
}

async function lockAt(place: string, folder: string): Promise<FolderLock> {
  const deadline = performance.now() + GIVE_UP_MS;
  for (let own: Announcement | undefined; ;) {
    own ??= await announce(place);
    const others = own === undefined ? [] : await livingOthers(place, own.name);
    if (own !== undefined && others.length === 0) return own;
    if (performance.now() > deadline) {
      await own?.release();
      throw new FolderInUseError(folder, Number(NAME.exec(others[0] ?? '')?.[1] ?? 0));
    }
    // Of those that start together the first by name waits and the others step back; a holder never does.
    if (own !== undefined && others.some((other) => other < (own?.name ?? ''))) {
      await own.release();
      own = undefined;
    }
    await sleep(20 + Math.random() * MAX_PAUSE_MS);
  }
}

interface Announcement extends FolderLock {
  readonly name: string;
}

async function announce(place: string): Promise<Announcement | undefined> {
  const name = `.facts-${String(process.pid)}-${randomBytes(6).toString('hex')}.lock`;
  const path = join(place, name);
  // Named only once it listens: whatever has the name and does not answer is dead.
  const unnamed = `${path}.new`;
  const server = await listen(unnamed);
  const lock = {
    name,
    isHeld: () => exists(path),
    release: async () => {
      await unlinkQuietly(path);
      await new Promise((resolve) => server.close(resolve));
    },
  };
  try {
    await rename(unnamed, path);
    return lock;
  } catch (error) {
    await lock.release();
    // Another process took the name that was not final yet for a dead one's and removed it.
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((caller) => {
      caller.on('error', () => undefined);
      caller.destroy();
    });
    server.once('error', reject);
    server.listen({ path, exclusive: true }, () => {
      server.unref();
      resolve(server);
    });
  });
}

async function livingOthers(place: string, own: string): Promise<string[]> {
  const living: string[] = [];
  for (const name of await readdir(place)) {
    const unnamed = name.endsWith('.new') && NAME.test(basename(name, '.new'));
    if (name === own || (!unnamed && !NAME.test(name))) continue;
    const path = join(place, name);
    if (!(await isAlive(path))) await unlinkQuietly(path);
    else if (!unnamed) living.push(name);
  }
  return living;
}

function isAlive(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    function settle(alive: boolean): void {
      clearTimeout(timer);
      socket.destroy();
      resolve(alive);
    }
    // The kernel takes the call for a blocked holder too; anything but a clear refusal counts as alive.
    const timer = setTimeout(settle, ANSWER_MS, true);
    socket.once('connect', () => {
      settle(true);
    });
    socket.once('error', (error) => {
      settle(!['ECONNREFUSED', 'ENOENT'].includes(errorCode(error) ?? ''));
    });
  });
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

async function unlinkQuietly(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch {
    // Somebody else removed it first.
  }
}
