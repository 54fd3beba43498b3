import { stemmer } from 'stemmer';

// The smallest pieces that the words of a text are made of.

/** A piece of a text: a Chinese character, or a Latin word or number. */
export interface Token {
  readonly text: string;
  /** What it is looked up by: the character itself, or the stem of an English word. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly han: boolean;
}

const TOKEN = /\p{Script=Han}|\d+(?:[.,]\d+)*[a-z]*|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:['’][a-z]+)?/gu;

/** Cuts a folded text into its tokens. Punctuation and spaces fall away. */
export function tokensOf(folded: string): readonly Token[] {
  if (folded !== last.folded) last = { folded, tokens: cutIntoTokens(folded) };
  return last.tokens;
}

// What reads a text does so several times over: its words, its numbers, its wording.
let last: { readonly folded: string; readonly tokens: readonly Token[] } = { folded: '', tokens: [] };

function cutIntoTokens(folded: string): Token[] {
  const tokens: Token[] = [];
  for (const match of folded.matchAll(TOKEN)) {
    const [whole] = match;
    const han = HAN.test(whole);
    const text = han ? whole : whole.replace(/['’]s?$/u, '');
    tokens.push({
      text,
      key: han || /\d/u.test(text) ? text : stem(text),
      start: match.index,
      end: match.index + whole.length,
      han,
    });
  }
  return tokens;
}

const HAN = /^\p{Script=Han}/u;

// The same few thousand words make up the names of any number of facts.
const stems = new Map<string, string>();
const STEMS_KEPT = 20_000;

function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const made = stemmer(word.replace(/['’]/gu, ''));
  if (stems.size >= STEMS_KEPT) stems.clear();
  stems.set(word, made);
  return made;
}
