/** How much is offered where nothing was asked of the search itself: names picked, values typed, next bests. */
export const OFFERS = {
  /** From this score on a name as typed means its fact. */
  found: 0.5,
  /** From this score on a fact is worth offering. */
  offer: 0.34,
  choices: 6,
  nearest: 3,
} as const;
