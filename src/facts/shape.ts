import { printParseErrorCode, type ParseErrorCode } from 'jsonc-parser';
import type { z } from 'zod';
import { CATALOGUE, type WordKey } from '../words/catalogue.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { factFileSchema, type FactFile } from './schema.ts';

// The shape of a fact file, checked, with its problems in the project's own codes.

export type Shaped =
  | { readonly file: FactFile; readonly problems: null }
  | { readonly file: null; readonly problems: readonly Problem[] };

/** Checks that a value of unknown origin has the shape of a fact file. */
export function shaped(value: unknown): Shaped {
  const parsed = factFileSchema.safeParse(value, { reportInput: true });
  if (parsed.success) return { file: parsed.data, problems: null };
  return { file: null, problems: parsed.error.issues.map(problemOf) };
}

function problemOf(issue: z.core.$ZodIssue): Problem {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  return { path, ...saidOf(issue) };
}

function saidOf(issue: z.core.$ZodIssue): Omit<Problem, 'path'> {
  // JSON has no undefined: what is undefined is not there.
  if (issue.code !== 'unrecognized_keys' && issue.input === undefined) return { code: 'field-missing' };
  switch (issue.code) {
    case 'unrecognized_keys':
      return { code: 'keys-unknown', values: { keys: issue.keys.map((key) => `"${key}"`).join(', ') } };
    case 'invalid_type':
      return { code: 'type-wrong', values: { expected: { word: typeWord(issue.expected) } } };
    case 'invalid_value':
      return { code: 'choice-wrong', values: { options: issue.values.map(String).join(', ') } };
    case 'too_small':
      if (issue.origin === 'string') return { code: 'empty' };
      return {
        code: issue.origin === 'array' ? 'too-few' : 'too-small',
        values: { limit: String(issue.minimum) },
      };
    case 'too_big': {
      const codes: Partial<Record<string, ProblemCode>> = { string: 'too-long', array: 'too-many' };
      return { code: codes[issue.origin] ?? 'too-large', values: { limit: String(issue.maximum) } };
    }
    default:
      return { code: isProblemCode(issue.message) ? issue.message : 'form-wrong' };
  }
}

function typeWord(expected: string): WordKey {
  const key = `type.${expected}`;
  return isWord(key) ? key : 'type.other';
}

// The schema names a code where zod itself would only say "invalid".
function isProblemCode(message: string): message is ProblemCode {
  return isWord(`problem.${message}`);
}

function isWord(key: string): key is WordKey {
  return Object.hasOwn(CATALOGUE, key);
}

const JSON_WORDS: Partial<Record<string, WordKey>> = {
  CommaExpected: 'json.comma',
  ColonExpected: 'json.colon',
  PropertyNameExpected: 'json.name',
  ValueExpected: 'json.value',
  CloseBraceExpected: 'json.close',
  CloseBracketExpected: 'json.close',
  EndOfFileExpected: 'json.end',
  InvalidCommentToken: 'json.comment',
  UnexpectedEndOfComment: 'json.comment',
  UnexpectedEndOfString: 'json.text',
  InvalidEscapeCharacter: 'json.text',
  InvalidUnicode: 'json.text',
  InvalidCharacter: 'json.text',
  UnexpectedEndOfNumber: 'json.number',
  InvalidNumberFormat: 'json.number',
};

/** What the JSON reader stumbled over, as a word of the catalogue. */
export function jsonWord(code: ParseErrorCode): WordKey {
  return JSON_WORDS[printParseErrorCode(code)] ?? 'json.symbol';
}
