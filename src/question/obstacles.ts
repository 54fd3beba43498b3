import { unitOf, twinsOf } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { says, spokenIn } from './cut.ts';
import { asksHowMany } from './frames.ts';
import { FIELD_WEIGHTS, LABELS } from './entry.ts';
import type { FactIndex, IndexedFact } from './index.ts';
import type { Asked } from './asked.ts';
import type { Reading } from './interpret.ts';
import { conceptKey } from './keys.ts';
import type { Concept } from './lexicon.ts';
import type { Hit } from './match.ts';
import { saidPeriod, saysOneYear } from './period.ts';

// A likeness of words is not enough: these are the reasons why a fact that looks right is not what was asked.

export type Obstacle =
  /** The question asks for something the report gives no figure on. */
  | { readonly kind: 'gap'; readonly id: string; readonly text: string }
  | { readonly kind: 'other-year'; readonly year: string }
  /** A single year was asked for; the report has only the running total. */
  | { readonly kind: 'only-cumulative' }
  /** The running total was asked for; the report has only the year. */
  | { readonly kind: 'only-year'; readonly year: string }
  /** The question names something (a project, place, technology) that this fact has nothing to do with. */
  | { readonly kind: 'not-about'; readonly text: string }
  /** The question says one of two things that exclude each other, and the fact says the other. */
  | { readonly kind: 'contrast'; readonly text: string }
  /** The question names this very figure and asks for a part of it, or for something about it. */
  | { readonly kind: 'breakdown'; readonly text: string }
  /** The figure is of several kinds together, and the question asks for one of them. */
  | { readonly kind: 'together'; readonly text: string }
  /** The fact counts something else: households, not people. */
  | { readonly kind: 'unit'; readonly asked: Asked };

/** Every reason why the hit's fact cannot be the answer as asked. */
export function obstaclesTo(hit: Hit, reading: Reading, index: FactIndex): Obstacle[] {
  return [
    ...gaps(hit, reading, index),
    ...periods(hit.fact, reading, index),
    ...concepts(hit, reading, index),
    ...breakdowns(hit, reading, index),
    ...units(hit, reading.asked, index),
  ];
}

function gaps(hit: Hit, reading: Reading, index: FactIndex): Obstacle[] {
  const { fact } = hit;
  return reading.gaps
    .filter(({ id, text }) => {
      // Where the figure is a name (an award, a grade), asking for a name is asking for it.
      const named = unitOf(index.base, fact).dimension === 'rank';
      if (named && index.lexicon.gaps.get(id)?.answeredByName === true) return false;
      // A gap word that the fact's own label contains is no gap for this fact.
      return !hit.indexed.foldedNames.slice(0, LABELS).some((name) => name.includes(text));
    })
    .map(({ id, text }) => ({ kind: 'gap', id, text }));
}

// "Of the 4,000 devices, how many were phones?" is not answered by 4,000.
function breakdowns({ fact, indexed }: Hit, reading: Reading, index: FactIndex): Obstacle[] {
  if (!asksHowMany(reading.folded)) return [];
  const byNumber = reading.numbers
    .filter((number) => number.weighty && number.value === fact.figure.value)
    .map(({ text }): Obstacle => ({ kind: 'breakdown', text }));
  const kind = oneKindOfSeveral(indexed, reading, index);
  return kind === null ? byNumber : [...byNumber, { kind: 'together', text: kind }];
}

// A figure for phones, televisions and set-top boxes together does not tell how many televisions there were.
function oneKindOfSeveral(
  { labels }: IndexedFact,
  { asked, terms }: Reading,
  index: FactIndex,
): string | null {
  const { noun, unit } = asked;
  const [label] = labels;
  if (noun === undefined || unit === undefined || label === undefined || noun.concept === unit) return null;
  const kinds = [...index.lexicon.concepts.values()].filter(
    ({ id, counts }) => counts === unit && id !== unit && label.has(conceptKey(id)),
  );
  if (kinds.length < 2 || !kinds.some(({ id }) => id === noun.concept)) return null;
  const said = kinds.filter(({ id }) => says(terms, id));
  return said.length === 1 ? noun.text : null;
}

function periods(fact: Fact, reading: Reading, index: FactIndex): Obstacle[] {
  const { base } = index;
  const own = yearOf(fact, index);
  const strange = reading.years.find((year) => year !== own);
  if (strange !== undefined) return [{ kind: 'other-year', year: strange }];
  const said = saidPeriod(reading.terms, reading.years);
  const hasYearTwin = twinsOf(base, fact).some((twin) => twin.period.kind === 'year');
  // A year that is only named may well be that of the report, whose running total then answers.
  const single = saysOneYear(reading.terms) && !said.total;
  if (!ofOneYear(fact) && single && !hasYearTwin) return [{ kind: 'only-cumulative' }];
  const hasTotal = twinsOf(base, fact).some((twin) => twin.period.kind === 'cumulative');
  const total = said.total && !reading.period.notTotal && !said.year;
  // So many years in a row are counted up to now in any case.
  const adds = !['time', 'rank'].includes(unitOf(base, fact).dimension);
  if (fact.period.kind === 'year' && total && adds && !hasTotal)
    return [{ kind: 'only-year', year: own ?? '' }];
  return [];
}

// A figure without a stated period may well be of the year asked for.
function ofOneYear({ period }: Fact): boolean {
  return period.kind !== 'cumulative' && period.kind !== 'at-publication';
}

function yearOf(fact: Fact, index: FactIndex): string | undefined {
  if (fact.period.kind === 'year' || fact.period.kind === 'end-of-year') return fact.period.year;
  return index.base.report.get(fact.source.report)?.year;
}

function concepts(hit: Hit, reading: Reading, index: FactIndex): Obstacle[] {
  const { weights } = hit.indexed;
  const obstacles: Obstacle[] = [];
  for (const { term, ids } of spokenIn(reading.terms).byTerm) {
    // What was only heard behind a slip is too unsure to stand in the way.
    if (term.meant !== undefined) continue;
    const fitting = ids.filter((id) => (weights.get(conceptKey(id)) ?? 0) >= FIELD_WEIGHTS.topic);
    if (fitting.length === ids.length) continue;
    const known = ids.filter((id) => !fitting.includes(id)).map((id) => index.lexicon.concepts.get(id));
    // A name with several meanings stands in the way only if none of them fits.
    if (
      fitting.length === 0 &&
      known.some((concept) => concept?.named === true) &&
      !ids.some((id) => weights.has(conceptKey(id)))
    ) {
      obstacles.push({ kind: 'not-about', text: term.text });
    } else if (known.some((concept) => concept !== undefined && contradicts(hit, concept, reading, index))) {
      obstacles.push({ kind: 'contrast', text: term.text });
    }
  }
  return obstacles;
}

// The fact says another concept of the same group by name, and not this one.
function contradicts(hit: Hit, { id, contrast }: Concept, reading: Reading, index: FactIndex): boolean {
  if (contrast === undefined) return false;
  return (index.lexicon.contrasts.get(contrast) ?? []).some(
    (other) =>
      other !== id &&
      // A question that says both asks for both.
      !says(reading.terms, other) &&
      (hit.indexed.weights.get(conceptKey(other)) ?? 0) >= FIELD_WEIGHTS.name,
  );
}

function units({ fact, indexed }: Hit, asked: Asked, index: FactIndex): Obstacle[] {
  return fits(fact, asked, index) && countsNoun(indexed, asked, index) ? [] : [{ kind: 'unit', asked }];
}

// How many doctors there were is not told by the number of patients, though the figure has to do with doctors.
function countsNoun({ labels }: IndexedFact, { noun }: Asked, index: FactIndex): boolean {
  if (noun === undefined || index.lexicon.concepts.get(noun.concept)?.countedByName !== true) return true;
  return labels.some((label) => label.has(conceptKey(noun.concept)));
}

/** Whether a fact counts what is asked for. */
export function fits(fact: Fact, asked: Asked, index: FactIndex): boolean {
  const unit = unitOf(index.base, fact);
  if (asked.unit !== undefined) return unit.id === asked.unit;
  if (asked.countable === true) return unit.dimension !== 'money' && unit.dimension !== 'share';
  return asked.dimension === undefined || unit.dimension === asked.dimension;
}
