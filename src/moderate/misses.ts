import { z } from 'zod';
import { LANGUAGES, type Language } from '../text/language.ts';
import { foldTight } from '../text/fold.ts';

// The questions that found nothing, read back and grouped by likeness.

const line = z.object({
  at: z.iso.datetime(),
  /** `dismissed`: a moderator dealt with it. */
  kind: z.enum(['not-found', 'not-meant', 'dismissed']),
  language: z.enum(LANGUAGES),
  question: z.string().min(1).max(400),
});

/** Alike questions, counted. */
export interface MissGroup {
  /** As it was asked last. */
  readonly question: string;
  readonly language: Language;
  readonly notFound: number;
  readonly notMeant: number;
  /** ISO 8601. */
  readonly newest: string;
}

/** The latest lines are read; older ones say little about what is asked now. */
const LINES_READ = 3000;
/** From here on two questions are alike: the share of letter pairs that they have in common. */
const ALIKE = 0.6;
/** More groups than anyone looks through; each new question is compared with all of them. */
const MOST_GROUPS = 300;

/** Groups the lines of the misses file, newest first. Lines that cannot be read are passed over. */
export function groupMisses(text: string): MissGroup[] {
  const lines = text.split('\n').slice(-LINES_READ).reverse();
  const groups: { pairs: ReadonlySet<string>; key: string; group: MissGroup }[] = [];
  const dismissed: { pairs: ReadonlySet<string>; key: string }[] = [];
  for (const entry of lines.flatMap(readLine)) {
    const key = foldTight(entry.question) || entry.question;
    const pairs = pairsOf(key);
    if (dismissed.some((other) => alike({ key, pairs }, other))) continue;
    if (entry.kind === 'dismissed') {
      dismissed.push({ key, pairs });
      continue;
    }
    const one = {
      notFound: entry.kind === 'not-found' ? 1 : 0,
      notMeant: entry.kind === 'not-meant' ? 1 : 0,
    };
    const known = groups.find((other) => alike({ key, pairs }, other));
    if (known !== undefined) {
      const { notFound, notMeant } = known.group;
      known.group = {
        ...known.group,
        notFound: notFound + one.notFound,
        notMeant: notMeant + one.notMeant,
      };
    } else if (groups.length < MOST_GROUPS) {
      const { question, language, at } = entry;
      groups.push({ key, pairs, group: { question, language, newest: at, ...one } });
    }
  }
  return groups.map(({ group }) => group);
}

/** The line that says that a question was dealt with. */
export function dismissal(question: string, language: Language, now: Date): string {
  return `${JSON.stringify({ at: now.toISOString(), kind: 'dismissed', language, question })}\n`;
}

function readLine(text: string): z.infer<typeof line>[] {
  try {
    const read = line.safeParse(JSON.parse(text));
    return read.success ? [read.data] : [];
  } catch {
    return [];
  }
}

function pairsOf(key: string): Set<string> {
  const letters = [...key];
  return new Set(letters.slice(1).map((letter, place) => `${letters[place] ?? ''}${letter}`));
}

interface Likely {
  readonly key: string;
  readonly pairs: ReadonlySet<string>;
}

function alike(one: Likely, other: Likely): boolean {
  if (one.key === other.key) return true;
  // Digits tell questions apart where words do not.
  if (digitsOf(one.key) !== digitsOf(other.key)) return false;
  let shared = 0;
  for (const pair of one.pairs) if (other.pairs.has(pair)) shared += 1;
  const all = one.pairs.size + other.pairs.size;
  return all > 0 && (2 * shared) / all >= ALIKE;
}

function digitsOf(key: string): string {
  return (key.match(/\d+/gu) ?? []).join(' ');
}
