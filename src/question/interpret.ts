import { clip, fold, MAX_QUESTION_LENGTH } from '../text/fold.ts';
import { languageOf, type Language } from '../text/language.ts';
import type { NumberInText } from '../text/numerals.ts';
import { readAsked, type Asked } from './asked.ts';
import { cut, type Term } from './cut.ts';
import { featuresOf, type Feature } from './features.ts';
import { asksQuantity, framesOf, type Frame } from './frames.ts';
import type { Lexicon } from './lexicon.ts';
import type { Slips } from './slips.ts';

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
