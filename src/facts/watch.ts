import { stateOf, versionMark, type FileCalls } from './durable.ts';

// Notices changes of a file by looking at it. File system events would be quicker by milliseconds, but do not reach
// across network and container mounts and go astray when a file is replaced by renaming.

export interface Watch {
  stop(): void;
}

/**
 * Calls `changed` once for every version of the file that is not `known()` and has stayed the same for one interval,
 * so that a file is not read while an editor still writes it.
 */
export function watchFile(
  files: FileCalls,
  path: string,
  everyMs: number,
  known: () => string | undefined,
  changed: () => Promise<void>,
): Watch {
  let seen: string | undefined;
  let told: string | undefined;
  let stopped = false;

  async function look(): Promise<void> {
    const state = await stateOf(files, path).catch(() => undefined);
    const mark = state === undefined ? 'missing' : versionMark(state);
    const settled = mark === seen;
    seen = mark;
    if (stopped || mark === (known() ?? 'missing') || mark === told || !settled) return;
    told = mark;
    await changed();
  }

  function next(): void {
    if (stopped) return;
    // Watching alone does not keep the process alive.
    setTimeout(() => {
      void look().finally(next);
    }, everyMs).unref();
  }

  next();
  return {
    stop() {
      stopped = true;
    },
  };
}
