import type { Token } from '../text/tokens.ts';
import { sameSound, type SameSound } from './homophones.ts';
import type { FeatureKey } from './keys.ts';
import type { Lexicon } from './lexicon.ts';
import { fromPinyin, isAskedAbout } from './pinyin.ts';
import { indexBySound } from './sound.ts';
import { mendSpelling, spellingsByLetter } from './spelling.ts';

// Slips are forgiven in words only: never in digits, years, units or tokens such as 4G.

export interface Slips {
  /** Where a run of Chinese characters sounds like a known word but is written otherwise. */
  sameSound(tokens: readonly Token[]): SameSound[];
  /** The folded text with misspelt English words mended. */
  mendSpelling(folded: string): string;
  /** Reads a question typed in toneless pinyin back into Chinese words; null where it is not pinyin. */
  fromPinyin(folded: string): string | null;
}

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
  const sounds = indexBySound(lexicon.chineseWords, (word) => isAskedAbout(word, lexicon));
  const spellings = spellingsByLetter(lexicon.englishWords);
  return (written) => ({
    sameSound: (tokens) => sameSound(tokens, lexicon, sounds, written),
    mendSpelling: (folded) => mendSpelling(folded, lexicon, spellings, written),
    fromPinyin: (folded) => fromPinyin(folded, lexicon, sounds),
  });
}
