import { EditError, StaleEditError } from '../facts/edit.ts';
import { NotSavedError, UncertainSaveError, errorCode } from '../facts/durable.ts';
import { JournalDamagedError } from '../facts/journal-lines.ts';
import { FolderInUseError } from '../facts/lock.ts';
import { ReadOnlyError, StoppingError } from '../facts/holding.ts';
import type { WordKey } from '../words/catalogue.ts';
import type { Words } from '../words/words.ts';
import { ImportError } from './import.ts';
import { page, type Answer, type Button } from './page.ts';
import { type Problem, FactFileError, printProblem, sayProblem } from '../facts/problem.ts';

// What went wrong, in words, with what to do about it.

const PROBLEMS_SHOWN = 15;

const FIELD_OF: readonly (readonly [string, WordKey])[] = [
  ['figure.unit', 'mod.field.unit'],
  ['figure', 'mod.field.figure'],
  ['period', 'mod.field.period'],
  ['source.quote', 'mod.field.quote'],
  ['source', 'mod.field.section'],
  ['label.zh', 'mod.field.label-zh'],
  ['label.en', 'mod.field.label-en'],
  ['aliases.zh', 'mod.field.aliases-zh'],
  ['aliases.en', 'mod.field.aliases-en'],
  ['topic', 'mod.field.topic'],
  ['series', 'mod.field.series'],
  ['id', 'mod.field.id'],
];

/** Problems as lines; those of the fact at `index` name the field of the form. */
export function problemLines(problems: readonly Problem[], index: number | null, say: Words): string[] {
  const lines = problems.slice(0, PROBLEMS_SHOWN).map((problem) => {
    const [list, at, ...rest] = problem.path;
    // Of a form it is said without the place in the file, which its writer has not seen.
    if (index !== null && problem.code === 'left-out') return `• ${sayProblem(problem, say)}`;
    if (index === null || list !== 'facts' || at !== index) return `• ${printProblem(problem, say)}`;
    const path = rest.join('.');
    const key = FIELD_OF.find(([start]) => path === start || path.startsWith(`${start}.`))?.[1];
    return `• ${key === undefined ? path : say(key)}: ${sayProblem(problem, say)}`;
  });
  const more = problems.length - PROBLEMS_SHOWN;
  return more > 0 ? [...lines, say('mod.more-problems', { count: more })] : lines;
}

/** A page for an error of the store or of an import; the error itself where it is none of these. */
export function failed(error: unknown, say: Words, buttons: readonly Button[] = []): Answer {
  if (error instanceof FactFileError) {
    const lines = [...problemLines(error.problems, null, say), say('mod.nothing-changed')];
    return page({ title: say('mod.refused'), tone: 'bad', lines, buttons });
  }
  if (error instanceof ImportError) {
    const lines = [say(`mod.import.${error.why}`, { detail: error.detail }), say('mod.nothing-changed')];
    return page({ title: say('mod.refused'), tone: 'bad', lines, buttons });
  }
  if (error instanceof StaleEditError) {
    const lines = [staleLine(error, say), say('edit.stale'), say('mod.nothing-changed')];
    return page({ title: say('mod.stale'), tone: 'warning', lines, buttons });
  }
  if (error instanceof UncertainSaveError) {
    return page({
      title: say('mod.uncertain'),
      tone: 'bad',
      lines: [say(diskWord(error)), say('mod.uncertain-do')],
    });
  }
  if (error instanceof EditError) {
    const lines = [say(error.word, error.values), say('mod.nothing-changed')];
    return page({ title: say('mod.refused'), tone: 'bad', lines, buttons });
  }
  if (
    error instanceof NotSavedError ||
    error instanceof ReadOnlyError ||
    error instanceof JournalDamagedError
  ) {
    const lines = [say(diskWord(error)), say('mod.nothing-changed')];
    return page({ title: say('mod.refused'), tone: 'bad', lines, buttons });
  }
  throw error;
}

const DISK_WORDS: Readonly<Record<string, WordKey>> = {
  ENOSPC: 'disk.full',
  EDQUOT: 'disk.full',
  EIO: 'disk.broken',
  EACCES: 'disk.read-only',
  EPERM: 'disk.read-only',
  EROFS: 'disk.read-only',
};

/** Why nothing can be saved, and what to do: what lies at the bottom of the error, without its paths. */
export function diskWord(error: Error): WordKey {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof FolderInUseError) return 'disk.in-use';
    if (cause instanceof JournalDamagedError) return 'disk.journal';
    if (cause instanceof StoppingError) return 'disk.stopping';
    const word = DISK_WORDS[errorCode(cause) ?? ''];
    if (word !== undefined) return word;
  }
  return 'disk.other';
}

export function staleLine({ changedBy, changedAt, factId }: StaleEditError, say: Words): string {
  const what = factId ?? say('mod.the-facts');
  return changedBy === undefined || changedAt === undefined
    ? say('mod.stale-unknown', { what })
    : say('mod.stale-by', { what, who: changedBy, when: changedAt.slice(0, 19).replace('T', ' ') });
}
