import { stemmer } from 'stemmer';
import { fuzzyList, type Nearest } from './fuzzy.ts';
import { wordKey, type FeatureKey } from './keys.ts';
import type { Lexicon } from './lexicon.ts';

// English words behind misspelt ones: vilages for villages.

/** The least likeness by which a misspelt English word is taken for a known one. */
const SPELLING_FLOOR = 0.6;
/** How many of the nearest words are looked at. */
const SPELLING_CANDIDATES = 8;
/** A question with more unknown words than this is not misspelt but about something else. */
const MAX_MENDED_WORDS = 8;
/**
 * The known words to look a misspelt one up in, by its first letter: a slip seldom touches that, so that Fuse is given
 * only the words that share it. Each list is prepared when it is first needed.
 */
export function spellingsByLetter(words: readonly string[]): (letter: string) => Nearest {
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

/** Writes the misspelt words of a folded text as the lexicon does, save what facts are written with. */
export function mendSpelling(
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
