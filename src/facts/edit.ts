import { isDeepStrictEqual } from 'node:util';
import type { WordKey } from '../words/catalogue.ts';
import { wordsIn } from '../words/words.ts';
import { applyDelta, difference, frameOf, inverse, isEmpty, type Delta } from './delta.ts';
import type { Fact, FactFile, Period } from './schema.ts';

// Changes of the fact file, as pure functions. Whether the result is right is left to the one validator (file.ts).

/** A change of the whole fact file. Gives a new file; throws an EditError where it does not apply. */
export type Edit = (file: FactFile) => FactFile;

type EditWord = Extract<WordKey, `edit.${string}`>;

/** A change that does not apply to the facts as they are. The catalogue has the words for whoever asked for it. */
export class EditError extends Error {
  readonly word: EditWord;
  readonly values: Readonly<Record<string, string | number>>;
  constructor(word: EditWord, values: EditError['values'] = {}) {
    super(wordsIn('en')(word, values));
    this.name = 'EditError';
    this.word = word;
    this.values = values;
  }
}

/** There is no fact of that id. */
export class UnknownFactError extends EditError {
  readonly factId: string;
  constructor(factId: string) {
    super('edit.unknown-fact', { id: factId });
    this.name = 'UnknownFactError';
    this.factId = factId;
  }
}

/** Somebody changed the fact, or the file, since the version that the edit was made from. */
export class StaleEditError extends EditError {
  /** Undefined where the edit was of the whole file. */
  readonly factId: string | undefined;
  /** Who changed it last and when (ISO 8601); the store knows, a pure edit does not. */
  readonly changedBy: string | undefined;
  readonly changedAt: string | undefined;
  constructor(factId: string | undefined, last?: { readonly actor: string; readonly time: string }) {
    super('edit.stale');
    this.name = 'StaleEditError';
    this.factId = factId;
    this.changedBy = last?.actor;
    this.changedAt = last?.time;
  }
}

/**
 * Adds a fact at the end of the list. Its revision is given here, whatever it says.
 *
 * @throws EditError where the id is taken.
 */
export function addFact(fact: Fact): Edit {
  return (file) => {
    if (file.facts.some(({ id }) => id === fact.id)) {
      throw new EditError('edit.id-taken', { id: fact.id });
    }
    const revision = nextRevision(file);
    return { ...file, revision, facts: [...file.facts, { ...fact, revision }] };
  };
}

/**
 * Changes a fact. `expected` is the revision that the change was made from; without it, any will do.
 *
 * @throws UnknownFactError, StaleEditError, EditError where nothing changes or the id would.
 */
export function changeFact(id: string, expected: number | undefined, change: (fact: Fact) => Fact): Edit {
  return (file) => {
    const fact = find(file, id, expected);
    const changed = change(fact);
    if (changed.id !== id) throw new EditError('edit.id-fixed');
    if (sameFact(fact, changed)) throw new EditError('edit.same', { id });
    const revision = nextRevision(file);
    const facts = file.facts.map((other) => (other.id === id ? { ...changed, revision } : other));
    return { ...file, revision, facts };
  };
}

/** @throws UnknownFactError, StaleEditError */
export function removeFact(id: string, expected: number | undefined): Edit {
  return (file) => {
    find(file, id, expected);
    const facts = file.facts.filter((fact) => fact.id !== id);
    return { ...file, revision: nextRevision(file), facts };
  };
}

/** Adds another name of a fact. @throws UnknownFactError, StaleEditError, EditError where it has that name. */
export function addAlias(id: string, language: 'zh' | 'en', alias: string, expected?: number): Edit {
  return changeFact(id, expected, (fact) => {
    if (fact.aliases[language].includes(alias)) {
      throw new EditError('edit.has-name', { name: alias, id });
    }
    return { ...fact, aliases: { ...fact.aliases, [language]: [...fact.aliases[language], alias] } };
  });
}

/** Removes a name of a fact. @throws UnknownFactError, StaleEditError, EditError where it has no such name. */
export function removeAlias(id: string, language: 'zh' | 'en', alias: string, expected?: number): Edit {
  return changeFact(id, expected, (fact) => {
    if (!fact.aliases[language].includes(alias)) {
      throw new EditError('edit.lacks-name', { name: alias, id });
    }
    const left = fact.aliases[language].filter((name) => name !== alias);
    return { ...fact, aliases: { ...fact.aliases, [language]: left } };
  });
}

/**
 * Replaces the whole file. `expected` is the file's revision that the replacement was made from. Facts that stay the
 * same keep their revision.
 *
 * @throws StaleEditError, EditError where nothing changes.
 */
export function replaceFacts(wanted: FactFile, expected: number | undefined): Edit {
  return (file) => {
    if (expected !== undefined && file.revision !== expected) throw new StaleEditError(undefined);
    const replaced = withRevisions(file, wanted);
    if (replaced === file) throw new EditError('edit.file-same');
    return replaced;
  };
}

/**
 * Takes back an earlier change, leaving everything else as it is now.
 *
 * @throws StaleEditError where what it changed was changed again since.
 */
export function undoChange(change: Delta): Edit {
  return (file) => {
    const current = new Map(file.facts.map((fact) => [fact.id, fact]));
    for (const { id, after } of change.facts) {
      if (!isDeepStrictEqual(current.get(id) ?? null, after)) throw new StaleEditError(id);
    }
    if (change.frame !== undefined && !isDeepStrictEqual(frameOf(file), change.frame.after)) {
      throw new StaleEditError(undefined);
    }
    const revision = nextRevision(file);
    const back = inverse(change);
    for (const fact of back.facts) if (fact.after !== null) fact.after = { ...fact.after, revision };
    const undone = applyDelta(file, back, revision);
    if (isEmpty(difference(file, undone))) throw new EditError('edit.undone-already');
    return undone;
  };
}

/**
 * Gives a wanted version its revisions: facts that stay the same keep theirs, the others get the next one. Returns
 * `file` itself where nothing but revisions differs.
 */
export function withRevisions(file: FactFile, wanted: FactFile): FactFile {
  const known = new Map(file.facts.map((fact) => [fact.id, fact]));
  const revision = nextRevision(file);
  const facts = wanted.facts.map((fact) => {
    const old = known.get(fact.id);
    return old !== undefined && sameFact(old, fact) ? old : { ...fact, revision };
  });
  const replaced = { ...wanted, revision, facts };
  return isEmpty(difference(file, replaced)) ? file : replaced;
}

// A revision is the number of the change that made it, and never given twice: a fact that was removed and added
// again cannot be taken for the old one.
function nextRevision(file: FactFile): number {
  return file.facts.reduce((highest, { revision }) => Math.max(highest, revision), file.revision) + 1;
}

function find(file: FactFile, id: string, expected: number | undefined): Fact {
  const fact = file.facts.find((candidate) => candidate.id === id);
  if (fact === undefined) throw new UnknownFactError(id);
  if (expected !== undefined && fact.revision !== expected) throw new StaleEditError(id);
  return fact;
}

function sameFact(one: Fact, other: Fact): boolean {
  return isDeepStrictEqual({ ...one, revision: 0 }, { ...other, revision: 0 });
}

export interface FigureChange {
  readonly field: 'text' | 'value' | 'unit' | 'qualifier' | 'period';
  /** In full digits; empty where there is no value. */
  readonly before: string;
  readonly after: string;
}

/** What an edit does to the figure itself, as against its names: a caller may ask a reason for it. */
export function figureChanges(before: Fact, after: Fact): FigureChange[] {
  const pairs: [FigureChange['field'], string, string][] = [
    ['text', before.figure.text, after.figure.text],
    ['value', before.figure.value ?? '', after.figure.value ?? ''],
    ['unit', before.figure.unit, after.figure.unit],
    ['qualifier', before.figure.qualifier, after.figure.qualifier],
    ['period', printPeriod(before.period), printPeriod(after.period)],
  ];
  return pairs.flatMap(([field, was, now]) => (was === now ? [] : [{ field, before: was, after: now }]));
}

function printPeriod(period: Period): string {
  return 'year' in period ? `${period.kind} ${period.year}` : period.kind;
}
