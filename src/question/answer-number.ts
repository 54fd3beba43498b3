import { unitOf } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { compareWithLimit } from './bound.ts';
import {
  answerWith,
  inReportOrder,
  OFFERS,
  isHard,
  judgeAll,
  mostLikely,
  type Answer,
  type Matched,
} from './decide.ts';
import { readNumbers, type NumberInText } from '../text/numerals.ts';
import { asksHowMany } from './frames.ts';
import type { FactIndex } from './index.ts';
import type { Reading } from './interpret.ts';
import { factsNearValue, factsWithText, factsWithValue } from './reverse.ts';

// Questions that come with a number: what it stands for, and whether a figure is over or under it.

export function reverseAnswer(matched: Matched): Answer | null {
  const { reading, index, learnt } = matched;
  const worded = asksHowMany(reading.folded) ? [] : factsWithText(reading.folded, index);
  if (worded.length > 0 && reading.gaps.length === 0) {
    const [fact] = worded;
    if (worded.length === 1 && fact !== undefined)
      return answerWith(matched, 'found', [fact], { code: 'found' });
    return answerWith(matched, 'choices', worded, { code: 'several' });
  }
  const numbers = numbersIn(matched);
  const number = numberMeant(numbers, reading, index);
  if (number === undefined) return null;
  const facts = factsWithNumber(number, index);
  const asksOfNumber = learnt.kind('reverse') >= index.tuning.numberAsked;
  if (reading.gaps.length > 0 && !asksOfNumber) return null;
  const together = allMeant(numbers, number, matched);
  if (together.length > 1) return answerWith(matched, 'found', together, { code: 'each' });
  if (facts.length === 0) {
    // A number inside a question for something else ("the 14,000 jobs were in how many counties?").
    if (asksHowMany(reading.folded) || !number.weighty) return null;
    const near = factsNearValue(number, index, OFFERS.nearest);
    return answerWith(matched, 'not-found', near, { code: 'no-such-number', number });
  }
  if (asksHowMany(reading.folded) || isSaidInPassing(facts, matched)) return null;
  const fitting = narrowed(facts, matched);
  const kind = fitting.length === 1 ? 'found' : 'choices';
  return answerWith(matched, kind, fitting, { code: 'value', number });
}

// Of several numbers the one said after a correction ("7 billion... no, 70 billion"), else the first that counts for
// something; one that some figure has rather than one that none has.
function numberMeant(
  numbers: readonly NumberInText[],
  { folded }: Reading,
  index: FactIndex,
): NumberInText | undefined {
  const weighty = numbers.filter(({ weighty: counts }) => counts);
  const pool = weighty.length > 0 ? weighty : numbers;
  const corrected = pool.filter(({ start }, place) => {
    const before = pool[place - 1];
    return before !== undefined && CORRECTION.test(folded.slice(before.end, start));
  });
  const meant = corrected.at(-1);
  return meant ?? pool.find((number) => factsWithNumber(number, index).length > 0) ?? pool[0];
}

const CORRECTION =
  /不对|不是|应该是|好像是|(?:喔|哦|噢)(?:是)?|系.{0,2}先啱|\bno\b|\bi mean\b|\bactually\b|\bsorry\b|\bor rather\b/u;

// A number that another figure has, where examples tell which one is asked for, and that no number is asked about.
function isSaidInPassing(facts: readonly Fact[], { learnt, index }: Matched): boolean {
  const { numberNotAsked, sureFigure } = index.tuning;
  if (learnt.kind('reverse') >= numberNotAsked || mostLikely(learnt) < sureFigure) return false;
  return facts.every(({ id }) => (learnt.likeness.get(id) ?? 0) < sureFigure);
}

// "4425 and 2200, what are these": the figures of all numbers, where each is that of one.
function allMeant(numbers: readonly NumberInText[], meant: NumberInText, matched: Matched): readonly Fact[] {
  const { reading, index } = matched;
  const weighty = numbers.filter((number) => number.weighty);
  if (weighty.length < 2 || !weighty.includes(meant) || CORRECTION.test(reading.folded)) return [];
  const facts = weighty.map((number) => narrowed(factsWithNumber(number, index), matched));
  if (facts.some((found) => found.length !== 1)) return [];
  return inReportOrder([...new Set(facts.flat())], matched);
}

// A number may be that of a share: 98 for 98%.
function factsWithNumber(number: NumberInText, index: FactIndex): readonly Fact[] {
  const exact = factsWithValue(number, index);
  return number.percent ? exact : [...exact, ...factsWithValue({ ...number, percent: true }, index)];
}

// Small numbers are cut as part of a word (六个); where nothing else is a number, they are what is asked about.
function numbersIn({ reading: { folded, numbers, terms }, learnt, index }: Matched): NumberInText[] {
  if (numbers.length > 0) return [...numbers];
  const says = terms.some(({ senses }) => senses.some(({ kind }) => kind === 'concept'));
  if (says && learnt.kind('reverse') < index.tuning.numberAsked) return [];
  return readNumbers(folded).filter(({ start }) => folded[start - 1] !== '第');
}

// Of several facts with the same value, those the question's other words fit.
export function narrowed(facts: readonly Fact[], matched: Matched): readonly Fact[] {
  const { reading, index } = matched;
  const counted = facts.filter((fact) => unitSaid(fact, reading, index));
  const pool = counted.length > 0 ? counted : facts;
  const coverage = new Map(matched.hits.map((hit) => [hit.fact.id, hit.coverage]));
  const best = Math.max(0, ...pool.map(({ id }) => coverage.get(id) ?? 0));
  if (best < index.tuning.valueCoverage) return pool;
  const near = pool.filter(({ id }) => (coverage.get(id) ?? 0) >= best * index.tuning.valueTie);
  return near.length > 0 ? near : pool;
}

function unitSaid(fact: Fact, reading: Reading, index: FactIndex): boolean {
  const unit = unitOf(index.base, fact);
  const after = reading.numbers.map((number) => reading.folded.slice(number.end, number.end + 6)).join(' ');
  return (
    [...fact.figure.text]
      .slice(-1)
      .some((last) => /\p{Script=Han}/u.test(last) && after.trimStart().startsWith(last)) ||
    reading.terms.some((term) =>
      term.senses.some(
        (sense) => sense.kind === 'concept' && index.lexicon.concepts.get(sense.id)?.counts === unit.id,
      ),
    )
  );
}

export function boundAnswer(direction: 'over' | 'under', matched: Matched): Answer | null {
  const { reading, index } = matched;
  const limit = reading.numbers.find((number) => number.weighty);
  const [top] = judgeAll(matched);
  if (limit === undefined || top === undefined || top.hit.score < index.tuning.bound) return null;
  if (top.obstacles.some(isHard)) {
    const obstacle = top.obstacles.find(isHard);
    return obstacle === undefined
      ? null
      : answerWith(matched, 'not-found', [top.hit.fact], { code: 'obstacle', obstacle });
  }
  const verdict = compareWithLimit(top.hit.fact.figure, limit.value, direction);
  return answerWith(matched, 'found', [top.hit.fact], { code: 'bound', verdict, limit, direction });
}
