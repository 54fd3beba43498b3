import Big from 'big.js';
import type { Figure } from '../facts/schema.ts';

// "Did it pass a million?" — what the printed figure and its qualifier allow to be said.

export type Verdict = 'yes' | 'no' | 'undecided';

/** 近 and 約 are taken to mean within this share of the printed number; nothing closer is decided. */
const TOLERANCE = 0.1;

/**
 * Whether the true number is more (`over`) or less (`under`) than a limit, as far as the report decides it.
 * 近100萬 is not over 1,000,000; 超過100億 is over 100億, and whether it is over 150億 the report does not say.
 */
export function compareWithLimit(figure: Figure, limit: string, direction: 'over' | 'under'): Verdict {
  if (figure.value === null) return 'undecided';
  const [least, most] = rangeOf(figure, new Big(figure.value));
  const bound = new Big(limit);
  const over: Verdict = isOver(figure, least, most, bound);
  if (over === 'undecided' || direction === 'over') return over;
  return over === 'yes' ? 'no' : 'yes';
}

function isOver(figure: Figure, least: Big, most: Big | null, bound: Big): Verdict {
  // "Reached 98 %?" on an exact 98 % is a yes: reaching counts as being over in everyday questions.
  if (figure.qualifier === 'exact' || figure.qualifier === 'at-least') {
    if (least.gte(bound)) return 'yes';
  } else if (figure.qualifier === 'over' && least.gte(bound)) return 'yes';
  else if (figure.qualifier !== 'over' && least.gt(bound)) return 'yes';
  if (most !== null && (figure.qualifier === 'exact' ? most.lt(bound) : most.lte(bound))) return 'no';
  return 'undecided';
}

// The least and the most that the printed figure allows; null where nothing bounds it from above.
function rangeOf(figure: Figure, value: Big): [Big, Big | null] {
  switch (figure.qualifier) {
    case 'exact':
      return [value, value];
    case 'nearly':
      return [value.times(1 - TOLERANCE), value];
    case 'about':
      return [value.times(1 - TOLERANCE), value.times(1 + TOLERANCE)];
    case 'over':
      // 余 and 多 add less than one of the last digit printed: 6400余 is below 6,500. 超過 has no upper end.
      return [value, /[余餘多]/u.test(figure.text) ? value.plus(lastDigitUnit(value)) : null];
    case 'at-least':
      return [value, null];
    case 'under':
    case 'at-most':
      return [new Big(0), value];
  }
}

function lastDigitUnit(value: Big): Big {
  const zeros = /0*$/u.exec(value.toFixed(0))?.[0].length ?? 0;
  return new Big(10).pow(zeros);
}
