import { hasHan } from '../text/fold.ts';
import type { Term } from './cut.ts';
import type { Matched } from './decide.ts';
import { featuresOf } from './features.ts';
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
  const connected = [...folded.matchAll(CONNECTOR)]
    .map((match) => [match.index, match.index + match[0].length] as const)
    .filter(([from, to]) => !terms.some((term) => isWithin(from, to, term)));
  const cuts = withSecondQuestions(connected, folded, terms);
  const clauses: Clause[] = [];
  let start = 0;
  let joint = '';
  for (const [from, to] of [...cuts, [folded.length, folded.length] as const]) {
    const own = terms.filter((term) => start <= term.start && term.end <= from);
    const empty = folded.slice(start, from).trim() === '';
    if (!empty) {
      const weighed = weighFeatures(featuresOf(own, index.lexicon), index);
      clauses.push({ folded: folded.slice(start, from), start, joint, terms: own, weighed });
      joint = '';
    }
    joint += folded.slice(from, to);
    start = to;
  }
  return clauses;
}

// "How many branches go with how many villages": the second of two such words begins a piece without a connector, if
// something that means something stands on both sides of it.
function withSecondQuestions(
  cuts: readonly (readonly [number, number])[],
  folded: string,
  terms: readonly Term[],
): (readonly [number, number])[] {
  const means = (from: number, to: number): boolean =>
    terms.some(
      ({ start, end, senses }) => from <= start && end <= to && senses.some(({ kind }) => kind === 'concept'),
    );
  const ends = [...cuts, [folded.length, folded.length] as const];
  let begin = 0;
  return ends
    .flatMap(([from, to]) => {
      const [first, second] = [...folded.slice(begin, from).matchAll(QUANTITY_WORD)].map(
        ({ index }) => begin + index,
      );
      const splits =
        first !== undefined && second !== undefined && means(first, second) && means(second, from);
      begin = to;
      return splits ? [[second, second] as const, [from, to] as const] : [[from, to] as const];
    })
    .slice(0, -1);
}

const QUANTITY_WORD = /多少|几多|(?<!好)几(?=[个名人家户所间座部台条位])|how many/gu;

// English filler runs on over connectors ("and how many"); it joins nothing.
function isWithin(from: number, to: number, term: Term): boolean {
  const filler = !hasHan(term.text) && !term.senses.some(({ kind }) => kind === 'concept');
  return !filler && term.start <= from && to <= term.end && term.end - term.start > to - from;
}
