import type { Bot } from '../bot.ts';
import type { FactStore } from '../facts/store.ts';
import { MAX_ACTOR_LENGTH } from '../facts/journal-entry.ts';
import type { Log } from '../log.ts';
import { clip } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import type { Words } from '../words/words.ts';
import type { Attached } from './download.ts';
import type { Drafts, Owner } from './drafts.ts';
import type { Compare } from './recorded.ts';

/** What the moderators' side works with. */
export interface Office {
  readonly store: FactStore;
  /** The bot that answers members: a moment behind the store, while its index is built. */
  current(): Bot;
  /** Waits until it answers from what was saved. */
  settled(): Promise<void>;
  /** What it takes to show facts of another base; it cannot be asked. */
  view(base: Bot['base']): Bot;
  /** A bot over other facts with the same words, for trying things out. */
  over(base: Bot['base']): Bot;
  readonly drafts: Drafts;
  readonly factsFile: string;
  readonly missesFile: string;
  readonly api: string | undefined;
  readonly log: Log;
  /** What a change does to the questions recorded with their right answers. */
  readonly compare: Compare;
}

/** A step of a moderator, after it was found to be one. */
export interface Request extends Owner {
  /** As the history shows it; the id in it tells changes of one's own. */
  readonly actor: string;
  readonly language: Language;
  readonly say: Words;
  /** An option or a field, trimmed; empty where it was left out. Untrusted. */
  text(name: string): string;
  /** The same, undefined where the form has no such field. */
  field(name: string): string | undefined;
  number(name: string): number | null;
  attachment(name: string): Attached | null;
  /** What was chosen from a menu. */
  readonly chosen: string;
}

/** A member as the history names them. */
export function actorOf(name: string, id: string): string {
  const tail = ` (${id})`;
  const plain = name.replace(/[\p{C}\s]+/gu, ' ').trim();
  return `${clip(plain === '' ? '–' : plain, MAX_ACTOR_LENGTH - tail.length)}${tail}`;
}

export function isBy(actor: string, memberId: string): boolean {
  return actor.endsWith(` (${memberId})`);
}
