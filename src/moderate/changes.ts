import Big from 'big.js';
import type { FactBase } from '../facts/base.ts';
import type { Delta } from '../facts/delta.ts';
import { figureChanges } from '../facts/edit.ts';
import type { Fact, Period } from '../facts/schema.ts';
import type { Change } from '../facts/store.ts';
import { groupDigits } from '../reply/notation.ts';
import { inLanguage } from '../reply/script.ts';
import { clip } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import type { Words } from '../words/words.ts';
import { changedFields, NOTHING_TYPED, periodFor, typedOf, type Field, type Typed } from './typed.ts';

// What changed, in words: one line for each field.

/** A field's content in a line: the rest of a long one tells nobody more. */
const SHOWN = 160;

/** Changes that need a reason: of magnitude, unit, period or qualifier; a spelling correction does not. */
export function weightyChanges(before: Fact, after: Fact): ReturnType<typeof figureChanges> {
  return figureChanges(before, after).filter(({ field }) => field !== 'text');
}

/** The weighty changes called out, values in full digits. */
export function warnings(before: Fact, after: Fact, say: Words): string[] {
  return weightyChanges(before, after).map(({ field, before: was, after: now }) => {
    if (field === 'qualifier') {
      const qualifiers = { before: before.figure.qualifier, after: after.figure.qualifier };
      return say('mod.warn.qualifier', {
        before: say(`qualifier-name.${qualifiers.before}`),
        after: say(`qualifier-name.${qualifiers.after}`),
      });
    }
    if (field === 'period')
      return say('mod.warn.period', {
        before: periodIn(before.period, say),
        after: periodIn(after.period, say),
      });
    if (field === 'value' && before.figure.value !== null && after.figure.value !== null) {
      const change = { before: groupDigits(was), after: groupDigits(now) };
      const old = new Big(before.figure.value);
      if (old.eq(0)) return say('mod.warn.value', { ...change, ratio: '–' });
      return say('mod.warn.value', { ...change, ratio: ratio(new Big(after.figure.value).div(old)) });
    }
    const none = say('mod.none');
    return say(field === 'unit' ? 'mod.warn.unit' : 'mod.warn.value-words', {
      before: was === '' ? none : was,
      after: now === '' ? none : now,
    });
  });
}

function periodIn(period: Period, say: Words): string {
  return say(`period.${period.kind}`, 'year' in period ? { year: period.year } : {});
}

function ratio(factor: Big): string {
  return `× ${factor.round(6).toFixed()}`;
}

/** The figure's value in full digits with its qualifier, as it was read from the text. */
export function fullDigits(fact: Fact, base: FactBase, language: Language, say: Words): string {
  const { value, unit, qualifier } = fact.figure;
  if (value === null) return say('mod.read-words');
  const known = base.unit.get(unit);
  const name = known === undefined ? unit : inLanguage({ zh: known.zh, en: known.en.other }, language);
  const word = say(`qualifier-name.${qualifier}`);
  return say('mod.read-value', { value: groupDigits(value), unit: name, qualifier: word });
}

/** One line for each field that differs; from nothing or to nothing for what was added or removed. */
export function differenceLines(before: Fact | null, after: Fact | null, say: Words): string[] {
  const was = before === null ? NOTHING_TYPED : typedOf(before);
  const now = after === null ? NOTHING_TYPED : typedOf(after);
  const lines = typedDifference(was, now, say);
  if (before !== null && after !== null && before.series !== after.series) {
    const none = say('mod.none');
    const values = { before: before.series ?? none, after: after.series ?? none };
    return [...lines, say('mod.field-changed', { field: say('mod.field.series'), ...values })];
  }
  return lines;
}

/** What became of a fact: the weighty changes called out, then a line for each other field that differs. */
export function whatChanged(before: Fact, after: Fact, say: Words): string[] {
  // Unit and period are called out whenever they differ.
  const same = { unit: after.figure.unit, period: after.period };
  const calm = { ...before, figure: { ...before.figure, unit: same.unit }, period: same.period };
  return [...warnings(before, after, say).map((line) => `⚠ ${line}`), ...differenceLines(calm, after, say)];
}

export function typedDifference(before: Typed, after: Typed, say: Words): string[] {
  return changedFields(before, after).map((field) =>
    say('mod.field-changed', {
      field: say(`mod.field.${field}`),
      before: shown(field, before, after, say),
      after: shown(field, after, before, say),
    }),
  );
}

// Of a list of names, those that the other version lacks.
function shown(field: Field, typed: Typed, other: Typed, say: Words): string {
  let text = field === 'period' ? periodFor(typed.period, say) : typed[field];
  if (field === 'aliases-zh' || field === 'aliases-en') {
    const known = new Set(other[field].split('\n'));
    text = typed[field]
      .split('\n')
      .filter((name) => !known.has(name))
      .join(', ');
  }
  return text === '' ? say('mod.none') : clip(text, SHOWN);
}

/** Of a change: its number, time, who, what and which facts, in one line. */
export function changeLine(change: Change, say: Words): string {
  const { sequence, time, actor, action, facts, reason, undoes } = change;
  const ids = facts.map(({ id }) => id);
  const named = ids.length > 3 ? `${ids.slice(0, 3).join(', ')} +${ids.length - 3}` : ids.join(', ');
  const what = undoes === undefined ? say(`mod.action.${action}`) : say('mod.action.undo-of', { undoes });
  const line = say('mod.change-line', { sequence, time: time.slice(0, 16).replace('T', ' '), actor, what });
  return [line, ...(named === '' ? [] : [named]), ...(reason === undefined ? [] : [`“${reason}”`])].join(
    ' · ',
  );
}

const FACTS_IN_DETAIL = 8;

/** What a change did, fact by fact. */
export function changeLines(change: Delta, say: Words): string[] {
  const lines = change.facts.slice(0, FACTS_IN_DETAIL).flatMap(({ id, before, after }) => {
    if (before === null || after === null) {
      const fact = before ?? after;
      const figure = fact?.figure.text ?? '';
      return [say(before === null ? 'mod.added' : 'mod.removed', { id, figure })];
    }
    return [say('mod.changed', { id }), ...whatChanged(before, after, say)];
  });
  const more = change.facts.length - FACTS_IN_DETAIL;
  return [
    ...lines,
    ...(more > 0 ? [say('list.more', { count: more })] : []),
    ...(change.frame === undefined ? [] : frameLines(change.frame, say)),
  ];
}

type Frame = NonNullable<Delta['frame']>;

/**
 * What changed beside the facts. A unit or a report that is called otherwise changes what every figure of it says, so
 * these are named.
 */
export function frameLines(frame: Frame, say: Words): string[] {
  return [say('mod.frame-changed'), ...renamedUnits(frame, say), ...renamedReports(frame, say)];
}

/** Whether what changed beside the facts makes figures say something else. */
export function isWeightyFrame(frame: Frame, say: Words): boolean {
  return renamedUnits(frame, say).length + renamedReports(frame, say).length > 0;
}

function renamedUnits({ before, after }: Frame, say: Words): string[] {
  return renamed(before.units, after.units, ({ zh, en, dimension }) =>
    [zh, en.one, en.other, dimension].join(', '),
  ).map((values) => `⚠ ${say('mod.unit-changed', values)}`);
}

function renamedReports({ before, after }: Frame, say: Words): string[] {
  return renamed(before.reports, after.reports, ({ title, organisation, year, published }) =>
    [title.zh, title.en, organisation.zh, organisation.en, year, published].join(', '),
  ).map((values) => `⚠ ${say('mod.report-changed', values)}`);
}

// Those that both have, where they are called otherwise.
function renamed<Part extends { readonly id: string }>(
  before: readonly Part[],
  after: readonly Part[],
  nameOf: (part: Part) => string,
): { id: string; before: string; after: string }[] {
  const now = new Map(after.map((part) => [part.id, nameOf(part)]));
  return before.flatMap((part) => {
    const [was, is] = [nameOf(part), now.get(part.id)];
    return is === undefined || is === was ? [] : [{ id: part.id, before: was, after: is }];
  });
}
