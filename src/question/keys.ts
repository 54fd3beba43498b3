// What questions and facts are compared by, as short texts that both sides produce alike.

/**
 * `c:donate` a concept, `g:上网` characters and `w:stem` a word no lexicon knows, `y:2019` a year, `gap:salary` a gap,
 * `n:person` what is to be counted, `x:joint 2` that something is said at least twice.
 */
export type FeatureKey = string;

/** The feature of a concept of the lexicon. */
export function conceptKey(id: string): FeatureKey {
  return `c:${id}`;
}

/** The id of the concept that a feature stands for; any other feature gives no concept's id. */
export function conceptIn(key: FeatureKey): string {
  return key.startsWith('c:') ? key.slice(2) : key;
}

/** The feature of one or two Chinese characters that the lexicon does not know. */
export function charactersKey(characters: string): FeatureKey {
  return `g:${characters}`;
}

/** The feature of a Latin word that the lexicon does not know. */
export function wordKey(word: string): FeatureKey {
  return `w:${word}`;
}

/** The feature of a year. */
export function yearKey(year: string): FeatureKey {
  return `y:${year}`;
}

/** The feature of what a question wants counted. */
export function countedKey(counted: string): FeatureKey {
  return `n:${counted}`;
}

/** The feature of something no figure gives. */
export function gapKey(id: string): FeatureKey {
  return `gap:${id}`;
}

/** The feature of something that is said at least so many times. */
export function timesKey(what: string, times: number): FeatureKey {
  return `x:${what} ${String(times)}`;
}
