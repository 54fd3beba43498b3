import { z } from 'zod';
import { QUALIFIERS } from '../text/numerals.ts';

// The shape of the fact file. Field names follow statistics (measure, unit, period, series) and the Web Annotation
// model (quote). Rules that span several records are in check.ts. Where a rule carries a text, that is the code of the
// problem (problem.ts), not words.

// Control characters, bidi overrides, characters without a shape and tags could make two texts look the same, or a
// figure read backwards; `](` is what makes a Discord link whose text hides its address. Variation selectors stay:
// names in Chinese may need them.
const FORBIDDEN =
  /[\p{Cc}\p{Noncharacter_Code_Point}\u2028\u2029\uFFFD]|(?![\uFE00-\uFE0F\u{E0100}-\u{E01EF}])\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}|\]\(/u;
/** More marks on one letter than any language needs: they run over the lines above and below. */
const FLOOD = /\p{M}{4}/u;

function text(maxLength: number): z.ZodString {
  return z
    .string()
    .min(1)
    .max(maxLength)
    .refine((value) => value.trim() === value, 'space-around')
    .refine((value) => !FORBIDDEN.test(value) && value.isWellFormed(), 'invisible')
    .refine((value) => !FLOOD.test(value), 'flooded');
}

const id = z
  .string()
  .max(48)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'id-form');
const year = z.string().regex(/^\d{4}$/u, 'year-form');

const bilingual = z.strictObject({ zh: text(120), en: text(160) });
const names = z.array(text(120).refine((value) => /[\p{L}\p{N}]/u.test(value), 'letterless')).max(60);
const aliases = z.strictObject({ zh: names, en: names });

export const DIMENSIONS = ['money', 'people', 'households', 'share', 'count', 'rank', 'time'] as const;

const unit = z.strictObject({
  id,
  dimension: z
    .enum(DIMENSIONS)
    .meta({ description: 'What kind of quantity it counts; figures compare only within one.' }),
  zh: text(12).meta({ description: 'As Chinese reads it after a number: 元, 人, 所.' }),
  en: z.strictObject({ one: text(40), other: text(40) }),
});

const section = z.strictObject({
  id,
  heading: text(120).meta({
    description: 'The heading as the report prints it, or the name given to a part without one.',
  }),
  lead: z
    .union([text(120), z.literal('')])
    .meta({ description: 'The lead phrase without its full stop; empty for the whole part.' }),
  printed: z.boolean().meta({ description: 'False where the report prints no heading here.' }),
  title: bilingual,
  aliases,
});

const leftOut = z.strictObject({
  text: text(60).meta({ description: 'The words around the numeral, as printed; every occurrence counts.' }),
  reason: text(200),
});

const report = z.strictObject({
  id,
  title: bilingual,
  organisation: z.strictObject({ zh: text(60), en: text(60), aliases }),
  published: text(40).meta({ description: 'When it appeared, as far as known: "2020".' }),
  year,
  text: z
    .string()
    .regex(/^reports\/[a-z0-9][a-z0-9-]*\.txt$/u, 'path-form')
    .meta({ description: 'The cleaned text, beside the fact file.' }),
  sections: z.array(section).min(1).max(500),
  leftOut: z.array(leftOut).max(2000),
});

const topic = z.strictObject({ id, title: bilingual, aliases });

const period = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('year'), year }),
  z.strictObject({ kind: z.literal('end-of-year'), year }),
  z.strictObject({ kind: z.literal('cumulative') }),
  z
    .strictObject({ kind: z.literal('at-publication') })
    .meta({ description: 'The report says 目前 or the like.' }),
  z.strictObject({ kind: z.literal('not-stated') }),
]);

const figure = z.strictObject({
  text: text(60).meta({ description: 'As printed, qualifier and unit included; must stand in the quote.' }),
  value: z
    .string()
    .regex(/^(?:0|[1-9]\d{0,29})(?:\.\d{1,12})?$/u, 'value-form')
    .nullable()
    .meta({
      description: 'The exact value in full digits; null where the figure is words (a grade, an award).',
    }),
  unit: id,
  qualifier: z.enum(QUALIFIERS),
});

const fact = z.strictObject({
  id,
  revision: z.int().min(1),
  topic: id,
  label: bilingual,
  figure,
  period,
  source: z.strictObject({ report: id, section: id, quote: text(400) }),
  aliases,
  series: id
    .optional()
    .meta({ description: 'Facts that measure the same over different periods share a series.' }),
});

export const factFileSchema = z.strictObject({
  $schema: z.string().optional(),
  revision: z.int().min(1).meta({ description: 'Counts the saved changes.' }),
  units: z.array(unit).min(1).max(200),
  reports: z.array(report).min(1).max(50),
  topics: z.array(topic).min(1).max(200),
  facts: z.array(fact).max(200_000),
});

export type FactFile = z.infer<typeof factFileSchema>;
export type Fact = z.infer<typeof fact>;
export type Figure = z.infer<typeof figure>;
export type Period = z.infer<typeof period>;
export type Unit = z.infer<typeof unit>;
export type Topic = z.infer<typeof topic>;
export type Report = z.infer<typeof report>;
export type Section = z.infer<typeof section>;
export type Dimension = (typeof DIMENSIONS)[number];

/** The JSON Schema that lies beside the fact file, so that an editor completes and checks it. */
export function factFileJsonSchema(): unknown {
  return z.toJSONSchema(factFileSchema, { target: 'draft-7' });
}
