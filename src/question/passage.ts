import type { Section } from '../facts/schema.ts';
import type { FactIndex } from './index.ts';
import type { WeighedFeature } from './match.ts';

// The sentence of the report that comes nearest to what is asked, where no figure does: "who heads the leading group".

/** How much of the question's informative words a sentence must have to be quoted. */
const TELLING = 0.3;

/** The sentence of a part that has most of a question's words, as printed; null where none has enough of them. */
export function passageFor(
  weighed: readonly WeighedFeature[],
  section: Section,
  index: FactIndex,
): string | null {
  const part = index.sections().find((one) => one.section === section);
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  let best: { readonly text: string; readonly said: number } | null = null;
  for (const { text, keys } of part?.sentences ?? []) {
    const said = weighed.reduce((sum, { feature, weight }) => {
      const strengths = [...feature.alternatives].map(([own, strength]) => (keys.has(own) ? strength : 0));
      return sum + weight * Math.max(0, ...strengths);
    }, 0);
    if (said > (best?.said ?? 0)) best = { text, said };
  }
  return best !== null && best.said >= total * TELLING ? best.text : null;
}
