import Fuse from 'fuse.js';

// The only file that knows fuse.js. Fuse scores run from 0 (the same) to 1 (nothing in common); here they become
// likenesses from 0 (nothing) to 1 (the same). Fuse runs synchronously and its time grows with records × length,
// so it is only ever given short strings and short lists.

/** The longest text that is given to Fuse as a query. */
export const MAX_FUZZY_LENGTH = 64;

export interface Likeness {
  readonly text: string;
  readonly likeness: number;
}

export type Nearest = (query: string) => Likeness[];

/**
 * Prepares a list of words or names for fuzzy look-up.
 *
 * @param floor the least likeness that counts, 0 to 1.
 */
export function fuzzyList(texts: readonly string[], floor: number, limit = 5): Nearest {
  const fuse = new Fuse(texts, {
    includeScore: true,
    threshold: 1 - floor,
    ignoreLocation: true,
    ignoreFieldNorm: true,
    minMatchCharLength: 2,
  });
  return (query) => {
    // A blank query would return every record.
    if (query.trim() === '') return [];
    return fuse
      .search(query.slice(0, MAX_FUZZY_LENGTH), { limit })
      .map(({ item, score = 1 }) => ({ text: item, likeness: 1 - score }));
  };
}
