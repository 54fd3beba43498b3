import { hasHan } from '../text/fold.ts';
import { tokensOf } from '../text/tokens.ts';
import { conceptsOf, sensesOf, type Lexicon } from './lexicon.ts';
import { pinyinCuts, type SoundIndex } from './sound.ts';

// Questions typed in toneless pinyin, read back into the words of the lexicon: fupin → 扶贫.

/** The share of a Latin text's letters that must be readable as known Chinese words to take it for pinyin. */
const PINYIN_SHARE = 0.6;
/** The share of the letters that must be pinyin syllables at all. */
const PINYIN_READABLE = 0.8;

/** Reads a folded text that is typed in pinyin back into Chinese; null where it is not pinyin. */
export function fromPinyin(folded: string, lexicon: Lexicon, sounds: SoundIndex): string | null {
  if (hasHan(folded)) return null;
  const clauses = folded
    .split(/[,，.。;；?？!！]+/u)
    .map((clause) =>
      tokensOf(clause).map(({ text }) => ({ text, cuts: /\d/u.test(text) ? [] : pinyinCuts(text) })),
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
  const senses = sensesOf(tokensOf(word), lexicon) ?? [];
  const concepts = conceptsOf(senses);
  if (concepts.some((id) => lexicon.concepts.get(id)?.counts !== 'money')) return 0;
  if (concepts.length > 0) return 1;
  return senses.some(({ kind }) => kind === 'filler' || kind === 'self') ? 2 : 3;
}

/** Whether a word means something that questions are about. */
export function isAskedAbout(word: string, lexicon: Lexicon): boolean {
  return rankOf(word, lexicon) < 2;
}
