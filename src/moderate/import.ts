import type { FactBase } from '../facts/base.ts';
import { difference, type Delta } from '../facts/delta.ts';
import { parseFacts } from '../facts/file.ts';
import type { FactFile } from '../facts/schema.ts';
import { withRevisions } from '../facts/edit.ts';
import { weightyChanges } from './changes.ts';
import { FactFileError } from '../facts/problem.ts';

// A fact file that came as an attachment: what is looked at before it is parsed, and how it differs.

/** A file that cannot be taken, before its content is even looked at. */
export class ImportError extends Error {
  readonly why: 'host' | 'too-large' | 'unreachable' | 'not-text' | 'not-json' | 'too-deep' | 'too-many';
  readonly detail: string;
  constructor(why: ImportError['why'], detail = '') {
    super(why);
    this.name = 'ImportError';
    this.why = why;
    this.detail = detail;
  }
}

const MAX_DEPTH = 16;
/** Brackets, colons and commas outside texts: far more than a megabyte of facts has. */
const MAX_MARKS = 150_000;

/** Decodes bytes that claim to be text in UTF-8. @throws ImportError */
export function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ImportError('not-text');
  }
}

/**
 * Reads a fact file of unknown origin. Depth and number of its parts are counted before anything is built from them.
 *
 * @throws ImportError, FactFileError
 */
export function parseImport(json: string): FactFile {
  count(json);
  try {
    JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The tolerant parser names line and column, but makes a problem of every byte of rubbish.
    if (json.length < 200_000 && json.trim() !== '') parseFacts(json);
    throw new ImportError('not-json');
  }
  return parseFacts(json);
}

function count(json: string): void {
  let depth = 0;
  let marks = 0;
  let inText = false;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (inText) {
      if (code === 92) at += 1;
      else if (code === 34) inText = false;
      continue;
    }
    if (code === 34) inText = true;
    else if (code === 91 || code === 123) depth += 1;
    else if (code === 93 || code === 125) depth -= 1;
    else if (code !== 44 && code !== 58) continue;
    if (depth > MAX_DEPTH) throw new ImportError('too-deep');
    if (++marks > MAX_MARKS) throw new ImportError('too-many');
  }
}

/** How a file differs from the facts. */
export interface Differences {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  /** Of the changed ones, those whose figure says something else. */
  readonly figures: Delta['facts'];
  /** Units, reports, sections or topics, where they differ. */
  readonly frame: Delta['frame'];
  readonly reordered: boolean;
  readonly isEmpty: boolean;
}

export function differencesOf({ file }: FactBase, wanted: FactFile): Differences {
  const delta = difference(file, withRevisions(file, wanted));
  const { facts, frame, order } = delta;
  const changed = facts.filter(({ before, after }) => before !== null && after !== null);
  return {
    added: facts.flatMap(({ id, before }) => (before === null ? [id] : [])),
    removed: facts.flatMap(({ id, after }) => (after === null ? [id] : [])),
    changed: changed.map(({ id }) => id),
    figures: changed.filter(
      ({ before, after }) => before !== null && after !== null && weightyChanges(before, after).length > 0,
    ),
    frame,
    reordered: order !== undefined,
    isEmpty: facts.length === 0 && frame === undefined && order === undefined,
  };
}

export function isProblem(error: unknown): error is ImportError | FactFileError {
  return error instanceof ImportError || error instanceof FactFileError;
}
