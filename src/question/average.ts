import Big from 'big.js';
import { sentenceOf, unitOf } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { fold } from '../text/fold.ts';
import { cut, type Term } from './cut.ts';
import type { Matched } from './decide.ts';
import { FIELD_WEIGHTS } from './entry.ts';
import type { FactIndex } from './index.ts';
import { conceptIn } from './keys.ts';
import { conceptsOf, withImplied } from './lexicon.ts';
import { strengthIn, type Hit, type WeighedFeature } from './match.ts';
import { fits } from './obstacles.ts';

// "How many people per hospital": what is counted below the line, and what is shared out above it.

/** What the figure below the line counts, as far as the question says. */
interface Per {
  /** Ids of units, or a dimension (people, households). */
  readonly counted: ReadonlySet<string>;
  /** What it is called, where it has a name of its own: students, not just people. */
  readonly concepts: ReadonlySet<string>;
}

/** Says after what stands one of the things that are shared among. */
const PER =
  /每(?:一)?|平均(?:到|每|一)+|(?:摊|分|落)(?:到|给)(?:每)?(?:一)?|折合(?:每|一)+|除以|一(?=[家所户间名县村座部台个份人位])|\bper |\beach(?: of)?(?: the| those| these)? |\bevery |\bfor (?:one|a|each) |\ba single |\bone |\bworth of (?:a|one) |\bdivided by (?:the )?(?:number of |how many )?|\bby the number of |\bof (?:a|one) |\b(?:in|at) (?:a|one) /gu;

/** How far the thing's name is looked for behind that. */
const PHRASE_TERMS = 6;

/** What ends the thing's name: another part of the sentence begins. */
const ENDS_PHRASE =
  /多少|几|平均|好多|惠及|how|^(?:do|does|did|get|gets|got|bring|brought|save|saved|was|were|is|are|on|in|by)$/u;

/** Words that stand for the reporting organisation elsewhere, but not among things that are counted. */
const COMPANY = /^(?:compan(?:y|ies)|公司)$/u;

/** What figures of a base an average divides, in the order of the formula; null where the report has not both. */
export function averageOperands(matched: Matched, plain: boolean): readonly Fact[] | null {
  const { reading, index, hits, weighed } = matched;
  const telling = weighed.filter(({ feature, weight }) => weight > 0 && feature.known);
  const total = telling.reduce((sum, { weight }) => sum + weight, 0);
  let best: { facts: readonly Fact[]; score: number } | null = null;
  for (const per of persIn(matched)) {
    for (const below of hits.filter(({ fact }) => isPer(fact, per, index))) {
      for (const above of hits) {
        if (above === below || above.fact.figure.value === null) continue;
        // Two figures belong together where the report tells them in one breath.
        if (sentenceOf(above.fact) !== sentenceOf(below.fact)) continue;
        if (isPer(above.fact, per, index)) continue;
        const unit = unitOf(index.base, above.fact);
        if (unit.dimension === 'share' || unit.dimension === 'rank') continue;
        const { asked } = reading;
        const asAsked = fits(above.fact, asked, index);
        const asksFor = asAsked && (asked.unit !== undefined || asked.dimension !== undefined);
        // Who asks for money per head is not answered with a number of hospitals.
        if ((asked.dimension === 'money' || !plain) && !asksFor) continue;
        if (!isNamed(above, per, telling, asksFor, index)) continue;
        // Less than one of a thing is hardly what an average is asked for.
        if (unit.dimension !== 'money' && asked.unit !== unit.id && isLess(above.fact, below.fact)) continue;
        const explained = explainedBy(above, below, telling, index) / total;
        if (explained < AVERAGE.explained) continue;
        const score = explained + (above.name + below.name) / 2 + (asAsked ? AVERAGE.asAsked : 0);
        if (best === null || score > best.score) best = { facts: [above.fact, below.fact], score };
      }
    }
  }
  return best?.facts ?? null;
}

/** Every tuning number of the choice. */
export const AVERAGE = {
  /** What both together must explain of the question's known words, and the upper one of those not below the line. */
  explained: 0.6,
  named: 0.5,
  /** What it counts for the figure above the line to be of the kind asked for. */
  asAsked: 0.3,
} as const;

function explainedBy(above: Hit, below: Hit, telling: readonly WeighedFeature[], index: FactIndex): number {
  return telling.reduce(
    (sum, { feature, weight }) =>
      sum +
      weight * Math.max(strengthIn(feature, above.indexed, index), strengthIn(feature, below.indexed, index)),
    0,
  );
}

// Of what the question says besides the thing that is shared among, the figure above must explain its part.
function isNamed(
  above: Hit,
  per: Per,
  telling: readonly WeighedFeature[],
  asksFor: boolean,
  index: FactIndex,
): boolean {
  const { lexicon, base } = index;
  const isThing = ({ feature }: WeighedFeature): boolean =>
    [...feature.alternatives].some(([key, strength]) => {
      const id = conceptIn(key);
      return (
        strength === 1 && (per.concepts.has(id) || per.counted.has(lexicon.concepts.get(id)?.counts ?? ''))
      );
    });
  const rest = telling.filter((one) => one.weight > index.tuning.generic && !isThing(one));
  const weight = rest.reduce((sum, one) => sum + one.weight, 0);
  const explained = rest.reduce(
    (sum, one) => sum + one.weight * strengthIn(one.feature, above.indexed, index),
    0,
  );
  if (rest.length > 0) return explained >= weight * AVERAGE.named;
  if (!asksFor || unitOf(base, above.fact).dimension !== 'money') return asksFor;
  // Money is shared among a thing only where it is named after the thing: the value of the data packs.
  return telling.some(
    (one) => isThing(one) && strengthIn(one.feature, above.indexed, index) >= FIELD_WEIGHTS.name,
  );
}

function isLess(above: Fact, below: Fact): boolean {
  return new Big(above.figure.value ?? 0).lt(below.figure.value ?? 0);
}

function isPer(fact: Fact, { counted, concepts }: Per, index: FactIndex): boolean {
  const unit = unitOf(index.base, fact);
  if (!counted.has(unit.id) && !counted.has(unit.dimension)) return false;
  if (unit.dimension !== 'people' || concepts.size === 0) return true;
  // Students sponsored by Party members are counted in students, not in members.
  const head = headOf(fact, index);
  return head.size === 0 || [...concepts].some((concept) => head.has(concept));
}

/** What a fact's label counts: the last thing in it that can be counted, with all that this is. */
export function headOf(fact: Fact, { lexicon }: FactIndex): ReadonlySet<string> {
  const counted = cut(fold(fact.label.zh), lexicon)
    .flatMap(({ senses }) => conceptsOf(senses))
    .filter((id) => lexicon.concepts.get(id)?.counts !== undefined);
  const last = counted.at(-1);
  return last === undefined ? new Set() : withImplied(lexicon, last);
}

// The things a question may mean to share among, most clearly said first.
function persIn({ reading, index }: Matched): Per[] {
  const { folded, terms } = reading;
  const pers: Per[] = [];
  // "折合一個多少元" names the thing before.
  const things = thingsIn(terms, index);
  for (const match of folded.matchAll(PER)) {
    const start = match.index + match[0].length;
    const measure = /^\s?个?(?<word>[家所户间名县村座部台人位份])/u.exec(folded.slice(start))?.groups?.[
      'word'
    ];
    const nouns = nounsAfter(start, terms, index);
    const units = measure === undefined ? things : measuredBy(measure, index);
    const counted = new Set(nouns.counted.length > 0 ? nouns.counted : units);
    // Of "each person" the question says elsewhere who they are.
    const concepts = new Set(nouns.concepts);
    if (concepts.size === 0 && counted.has('people'))
      for (const id of peopleIn(terms, index)) concepts.add(id);
    if (counted.size > 0) pers.push({ counted, concepts });
  }
  // "人均" names nobody: whoever the question is about.
  if (folded.includes('人均')) pers.push({ counted: new Set(['people']), concepts: peopleIn(terms, index) });
  if (folded.includes('户均')) pers.push({ counted: new Set(['households']), concepts: new Set() });
  return pers;
}

function nounsAfter(
  start: number,
  terms: readonly Term[],
  { lexicon }: FactIndex,
): { counted: string[]; concepts: string[] } {
  let found: { counted: string[]; concepts: string[] } = { counted: [], concepts: [] };
  let end = start;
  for (const term of terms.filter((other) => other.end > start).slice(0, PHRASE_TERMS)) {
    if (ENDS_PHRASE.test(term.text)) break;
    const ids = COMPANY.test(term.text) ? ['enterprise'] : conceptsOf(term.senses);
    const concepts = ids.map((id) => lexicon.concepts.get(id));
    const counted = concepts.flatMap((concept) =>
      concept?.counts === undefined || concept.counts === 'money' ? [] : [concept.counts],
    );
    // "Per school principal": of nouns that follow each other the last one counts.
    if (found.counted.length > 0 && (counted.length === 0 || term.start > end + 1)) break;
    if (counted.length > 0) {
      const named = concepts.flatMap((concept) =>
        concept === undefined || concept.generic === true ? [] : [concept.id],
      );
      found = { counted, concepts: named };
    } else if (term.start > end + REACH) break;
    end = term.end;
  }
  return found;
}

/** How far apart the words of one phrase may stand. */
const REACH = 12;

// The units that go with a measure word: 家 with companies and hospitals.
function measuredBy(word: string, { base }: FactIndex): string[] {
  if (/[人名位]/u.test(word)) return ['people'];
  if (word === '户') return ['households'];
  return base.file.units.flatMap(({ id, zh }) => (fold(zh).replace(/^个/u, '').startsWith(word) ? [id] : []));
}

// What the question names that is counted in a unit of its own.
function thingsIn(terms: readonly Term[], { lexicon, base }: FactIndex): string[] {
  return terms
    .flatMap(({ senses }) => conceptsOf(senses))
    .flatMap((id) => lexicon.concepts.get(id)?.counts ?? [])
    .filter((counts) => base.unit.get(counts)?.dimension === 'count');
}

function peopleIn(terms: readonly Term[], { lexicon }: FactIndex): Set<string> {
  return new Set(
    terms
      .flatMap(({ senses }) => conceptsOf(senses))
      .filter((id) => {
        const concept = lexicon.concepts.get(id);
        return concept?.counts === 'people' && concept.generic !== true;
      }),
  );
}
