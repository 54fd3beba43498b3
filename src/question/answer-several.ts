import { twinsOf } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { asksForName, NAMED_UNITS } from './asked.ts';
import { answerWith, inReportOrder, judgeAll, type Answer, type Judged, type Matched } from './decide.ts';
import { NOTHING_LEARNT } from './examples.ts';
import { asksForEach, asksHowMany } from './frames.ts';
import type { FactIndex } from './index.ts';
import { matchFacts, type WeighedFeature } from './match.ts';
import {
  asksBothPeriods,
  asksForTwo,
  isPeriod,
  isPeriodFeature,
  listedWith,
  piecesOf,
  STRONG_JOINT,
  YEAR,
  type Piece,
} from './pieces.ts';

// Several figures at once: each piece of the question names one, with what the others are about as its subject.

/** How much of the other pieces carries over to one: of the one before, of those further before, of those behind. */
const CONTEXT = { before: 0.4, further: 0.25, behind: 0.2 } as const;
/** How much of a piece a figure must explain to be what it names. */
const OWN_SHARE = 0.55;
/** A figure this close to the best is as good for a piece. */
const AS_GOOD = 0.93;

/** Nobody asks for so many at once; each is matched with all others around it, which takes the square of their number. */
const MOST_PIECES = 20;

/** The figures that a question asks for side by side; null where it asks for one. */
export function severalAnswer(matched: Matched): Answer | null {
  const { reading, index } = matched;
  const pieces = piecesOf(matched);
  if (pieces.length > MOST_PIECES) return null;
  const two = asksForTwo(reading.folded);
  const both = asksBothPeriods(pieces, matched);
  const each = asksForEach(reading.folded);
  // "Which case was it listed in, what is it called?" asks twice for the same.
  const asking = pieces.filter(
    ({ asks, weighed, folded }, place) =>
      asks && !(pieces[place - 1]?.asks === true && !weighed.some(tells) && asksAgain(folded)),
  );
  const listed =
    !asksHowMany(reading.folded) &&
    (asking.length > 0 || pieces.some(({ joint }) => STRONG_JOINT.test(joint)));
  // Beside the total, "this year" is the year the report is about.
  const plain = both
    ? { ...matched, reading: { ...reading, gaps: reading.gaps.filter(({ text }) => !YEAR.test(text)) } }
    : matched;
  if (asking.length < 2 && !each && !both && !listed && !two) return null;
  const named = assigned(asking, pieces, plain, both);
  if (named === null) return null;
  const beside = each ? pieces.filter(({ asks }) => !asks) : listed ? listedWith(pieces) : [];
  for (const piece of beside) {
    const [best, ...others] = candidates(piece, pieces, plain);
    if (best === undefined) continue;
    const equal = [best, ...others.filter(({ score }) => score >= best.score * AS_GOOD)];
    if (severalOf(piece)) named.push(...others.filter((other) => isSimilar(other, best, index)));
    if (!equal.some(({ hit }) => named.some((other) => other.hit.fact === hit.fact))) named.push(best);
  }
  if (named.length === 0 && (both || two))
    named.push(
      ...judgeAll(plain)
        .slice(0, 1)
        .filter(({ hit, obstacles }) => obstacles.length === 0 && hit.score >= index.tuning.found),
    );
  const facts = new Set<Fact>(named.map(({ hit }) => hit.fact));
  if (both || two)
    for (const { hit } of named) for (const twin of twinsOf(index.base, hit.fact)) facts.add(twin);
  if (facts.size < 2) return null;
  const sure = named.every(({ hit, obstacles }) => hit.score >= index.tuning.found && obstacles.length === 0);
  return answerWith(matched, sure ? 'found' : 'choices', inReportOrder([...facts], matched), {
    code: sure ? 'each' : 'unsure',
  });
}

// For the name or the figure of what was just asked for.
function asksAgain(folded: string): boolean {
  return (
    asksForName(folded) !== null ||
    /报告|文中|大概数|确切|具体|the (?:exact|actual) (?:figure|number)/u.test(folded)
  );
}

function tells({ weight }: WeighedFeature): boolean {
  return weight > 0;
}

// One figure for each piece that asks; null where one has none. The pieces that leave least choice choose first.
function assigned(
  asking: readonly Piece[],
  pieces: readonly Piece[],
  matched: Matched,
  both: boolean,
): Judged[] | null {
  const open = asking
    .map((piece) => ({ piece, found: candidates(piece, pieces, matched) }))
    // A piece that only says which period is answered by the others' twins.
    .filter(({ piece }) => !(both && isPeriod(piece)));
  const byChoice = [...open].sort((one, other) => lead(other.found) - lead(one.found));
  const named: Judged[] = [];
  for (const { piece, found } of byChoice) {
    const [free] = found
      .filter(({ hit }) => !named.some((other) => other.hit.fact === hit.fact))
      .sort((one, other) => besideNamed(other, named) - besideNamed(one, named));
    if (free === undefined || free.score < (found[0]?.score ?? 0) * SECOND_CHOICE) return null;
    named.push(
      free,
      ...(severalOf(piece) ? found.filter((other) => isSimilar(other, free, matched.index)) : []),
    );
  }
  return named;
}

// "What prizes", 哪些案例: all of them.
function severalOf({ folded, asked }: Piece): boolean {
  return NAMED_UNITS.has(asked.unit ?? '') && PLURAL.test(folded);
}

const PLURAL = /哪些|哪几|什么奖|listings|cases|awards|prizes|studies|honou?rs/u;

function isSimilar(other: Judged, best: Judged, index: FactIndex): boolean {
  return other !== best && other.score >= best.score * index.tuning.alike;
}

// Figures of one sentence are asked for together more often than others.
function besideNamed({ hit, score }: Judged, named: readonly Judged[]): number {
  const same = named.some((other) => other.hit.fact.source.quote === hit.fact.source.quote);
  return same ? score * SAME_SENTENCE : score;
}

const SAME_SENTENCE = 1.15;

// How far the best figure is ahead of the next.
function lead([best, next]: readonly Judged[]): number {
  return (best?.score ?? 0) - (next?.score ?? 0);
}

/** How good the second best figure must be for a piece whose best one is another's. */
const SECOND_CHOICE = 0.7;

// The figures that a piece may name, best first: those that explain most of its own words.
function candidates(piece: Piece, pieces: readonly Piece[], matched: Matched): Judged[] {
  const { reading, index } = matched;
  const own = piece.weighed.filter(({ weight }) => weight > 0);
  if (own.length === 0 && !piece.asks) return [];
  const place = pieces.indexOf(piece);
  const context = pieces.flatMap((other, at) => {
    if (at === place) return [];
    const share = at > place ? CONTEXT.behind : at === place - 1 ? CONTEXT.before : CONTEXT.further;
    return other.weighed
      .filter((one) => !isPeriodFeature(one) && !own.some((mine) => sameFeature(mine, one)))
      .map(({ feature, weight }) => ({ feature, weight: weight * share }));
  });
  const weighed = [...own, ...context];
  const years = piece.terms.flatMap(({ year }) => year ?? []);
  const part: Matched = {
    ...matched,
    reading: {
      ...reading,
      folded: piece.folded,
      terms: piece.terms,
      features: own.map(({ feature }) => feature),
      asked: piece.asked,
      years: years.length > 0 ? years : reading.years,
    },
    weighed,
    hits: matchFacts(weighed, index),
    learnt: NOTHING_LEARNT,
  };
  const fitting = fittingTo(part, own);
  // What a bare noun phrase counts is a guess ("the county network investment").
  if (fitting.length > 0 || piece.asks) return fitting;
  return fittingTo({ ...part, reading: { ...part.reading, asked: {} } }, own);
}

function fittingTo(part: Matched, own: readonly WeighedFeature[]): Judged[] {
  const { index } = part;
  return judgeAll(part).filter(
    ({ hit, obstacles }) =>
      obstacles.length === 0 &&
      hit.score >= index.tuning.offer &&
      ownShare(hit.indexed.weights, own, index) >= OWN_SHARE,
  );
}

function sameFeature({ feature: one }: WeighedFeature, { feature: other }: WeighedFeature): boolean {
  return [...one.alternatives.keys()].join() === [...other.alternatives.keys()].join();
}

function ownShare(
  weights: Pick<ReadonlyMap<string, number>, 'get'>,
  own: readonly WeighedFeature[],
  index: FactIndex,
): number {
  // What no figure knows tells none of them apart.
  const telling = own.filter(({ feature, weight }) => weight > index.tuning.generic && feature.known);
  const total = telling.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 1;
  const said = telling.reduce((sum, { feature, weight }) => {
    const strength = Math.max(
      0,
      ...[...feature.alternatives].map(([key, alternative]) => alternative * (weights.get(key) ?? 0)),
    );
    return sum + weight * strength;
  }, 0);
  return said / total;
}
