import { z } from 'zod';

// What a moderator's button, menu or form asks for. Everything lengthy stays in memory under a short name (drafts.ts),
// so a forged custom id can name nothing but somebody's draft, whose owner is checked.

const VERBS = [
  'form', // opens a form
  'filled', // a form that was sent
  'try', // asks for a question to try on what was filled in
  'tried', // that question
  'save',
  'reason', // the form that asks for a reason
  'rebase', // what was typed, over the facts as they are now
  'cancel',
  'undo', // a change, by its number
  'change', // a menu of changes
  'miss', // a menu of questions that found nothing
  'alias', // a menu of facts for such a question
  'drop', // such a question is dismissed
  'misses', // back to their list
] as const;

const schema = z.strictObject({
  verb: z.enum(VERBS),
  /** A draft, or the number of a change. */
  name: z.string().regex(/^[a-z0-9]{1,16}$/u),
  detail: z.string().regex(/^[a-z0-9-]{0,48}$/u),
});

export type ModeratorPress = z.infer<typeof schema>;

const PREFIX = 'mod';

export function moderatorId(verb: ModeratorPress['verb'], name: string | number, detail = ''): string {
  return [PREFIX, verb, String(name), detail].join(':');
}

export function isModeratorId(customId: string): boolean {
  return customId.startsWith(`${PREFIX}:`);
}

/** Reads a custom id; null where it is none of ours. */
export function readModeratorId(customId: string): ModeratorPress | null {
  const [prefix, verb, name, detail, ...rest] = customId.split(':');
  if (prefix !== PREFIX || rest.length > 0) return null;
  return schema.safeParse({ verb, name, detail }).data ?? null;
}
