import { factBase, type FactBase } from './base.ts';
import { applyDelta, contentHash, difference, printFacts, type Delta } from './delta.ts';
import { figureChanges, withRevisions } from './edit.ts';
import { parseFacts } from './file.ts';
import type { Journal } from './journal.ts';
import { FactFileError, type Problem } from './problem.ts';
import type { FactFile } from './schema.ts';

// Brings the fact file and its journal together: after a crash, after a change by hand, after damage. Only decides;
// the store writes.

/** What was found on the disk, read but not checked against the report texts. */
export type Version =
  | { readonly file: FactFile; readonly hash: string; readonly text: string }
  | { readonly file?: undefined; readonly problem: FactFileError };

export interface Reconciled {
  readonly base: FactBase;
  /** What to write to the journal first, if anything. */
  readonly entry?: {
    readonly action: 'baseline' | 'disk';
    readonly before: FactFile | null;
    readonly delta: Delta;
  };
  /** Whether the fact file must be written, since it holds something else than `base`. */
  readonly write: boolean;
  /** Whether what the fact file holds is damaged, to be kept under another name before it is replaced. */
  readonly damaged: boolean;
  /** What the fact file says otherwise than `base`, where that is not taken up before somebody asks for it. */
  readonly withheld?: Delta;
  /** What to tell whoever runs the bot. */
  readonly notes: readonly string[];
}

/** Checks a file against the report texts. @throws FactFileError */
export type Check = (file: FactFile, json: string) => Promise<FactBase>;

/** Parses a version of the fact file. */
export function readVersion(content: Uint8Array | undefined): Version {
  if (content === undefined) return { problem: problem('file-missing') };
  const text = Buffer.from(content).toString('utf8');
  try {
    const file = parseFacts(text);
    return { file, hash: contentHash(file), text };
  } catch (error) {
    if (error instanceof FactFileError) return { problem: error };
    return { problem: problem('file-unreadable') };
  }
}

/**
 * Decides which facts hold, given the fact file, its previous version and the journal. `accepted` is the hash of a
 * content that was taken up already, but did not reach the journal.
 *
 * @throws FactFileError where the fact file is damaged or missing and cannot be restored.
 */
export async function reconcile(
  content: Uint8Array | undefined,
  previous: Uint8Array | undefined,
  journal: Journal,
  check: Check,
  accepted?: string,
): Promise<Reconciled> {
  const found = readVersion(content);
  const last = journal.heads.at(-1);
  if (last === undefined) return begin(found, readVersion(previous), content !== undefined, check);
  if (found.file !== undefined) {
    // A file that the journal knows is only checked; were its problems taken for damage, an older version would
    // have them too.
    if (found.hash === last.content.after) return settled(await check(found.file, found.text));
    if (found.hash === last.content.before) {
      const file = await replay(found.file, last.sequence, journal);
      const note = `Change ${String(last.sequence)} was interrupted after it reached the journal; it is now in the file.`;
      return { ...settled(await check(file, found.text), note), write: true };
    }
  }
  const known = await rebuild(readVersion(previous), journal);
  const sound = await checked(found, check);
  if (sound.base !== undefined) return takeUp(sound.base, known, content, check, accepted);
  if (known === undefined) throw unrecoverable(sound.problem);
  return {
    base: await check(known, JSON.stringify(known)),
    write: true,
    damaged: content !== undefined,
    notes: [`The fact file was restored from its previous version and the journal. ${sound.problem.message}`],
  };
}

// Without a journal the file is taken as it is; if it is damaged, the version before is the best there is.
async function begin(found: Version, previous: Version, exists: boolean, check: Check): Promise<Reconciled> {
  const sound = await checked(found, check);
  if (sound.base !== undefined) {
    const gone = 'There is a previous version of the fact file, but no journal. A new history begins.';
    const notes = previous.file === undefined ? [] : [gone];
    return { ...settled(sound.base, ...notes), entry: baseline(sound.base.file) };
  }
  const older = await checked(previous, check);
  if (older.base === undefined) throw sound.problem;
  return {
    base: older.base,
    entry: baseline(older.base.file),
    write: true,
    damaged: exists,
    notes: [
      `The fact file was restored from its previous version. There is no journal, so changes after revision ` +
        `${String(older.base.file.revision)} are missing. ${sound.problem.message}`,
    ],
  };
}

// The file is sound, but not what the journal says: somebody changed it by hand.
async function takeUp(
  base: FactBase,
  known: FactFile | undefined,
  content: Uint8Array | undefined,
  check: Check,
  accepted: string | undefined,
): Promise<Reconciled> {
  if (known === undefined) {
    const note = 'The fact file was changed by hand, and what it said before is not known.';
    return { ...settled(base, note), entry: baseline(base.file) };
  }
  const file = withRevisions(known, base.file);
  // Nothing but revisions differs: a change by hand whose taking up was interrupted.
  if (file === known) return { ...settled(factBase(known, base.text)), write: true };
  const delta = difference(known, file);
  if (contentHash(file) !== accepted && isDoubtful(delta, known, content)) {
    const journalled = await checked({ file: known, hash: '', text: JSON.stringify(known) }, check);
    // Where the report itself was exchanged, what the journal says stands on nothing any more.
    if (journalled.base !== undefined) return { ...settled(journalled.base), withheld: delta };
  }
  return {
    ...settled(factBase(file, base.text), changedByHand(delta)),
    entry: { action: 'disk', before: known, delta },
    write: true,
  };
}

// Nobody watched while the bot was stopped: a figure that says something else, or a single byte that differs, may be
// damage that happens to read as facts.
function isDoubtful({ facts }: Delta, known: FactFile, content: Uint8Array | undefined): boolean {
  const otherFigure = facts.some(
    ({ before, after }) => before !== null && after !== null && figureChanges(before, after).length > 0,
  );
  return otherFigure || (content !== undefined && differsInOneByte(content, Buffer.from(printFacts(known))));
}

function differsInOneByte(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  return one.reduce((count, byte, at) => (byte === other[at] ? count : count + 1), 0) === 1;
}

/** Says which facts a change by hand touched. */
export function changedByHand({ facts }: Delta): string {
  const names = facts.slice(0, 10).map(({ id }) => id);
  if (facts.length > names.length) names.push(`and ${String(facts.length - names.length)} more`);
  return `The fact file was changed by hand${names.length === 0 ? '' : `: ${names.join(', ')}`}.`;
}

function settled(base: FactBase, ...notes: string[]): Reconciled {
  return { base, write: false, damaged: false, notes };
}

function baseline(file: FactFile): NonNullable<Reconciled['entry']> {
  return { action: 'baseline', before: null, delta: difference(file, file) };
}

async function checked(
  version: Version,
  check: Check,
): Promise<{ base: FactBase } | { base?: undefined; problem: FactFileError }> {
  if (version.file === undefined) return { problem: version.problem };
  try {
    return { base: await check(version.file, version.text) };
  } catch (error) {
    if (error instanceof FactFileError) return { problem: error };
    throw error;
  }
}

// The newest state that the journal knows, made from an older version and the changes after it.
async function rebuild(older: Version, journal: Journal): Promise<FactFile | undefined> {
  if (older.file === undefined) return undefined;
  const place = (): number => journal.heads.findLastIndex(({ content }) => content.after === older.hash);
  while (place() < 0) if (!(await journal.older())) return undefined;
  let file: FactFile = older.file;
  for (const head of journal.heads.slice(place() + 1)) {
    if (head.content.before === null) return undefined;
    file = await replay(file, head.sequence, journal);
  }
  return file;
}

async function replay(file: FactFile, sequence: number, journal: Journal): Promise<FactFile> {
  const entry = await journal.read(sequence);
  const next = applyDelta(file, entry, entry.revision);
  if (contentHash(next) !== entry.content.after) {
    throw problem('journal-astray', { sequence });
  }
  return next;
}

function problem(code: Problem['code'], values: Problem['values'] = {}): FactFileError {
  return new FactFileError([{ path: [], code, values }]);
}

function unrecoverable(cause: FactFileError): FactFileError {
  return new FactFileError([...cause.problems, { path: [], code: 'unrecoverable' }]);
}
