import { tokensOf } from '../text/tokens.ts';
import { QUANTITY_WORD, type Asked } from './asked.ts';
import type { Term } from './cut.ts';
import { charactersKey, conceptKey, countedKey, gapKey, timesKey, wordKey, type FeatureKey } from './keys.ts';

// What whole questions are compared by, whether or not the lexicon knows their words.

/** The features of a question's wording, with what each weighs beside its rarity. */
export type Wording = ReadonlyMap<FeatureKey, number>;

/** A word that is understood, or stands alone, tells more than a character or two side by side. */
const WEIGHTS = { word: 1, pair: 0.7, character: 0.5 } as const;

/** How often something is asked for and joined tells whether one figure is wanted or several. */
const REPEATED: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['quantity', QUANTITY_WORD],
  ['joint', /[,，、;；?？+&]|[和与跟]|以及|还有|同埋|\b(?:and|plus|vs|versus)\b/gu],
];
const MOST_TIMES = 4;

/** The wording of a question that was folded and cut into terms, with what it wants counted. */
export function wordingOf(folded: string, terms: readonly Term[], { unit, dimension, noun }: Asked): Wording {
  const wording = new Map<FeatureKey, number>([[countedKey(unit ?? dimension ?? ''), WEIGHTS.word]]);
  if (noun !== undefined) wording.set(countedKey(noun.concept), WEIGHTS.word);
  for (const { senses } of terms) {
    for (const sense of senses) {
      if (sense.kind === 'concept') wording.set(conceptKey(sense.id), WEIGHTS.word);
      if (sense.kind === 'gap') wording.set(gapKey(sense.id), WEIGHTS.word);
    }
  }
  for (const [what, pattern] of REPEATED) {
    const times = Math.min(folded.match(pattern)?.length ?? 0, MOST_TIMES);
    for (let time = 1; time <= times; time++) wording.set(timesKey(what, time), WEIGHTS.word);
  }
  let before = '';
  for (const { key, han } of tokensOf(folded)) {
    wording.set(wordKey(key), han ? WEIGHTS.character : WEIGHTS.word);
    if (before !== '') wording.set(charactersKey(`${before} ${key}`), WEIGHTS.pair);
    before = key;
  }
  return wording;
}
