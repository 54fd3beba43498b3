import { DIMENSIONS, type Dimension } from '../facts/schema.ts';
import { clip, fold, MAX_QUESTION_LENGTH } from '../text/fold.ts';
import { languageOf, type Language } from '../text/language.ts';
import type { NumberInText } from '../text/numerals.ts';
import { cut, type Term } from './cut.ts';
import { featuresOf, type Feature } from './features.ts';
import { asksQuantity, framesOf, type Frame } from './frames.ts';
import { conceptsOf, type Lexicon } from './lexicon.ts';
import type { Slips } from './slips.ts';

/** What the answer should count, as far as the question says. */
export interface Asked {
  readonly dimension?: Dimension;
  /** The unit, where one thing is counted: villages, not just anything. */
  readonly unit?: string;
  /** Set where 個 says that things or people are counted: no money, no share. */
  readonly countable?: true;
}

/** A question, understood as far as grammar and vocabulary go, before any fact is looked at. */
export interface Reading {
  readonly question: string;
  readonly folded: string;
  readonly language: Language;
  readonly terms: readonly Term[];
  readonly features: readonly Feature[];
  readonly asked: Asked;
  readonly years: readonly string[];
  readonly numbers: readonly NumberInText[];
  /** Things asked about that the lexicon knows no report figure gives. */
  readonly gaps: readonly { readonly id: string; readonly text: string }[];
  readonly frames: readonly Frame[];
  /** How many quantities the question asks for: "惠及幾多人，讓利幾多" asks for two. */
  readonly quantities: number;
}

/** Reads a question. Pinyin without characters is read back into Chinese first. */
export function interpret(raw: string, lexicon: Lexicon, slips: Slips, fallback?: Language): Reading {
  const question = clip(raw, MAX_QUESTION_LENGTH).trim();
  const typed = fold(question);
  const fromPinyin = slips.fromPinyin(typed);
  const folded = fromPinyin ?? slips.mendSpelling(typed);
  const all = cut(folded, lexicon, slips);
  const kept = withoutNegated(all, folded);
  const terms = kept.some(isInformative) ? kept : all;
  const numbers = terms.flatMap((term) => (term.number === undefined ? [] : [term.number]));
  const hasNumber = numbers.some((number) => number.weighty);
  return {
    question,
    folded,
    language: fromPinyin === null ? languageOf(question, fallback) : 'zh-Hans',
    terms,
    features: featuresOf(terms, lexicon),
    asked: readAsked(folded, terms, lexicon),
    years: terms.flatMap((term) => term.year ?? []),
    numbers,
    gaps: gapsIn(terms, lexicon, asksQuantity(folded)),
    frames: framesOf(folded, {
      hasNumber,
      hasAnyNumber: numbers.length > 0,
      onlyNumber: isOnlyNumber(terms),
    }),
    quantities: [...folded.matchAll(ASKING)].length,
  };
}

function isOnlyNumber(terms: readonly Term[]): boolean {
  return (
    terms.some(({ kind }) => kind === 'number') &&
    terms.every(({ kind, senses }) => kind === 'number' || senses.some((sense) => sense.kind === 'filler'))
  );
}

function gapsIn(terms: readonly Term[], lexicon: Lexicon, quantity: boolean): Reading['gaps'] {
  return terms.flatMap((term) =>
    term.senses.flatMap((sense) => {
      if (sense.kind !== 'gap' || (quantity && lexicon.gaps.get(sense.id)?.yieldsToQuantity === true))
        return [];
      return [{ id: sense.id, text: term.text }];
    }),
  );
}

// "Not the fund", "不要算基金": what is ruled out is not what is asked about.
const NEGATED =
  /(?:不是|而不是|而非|唔系|别给我|不要算?|别算|不算(?!穷|贫|困)|不含|不包括|不计|除开|请不要|唔好|唔计)[^，。？?！!;；,、)）(（]*|[^，。？?！!;；,、)）(（]*?(?:不算|不要|除外|别算|唔计|请不要算进来|不要算进来)(?=$|[，。？?！!;；,、)）])|\bnot (?:the|counting|including|persons?|people|those|counties|just|for)\b[^,.;?!)]*|\bleaving (?:aside )?[^,.;?!)]*\baside\b|\bleaving aside [^,.;?!)]*|\b(?:excluding|apart from|aside from|other than|rather than|instead of)\b[^,.;?!)]*/gu;

function withoutNegated(terms: readonly Term[], folded: string): readonly Term[] {
  const spans = [...folded.matchAll(NEGATED)].map(
    (match) => [match.index, match.index + match[0].length] as const,
  );
  if (spans.length === 0) return terms;
  return terms.filter((term) => !spans.some(([from, to]) => from <= term.start && term.end <= to));
}

function isInformative(term: Term): boolean {
  return term.senses.some(({ kind }) => kind === 'concept') || term.kind === 'number';
}

const ASKING =
  /多少|几多|好多|几(?=[个名人家户所间座位部台万亿成级年项次块件份])|百分之几|how many|how much|what (?:share|percent)/gu;

// What follows 多少 or 几 and says what is counted.
const MEASURE_WORDS: Readonly<Record<string, Asked>> = {
  人: { dimension: 'people' },
  名: { dimension: 'people' },
  位: { dimension: 'people' },
  户: { dimension: 'households' },
  元: { dimension: 'money' },
  钱: { dimension: 'money' },
  块: { dimension: 'money' },
  成: { dimension: 'share' },
  县: { unit: 'county' },
  乡: { unit: 'township' },
  村: { unit: 'village' },
  座: { countable: true },
  所: { countable: true },
  级: { unit: 'level' },
  层: { unit: 'level' },
  部: { unit: 'device' },
  台: { unit: 'device' },
  年: { dimension: 'time' },
};
const ASKED_BY_PATTERN: readonly (readonly [RegExp, Asked])[] = [
  [
    /覆盖率|比例|占比|比重|几成|\bpercent|\bshare of|what (?:share|percentage|proportion)|coverage rate/u,
    { dimension: 'share' },
  ],
  [
    /多少(?:个)?(?:亿|万)?(?:元|钱|块|资金)|几多钱|好多钱|几(?:多)?(?:亿|万)?(?:块|元|钱)|金额|投资额|总额|出资额|how much(?! (?:of|percent|coverage|broadband|data))|\bamount\b|\brmb\b|\byuan\b|\bcny\b|价值多少|值(?:多少|几)|花了多少|掏了多少|\bspen[dt]\b/u,
    { dimension: 'money' },
  ],
  [
    /多少(?:个)?(?:人(?!家)|名|位)|几(?:多)?(?:个)?(?:人(?!家)|名|位)|人数|how many people|\bheadcount\b/u,
    { dimension: 'people' },
  ],
  [
    /(?:什么|咩|乜|何|哪)(?:样的?|种|个)?(?:等级|级别|评级|评等|评价|成绩|档次)|(?:what|which) (?:grade|rating|mark|score|level)|评了个?什么/u,
    { dimension: 'rank' },
  ],
  [
    /(?:how many|number of|# of)\s(?:\w+ )?(?:years|yrs)|几年|多少年|how long in a row/u,
    { dimension: 'time' },
  ],
  [
    /多少户|几(?:多)?户|(?<![客用账帐])户数|how many (?:\w+ )?(?:households|families|homes)/u,
    { dimension: 'households' },
  ],
];

/** "How much coverage" asks for a share; any other "how much" for money. */
const COVERAGE = /\bcoverage|\bcovered|\bshare\b|percent/u;
const HOW_MANY_WORD = /how|number|# of|no\. of|多少|几|好多/u;
const NAMED_UNITS: ReadonlySet<string> = new Set(['award', 'case', 'grade', 'framework']);
const ASKS_YEARS = /(?:how many|number of|# of)\s(?:\w+ )?(?:years|yrs)|几年|多少年|几回|第几次/u;
const ASKS_SHARE =
  /百分之(?:几|多少)|百分比|几成|几多成|巴仙|\bpct\b|(?:what|which) (?:share|percentage|percent|proportion)|\bpercent(?:age)? of\b/u;

// 多少, how many; and what, which, 什么 before a thing that facts can be (an award, a grade, a case).
const QUESTION_WORD =
  /how many|how much|how mny|number of|# of|\bno\. of|\bwhat(?:'s| is| was)?(?: the)?\b|\bwhich\b|多少|几多|好多|什么|啥|咩|乜|(?:哪|边)(?:一)?(?:个|项|种)|几(?=[个名人家户所间座部台方层级年])/gu;

function readAsked(folded: string, terms: readonly Term[], lexicon: Lexicon): Asked {
  if (ASKS_SHARE.test(folded)) return { dimension: 'share' };
  if (ASKS_YEARS.test(folded)) return { dimension: 'time' };
  if (/几(?:多)?(?:个)?方面/u.test(folded)) return { unit: 'aspect' };
  for (const match of folded.matchAll(QUESTION_WORD)) {
    const after = match.index + match[0].length;
    if (match[0] === 'how much') return { dimension: COVERAGE.test(folded) ? 'share' : 'money' };
    const quantity = HOW_MANY_WORD.test(match[0]);
    const noun =
      countedAfter(after, folded, terms, lexicon) ??
      (quantity ? countedBefore(match.index, folded, terms, lexicon) : null);
    // "What award" asks for the award; "what did the members give" does not ask for members.
    if (noun !== null && (quantity || NAMED_UNITS.has(noun.unit ?? ''))) return noun;
    if (/^\s?[个项条样类种](?!亿|万)/u.test(folded.slice(after))) return { countable: true };
  }
  const byPattern = ASKED_BY_PATTERN.find(([pattern]) => pattern.test(folded))?.[1];
  if (byPattern !== undefined) return byPattern;
  return terms.some((term) => meansMoney(term)) ? { dimension: 'money' } : {};
}

function meansMoney(term: Term): boolean {
  return term.senses.some(
    (sense) => sense.kind === 'concept' && (sense.id === 'value' || sense.id === 'money'),
  );
}

// "…的村有几个", "县有几个…": without a noun behind it, the question word counts the noun right before it.
function countedBefore(
  position: number,
  folded: string,
  terms: readonly Term[],
  lexicon: Lexicon,
): Asked | null {
  const before = terms
    .filter(({ start }) => start < position)
    .slice(-4)
    .reverse();
  for (const term of before) {
    const concepts = conceptsOf(term.senses);
    if (concepts.length === 0) {
      if (term.senses.some(({ kind }) => kind === 'filler') && term.text.length <= 8) continue;
      return null;
    }
    // 县里几个: the county is where, not what.
    if (/^(?:里|中|内|上|每|平均)/u.test(folded.slice(term.end))) return null;
    const counts = concepts
      .map((id) => lexicon.concepts.get(id)?.counts)
      .find((found) => found !== undefined);
    return counts === undefined ? null : askedFor(counts);
  }
  return null;
}

// What may stand between the question word and what is counted: "how many of the group's own Party branches".
const STANDS_BETWEEN =
  /^(?:[个名位家户所间座部台万亿份件项条张的]|of|the|its|their|own|these|those|group|company|firm|different|total|such|separate|distinct)+$/u;

// The noun phrase after the question word: the last thing in it that can be counted ("how many school principals").
function countedAfter(
  position: number,
  folded: string,
  terms: readonly Term[],
  lexicon: Lexicon,
): Asked | null {
  const measure =
    /^\s?(?:万|亿|千|百)?(?:多|余)?(?:个|间)?(?<word>[人名位户元钱块成县乡村所座级层年部台])/u.exec(
      folded.slice(position),
    );
  const word = measure?.groups?.['word'];
  let counted: Asked | null = null;
  for (const term of terms.filter(({ end }) => end > position).slice(0, 5)) {
    // The question word itself may be part of a longer filler word ("几间").
    if (term.start < position) continue;
    const concepts = conceptsOf(term.senses);
    if (concepts.length === 0) {
      // Measure words and 的 may stand between; anything else ends the phrase.
      if (counted === null && STANDS_BETWEEN.test(term.text)) continue;
      break;
    }
    for (const id of concepts) {
      const counts = lexicon.concepts.get(id)?.counts;
      if (counts !== undefined) counted = askedFor(counts);
    }
  }
  const byMeasure = word === undefined ? undefined : MEASURE_WORDS[word];
  // A measure word that goes with anything leaves the noun to say what is counted.
  return byMeasure?.countable === true ? (counted ?? byMeasure) : (byMeasure ?? counted);
}

function askedFor(counts: string): Asked {
  const dimension = DIMENSIONS.find((name) => name === counts);
  return dimension === undefined ? { unit: counts } : { dimension };
}
