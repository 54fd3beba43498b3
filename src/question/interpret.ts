import { clip, fold, MAX_QUESTION_LENGTH } from '../text/fold.ts';
import { languageOf, type Language } from '../text/language.ts';
import { readNumbers, type NumberInText } from '../text/numerals.ts';
import { asideSpans } from './asides.ts';
import { asksForName, asksNamesOf, readAsked, type Asked } from './asked.ts';
import { cut, withoutSpans, type Term } from './cut.ts';
import { featuresOf, type Feature } from './features.ts';
import { asksHowMany, asksQuantity, framesOf, type Frame } from './frames.ts';
import type { Lexicon } from './lexicon.ts';
import { readPeriod, type AskedPeriod } from './period.ts';
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
  readonly period: AskedPeriod;
  readonly numbers: readonly NumberInText[];
  /** Things asked about that the lexicon knows no report figure gives. */
  readonly gaps: readonly { readonly id: string; readonly text: string }[];
  readonly frames: readonly Frame[];
}

/** Reads a question. Pinyin without characters is read back into Chinese first. */
export function interpret(raw: string, lexicon: Lexicon, slips: Slips, fallback?: Language): Reading {
  const question = clip(raw, MAX_QUESTION_LENGTH).trim();
  const typed = fold(question);
  const fromPinyin = slips.fromPinyin(typed);
  const folded = fromPinyin ?? slips.mendSpelling(typed);
  const all = cut(folded, lexicon, slips);
  const kept = withoutSpans(all, asideSpans(folded));
  const understood = kept.some(isInformative) ? kept : all;
  const asked = readAsked(folded, understood, lexicon);
  const terms = understood.map((term) =>
    isToldInPassing(term, folded, asked, lexicon) ? unknown(term) : term,
  );
  const numbers = terms.flatMap((term) => (term.number === undefined ? [] : [term.number]));
  const hasNumber = numbers.some((number) => number.weighty);
  return {
    question,
    folded,
    language: fromPinyin === null ? languageOf(question, fallback) : 'zh-Hans',
    terms,
    features: featuresOf(terms, lexicon),
    asked,
    years: terms.flatMap((term) => term.year ?? []),
    period: readPeriod(folded, terms),
    numbers,
    gaps: [...gapsIn(terms, lexicon, asksQuantity(folded)), ...namesIn(folded, terms, lexicon)],
    frames: framesOf(folded, {
      hasNumber,
      hasAnyNumber: numbers.length > 0 || readNumbers(folded).length > 0,
      onlyNumber: isOnlyNumber(terms),
    }),
  };
}

// "How many people found a job with a wage?" counts people: the wage is told, not asked for.
function isToldInPassing(
  { senses, text, start }: Term,
  folded: string,
  asked: Asked,
  lexicon: Lexicon,
): boolean {
  if (asksHowMany(text) || asksHowMany(folded.slice(Math.max(0, start - ASKED_BESIDE), start))) return false;
  const counted = asked.dimension ?? asked.unit;
  return (
    counted !== undefined &&
    senses.length > 0 &&
    senses.every((sense) => {
      const counts = sense.kind === 'gap' ? lexicon.gaps.get(sense.id)?.counts : undefined;
      return counts !== undefined && counts !== counted;
    })
  );
}

/** How near a question word must stand to ask for a word. */
const ASKED_BESIDE = 5;

function unknown(term: Term): Term {
  return { ...term, kind: 'unknown', senses: [] };
}

/** Whether nothing is said but a number. */
export function isOnlyNumber(terms: readonly Term[]): boolean {
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

// Which things there are, or what one is called, is told by names; most of the report's figures count.
function namesIn(folded: string, terms: readonly Term[], lexicon: Lexicon): Reading['gaps'] {
  if (asksHowMany(folded)) return [];
  const name = asksForName(folded);
  const text = name ?? asksNamesOf(folded, terms, lexicon);
  return text === null ? [] : [{ id: NAMES, text }];
}

/** The gap of the lexicon that stands for names and lists of names. */
const NAMES = 'names';

function isInformative(term: Term): boolean {
  return term.senses.some(({ kind }) => kind === 'concept') || term.kind === 'number';
}
