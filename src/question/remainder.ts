import Big from 'big.js';
import { sentenceOf, unitOf } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { seriesPair } from './calculate.ts';
import { judgeAll, type Matched } from './decide.ts';
import { FIELD_WEIGHTS } from './entry.ts';
import type { FactIndex, IndexedFact } from './index.ts';
import { conceptKey } from './keys.ts';
import { conceptsOf } from './lexicon.ts';
import type { Hit } from './match.ts';
import type { Span } from './cut.ts';
import type { Request } from './operation.ts';

// Questions for what a figure leaves: those not treated, the villages without a network, the others' share.

/** How far behind a negation stands what it denies. */
const REACH = 26;

/** Of those sent, all but the ones who are still there: "派出去又回來的". */
export function goneOperands(
  cues: readonly Span[],
  { reading, hits, index }: Matched,
): readonly Fact[] | null {
  const [top] = hits;
  // "Who have not left" are still there.
  const denied = cues.every(([start]) => DENIES.test(reading.folded.slice(0, start)));
  if (top === undefined || top.score < index.tuning.found || denied) return null;
  const pair = hits
    .filter(({ score }) => score >= top.score * NEAR_TOP)
    .map(({ fact }) => seriesPair(fact, index.base))
    .find((found) => found?.part.period.kind === 'at-publication');
  return pair === null || pair === undefined ? null : [pair.cumulative, pair.part];
}

const DENIES = /(?:[没未冇不]有?|\bnot|n['’]t)\s?$/u;

/** How near the best match the series must be. */
const NEAR_TOP = 0.8;

/** The whole and the part that is denied: "screened but not treated", "sent out and no longer in post". */
export function restOperands(cues: readonly Span[], matched: Matched): readonly Fact[] | null {
  const { hits, index } = matched;
  const [top] = hits;
  if (top === undefined) return null;
  const denied = cues.flatMap(([start]) => wordsBehind(start, matched));
  const [best] = pairsOf(hits, index)
    .filter(
      ([whole, part]) =>
        denied.some((id) => about(part.indexed, id) && !about(whole.indexed, id)) &&
        whole.coverage + part.coverage >= top.coverage * BOTH,
    )
    .sort((one, other) => pairCoverage(other) - pairCoverage(one));
  return best === undefined ? null : [best[0].fact, best[1].fact];
}

/** What both together must explain, beside what the best match does. */
const BOTH = 1.5;

function pairCoverage([whole, part]: readonly [Hit, Hit]): number {
  return whole.coverage + part.coverage;
}

// A whole and a part of it: the same thing counted in one sentence, the larger first.
function pairsOf(hits: readonly Hit[], { base }: FactIndex): [whole: Hit, part: Hit][] {
  return hits.flatMap((whole) =>
    hits.flatMap((part): [Hit, Hit][] => {
      const [one, other] = [whole.fact, part.fact];
      if (one.figure.value === null || other.figure.value === null) return [];
      const unit = unitOf(base, one);
      if (unit.id !== unitOf(base, other).id || unit.dimension === 'share') return [];
      // A year and the total of a series differ in their time, not in what they count.
      if (part.fact.series !== undefined && part.fact.period.kind !== 'at-publication') return [];
      if (!new Big(one.figure.value).gt(other.figure.value)) return [];
      return sentenceOf(one) === sentenceOf(other) ? [[whole, part]] : [];
    }),
  );
}

function about({ weights }: IndexedFact, conceptId: string): boolean {
  return (weights.get(conceptKey(conceptId)) ?? 0) >= FIELD_WEIGHTS.name;
}

// The concepts said right behind a negation.
function wordsBehind(start: number, { reading }: Matched): string[] {
  const rest = reading.folded.slice(start);
  const clause = rest.slice(0, /[，,、。;；?？]/u.exec(rest)?.index ?? rest.length).slice(0, REACH);
  return reading.terms
    .filter((term) => term.start > start && term.start < start + clause.length)
    .flatMap(({ senses }) => conceptsOf(senses));
}

// The same with what stands before it in its clause: "寬帶沒通".
function wordsAround([start, end]: Span, { reading }: Matched): string[] {
  const before = /[^，,。;；?？]*$/u.exec(reading.folded.slice(0, start))?.[0].length ?? 0;
  const behind = /^[^，,。;；?？]*/u.exec(reading.folded.slice(end))?.[0].length ?? 0;
  return reading.terms
    .filter(
      (term) => term.end > start - Math.min(before, REACH) && term.start < end + Math.min(behind, REACH),
    )
    .flatMap(({ senses }) => conceptsOf(senses));
}

/** The share whose remainder is asked for: "still without 4G", "left to the other operators". */
export function complementOperand({ cues, sense }: Request, matched: Matched): readonly Fact[] | null {
  const [top] = judgeAll(matched);
  if (top === undefined || top.hit.score < matched.index.tuning.found) return null;
  const { hit, obstacles } = top;
  if (unitOf(matched.index.base, hit.fact).dimension !== 'share') return null;
  if (obstacles.length > 0) return null;
  const fitting =
    sense === 'others'
      ? isPartOfWhole(hit.fact)
      : cues.some((cue) => wordsAround(cue, matched).some((id) => about(hit.indexed, id)));
  return fitting ? [hit.fact] : null;
}

// A share that others have the rest of: it says of what it is a part (占全行業任務總量的比重).
function isPartOfWhole({ label }: Fact): boolean {
  return label.zh.includes('占') || label.zh.includes('佔');
}

/** A part and the share it is, for how large the whole must be. */
export function wholeOperands({ hits, index, reading }: Matched): readonly Fact[] | null {
  if (!/占|一半|过半|成|%|half|share|percent|fraction/u.test(reading.folded)) return null;
  if (reading.asked.dimension === 'share') return null;
  const share = hits.find(
    ({ fact, coverage }) =>
      unitOf(index.base, fact).dimension === 'share' && isPartOfWhole(fact) && coverage >= index.tuning.offer,
  );
  const part = hits.find(
    ({ fact, coverage }) =>
      share !== undefined &&
      unitOf(index.base, fact).dimension === 'count' &&
      sentenceOf(fact) === sentenceOf(share.fact) &&
      coverage >= index.tuning.offer,
  );
  return share === undefined || part === undefined ? null : [part.fact, share.fact];
}
