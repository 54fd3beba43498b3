import { countedIn, NAMED_UNITS, readAsked, type Asked } from './asked.ts';
import type { Matched } from './decide.ts';
import { featuresOf } from './features.ts';
import { asksQuantity } from './frames.ts';
import type { FactIndex } from './index.ts';
import { conceptIn } from './keys.ts';
import { conceptsOf } from './lexicon.ts';
import { weighFeatures, type WeighedFeature } from './match.ts';
import { PERIOD_CONCEPTS, saidPeriod } from './period.ts';
import { clausesOf, type Clause } from './clauses.ts';

// What each piece of a question asks for, where several figures are asked for at once.

/** A piece of a question, and what it asks for. */
export interface Piece extends Clause {
  /** It asks for a figure by itself: "how many people", 金额. */
  readonly asks: boolean;
  /** What it wants counted. */
  readonly asked: Asked;
  /** It begins with something that can be counted. */
  readonly noun: boolean;
}

/** The pieces of a question, in order. */
export function piecesOf(matched: Matched): Piece[] {
  return clausesOf(matched)
    .flatMap((clause) => bySense(clause, matched.index))
    .map((clause) => toPiece(clause, matched.index));
}

const COUNTABLE =
  /how many|number of|# of|(?:几|多少|几多)[个家间所座部台项件]|[个间家包件台部]数(?!字|据)|数量|数目/u;
const COUNT_NOUN =
  /(?<![一二两三四五六七八九十那这\d])[个间家户名包件台部]数(?!字|据)|叫(?:什么|啥|咩|乜)|折价|价值|折合|人数|\bvalue\b|\bworth\b|\bshare\b|what (?:cash|money|sums?|amount)\b/u;

/** What was given asks for a sum. */
const WHAT_GIVEN =
  /^\s*what (?:did|do|does|has|have) .*\b(?:donate|give|given|spend|spent|pay|paid|contribute|invest|put in)/u;

function toPiece(clause: Clause, index: FactIndex): Piece {
  const { folded, start } = clause;
  const terms = clause.terms.map((term) => ({ ...term, start: term.start - start, end: term.end - start }));
  const noun = terms.find(
    ({ end }) => folded.slice(end, end + 1) === '数' && folded.slice(end, end + 2) !== '数字',
  );
  const read = readAsked(folded, terms, index.lexicon);
  const asks =
    asksQuantity(folded) ||
    read.dimension === 'rank' ||
    WHAT_GIVEN.test(folded) ||
    NAMED_UNITS.has(read.unit ?? '') ||
    COUNT_NOUN.test(folded) ||
    (noun !== undefined && countsOf([noun], index) !== null);
  const says = Object.keys(read).length > 0;
  const counts = noun === undefined ? countsOf(terms, index) : countsOf([noun], index);
  const head = !NO_NOUN.test(folded) && countsOf(terms.slice(0, NOUN_WITHIN), index) !== null;
  const asked = says
    ? read
    : (!asks || noun !== undefined) && counts !== null
      ? counts
      : COUNTABLE.test(folded)
        ? { countable: true as const }
        : {};
  return { ...clause, asks, asked, noun: head };
}

// 县乡村 is a county, a township and a village: one piece for each.
function bySense(clause: Clause, index: FactIndex): Clause[] {
  const several = clause.terms.find(
    (term) =>
      new Set(term.senses.map((sense) => JSON.stringify(countsOf([{ ...term, senses: [sense] }], index))))
        .size > 2,
  );
  if (several === undefined) return [clause];
  return several.senses.map((sense) => {
    const terms = clause.terms.map((term) => (term === several ? { ...term, senses: [sense] } : term));
    return { ...clause, terms, weighed: weighFeatures(featuresOf(terms, index.lexicon), index) };
  });
}

// What the last thing that can be counted is counted in.
function countsOf(terms: readonly Clause['terms'][number][], { lexicon }: FactIndex): Asked | null {
  const counts = terms
    .flatMap((term) => conceptsOf(term.senses).map((id) => lexicon.concepts.get(id)?.counts))
    .filter((found) => found !== undefined)
    .at(-1);
  return counts === undefined ? null : countedIn(counts);
}

/** Bare nouns beside a piece that asks, joined by more than a comma: "the number of hospitals and people reached". */
export function listedWith(pieces: readonly Piece[]): readonly Piece[] {
  const many = pieces.filter(({ asks }) => asks).length > 1;
  const runs: Piece[][] = [];
  for (const piece of pieces) {
    const run = runs.at(-1);
    if (run !== undefined && (many ? JOINT_OF_MANY : JOINT).test(piece.joint)) run.push(piece);
    else runs.push([piece]);
  }
  const asking = pieces.some(({ asks }) => asks);
  return runs
    .filter((run) => run.length > 1 && (!asking || run.some(({ asks }) => asks)))
    .flatMap((run) => run.filter(({ asks, noun, joint }) => !asks && (noun || STRONG_JOINT.test(joint))));
}

/** Joins what is asked for even where nothing in it says so. */
export const STRONG_JOINT = /[+&]|vs|versus|as well|also/u;
const JOINT = /[和与跟及加+&、]|同|and|also|plus|vs|versus|as well/u;
/** Of three and more, a comma joins all but the last. */
const JOINT_OF_MANY = /[和与跟及加+&、,，]|同|and|also|plus|vs|versus|as well/u;

/** Begins no noun phrase of its own. */
const NO_NOUN = /^\s*(?:its|their|they|it|he|she|we|to|by|in|for|from|our|other|local)\b/u;

/** How far into a piece its noun may stand. */
const NOUN_WITHIN = 3;

/** Whether a piece says nothing but which period. */
export function isPeriod({ weighed }: Piece): boolean {
  return weighed.every(isPeriodFeature);
}

/** Whether a feature only says which period: the total, that year. */
export function isPeriodFeature({ feature }: WeighedFeature): boolean {
  return [...feature.alternatives.keys()].some((key) => PERIOD_CONCEPTS.has(conceptIn(key)));
}

/** Said of a running total where a single year stands beside it. */
const TOTAL =
  /总共|一共|合计|总计|历年|总的|总数|\btotals?\b|\boverall\b|altogether|to date|till now|so far/u;
const TWO_FIGURES =
  /(?:两|2)(?:个|笔)(?:数|金额|款)|\btwo (?:sums|figures|numbers|amounts)\b|\bboth (?:sums|figures|numbers|amounts)\b/u;
/** The year is a part of what is asked for, not asked for beside it. */
const INCLUDED = /包括|包含|算上|含|\binclud/u;
/** Said of the year the report is about, where the total stands beside it. */
export const YEAR = /当年|今年|本年|(?:嗰|那)(?:一)?年|yearly|annual|th(?:at|is) year/u;

/** 當年的累計的都要, 連累計的一起. */
const BOTH_AT_ONCE =
  /(?:当年|那年|嗰年|年度|20\d\d年?)的?(?:、|和|跟|与|同|及)?(?:累计|历年|总数|总的)的?(?:都|各|分别|一起|一并)|连(?:同|埋)?(?:累计|历年)[^，。,]{0,6}(?:一起|一并|都|也)/u;

/** Whether a year is said in one piece, the total in another: "in 2019 and overall". */
export function asksBothPeriods(pieces: readonly Piece[], { reading }: Matched): boolean {
  if (reading.period.notTotal) return false;
  if (BOTH_AT_ONCE.test(reading.folded)) return true;
  const year = pieces.map(
    ({ terms, folded }) =>
      !INCLUDED.test(folded) && (terms.some((term) => term.year !== undefined) || YEAR.test(folded)),
  );
  const total = pieces.map(({ terms, folded }) => saidPeriod(terms).total || TOTAL.test(folded));
  return (
    year.some((own, at) => own && total[at] === false) && total.some((own, at) => own && year[at] === false)
  );
}

/** Whether the question says that it wants two figures: 兩個數, "two sums". */
export function asksForTwo(folded: string): boolean {
  return TWO_FIGURES.test(folded);
}
