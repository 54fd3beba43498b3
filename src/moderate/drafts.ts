import { randomBytes } from 'node:crypto';
import type { Fact, FactFile } from '../facts/schema.ts';
import type { MissGroup } from './misses.ts';
import type { Naming } from './naming.ts';
import type { Typed } from './typed.ts';

// What moderators have in preparation: kept in memory, so many and so long, each for its owner in its server alone.
// What was saved is in the fact store; a draft that is lost loses nothing but typing.

/** What is being prepared; `reason` is what was given when saving failed, kept for the next try. */
export type Subject =
  | {
      readonly kind: 'fact';
      readonly id: string;
      /** The fact as it was when the form was opened; null for a new one. */
      readonly original: Fact | null;
      readonly typed: Typed;
      readonly series: string | undefined;
      readonly reason?: string | undefined;
    }
  | { readonly kind: 'remove'; readonly fact: Fact; readonly reason?: string | undefined }
  | {
      readonly kind: 'import';
      readonly file: FactFile;
      readonly texts: ReadonlyMap<string, string>;
      /** The revision of the facts that the summary was made against. */
      readonly expected: number;
      readonly needsReason: boolean;
      readonly reason?: string | undefined;
    }
  | { readonly kind: 'undo'; readonly sequence: number; readonly reason: string | undefined }
  | { readonly kind: 'misses'; readonly groups: readonly MissGroup[] }
  | {
      readonly kind: 'naming';
      readonly naming: Naming;
      /** The missed questions that the name is for. */
      readonly missed?: MissGroup;
    };

export type SubjectOf<Kind extends Subject['kind']> = Extract<Subject, { kind: Kind }>;

export interface Owner {
  readonly memberId: string;
  readonly guildId: string;
}

export interface Drafts {
  /** Keeps a draft and gives its name. */
  keep(owner: Owner, subject: Subject): string;
  /** The draft of that name, if it is this member's in this server. */
  find(name: string, owner: Owner): Subject | null;
  replace(name: string, subject: Subject): void;
  /** Gives the draft to one caller alone: of two presses of the same button, the second finds nothing. */
  take(name: string, owner: Owner): Subject | null;
  /** Puts a draft back under its name, after what it was taken for failed. */
  putBack(name: string, owner: Owner, subject: Subject): void;
  readonly size: number;
}

export interface DraftOptions {
  readonly kept?: number;
  readonly keptImports?: number;
  readonly lifeMs?: number;
  readonly now?: () => number;
}

interface Kept extends Owner {
  subject: Subject;
  at: number;
}

export function createDrafts(options: DraftOptions = {}): Drafts {
  const { kept = 500, keptImports = 5, lifeMs = 60 * 60_000, now = () => performance.now() } = options;
  const drafts = new Map<string, Kept>();

  // Maps keep the order of insertion, so what was touched longest ago stands first.
  function tidy(): void {
    for (const [name, { at }] of drafts) if (now() - at > lifeMs) drafts.delete(name);
    const imports = [...drafts].filter(([, { subject }]) => subject.kind === 'import');
    for (const [name] of imports.slice(0, Math.max(0, imports.length - keptImports))) drafts.delete(name);
    for (const name of [...drafts.keys()].slice(0, Math.max(0, drafts.size - kept))) drafts.delete(name);
  }

  function put(name: string, { memberId, guildId }: Owner, subject: Subject): void {
    drafts.delete(name);
    drafts.set(name, { memberId, guildId, subject, at: now() });
    tidy();
  }

  function find(name: string, { memberId, guildId }: Owner): Subject | null {
    tidy();
    const draft = drafts.get(name);
    return draft?.memberId === memberId && draft.guildId === guildId ? draft.subject : null;
  }

  return {
    keep(owner, subject) {
      const name = randomBytes(8).toString('hex');
      put(name, owner, subject);
      return name;
    },
    find,
    replace(name, subject) {
      const draft = drafts.get(name);
      if (draft !== undefined) put(name, draft, subject);
    },
    take(name, owner) {
      const subject = find(name, owner);
      if (subject !== null) drafts.delete(name);
      return subject;
    },
    putBack: put,
    get size() {
      return drafts.size;
    },
  };
}
