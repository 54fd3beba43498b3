import { DIMENSIONS, type Dimension } from '../facts/schema.ts';
import type { Term } from './cut.ts';
import { conceptsOf, type Lexicon } from './lexicon.ts';
import { PERIOD_CONCEPTS } from './period.ts';

// What the answer should count: people, money, villages. Read from the question word and the noun beside it.

/** What the answer should count, as far as the question says. */
export interface Asked {
  readonly dimension?: Dimension;
  /** The unit, where one thing is counted: villages, not just anything. */
  readonly unit?: string;
  /** Set where 個 says that things or people are counted: no money, no share. */
  readonly countable?: true;
  /** The noun that is counted: its concept, and as it was typed. */
  readonly noun?: { readonly concept: string; readonly text: string };
}

/** Asks for a number of something. */
export const QUANTITY_WORD = /多少|几多|(?<!好)几(?=[个名人家户所间座部台条位])|how many/gu;

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
    /(?:少|多)(?:赚|挣|收|进账)[^，。,？?]{0,6}(?:多少|几)|how (?:big|large) (?:would|was|is) the (?:bill|cost|outlay|sum)|(?:多少|几多)(?:个)?(?:亿|万)?(?:元|钱|块|[^，。,？?]{0,3}(?:资金|经费|款项|投资))|几多钱|好多钱|几(?:多)?(?:亿|万)?(?:块|元|钱)|金额|投资额|总额|出资额|how much(?! (?:of|percent|coverage|broadband|data))|\bcosts?\b|\bprice\b|how expensive|\bamount\b|\brmb\b|\byuan\b|\bcny\b|价值多少|值(?:多少|几)|花了多少|掏了多少|\bspen[dt]\b/u,
    { dimension: 'money' },
  ],
  [
    /多少(?:个)?(?:人(?!家)|名|位)|几(?:多)?(?:个)?(?:人(?!家)|名|位)|人数|how many people|\bheadcount\b/u,
    { dimension: 'people' },
  ],
  [
    /(?:什么|咩|乜|何|哪)(?:样的?|种|个)?(?:等级|级别|评级|评等|评价|成绩|档次|分(?!公司|之))|(?:哪|边)一?等|(?:what|which) (?:grade|rating|mark|score|level)|评了个?(?:什么|啥|咩|乜)|(?:等级|评级|评等|档次|\bgrade|\brating) ?(?:是|系|为)(?:什么|啥|咩|乜)/u,
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
const HOW_MANY_WORD = /how|number|# of|no\. of|多少|几|好多|数/u;
/** The units of figures that are names rather than counts. */
export const NAMED_UNITS: ReadonlySet<string> = new Set(['award', 'case', 'grade', 'framework']);
const ASKS_YEARS =
  /(?:how many|number of|# of)\s(?:\w+ )?(?:years|yrs)|(?<![这那好前近去])几年(?!下来|来|间|里|以来|前)|多少年|几回|第几次/u;
const ASKS_SHARE =
  /(?:out of|in|per) (?:every |each |a )?(?:hundred|100)\b|一百(?:个|户|家|条)?[^，。,]{0,6}(?:里头|里面|里|中|当中)[^，。,]{0,12}(?:几|多少)|多大(?:的)?(?:一)?(?:块|份|部分|份额|比重|比例)|how big an? (?:share|slice|chunk|part|portion)|百分之(?:几|多少)|百分比|几成|几多成|巴仙|\bpct\b|(?:what|which) (?:share|percentage|percent|proportion)|\bpercent(?:age)? of\b/u;

// 多少, how many; and what, which, 什么 before a thing that facts can be (an award, a grade, a case).
const QUESTION_WORD =
  /how many|how much|how m(?:ny|ani|eny)|number of|# of|\bno\. of|\bwhat(?:'s| is| was)?(?: the)?\b|\bwhich\b|多少|几多|好多|什么|啥|咩|乜|(?:哪|边)(?:一)?(?:个|项|种)|(?<!好)几(?=[个名位人家户所间座部台方层级年条项件份])|(?:数量|数目|个数|(?<=[^一二三四五六七八九十万亿几多少人户岁点指倍次计总年级])数)(?=$|[?？,，。;；是有为多呢吧])/gu;

/** Reads what a folded question wants counted; empty where it does not say. */
export function readAsked(folded: string, terms: readonly Term[], lexicon: Lexicon): Asked {
  if (ASKS_SHARE.test(folded)) return { dimension: 'share' };
  if (ASKS_YEARS.test(folded)) return { dimension: 'time' };
  if (/几(?:多)?(?:个)?方面/u.test(folded)) return { unit: 'aspect' };
  if (/(?:多少|几|几多)个家(?:庭|$|[？?，。])/u.test(folded)) return { dimension: 'households' };
  for (const match of questionWords(folded)) {
    const after = match.index + match[0].length;
    if (match[0] === 'how much') return { dimension: COVERAGE.test(folded) ? 'share' : 'money' };
    const quantity = HOW_MANY_WORD.test(match[0]);
    if (match[0].includes('数')) {
      const noun = terms.find(({ end }) => end === match.index);
      const counted = noun === undefined ? null : countedBy(noun, lexicon);
      if (counted !== null) return counted;
      continue;
    }
    const behind = countedAfter(after, folded, terms, lexicon);
    const before =
      quantity && behind?.noun === undefined
        ? countedBefore(match.index, folded, terms, lexicon, behind)
        : null;
    const noun = behind === null || countsAlike(behind, before) ? (before ?? behind) : behind;
    // "What award" asks for the award; "what did the members give" does not ask for members.
    if (noun !== null && (quantity || NAMED_UNITS.has(noun.unit ?? ''))) return noun;
    if (/^\s?[个项条样类种](?!亿|万)/u.test(folded.slice(after))) return { countable: true };
  }
  const byPattern = ASKED_BY_PATTERN.find(([pattern]) => pattern.test(folded))?.[1];
  if (byPattern !== undefined) return byPattern;
  return !COUNTS_THINGS.test(folded) && asksForMoney(folded, terms) ? { dimension: 'money' } : {};
}

/** Asks for a number of things, whatever they are. */
const COUNTS_THINGS = /how many|number of|[几多少]个|几多个/u;

// A word for money asks for it, unless it only describes: 挣钱的人.
function asksForMoney(folded: string, terms: readonly Term[]): boolean {
  return terms.some((term) => meansMoney(term) && !/^(?:的|了的)/u.test(folded.slice(term.end)));
}

// "几家分公司围着一个县，县总共有多少": 几 may mean some, so that the words that surely ask come first, and of those the
// first.
function questionWords(folded: string): RegExpExecArray[] {
  const all = [...folded.matchAll(QUESTION_WORD)];
  return [...all.filter(([word]) => word !== '几'), ...all.filter(([word]) => word === '几').reverse()];
}

// 电视有几台, 专家几位: the measure word behind says no more than the noun before.
function countsAlike(measure: Asked, before: Asked | null): boolean {
  return before !== null && measure.unit === before.unit && measure.dimension === before.dimension;
}

/** The words by which a folded question asks what something is called; null where it does not. */
export function asksForName(folded: string): string | null {
  return NAME.exec(folded)?.[0] ?? null;
}

const NAME =
  /叫(?:做)?(?:什么|啥|咩|乜)|代号|怎么(?:称呼|叫)|(?<!报告|文章|部分|段|块|度|里)(?:是)?怎么(?:写|念|拼)|点叫|how (?:is|was|are) (?:it|that|this) (?:written|spelt|spelled|called)|什么(?:名字|名称|名堂|名目|称号|头衔|字)|哪个字|(?:名字|名称|名目|称号)(?:是|叫)|what (?:is|was|are|were) .{1,40} called|what'?s .{1,40} called|\b(?:names?|title) of (?:the|that|its|those|all)\b|what (?:title|name)\b/u;

/** The things whose names are asked for, as typed (which provinces, 哪几个县); null where none are. */
export function asksNamesOf(folded: string, terms: readonly Term[], lexicon: Lexicon): string | null {
  for (const match of folded.matchAll(WHICH)) {
    const after = countedAfter(match.index + match[0].length, folded, terms, lexicon)?.noun;
    // "…的医院是哪一家"
    const before =
      after === undefined && /^[是系]/u.test(match[0])
        ? countedBefore(match.index, folded, terms, lexicon, null)?.noun
        : undefined;
    const noun = after ?? before;
    const counts = noun === undefined ? undefined : lexicon.concepts.get(noun.concept)?.counts;
    // "哪些人" asks what kind of people, which the sentence tells.
    if (noun === undefined || counts === undefined || NAMED_UNITS.has(counts) || isDimension(counts))
      continue;
    return after === undefined ? `${noun.text}${match[0]}` : `${match[0].trim()} ${noun.text}`;
  }
  return null;
}

const WHICH =
  /(?:是|系)(?:哪|边)(?:一)?(?:家|间|所)|哪些|哪几(?:个|家|所|间|条)?|边几(?:个|间|条)|边啲|\bwhich (?:of )?(?!one\b)|\bname (?:the|all|each|those|some)\b(?: of)?/gu;

function meansMoney(term: Term): boolean {
  return conceptsOf(term.senses).some((id) => id === 'value' || id === 'money');
}

// Without a noun behind it the question word counts one before it: in Chinese the nearest ("…的村有几个"), in English
// the first ("households that received phones - how many").
function countedBefore(
  position: number,
  folded: string,
  terms: readonly Term[],
  lexicon: Lexicon,
  measure: Asked | null,
): Asked | null {
  const before = terms.filter(({ start }) => start < position);
  if (/[a-z#]/u.test(folded.charAt(position))) {
    if (!NO_NOUN_BEHIND.test(folded.slice(position))) return null;
    for (const term of before) {
      const counted = countedBy(term, lexicon);
      if (counted !== null) return counted;
    }
    return null;
  }
  // 装了平台的有几家: what is counted is left out.
  if (/的(?:有|，|,)*(?:一共|总共|合共|大概|大约)?$/u.test(folded.slice(0, position))) return null;
  for (const term of before.slice(-4).reverse()) {
    if (conceptsOf(term.senses).length === 0) {
      if (term.senses.some(({ kind }) => kind === 'filler') && term.text.length <= 8) continue;
      return null;
    }
    // 县里几个: the county is where, not what.
    if (/^(?:里|中|内|上|每|平均)/u.test(folded.slice(term.end))) return null;
    // What says when may stand between a noun and its question word.
    if (conceptsOf(term.senses).every((id) => PERIOD_CONCEPTS.has(id))) continue;
    const counted = countedBy(term, lexicon);
    // 电视送了几部: a measure word finds its noun across a verb.
    if (counted === null && measure !== null) continue;
    return counted;
  }
  return null;
}

const NO_NOUN_BEHIND =
  /^(?:how m\w+|number|#|no\.)(?: of)?\s*(?:$|[^\s\w]|(?:of (?:them|those|these)|have|has|had|is|are|was|were|do|does|did|can|could|in|so|all|now|to|by|exactly|roughly|altogether)\b)/u;

// What may not stand between the question word and what is counted: a verb begins another part of the sentence.
const BEGINS_CLAUSE =
  /^(?:(?:do|does|did|is|are|was|were|be|has|have|had|can|could|will|would|got|get|who|that|which|with|in|on|at|to|by|from|for|went|came|take|took|被|把|给|让|在|从|向|对|用|为|了)\b.*|[被把给让在从向对用为了]|\p{Script=Han}+[到了过着成])$/u;

// The noun phrase after the question word: the last thing in it that can be counted ("how many school principals").
function countedAfter(
  position: number,
  folded: string,
  terms: readonly Term[],
  lexicon: Lexicon,
): Asked | null {
  const measure =
    /^\s?(?:万|亿|千|百)?(?:多|余)?(?:个|间)?(?<word>人(?!家)|户(?!外|口)|乡(?![亲民下里])|村(?!民)|[名位元钱块成县所座级层年部台])/u.exec(
      folded.slice(position),
    );
  const word = measure?.groups?.['word'];
  let counted: Asked | null = null;
  let end = position;
  // The question word itself may be part of a longer filler word ("几间").
  for (const term of terms.filter(({ start }) => start >= position).slice(0, PHRASE_TERMS)) {
    // Nouns that follow each other are one phrase; of those the last one is counted.
    if (counted !== null && term.start > end + 1) break;
    const own = countedBy(term, lexicon);
    if (own !== null) {
      counted = own;
      end = term.end;
    } else if (counted !== null || isUnknown(term) || BEGINS_CLAUSE.test(term.text)) break;
  }
  const byMeasure = word === undefined ? undefined : MEASURE_WORDS[word];
  // A measure word that goes with anything leaves the noun to say what is counted.
  if (byMeasure?.countable === true) return counted ?? byMeasure;
  return byMeasure === undefined ? counted : { ...nounOf(counted), ...byMeasure };
}

function nounOf(counted: Asked | null): Pick<Asked, 'noun'> {
  return counted?.noun === undefined ? {} : { noun: counted.noun };
}

/** How far a noun phrase is followed. */
const PHRASE_TERMS = 8;

function isUnknown({ kind }: Term): boolean {
  return kind === 'unknown';
}

// What a noun is counted in; null for words that are no nouns that can be counted.
function countedBy(term: Term, lexicon: Lexicon): Asked | null {
  for (const concept of conceptsOf(term.senses)) {
    const counts = lexicon.concepts.get(concept)?.counts;
    if (counts === undefined) continue;
    return { ...countedIn(counts), noun: { concept, text: term.text } };
  }
  return null;
}

/** What is asked for where a concept is counted in this: a dimension, or a unit. */
export function countedIn(counts: string): Asked {
  return isDimension(counts) ? { dimension: counts } : { unit: counts };
}

function isDimension(name: string): name is Dimension {
  return DIMENSIONS.some((dimension) => dimension === name);
}
