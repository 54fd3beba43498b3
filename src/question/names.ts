import type { Fact } from '../facts/schema.ts';
import { foldTight } from '../text/fold.ts';
import { LABELS, namesOf } from './entry.ts';
import type { FactIndex } from './index.ts';
import { createMarks } from './marks.ts';
import { building, exchanged, slotIn, type Exchange, type Postings } from './postings.ts';
import { atOnce, inSlices } from './slices.ts';
import { syllablesOf } from './sound.ts';

// What facts can be called by someone who types a name, for suggestions on every key. Every name is kept with its
// pieces: a text can only stand in a name that has all the pairs of characters of the text. So a look-up takes the facts
// that have the rarest of those pairs and looks at their names alone.

/** What a fact can be called. */
export interface Names {
  /** Tight folded: the label in Chinese and in English, then the aliases. */
  readonly names: readonly string[];
  readonly pinyin: string;
  readonly initials: string;
  readonly figure: string;
}

/** Facts by what they can be called, by slot as in the index of facts. */
export interface NameIndex {
  readonly names: readonly (Names | undefined)[];
  readonly postings: Postings;
}

function namesFor(fact: Fact): Names {
  const names = namesOf(fact).map(foldTight);
  const syllables = syllablesOf(names[0] ?? '');
  return {
    names,
    pinyin: syllables.join(''),
    initials: syllables.map((syllable) => syllable.charAt(0)).join(''),
    figure: foldTight(fact.figure.text),
  };
}

/** Where a piece stands: a whole name, the beginning or any part of one, in the figure, in the sound. */
const PIECES = { whole: 1, beginning: 2, part: 3, figure: 4, sound: 5, soundBeginning: 6 } as const;
type Kind = keyof typeof PIECES;

// Pieces are told apart by a hash. Two that share one cost a look at a name more, and nothing else.
const BUCKETS = 2 ** 16;

function bucketOf(kind: Kind, text: string, from = 0, to = text.length): number {
  let hash = 2166136261 ^ PIECES[kind];
  for (let at = from; at < to; at++) hash = Math.imul(hash, 16777619) ^ text.charCodeAt(at);
  return (hash ^ (hash >>> 16)) & (BUCKETS - 1);
}

const marks = createMarks();

function eachPiece(
  { names, pinyin, initials, figure }: Names,
  visit: (piece: number, field: 0) => void,
): void {
  marks.start();
  function piece(bucket: number): void {
    if (marks.isNew(bucket)) visit(bucket, 0);
  }
  function parts(kind: Kind, text: string): void {
    for (let at = 0; at < text.length; at++) {
      piece(bucketOf(kind, text, at, at + 1));
      if (at > 0) piece(bucketOf(kind, text, at - 1, at + 1));
    }
  }
  function beginnings(kind: Kind, text: string): void {
    for (let length = 1; length <= LONGEST_BEGINNING && length <= text.length; length++)
      piece(bucketOf(kind, text, 0, length));
  }
  for (const [place, name] of names.entries()) {
    piece(bucketOf('whole', name));
    parts('part', name);
    if (place < LABELS) beginnings('beginning', name);
  }
  parts('figure', figure);
  for (const sound of [pinyin, initials]) {
    parts('sound', sound);
    beginnings('soundBeginning', sound);
  }
}

const LONGEST_BEGINNING = 3;

/** Names all facts of an index, step by step (slices.ts). */
export function* naming(index: FactIndex): Generator<undefined, NameIndex> {
  const names: (Names | undefined)[] = [];
  for (const fact of index.facts) {
    names.push(fact === undefined ? undefined : namesFor(fact));
    yield;
  }
  return { names, postings: yield* building(names, eachPiece, BUCKETS) };
}

// The names of an index that was derived from `before`, whose names these are.
function changedNames(known: NameIndex, before: FactIndex, index: FactIndex): NameIndex {
  const names = [...known.names];
  const exchanges: Exchange<Names>[] = [];
  for (const [slot, entry] of index.entries.entries()) {
    if (entry === before.entries[slot]) continue;
    const fact = index.facts[slot];
    const after = fact === undefined ? undefined : namesFor(fact);
    exchanges.push({ slot, before: names[slot], after });
    names[slot] = after;
  }
  return { names, postings: exchanged(known.postings, exchanges, eachPiece, BUCKETS) };
}

// Made when somebody first types, as they are read on every key, and kept as long as the index.
const made = new WeakMap<FactIndex, NameIndex>();

/** The names of an index. */
export function namesIn(index: FactIndex): NameIndex {
  const known = made.get(index);
  if (known !== undefined) return known;
  const names = atOnce(naming(index));
  made.set(index, names);
  return names;
}

/** Makes the names before anybody types, letting questions be answered in between. */
export async function prepareNames(index: FactIndex): Promise<void> {
  if (!made.has(index)) made.set(index, await inSlices(naming(index)));
}

/** Carries the names of an index, if there are any, over to one that was derived from it. */
export function carryNames(before: FactIndex, index: FactIndex): void {
  const known = made.get(before);
  if (known !== undefined && index.vocabulary === before.vocabulary)
    made.set(index, changedNames(known, before, index));
}

/** A way in which what was typed can stand for a fact. */
export interface Tier {
  readonly kind: Kind;
  readonly fits: (names: Names, typed: string) => boolean;
}

/** The slots of the facts that a tight folded text fits in this way, in the report's order, until `take` gives false. */
export function eachFitting(
  typed: string,
  { kind, fits }: Tier,
  index: FactIndex,
  take: (slot: number) => boolean,
): void {
  const { names, postings } = namesIn(index);
  for (const slot of inReportOrder(havingAll(piecesSought(kind, typed), postings), index)) {
    const own = names[slot];
    if (own !== undefined && fits(own, typed) && !take(slot)) return;
  }
}

// The pieces that everything has that the text can stand in.
function piecesSought(kind: Kind, typed: string): number[] {
  if (kind === 'whole') return [bucketOf(kind, typed)];
  if (kind === 'beginning' || kind === 'soundBeginning')
    return [bucketOf(kind, typed, 0, Math.min(typed.length, LONGEST_BEGINNING))];
  if (typed.length === 1) return [bucketOf(kind, typed)];
  return Array.from({ length: typed.length - 1 }, (_, at) => bucketOf(kind, typed, at, at + 2));
}

/** How many pieces are compared, the rarest ones: the rest is left to a look at the names. */
const COMPARED = 4;
/** No more names than this are looked at for one key: it is a suggestion, not an answer. */
const MOST_LOOKED_AT = 20_000;

function havingAll(pieces: readonly number[], { lists }: Postings): Uint32Array {
  const sought = [...new Set(pieces)].map((piece) => lists[piece] ?? new Uint32Array());
  const [first = new Uint32Array(), ...others] = sought
    .sort((one, other) => one.length - other.length)
    .slice(0, COMPARED);
  return others.reduce(inBoth, first).subarray(0, MOST_LOOKED_AT);
}

function inBoth(short: Uint32Array, long: Uint32Array): Uint32Array {
  const both = new Uint32Array(short.length);
  let length = 0;
  let at = 0;
  for (const posting of short) {
    while (at < long.length && (long[at] ?? 0) < posting) at++;
    if (long[at] === posting) both[length++] = posting;
  }
  return both.subarray(0, length);
}

function inReportOrder(postings: Uint32Array, { position, slots }: FactIndex): number[] {
  const positions = Int32Array.from(postings, (posting) => position[slotIn(posting)] ?? 0);
  return Array.from(positions.sort(), (place) => slots[place] ?? 0);
}

/** The one fact with exactly this name; null where none or several have it. */
export function factNamed(typed: string, index: FactIndex): Fact | null {
  const tight = foldTight(typed);
  const called: Fact[] = [];
  if (tight === '') return null;
  eachFitting(tight, NAMED, index, (slot) => {
    const fact = index.facts[slot];
    if (fact !== undefined) called.push(fact);
    return called.length < 2;
  });
  const [only] = called;
  return called.length === 1 && only !== undefined ? only : null;
}

/** The whole of a name. */
export const NAMED: Tier = { kind: 'whole', fits: ({ names }, typed) => names.includes(typed) };
