import { z } from 'zod';
import { invalidForm } from './refusal.ts';
import type { Problem } from './refusal.ts';

/*
 * Discord's docs name the outer error, 50035, and the shape of what is inside. The inner codes are those seen in its
 * answers as far as they are known; tests of a bot should look at the path and at 50035, not at them.
 */

/** What a schema reports besides zod's own findings: Discord's name for the fault. */
export function fault(path: readonly PropertyKey[], code: string, message: string) {
  return { code: 'custom' as const, path: [...path], message, params: { code } };
}

/**
 * Text within Discord's limits. The docs say "characters" and leave open which; UTF-16 units is the strictest
 * reading, so what passes here passes there. Edges are trimmed first, so blanks alone are no text.
 */
export function chars(min: number, max: number) {
  return z.string().superRefine((text, context) => {
    if (text.length <= max && text.trim().length >= min) return;
    context.addIssue(
      min === 0
        ? fault([], 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`)
        : fault([], 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`),
    );
  });
}

export function listOf<Item extends z.ZodType>(item: Item, min: number, max: number) {
  return z.array(item).superRefine((items, context) => {
    if (items.length >= min && items.length <= max) return;
    context.addIssue(
      min === 0
        ? fault([], 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`)
        : fault([], 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`),
    );
  });
}

export function whole(min: number, max: number) {
  return z.int().min(min).max(max);
}

/** Links in embeds and buttons (Discord docs, resources/message, "Embed Object"). */
export const link = z.string().superRefine((text, context) => {
  const scheme = URL.canParse(text) ? new URL(text).protocol : null;
  if (scheme === null) context.addIssue(fault([], 'URL_TYPE_INVALID_URL', 'Not a well formed URL.'));
  else if (!['http:', 'https:', 'attachment:', 'discord:'].includes(scheme))
    context.addIssue(fault([], 'URL_TYPE_INVALID_SCHEME', `Scheme "${scheme.slice(0, -1)}" is not allowed.`));
});

export type Path = readonly PropertyKey[];

export function problemsIn(schema: z.ZodType, body: unknown, prefix: Path = []): Problem[] {
  const result = schema.safeParse(body, { reportInput: true });
  if (result.success) return [];
  return result.error.issues.map(problemOf).map((one) => ({ ...one, path: [...prefix, ...one.path] }));
}

/** Refuses a body as Discord does: error 50035 with every problem at its path. */
export function requireShape(schema: z.ZodType, body: unknown, prefix: Path = []): void {
  const problems = problemsIn(schema, body, prefix);
  if (problems.length > 0) throw invalidForm(problems);
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  const at = (code: string, message: string): Problem => ({ path: issue.path, code, message });
  switch (issue.code) {
    case 'custom': {
      const code: unknown = issue.params?.['code'];
      return at(typeof code === 'string' ? code : 'BASE_TYPE_INVALID', issue.message);
    }
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? at('BASE_TYPE_REQUIRED', 'This field is required')
        : at('BASE_TYPE_COERCE', `Value is not ${issue.expected}.`);
    case 'too_big':
      return at('NUMBER_TYPE_MAX', `Value should be less than or equal to ${String(issue.maximum)}.`);
    case 'too_small':
      return at('NUMBER_TYPE_MIN', `Value should be greater than or equal to ${String(issue.minimum)}.`);
    case 'invalid_value':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return at('BASE_TYPE_CHOICES', 'Value must be one of the choices allowed here.');
    case 'invalid_format':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return at('BASE_TYPE_INVALID', issue.message);
  }
}
