import type { Problem } from '../facts/check.ts';
import { EditError, StaleEditError, UnknownFactError } from '../facts/edit.ts';
import { NotSavedError, UncertainSaveError } from '../facts/durable.ts';
import { FactFileError, printProblem } from '../facts/file.ts';
import { ReadOnlyError } from '../facts/holding.ts';
import type { WordKey } from '../words/catalogue.ts';
import type { Words } from '../words/words.ts';
import { ImportError } from './import.ts';
import { page, type Answer, type Button } from './page.ts';

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
    if (index === null || list !== 'facts' || at !== index) return `• ${printProblem(problem)}`;
    const path = rest.join('.');
    const key = FIELD_OF.find(([start]) => path === start || path.startsWith(`${start}.`))?.[1];
    return `• ${key === undefined ? path : say(key)}: ${problem.message}`;
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
    const lines = [staleLine(error, say), say('mod.nothing-changed')];
    return page({ title: say('mod.stale'), tone: 'warning', lines, buttons });
  }
  if (error instanceof UnknownFactError) {
    const lines = [say('mod.unknown-fact', { id: error.factId })];
    return page({ title: say('mod.refused'), tone: 'bad', lines });
  }
  if (error instanceof UncertainSaveError) {
    return page({
      title: say('mod.uncertain'),
      tone: 'bad',
      lines: [error.message, say('mod.uncertain-do')],
    });
  }
  if (error instanceof EditError || error instanceof NotSavedError || error instanceof ReadOnlyError) {
    const lines = [error.message, say('mod.nothing-changed')];
    return page({ title: say('mod.refused'), tone: 'bad', lines, buttons });
  }
  throw error;
}

export function staleLine({ changedBy, changedAt, factId }: StaleEditError, say: Words): string {
  const what = factId ?? say('mod.the-facts');
  return changedBy === undefined || changedAt === undefined
    ? say('mod.stale-unknown', { what })
    : say('mod.stale-by', { what, who: changedBy, when: changedAt.slice(0, 19).replace('T', ' ') });
}
