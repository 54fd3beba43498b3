import type { Token } from '../text/tokens.ts';
import { charactersKey, type FeatureKey } from './keys.ts';
import { sensesOf, type Lexicon } from './lexicon.ts';
import { blur, readingsOf, type SoundIndex } from './sound.ts';

// Chinese words behind others that sound the same: 扶平 for 扶贫.

/** A stretch of tokens that sounds like a known word. */
export interface SameSound {
  readonly from: number;
  readonly to: number;
  readonly word: string;
  /** 1 where what was typed is no word of its own; less where it might be meant as it stands. */
  readonly weight: number;
}

/** A run of characters that is itself a word is less likely to be a slip. */
const OWN_WORD_WEIGHT = 0.62;

/** A run with a grammatical word in it (亿是, 字又) is seldom a slip for a noun. */
const FUNCTION_WORD = /[是的了又未没不在有和与也都就还不这那几多少吗呢吧]/u;
const FUNCTION_WORD_WEIGHT = 0.3;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Where characters sound like a known word, save where facts are written with them. */
export function sameSound(
  tokens: readonly Token[],
  lexicon: Lexicon,
  sounds: SoundIndex,
  written: (key: FeatureKey) => boolean,
): SameSound[] {
  const found: SameSound[] = [];
  for (const run of hanRuns(tokens)) {
    const text = run.tokens.map((token) => token.text).join('');
    const readings = readingsOf(text).map((all) => [...new Set(all.map(blur))]);
    const ownWords = new Set(
      [...segmenter.segment(text)].map(({ index, segment }) => `${String(index)}:${String(segment.length)}`),
    );
    for (const from of run.tokens.keys()) {
      let heard: readonly string[] = [''];
      for (let to = from + 1; to <= run.tokens.length; to++) {
        heard = continued(heard, readings[to - 1] ?? [], sounds);
        if (heard.length === 0) break;
        const words = heard.flatMap((sound) => sounds.blurred.get(sound) ?? []);
        if (words.length === 0 || sensesOf(run.tokens.slice(from, to), lexicon) !== undefined) continue;
        const own = ownWords.has(`${String(from)}:${String(to - from)}`) ? OWN_WORD_WEIGHT : 1;
        const weight = own * (FUNCTION_WORD.test(text.slice(from, to)) ? FUNCTION_WORD_WEIGHT : 1);
        for (const word of words) found.push({ from: run.from + from, to: run.from + to, word, weight });
      }
    }
  }
  return found.filter(({ from, to }) => !isWritten(tokens, from, to, written));
}

// What was heard so far with each reading of the next character, as far as some word begins so.
function continued(heard: readonly string[], readings: readonly string[], sounds: SoundIndex): string[] {
  return heard
    .flatMap((sound) => readings.map((next) => (sound === '' ? next : `${sound} ${next}`)))
    .filter((sound) => sounds.beginnings.has(sound));
}

// Whether facts are written with two of these characters side by side, or with one of them and its neighbour.
function isWritten(
  tokens: readonly Token[],
  from: number,
  to: number,
  written: (key: FeatureKey) => boolean,
): boolean {
  for (let at = Math.max(0, from - 1); at < to; at++) {
    const token = tokens[at]?.text ?? '';
    if (written(charactersKey(`${token}${tokens[at + 1]?.text ?? ''}`))) return true;
  }
  return false;
}

function hanRuns(tokens: readonly Token[]): { from: number; tokens: Token[] }[] {
  const runs: { from: number; tokens: Token[] }[] = [];
  let open: { from: number; tokens: Token[] } | null = null;
  for (const [index, token] of tokens.entries()) {
    if (!token.han || [...token.text].length !== 1 || token.text.length !== 1) {
      open = null;
      continue;
    }
    if (open === null) {
      open = { from: index, tokens: [] };
      runs.push(open);
    }
    open.tokens.push(token);
  }
  return runs;
}
