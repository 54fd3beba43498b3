import { hasHan } from '../text/fold.ts';
import { spansOf, stretchesBetween, type Span, type Term } from './cut.ts';
import { QUANTITY_WORD } from './asked.ts';
import type { Matched } from './decide.ts';
import { featuresOf } from './features.ts';
import { conceptsOf } from './lexicon.ts';
import { weighFeatures, type WeighedFeature } from './match.ts';

// The pieces of a question that stand side by side: clauses, and what and, 和 or a comma joins.

export interface Clause {
  readonly folded: string;
  readonly start: number;
  /** What joins it to the piece before: a comma, "and". */
  readonly joint: string;
  readonly terms: readonly Term[];
  readonly weighed: readonly WeighedFeature[];
}

const CONNECTOR =
  /[,，;；、。?？!！+&:：]|\.(?=\s|$)|同埋|以及|还有|[和与跟及加]|同|\b(?:and|plus|also|as well as|versus|vs|then|or|with(?= how))\b/gu;

/** Cuts a question at its connectors, save where one is part of a word (“和教育”, 增加). */
export function clausesOf({ reading, index }: Matched): Clause[] {
  const { folded, terms } = reading;
  const connected = spansOf(folded, CONNECTOR).filter(
    ([from, to]) => !terms.some((term) => isWithin(from, to, term)),
  );
  const cuts = withSecondQuestions(connected, folded, terms);
  const clauses: Clause[] = [];
  let last = 0;
  for (const { start, end, terms: own } of stretchesBetween(cuts, folded.length, terms)) {
    const text = folded.slice(start, end);
    if (text.trim() === '') continue;
    const weighed = weighFeatures(featuresOf(own, index.lexicon), index);
    clauses.push({ folded: text, start, joint: folded.slice(last, start), terms: own, weighed });
    last = end;
  }
  return clauses;
}

// "How many branches go with how many villages": the second of two such words begins a piece without a connector, if
// something that means something stands on both sides of it.
function withSecondQuestions(cuts: readonly Span[], folded: string, terms: readonly Term[]): Span[] {
  const seconds = stretchesBetween(cuts, folded.length, terms).flatMap(
    ({ start, end, terms: own }): Span[] => {
      const [first, second] = spansOf(folded.slice(start, end), QUANTITY_WORD).map(([from]) => start + from);
      if (first === undefined || second === undefined) return [];
      const means = (from: number, to: number): boolean =>
        own.some((term) => from <= term.start && term.end <= to && conceptsOf(term.senses).length > 0);
      return means(first, second) && means(second, end) ? [[second, second]] : [];
    },
  );
  return [...cuts, ...seconds].sort(([one], [other]) => one - other);
}

// English filler runs on over connectors ("and how many"); it joins nothing.
function isWithin(from: number, to: number, term: Term): boolean {
  const filler = !hasHan(term.text) && conceptsOf(term.senses).length === 0;
  return !filler && term.start <= from && to <= term.end && term.end - term.start > to - from;
}
