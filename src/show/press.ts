import { z } from 'zod';
import { clip } from '../text/fold.ts';
import { LANGUAGES } from '../text/language.ts';

// What a button or a menu asks for, in full: it is written into Discord's custom id, so that it works for everyone
// who sees the message and after every restart. It comes back as untrusted input.

const language = z.enum(LANGUAGES);
const factId = z.string().regex(/^[a-z0-9-]{1,48}$/u);
const sectionKey = z.string().regex(/^[a-z0-9-]{1,48}\/[a-z0-9-]{1,48}$/u);
const question = z.string().min(1).max(100);

const press = z.discriminatedUnion('do', [
  /** Shows a fact; its whole paragraph; what stands near it. */
  z.strictObject({ do: z.enum(['fact', 'source', 'related']), language, fact: factId }),
  /** "Not what I meant": offers the next best. */
  z.strictObject({ do: z.literal('other'), language, fact: factId, question }),
  z.strictObject({ do: z.literal('page'), language, page: z.int().min(0).max(9999), section: sectionKey }),
  z.strictObject({ do: z.literal('ask'), language, question }),
  /** Menus: the value chosen says which. `pick` answers in place of the question back. */
  z.strictObject({ do: z.enum(['pick', 'open', 'parts']), language }),
]);

export type Press = z.infer<typeof press>;

/** Custom ids have 1 to 100 characters (Discord docs, components/reference, "Custom ID"). */
const CUSTOM_ID_LENGTH = 100;

/** Writes a press as a custom id. A long question is cut at the end, never the ids. */
export function customIdFor(given: Press): string {
  const parts: string[] = [given.do, given.language];
  if ('fact' in given) parts.push(given.fact);
  if ('section' in given) parts.push(String(given.page), given.section);
  if ('question' in given) parts.push(given.question);
  return clip(parts.join(':'), CUSTOM_ID_LENGTH);
}

/** Reads a custom id; null where it is none of ours. */
export function readCustomId(customId: string): Press | null {
  const [verb = '', spoken = '', ...rest] = customId.split(':');
  return press.safeParse({ do: verb, language: spoken, ...whatFollows(verb, rest) }).data ?? null;
}

// Fields that a verb does not have are refused by its shape.
function whatFollows(verb: string, rest: readonly string[]): Record<string, unknown> {
  const [first = '', ...others] = rest;
  switch (verb) {
    case 'fact':
    case 'source':
    case 'related':
      return { fact: rest.join(':') };
    case 'other':
      return { fact: first, question: others.join(':') };
    case 'page':
      return { page: /^\d+$/u.test(first) ? Number(first) : null, section: others.join(':') };
    case 'ask':
      return { question: rest.join(':') };
    default:
      return rest.length === 0 ? {} : { rest };
  }
}
