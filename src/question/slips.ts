import { stemmer } from 'stemmer';
import { fuzzyList, type Nearest } from './fuzzy.ts';
import { charactersKey, wordKey, type FeatureKey } from './keys.ts';
import { conceptsOf, unitsOf, sensesOf, type Lexicon, type Unit } from './lexicon.ts';
import { blur, indexBySound, pinyinCuts, readingsOf, type SoundIndex } from './sound.ts';

// Slips are forgiven in words only: never in digits, years, units or tokens such as 4G.

/** A stretch of units that sounds like a known word. */
export interface SameSound {
  readonly from: number;
  readonly to: number;
  readonly word: string;
  /** 1 where what was typed is no word of its own; less where it might be meant as it stands. */
  readonly weight: number;
}

export interface Slips {
  /** Where a run of Chinese characters sounds like a known word but is written otherwise. */
  sameSound(units: readonly Unit[]): SameSound[];
  /** The folded text with misspelt English words mended. */
  mendSpelling(folded: string): string;
  /** Reads a question typed in toneless pinyin back into Chinese words; null where it is not pinyin. */
  fromPinyin(folded: string): string | null;
}

/** The least likeness by which a misspelt English word is taken for a known one. */
const SPELLING_FLOOR = 0.6;
/** How many of the nearest words are looked at. */
const SPELLING_CANDIDATES = 8;
/** A question with more unknown words than this is not misspelt but about something else. */
const MAX_MENDED_WORDS = 8;
/** A run of characters that is itself a word is less likely to be a slip. */
const OWN_WORD_WEIGHT = 0.62;

/** A run with a grammatical word in it (亿是, 字又) is seldom a slip for a noun. */
const FUNCTION_WORD = /[是的了又未没不在有和与也都就还不这那几多少吗呢吧]/u;
const FUNCTION_WORD_WEIGHT = 0.3;

/** The share of a Latin text's letters that must be readable as known Chinese words to take it for pinyin. */
const PINYIN_SHARE = 0.6;
/** The share of the letters that must be pinyin syllables at all. */
const PINYIN_READABLE = 0.8;

/** How to mend slips by a lexicon's words. `written` says which words and pairs of characters facts are written with. */
type Mending = (written: (key: FeatureKey) => boolean) => Slips;

// Mending depends on the lexicon, and every change of a fact makes a new index with the same lexicon.
const prepared = new WeakMap<Lexicon, Mending>();

/** The mending of slips by the lexicon's words. What facts are written with is no slip: a place may sound like a word. */
export function slipsFor(lexicon: Lexicon, written: (key: FeatureKey) => boolean = () => false): Slips {
  const known = prepared.get(lexicon);
  if (known !== undefined) return known(written);
  const mending = prepareMending(lexicon);
  prepared.set(lexicon, mending);
  return mending(written);
}

function prepareMending(lexicon: Lexicon): Mending {
  // Only what can be answered is heard behind a slip.
  const sounds = indexBySound(lexicon.chineseWords, (word) => means(lexicon, word));
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  const spellings = spellingsByLetter(lexicon.englishWords);
  return (written) => ({
    sameSound: (units) =>
      sameSound(units, lexicon, sounds, segmenter).filter(
        ({ from, to }) => !isWritten(units, from, to, written),
      ),
    mendSpelling: (folded) => mendSpelling(folded, lexicon, spellings, written),
    fromPinyin: (folded) => fromPinyin(folded, lexicon, sounds),
  });
}

function sameSound(
  units: readonly Unit[],
  lexicon: Lexicon,
  sounds: SoundIndex,
  segmenter: Intl.Segmenter,
): SameSound[] {
  const found: SameSound[] = [];
  for (const run of hanRuns(units)) {
    const text = run.units.map((unit) => unit.text).join('');
    const readings = readingsOf(text).map((all) => [...new Set(all.map(blur))]);
    const ownWords = new Set(
      [...segmenter.segment(text)].map(({ index, segment }) => `${String(index)}:${String(segment.length)}`),
    );
    for (const from of run.units.keys()) {
      let heard: readonly string[] = [''];
      for (let to = from + 1; to <= run.units.length; to++) {
        heard = continued(heard, readings[to - 1] ?? [], sounds);
        if (heard.length === 0) break;
        const words = heard.flatMap((sound) => sounds.blurred.get(sound) ?? []);
        if (words.length === 0 || sensesOf(run.units.slice(from, to), lexicon) !== undefined) continue;
        const own = ownWords.has(`${String(from)}:${String(to - from)}`) ? OWN_WORD_WEIGHT : 1;
        const weight = own * (FUNCTION_WORD.test(text.slice(from, to)) ? FUNCTION_WORD_WEIGHT : 1);
        for (const word of words) found.push({ from: run.from + from, to: run.from + to, word, weight });
      }
    }
  }
  return found;
}

// What was heard so far with each reading of the next character, as far as some word begins so.
function continued(heard: readonly string[], readings: readonly string[], sounds: SoundIndex): string[] {
  return heard
    .flatMap((sound) => readings.map((next) => (sound === '' ? next : `${sound} ${next}`)))
    .filter((sound) => sounds.beginnings.has(sound));
}

// Whether facts are written with two of these characters side by side, or with one of them and its neighbour.
function isWritten(
  units: readonly Unit[],
  from: number,
  to: number,
  written: (key: FeatureKey) => boolean,
): boolean {
  for (let at = Math.max(0, from - 1); at < to; at++) {
    const unit = units[at]?.text ?? '';
    if (written(charactersKey(`${unit}${units[at + 1]?.text ?? ''}`))) return true;
  }
  return false;
}

function hanRuns(units: readonly Unit[]): { from: number; units: Unit[] }[] {
  const runs: { from: number; units: Unit[] }[] = [];
  let open: { from: number; units: Unit[] } | null = null;
  for (const [index, unit] of units.entries()) {
    if (!unit.han || [...unit.text].length !== 1 || unit.text.length !== 1) {
      open = null;
      continue;
    }
    if (open === null) {
      open = { from: index, units: [] };
      runs.push(open);
    }
    open.units.push(unit);
  }
  return runs;
}

// A slip seldom touches the first letter, so that Fuse is given only the words that share it; each list is prepared
// when it is first needed.
function spellingsByLetter(words: readonly string[]): (letter: string) => Nearest {
  const lists = new Map<string, Nearest>();
  return (letter) => {
    const known = lists.get(letter);
    if (known !== undefined) return known;
    const list = fuzzyList(
      words.filter((word) => word.startsWith(letter)),
      SPELLING_FLOOR,
      SPELLING_CANDIDATES,
    );
    lists.set(letter, list);
    return list;
  };
}

function mendSpelling(
  folded: string,
  lexicon: Lexicon,
  spellings: (letter: string) => Nearest,
  written: (key: FeatureKey) => boolean,
): string {
  let left = MAX_MENDED_WORDS;
  return folded.replace(/(?<![a-z\d])[a-z]{4,24}(?![a-z\d'’])/gu, (word) => {
    if (left === 0 || lexicon.englishKnown.has(word) || lexicon.englishKnown.has(stemmer(word))) return word;
    if (written(wordKey(word))) return word;
    left--;
    const allowed = word.length <= 7 ? 1 : 2;
    return (
      spellings(word.charAt(0))(word).find(({ text }) => editDistance(word, text) <= allowed)?.text ?? word
    );
  });
}

/**
 * Damerau–Levenshtein distance (optimal string alignment): insertions, deletions, substitutions and swaps of
 * neighbours each count 1. It confirms what Fuse proposes, because Fuse forgives a missing ending as a substring.
 */
export function editDistance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let distance = Math.min(
        (rows[row - 1]?.[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (rows[row - 1]?.[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        distance = Math.min(distance, (rows[row - 2]?.[column - 2] ?? 0) + 1);
      }
      current.push(distance);
    }
    rows.push(current);
  }
  return rows[one.length]?.[other.length] ?? 0;
}

function fromPinyin(folded: string, lexicon: Lexicon, sounds: SoundIndex): string | null {
  if (/\p{Script=Han}/u.test(folded)) return null;
  const clauses = folded
    .split(/[,，.。;；?？!！]+/u)
    .map((clause) =>
      unitsOf(clause).map(({ text }) => ({ text, cuts: /\d/u.test(text) ? [] : pinyinCuts(text) })),
    );
  const words = clauses.flat().filter(({ text }) => !/\d/u.test(text));
  const letters = lengthOf(words);
  // Most English stops here: too few of its words can be read as syllables.
  if (letters === 0 || lengthOf(words.filter(({ cuts }) => cuts.length > 0)) / letters < PINYIN_READABLE)
    return null;
  const read = clauses.map((clause) =>
    readSyllables(
      clause.flatMap(({ text, cuts }) => cuts[0] ?? [text]),
      sounds,
      lexicon,
    ),
  );
  const covered = read.reduce((sum, clause) => sum + clause.covered, 0);
  return covered / letters >= PINYIN_SHARE ? read.map(({ text }) => text).join('，') : null;
}

function lengthOf(words: readonly { readonly text: string }[]): number {
  return words.reduce((sum, { text }) => sum + text.length, 0);
}

const DIGITS_BY_SOUND: Readonly<Record<string, string>> = {
  ling: '0',
  yi: '1',
  er: '2',
  san: '3',
  si: '4',
  wu: '5',
  liu: '6',
  qi: '7',
  ba: '8',
  jiu: '9',
};

// The cut into the longest known words; a syllable that begins none stays as it is.
function readSyllables(
  syllables: readonly string[],
  sounds: SoundIndex,
  lexicon: Lexicon,
): { text: string; covered: number } {
  const score = [0];
  const step: { from: number; word: string | null }[] = [{ from: 0, word: null }];
  for (let at = 1; at <= syllables.length; at++) {
    let best = score[at - 1] ?? 0;
    let chosen: { from: number; word: string | null } = { from: at - 1, word: null };
    for (let from = Math.max(0, at - sounds.longest); from < at; from++) {
      const word =
        yearBySound(syllables.slice(from, at)) ?? wordBySound(syllables.slice(from, at), sounds, lexicon);
      if (word === undefined) continue;
      const total = (score[from] ?? 0) + (at - from) ** 2;
      if (total > best) {
        best = total;
        chosen = { from, word };
      }
    }
    score.push(best);
    step.push(chosen);
  }
  const text: string[] = [];
  let covered = 0;
  for (let at = syllables.length; at > 0;) {
    const { from, word } = step[at] ?? { from: at - 1, word: null };
    const letters = syllables.slice(from, at);
    // A syllable without a word is left out, lest it be read as an English one; digits stay.
    text.unshift(word ?? (/\d/u.test(letters.join('')) ? letters.join('') : ' '));
    // A lone syllable has too many readings to count as evidence for pinyin.
    if (word !== null && at - from > 1) covered += letters.join('').length;
    at = from;
  }
  return { text: text.join('').trim(), covered };
}

// "er ling yi jiu nian"
function yearBySound(syllables: readonly string[]): string | undefined {
  if (syllables.length !== 5 || syllables[4] !== 'nian') return undefined;
  const digits = syllables.slice(0, 4).map((syllable) => DIGITS_BY_SOUND[syllable]);
  return digits.every((digit) => digit !== undefined) ? `${digits.join('')}年` : undefined;
}

// A lone syllable has too many homophones to be looked up: it is read as the commonest word of questions that sounds so.
const LONE_SYLLABLES: Readonly<Record<string, string>> = {
  nian: '年',
  ji: '几',
  ge: '个',
  jia: '家',
  ren: '人',
  hu: '户',
  ming: '名',
  wei: '位',
  suo: '所',
  jian: '间',
  bu: '部',
  tai: '台',
  cun: '村',
  xian: '县',
  xiang: '乡',
  bao: '包',
  yi: '亿',
  wan: '万',
  yuan: '元',
  qian: '钱',
  juan: '捐',
  de: '的',
  le: '了',
  duo: '多',
  shao: '少',
  you: '有',
  shi: '是',
  zai: '在',
  gei: '给',
  he: '和',
};

function wordBySound(syllables: readonly string[], sounds: SoundIndex, lexicon: Lexicon): string | undefined {
  const [lone] = syllables;
  if (syllables.length === 1 && lone !== undefined) return LONE_SYLLABLES[lone];
  const words = sounds.exact.get(syllables.join(' '));
  return words
    ?.map((word) => ({ word, rank: rankOf(word, lexicon) }))
    .sort((one, other) => one.rank - other.rank)[0]?.word;
}

// Of words that sound alike, one that means something is more likely to be asked about than a sum of money (医院 before
// 亿元), that more than filler, and that more than something the report does not give.
function rankOf(word: string, lexicon: Lexicon): number {
  const senses = sensesOf(unitsOf(word), lexicon) ?? [];
  const concepts = conceptsOf(senses);
  if (concepts.some((id) => lexicon.concepts.get(id)?.counts !== 'money')) return 0;
  if (concepts.length > 0) return 1;
  return senses.some(({ kind }) => kind === 'filler' || kind === 'self') ? 2 : 3;
}

function means(lexicon: Lexicon, word: string): boolean {
  return rankOf(word, lexicon) < 2;
}
