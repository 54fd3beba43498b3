import { readNumbers, type NumberInText } from '../text/numerals.ts';
import { tokensOf, type Token } from '../text/tokens.ts';
import { conceptsOf, sensesOf, wordsFrom, type Lexicon, type Sense } from './lexicon.ts';
import type { Slips } from './slips.ts';

// Cuts a folded text into terms: known words, numbers, and what is left. All readings compete at once, and the one
// that explains the most text in the longest words wins.

/** A piece of a question or of a fact's name. */
export interface Term {
  readonly kind: 'word' | 'number' | 'year' | 'unknown';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What it can mean; empty for numbers and unknown words. */
  readonly senses: readonly Sense[];
  /** Set where the word was recognised behind a slip: the word that was meant. */
  readonly meant?: string;
  readonly number?: NumberInText;
  readonly year?: string;
}

/** Whether some term means the given concept. */
export function says(terms: readonly Term[], conceptId: string): boolean {
  return spokenIn(terms).all.has(conceptId);
}

/** The concepts of a text's words. */
export interface Spoken {
  readonly all: ReadonlySet<string>;
  /** Word by word, those without concepts left out. */
  readonly byTerm: readonly { readonly term: Term; readonly ids: readonly string[] }[];
}

// Asked for every fact that is tried; the words stay the same.
const spoken = new WeakMap<readonly Term[], Spoken>();

/** The concepts of terms, gathered once. */
export function spokenIn(terms: readonly Term[]): Spoken {
  const known = spoken.get(terms);
  if (known !== undefined) return known;
  const byTerm = terms
    .map((term) => ({ term, ids: conceptsOf(term.senses) }))
    .filter(({ ids }) => ids.length > 0);
  const found = { all: new Set(byTerm.flatMap(({ ids }) => ids)), byTerm };
  spoken.set(terms, found);
  return found;
}

/** How sure a reading is, by how it was recognised. */
export const READING_WEIGHTS = {
  exact: 1,
  /** Same sound, other characters, and no word of its own as written. */
  sound: 0.55,
  /** A number of several digits holds together against words that share a character with it (一亿 + 亿元). */
  number: 2,
  /** A lone 一 or 3. */
  lightNumber: 0.2,
} as const;

interface Reading {
  readonly from: number;
  readonly to: number;
  readonly score: number;
  /** The term it makes of its tokens if it is chosen: most readings are not. */
  readonly term: Partial<Term> & Pick<Term, 'kind' | 'senses'>;
}

/**
 * Cuts a text. `slips` mends misspelt words; leave it out for texts that are known to be right (the facts' own).
 */
export function cut(folded: string, lexicon: Lexicon, slips?: Slips): Term[] {
  const tokens = tokensOf(folded);
  const exact = [...wordReadings(folded, tokens, lexicon), ...numberReadings(folded, tokens)];
  const readings = slips === undefined ? exact : [...exact, ...soundReadings(tokens, exact, lexicon, slips)];
  const chosen = bestPath(tokens.length, readings);
  return chosen.map((piece) =>
    typeof piece === 'number'
      ? termOver(tokens, piece, piece + 1, UNKNOWN)
      : termOver(tokens, piece.from, piece.to, piece.term),
  );
}

const UNKNOWN: Reading['term'] = { kind: 'unknown', senses: [] };

function termOver(tokens: readonly Token[], from: number, to: number, term: Reading['term']): Term {
  let text = tokens[from]?.text ?? '';
  let han = tokens[from]?.han === true;
  for (let at = from + 1; at < to; at++) han ||= tokens[at]?.han === true;
  for (let at = from + 1; at < to; at++) text += `${han ? '' : ' '}${tokens[at]?.text ?? ''}`;
  return { text, start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0, ...term };
}

// The square of the length makes one long word beat two short ones; a Latin word weighs as two characters.
function lengthScore(tokens: readonly Token[], from: number, to: number): number {
  let length = 0;
  for (let at = from; at < to; at++) length += tokens[at]?.han === true ? 1 : 2;
  return length * length;
}

function wordReadings(folded: string, tokens: readonly Token[], lexicon: Lexicon): Reading[] {
  const readings: Reading[] = [];
  let end = tokens.length;
  // From the back, so that the end of the stretch that words may run over is known at every token.
  for (let from = tokens.length - 1; from >= 0; from--) {
    if (!joined(folded, tokens[from], tokens[from + 1])) end = from + 1;
    for (const { to, senses } of wordsFrom(tokens, from, end, lexicon)) {
      const score = lengthScore(tokens, from, to) * READING_WEIGHTS.exact;
      readings.push({ from, to, score, term: { kind: 'word', senses } });
    }
  }
  return readings.reverse();
}

// A word does not run on over punctuation (乡、村 is not 乡村), but over quotation marks it does (爱“心”行动).
const WITHIN_CHINESE = /^[“”"'‘’「」]*$/u;
const WITHIN_LATIN = /^[\s\-–+&/.“”"'‘’「」]*$/u;

function joined(folded: string, before: Token | undefined, token: Token | undefined): boolean {
  if (token === undefined || before === undefined) return false;
  if (before.end === token.start) return true;
  const between = folded.slice(before.end, token.start);
  return (token.han && before.han ? WITHIN_CHINESE : WITHIN_LATIN).test(between);
}

function numberReadings(folded: string, tokens: readonly Token[]): Reading[] {
  const readings: Reading[] = [];
  for (const number of readNumbers(folded)) {
    const from = tokens.findIndex((token) => token.start >= number.start);
    let to = from;
    while (to < tokens.length && (tokens[to]?.end ?? Infinity) <= number.end) to++;
    // A number inside a longer token ("4g") is no number.
    if (from < 0 || to === from || (tokens[to] !== undefined && (tokens[to]?.start ?? 0) < number.end))
      continue;
    const next = tokens[to];
    const year = readYear(number, next);
    if (year !== null) {
      const end = next?.text === '年' ? to + 1 : to;
      const score = lengthScore(tokens, from, end);
      readings.push({ from, to: end, score, term: { kind: 'year', senses: [], year } });
    } else {
      const weight = number.weighty ? READING_WEIGHTS.number : READING_WEIGHTS.lightNumber;
      const score = lengthScore(tokens, from, to) * weight;
      readings.push({ from, to, score, term: { kind: 'number', senses: [], number } });
    }
  }
  return readings;
}

function readYear(number: NumberInText, next: Token | undefined): string | null {
  // "About 2020" is said of what is told about a year; nobody asks for about a year.
  if (!(number.qualifier === 'exact' || number.text.startsWith('about ')) || number.percent) return null;
  if (
    /^(?:19|20)\d\d$/u.test(number.value) &&
    (next?.text === '年' || /^[\d〇零一二三四五六七八九]+$/u.test(number.text))
  ) {
    const counted = next !== undefined && /^[人名户所家个间部亿万元座台]$/u.test(next.text);
    const spelled = !/\d/u.test(number.text);
    if (next?.text === '年' || (!counted && !spelled && number.value < '2036')) return number.value;
  }
  // 19年, 一九年: two digits and 年.
  if (next?.text === '年' && /^(?:[0-3]\d|[一二〇零][一二三四五六七八九〇零])$/u.test(number.text)) {
    return `20${number.value.padStart(2, '0')}`;
  }
  return null;
}

function* soundReadings(
  tokens: readonly Token[],
  exact: readonly Reading[],
  lexicon: Lexicon,
  slips: Slips,
): Generator<Reading> {
  for (const { from, to, word, weight } of slips.sameSound(tokens)) {
    const senses = sensesOf(tokensOf(word), lexicon);
    if (
      senses === undefined ||
      saysSomething(
        exact.filter((other) => from <= other.from && other.to <= to),
        from,
        to,
      )
    ) {
      continue;
    }
    const score = lengthScore(tokens, from, to) * READING_WEIGHTS.sound * weight;
    yield { from, to, score, term: { kind: 'word', senses, meant: word } };
  }
}

// Whether the stretch is made of known words, one of which means something (多少 + 医院): then it is no slip for
// another word that sounds the same (多少亿元).
function saysSomething(readings: readonly Reading[], from: number, to: number): boolean {
  const covered = new Set(
    readings.flatMap((reading) =>
      Array.from({ length: reading.to - reading.from }, (_, index) => reading.from + index),
    ),
  );
  const means = readings.some(({ term }) => term.senses.some(({ kind }) => kind === 'concept'));
  // 鸡层 is rather meant for 基层 than for chickens on a floor: a lone character that only a gap knows says little.
  const oddOne = readings.some(
    (reading) =>
      reading.to - reading.from === 1 &&
      reading.term.senses.length > 0 &&
      reading.term.senses.every(({ kind }) => kind === 'gap'),
  );
  return means && !oddOne && covered.size === to - from;
}

const NONE: readonly Reading[] = [];

/** The best chain of readings over `count` tokens; tokens that no reading covers are given by their index. */
function bestPath(count: number, readings: readonly Reading[]): (Reading | number)[] {
  const ending: (Reading[] | undefined)[] = new Array<undefined>(count + 1).fill(undefined);
  for (const reading of readings) {
    const list = ending[reading.to];
    if (list === undefined) ending[reading.to] = [reading];
    else list.push(reading);
  }
  const score: number[] = [0];
  const step: (Reading | null)[] = [null];
  for (let at = 1; at <= count; at++) {
    let best = score[at - 1] ?? 0;
    let chosen: Reading | null = null;
    for (const reading of ending[at] ?? NONE) {
      const total = (score[reading.from] ?? 0) + reading.score;
      if (total > best) {
        best = total;
        chosen = reading;
      }
    }
    score.push(best);
    step.push(chosen);
  }
  const path: (Reading | number)[] = [];
  for (let at = count; at > 0;) {
    const reading = step[at] ?? null;
    path.push(reading ?? at - 1);
    at = reading === null ? at - 1 : reading.from;
  }
  return path.reverse();
}

/** A stretch of a folded text. */
export type Span = readonly [from: number, to: number];

/** Where a pattern stands in a folded text. */
export function spansOf(folded: string, pattern: RegExp): Span[] {
  const everywhere = pattern.global ? pattern : new RegExp(pattern, `g${pattern.flags}`);
  return [...folded.matchAll(everywhere)].map((match) => [match.index, match.index + match[0].length]);
}

/** The terms that do not lie in any of the spans. */
export function withoutSpans(terms: readonly Term[], spans: readonly Span[]): Term[] {
  return terms.filter((term) => !spans.some(([from, to]) => from <= term.start && term.end <= to));
}

/** A stretch of a folded text, with the terms that lie in it. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly terms: readonly Term[];
}

/** What lies before, between and behind the cuts, empty stretches included. */
export function stretchesBetween(cuts: readonly Span[], length: number, terms: readonly Term[]): Stretch[] {
  const starts = [0, ...cuts.map(([, to]) => to)];
  const ends = [...cuts.map(([from]) => from), length];
  return starts.map((start, place) => {
    const end = ends[place] ?? length;
    return { start, end, terms: terms.filter((term) => start <= term.start && term.end <= end) };
  });
}
