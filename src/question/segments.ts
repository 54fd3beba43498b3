import { spansOf, stretchesBetween, type Stretch, type Term } from './cut.ts';
import { featuresOf } from './features.ts';
import type { FactIndex } from './index.ts';
import type { Reading } from './interpret.ts';
import { conceptsOf } from './lexicon.ts';
import { PERIOD_CONCEPTS } from './period.ts';
import { matchFacts, weighFeatures, type Hit } from './match.ts';

// A question that names several figures names them one after the other: between words that join or compare.

const CONNECTORS =
  /里头|里面|当中|之中|(?<=[的人童部群众户])(?:里|中)|和(?!教育)|与|跟|同埋|同(?!悦|时|样)|及(?!以)|以及|、|[,，;；。?？:：]|比(?!例|重|率)|占|佔|相当于|等于|扣(?:除|掉|去)|刨(?:去|掉|除)|除以|减[去掉]?(?!免|贫|轻|员)|(?<![参增添更追])加(?:上|埋)?(?!快|大|强|入|速|码|深|工|注|盟)|再|是(?!不|否)|\b(?:and|vs\.?|versus|than|compared (?:to|with)|to|over|minus|plus|against|exceeds?|by|from|out of|of the|of all|of|as an? (?:share|percentage|percent|proportion|fraction|%) of|were|are|was|is)\b|&|\+/gu;

/** A stretch of a question between two connectors, with how well facts fit it alone. */
export interface Segment extends Stretch {
  /** How much it says. */
  readonly weight: number;
  readonly hits: ReadonlyMap<string, Hit>;
}

// Whether a word says no more than over which period.
function saysPeriod({ senses }: Term): boolean {
  const concepts = conceptsOf(senses);
  return concepts.length > 0 && concepts.every((id) => PERIOD_CONCEPTS.has(id));
}

/** The stretches of a question that say something about figures, in order. */
export function segmentsOf(reading: Reading, index: FactIndex): Segment[] {
  const { folded, terms } = reading;
  const segments: Segment[] = [];
  // A connector inside a word ("平方和") joins nothing.
  const joins = spansOf(folded, CONNECTORS).filter(
    ([from, to]) =>
      !terms.some(({ senses, start, end }) => conceptsOf(senses).length > 0 && start <= from && to <= end),
  );
  for (const { start, end, terms: own } of stretchesBetween(joins, folded.length, terms)) {
    if (own.length === 0) continue;
    const naming = own.filter((term) => !saysPeriod(term));
    const weighed = weighFeatures(featuresOf(naming, index.lexicon), index);
    const hits = new Map(matchFacts(weighed, index).map((hit) => [hit.fact.id, hit]));
    const weight = weighed.reduce((sum, one) => sum + one.weight, 0);
    segments.push({ start, end, terms: own, weight, hits });
  }
  return segments;
}
