import { dirname } from 'node:path';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { factBase, type FactBase } from './base.ts';
import { applyDelta, contentHash, difference, printFacts } from './delta.ts';
import {
  NotSavedError,
  UncertainSaveError,
  readIfThere,
  replaceFile,
  stateOf,
  versionMark,
} from './durable.ts';
import { withRevisions } from './edit.ts';
import { checkedBase, parseFacts, readTexts } from './file.ts';
import { DISK_ACTOR, setAside, stamp, swap, type About, type Holding } from './holding.ts';
import type { JournalEntry } from './journal-entry.ts';
import { placeTexts, removeTexts, writeTexts } from './new-texts.ts';
import { changedByHand, readVersion } from './recovery.ts';
import type { FactFile } from './schema.ts';
import { FactFileError } from './problem.ts';

/**
 * Saves the next state of the facts: journal, then file, then memory. `texts` are new report texts by report id.
 *
 * @throws FactFileError, EditError, NotSavedError: nothing was changed. UncertainSaveError: see there.
 */
export async function save(
  holding: Holding,
  about: About,
  wanted: FactFile,
  texts: ReadonlyMap<string, string> = new Map(),
): Promise<JournalEntry> {
  const { factsFile, files } = holding.place;
  const folder = dirname(factsFile);
  // Parsed back from its own text, so that what is checked is what a later start will read.
  const parsed = parseFacts(printFacts(wanted));
  const placed = await placeTexts(files, folder, parsed, texts);
  const { file } = placed;
  // Questions are answered between the steps, each of which takes a while where the facts are many.
  await letOthersRun();
  const next = checkedBase(file, new Map([...(await readTexts(file, folder)), ...placed.texts]));
  await letOthersRun();
  return guarded(holding, async () => {
    await writeTexts(files, placed.missing);
    try {
      if (holding.onDisk === 'refused') {
        const content = await readIfThere(files, factsFile);
        if (content !== undefined) await setAside(holding.place, content);
      }
      // Only what the journal knows is of use as a version to restore from.
      return await write(holding, about, next, holding.onDisk === 'ours');
    } catch (error) {
      if (error instanceof NotSavedError) await removeTexts(files, placed.missing);
      throw error;
    }
  });
}

/**
 * Takes up a change of the fact file made by hand. Gives its journal entry, or undefined where there was nothing to
 * take up. Where the journal cannot be written, the change holds in memory until it can.
 *
 * @throws FactFileError where the file is not valid; NotSavedError, UncertainSaveError
 */
export async function takeUp(holding: Holding, reason?: string): Promise<JournalEntry | undefined> {
  const { factsFile, files, log } = holding.place;
  const state = await stateOf(files, factsFile);
  const mark = state === undefined ? undefined : versionMark(state);
  const next = await readValid(holding).catch((error: unknown) => {
    if (error instanceof FactFileError)
      Object.assign(holding, { mark, onDisk: 'refused', withheld: undefined });
    throw error;
  });
  const file = withRevisions(holding.base.file, next.file);
  if (file === holding.base.file) {
    holding.onDisk = contentHash(next.file) === holding.hash ? 'ours' : 'foreign';
    holding.withheld = undefined;
    holding.mark = mark;
    return undefined;
  }
  const taken = factBase(file, next.text);
  if (holding.obstacle !== undefined) {
    log.warn({ file: factsFile }, changedByHand(difference(holding.base.file, file)));
    holding.mark = mark;
    holding.withheld = undefined;
    swap(holding, taken);
    return undefined;
  }
  const about = { actor: DISK_ACTOR, action: 'disk' as const, ...(reason === undefined ? {} : { reason }) };
  const entry = await guarded(holding, () => write(holding, about, taken, false));
  log.warn({ sequence: entry.sequence }, changedByHand(entry));
  return entry;
}

/** Whether the fact file is another version than the one looked at last. */
export async function isChangedByHand({ place: { factsFile, files }, mark }: Holding): Promise<boolean> {
  const state = await stateOf(files, factsFile);
  return (state === undefined ? undefined : versionMark(state)) !== mark;
}

async function readValid({ place: { factsFile, files } }: Holding): Promise<FactBase> {
  const version = readVersion(await readIfThere(files, factsFile));
  if (version.file === undefined) throw version.problem;
  return checkedBase(version.file, await readTexts(version.file, dirname(factsFile)), version.text);
}

async function write(
  holding: Holding,
  about: About,
  next: FactBase,
  keepPrevious: boolean,
): Promise<JournalEntry> {
  const { place, journal, base, hash } = holding;
  const content = { before: hash, after: contentHash(next.file) };
  const delta = difference(base.file, next.file);
  // A restore from the journal relies on this; better to find out now.
  if (contentHash(applyDelta(base.file, delta, next.file.revision)) !== content.after) {
    throw new NotSavedError(
      'the journal cannot express this change',
      new Error('its difference is not exact'),
    );
  }
  const entry = await journal.append({ ...stamp(place, about, next.file), content, ...delta });
  try {
    const text = printFacts(next.file);
    holding.mark = await replaceFile(place.files, place.factsFile, text, { keepPrevious });
  } catch (error) {
    // The journal holds the change for good and the file shows it: only the disk's word is missing.
    if (error instanceof UncertainSaveError && (await holds(holding, content.after)))
      swap(holding, next, entry);
    else await journal.takeBack();
    throw error;
  }
  holding.onDisk = 'ours';
  holding.withheld = undefined;
  swap(holding, next, entry);
  return entry;
}

async function holds({ place: { factsFile, files } }: Holding, hash: string): Promise<boolean> {
  const version = readVersion(await readIfThere(files, factsFile).catch(() => undefined));
  return version.file !== undefined && version.hash === hash;
}

async function guarded<T>(holding: Holding, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotSavedError || error instanceof UncertainSaveError) holding.obstacle = error;
    throw error;
  }
}
