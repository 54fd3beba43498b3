import type { Fact } from '../facts/schema.ts';
import type { Qualifier } from '../text/numerals.ts';

// How a calculated number stands to the true one, from how the printed figures stand to theirs.

export interface Standing {
  readonly qualifier: Qualifier;
  /** Whether the true value may lie far off: 超過 and 以上 have no upper end, 余 adds less than the last digit. */
  readonly open: boolean;
  /** A bound that is itself only about right, because another figure is off the other way by a little. */
  readonly rough: boolean;
}

/** How a printed figure stands to the true value. */
export function qualifierOf({ figure }: Fact): Standing {
  const { qualifier, text } = figure;
  const close =
    qualifier === 'exact' || qualifier === 'nearly' || qualifier === 'about' || /[余餘多]/u.test(text);
  return { qualifier, open: !close, rough: false };
}

const FLIPPED: Readonly<Record<Qualifier, Qualifier>> = {
  exact: 'exact',
  about: 'about',
  nearly: 'over',
  under: 'over',
  'at-most': 'at-least',
  over: 'under',
  'at-least': 'at-most',
};

/** The same where a larger figure makes the result smaller: taken away, or divided by. */
export function flipped(standing: Standing): Standing {
  return { ...standing, qualifier: FLIPPED[standing.qualifier] };
}

/** How a result stands to the true value that grows with each of these. */
export function joint(standings: readonly Standing[]): Standing {
  const up = standings.filter(({ qualifier }) => qualifier === 'over' || qualifier === 'at-least');
  const down = standings.filter(({ qualifier }) => ['nearly', 'under', 'at-most'].includes(qualifier));
  const about = standings.some(({ qualifier }) => qualifier === 'about');
  const openUp = up.some(({ open }) => open);
  const openDown = down.some(({ open }) => open);
  const open = openUp || openDown;
  if (!about && up.length === 0 && down.length === 0) return { qualifier: 'exact', open, rough: false };
  if (!about && down.length === 0) return { qualifier: upward(up), open, rough: false };
  if (!about && up.length === 0) return { qualifier: downward(down), open, rough: false };
  // Both ways. Where only one of them is without end, that one still bounds the result, roughly.
  if (openUp && !openDown) return { qualifier: upward(up), open, rough: true };
  if (openDown && !openUp) return { qualifier: downward(down), open, rough: true };
  return { qualifier: 'about', open, rough: false };
}

function upward(standings: readonly Standing[]): Qualifier {
  return standings.some(({ qualifier }) => qualifier === 'over') ? 'over' : 'at-least';
}

function downward(standings: readonly Standing[]): Qualifier {
  if (standings.every(({ qualifier }) => qualifier === 'nearly')) return 'nearly';
  return standings.every(({ qualifier }) => qualifier === 'at-most') ? 'at-most' : 'under';
}
