import { sectionKey, type FactBase } from '../facts/base.ts';
import { valueOf } from '../facts/check.ts';
import type { Fact, Period } from '../facts/schema.ts';
import { fold } from '../text/fold.ts';
import type { Words } from '../words/words.ts';

// A fact as its forms show it, in text fields, and back.

export const FIELDS = [
  'figure',
  'unit',
  'period',
  'section',
  'quote',
  'label-zh',
  'label-en',
  'aliases-zh',
  'aliases-en',
  'topic',
] as const;
export type Field = (typeof FIELDS)[number];

/** What stands in the fields. A modal takes five, so there are two forms. */
export type Typed = Readonly<Record<Field, string>>;

export const FORMS = {
  figure: ['figure', 'unit', 'period', 'section', 'quote'],
  names: ['label-zh', 'label-en', 'aliases-zh', 'aliases-en', 'topic'],
} as const satisfies Record<string, readonly Field[]>;
export type FormName = keyof typeof FORMS;

export const NOTHING_TYPED: Typed = {
  figure: '',
  unit: '',
  period: '',
  section: '',
  quote: '',
  'label-zh': '',
  'label-en': '',
  'aliases-zh': '',
  'aliases-en': '',
  topic: '',
};

/** The fields of a fact as it stands. */
export function typedOf(fact: Fact): Typed {
  return {
    figure: fact.figure.text,
    unit: fact.figure.unit,
    period: printPeriod(fact.period),
    section: sectionKey(fact.source.report, fact.source.section),
    quote: fact.source.quote,
    'label-zh': fact.label.zh,
    'label-en': fact.label.en,
    'aliases-zh': fact.aliases.zh.join('\n'),
    'aliases-en': fact.aliases.en.join('\n'),
    topic: fact.topic,
  };
}

export function printPeriod(period: Period): string {
  switch (period.kind) {
    case 'year':
      return period.year;
    case 'end-of-year':
      return `end of ${period.year}`;
    case 'cumulative':
      return 'cumulative';
    case 'at-publication':
      return 'at publication';
    case 'not-stated':
      return 'not stated';
  }
}

/** A period as a moderator writes it in their own language; what is none stays as it was typed. */
export function periodFor(typed: string, say: Words): string {
  const period = readPeriod(typed);
  if (period === null) return typed;
  return say(`mod.period.${period.kind}`, 'year' in period ? { year: period.year } : {});
}

/** A field as it is kept: of the ways to write a period, the one that `typedOf` uses. */
export function kept(field: Field, value: string): string {
  const period = field === 'period' ? readPeriod(value) : null;
  return period === null ? value : printPeriod(period);
}

const NAMED_PERIODS: readonly (readonly [RegExp, Period])[] = [
  [/^(?:cumulative|total|累计)$/u, { kind: 'cumulative' }],
  [/^(?:at publication|目前|报告发表时)$/u, { kind: 'at-publication' }],
  [/^(?:not stated|未注明|报告未注明)$/u, { kind: 'not-stated' }],
];

/** Reads a period as a moderator writes it, in either language; null where it is none. */
export function readPeriod(text: string): Period | null {
  const folded = fold(text);
  const [, year] = /^(\d{4})年?$/u.exec(folded) ?? [];
  if (year !== undefined) return { kind: 'year', year };
  const [, english, chinese] = /^(?:(?:at the )?end of (\d{4})|(?:截至)?(\d{4})年底)$/u.exec(folded) ?? [];
  const end = english ?? chinese;
  if (end !== undefined) return { kind: 'end-of-year', year: end };
  return NAMED_PERIODS.find(([pattern]) => pattern.test(folded))?.[1] ?? null;
}

export interface ReadFact {
  readonly fact: Fact;
  /** The fields that hold what cannot be read at all; the rest is for the check to judge. */
  readonly unread: readonly Field[];
}

/** The fact that the fields describe. Value and qualifier are read from the figure's text. */
export function factFrom(
  typed: Typed,
  id: string,
  original: Fact | null,
  series: string | undefined,
  base: FactBase,
): ReadFact {
  const period = readPeriod(typed.period);
  const [report, section] = placeOf(typed.section.trim(), base);
  const figure = typed.figure.trim();
  const read = valueOf(figure);
  const ownSeries = series ?? original?.series;
  const fact: Fact = {
    id,
    revision: original?.revision ?? 1,
    topic: typed.topic.trim(),
    label: { zh: typed['label-zh'].trim(), en: typed['label-en'].trim() },
    figure: {
      text: figure,
      // Where the text is unchanged, the value may be one that needs a person to see it in the words.
      ...(original?.figure.text === figure
        ? { value: original.figure.value }
        : { value: read?.value ?? null }),
      unit: unitNamed(typed.unit.trim(), base),
      qualifier: original?.figure.text === figure ? original.figure.qualifier : (read?.qualifier ?? 'exact'),
    },
    period: period ?? { kind: 'not-stated' },
    source: { report, section, quote: typed.quote.replace(/\s*\n\s*/gu, '').trim() },
    aliases: { zh: lines(typed['aliases-zh']), en: lines(typed['aliases-en']) },
    ...(ownSeries !== undefined && { series: ownSeries }),
  };
  return { fact, unread: period === null ? ['period'] : [] };
}

function lines(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/\r?\n/u)
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ),
  ];
}

// "report/section", or a section alone where one report has it.
function placeOf(typed: string, base: FactBase): [report: string, section: string] {
  const [report = '', section] = typed.split('/');
  if (section !== undefined) return [report, section];
  const owner = base.file.reports.find(({ sections }) => sections.some(({ id }) => id === typed));
  return [owner?.id ?? base.file.reports[0]?.id ?? '', typed];
}

function unitNamed(typed: string, base: FactBase): string {
  if (base.unit.has(typed)) return typed;
  const folded = fold(typed);
  const named = base.file.units.filter(({ zh, en }) =>
    [zh, en.one, en.other].some((name) => fold(name) === folded),
  );
  const [only] = named;
  return named.length === 1 && only !== undefined ? only.id : typed;
}

/** What was typed over one version, laid over a newer one: only the fields that its writer changed. */
export function carriedOver(typed: Typed, from: Typed, onto: Typed): Typed {
  const merged: Record<Field, string> = { ...onto };
  for (const field of FIELDS) if (typed[field] !== from[field]) merged[field] = typed[field];
  return merged;
}

/** The fields in which two versions differ. */
export function changedFields(before: Typed, after: Typed): Field[] {
  return FIELDS.filter((field) => before[field] !== after[field]);
}
