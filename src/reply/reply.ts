import { reportOf, sectionOf, unitOf, type FactBase } from '../facts/base.ts';
import type { Fact, Section } from '../facts/schema.ts';
import type { Answer } from '../question/answer.ts';
import type { Calculation, Refusal } from '../question/calculate.ts';
import type { Lexicon } from '../question/lexicon.ts';
import type { Obstacle } from '../question/obstacles.ts';
import type { Operation } from '../question/operation.ts';
import type { NumberInText } from '../text/numerals.ts';
import type { Language } from '../text/language.ts';
import { wordsIn, type Words } from '../words/words.ts';
import { notation, scaled, withUnit } from './notation.ts';
import { chineseText, inLanguage, inOneScript } from './script.ts';
import { asTyped } from './typed.ts';

// The one renderer: what an answer says, before it becomes plain text (text.ts) or a Discord message.

/** A fact as it is shown. */
export interface FactCard {
  readonly id: string;
  readonly figure: string;
  readonly label: string;
  /** The figure in full digits and the asker's language; null where the figure is words. */
  readonly notation: string | null;
  readonly period: string;
  /** Whether a list has to say the period beside the label: the report gives one, and the label does not say it. */
  readonly dated: boolean;
  /** The sentence, cut around the figure so that it can be marked. */
  readonly quote: { readonly before: string; readonly figure: string; readonly after: string };
  readonly section: string;
  readonly footer: string;
}

export interface Reply {
  readonly tone: 'found' | 'unsure' | 'not-found';
  readonly language: Language;
  /** What is said before the facts; empty where a single figure speaks for itself. */
  readonly lead: string;
  /** A sentence of the report that says something to the question, as printed. */
  readonly passage: string | null;
  /** The result of a calculation and how it was made. */
  readonly calculation: { readonly result: string; readonly notes: readonly string[] } | null;
  readonly cards: readonly FactCard[];
  /** Facts in full, with quote and source; else one line each. */
  readonly full: boolean;
}

/** Beyond this many facts each is given one line. */
const FULL_CARDS = 2;

/** Puts an answer into words, in its language. */
export function replyTo(answer: Answer, base: FactBase, lexicon: Lexicon): Reply {
  const say = wordsIn(answer.language);
  const cards = answer.facts.map((fact) => factCard(fact, base, answer.language));
  const sure = answer.kind === 'found' || answer.kind === 'calculated';
  return {
    tone: answer.kind === 'not-found' ? 'not-found' : answer.kind === 'choices' ? 'unsure' : 'found',
    language: answer.language,
    lead: leadOf(answer, base, lexicon, say),
    passage: answer.passage,
    calculation:
      answer.calculation === null ? null : calculationWords(answer.calculation, base, answer.language),
    cards,
    full: sure && cards.length <= FULL_CARDS,
  };
}

/** What a list says of a fact beside its figure: its label, and its period where it has one. */
export function listWords({ label, period, dated }: FactCard, language: Language): string {
  return dated ? wordsIn(language)('list.line', { label, period }) : label;
}

/** A fact in the asker's language; figure, quote and section stay the report's own characters. */
export function factCard(fact: Fact, base: FactBase, language: Language): FactCard {
  const say = wordsIn(language);
  const section = sectionOf(base, fact);
  const at = fact.source.quote.indexOf(fact.figure.text);
  const year = 'year' in fact.period ? { year: fact.period.year } : {};
  const label = inLanguage(fact.label, language);
  const period = say(`period.${fact.period.kind}`, year);
  return {
    id: fact.id,
    figure: fact.figure.text,
    label,
    notation: besideFigure(fact, base, language),
    period,
    dated: fact.period.kind !== 'not-stated' && !saysPeriod(label, period, fact),
    quote: {
      before: fact.source.quote.slice(0, at),
      figure: fact.figure.text,
      after: fact.source.quote.slice(at + fact.figure.text.length),
    },
    section: sectionName(section, language),
    footer: say('fact.footer', {
      id: fact.id,
      revision: fact.revision,
      report: inLanguage(reportOf(base, fact).title, language),
    }),
  };
}

// "2019年無償捐贈扶貧資金" needs no 2019年 after it. Of the end of a year is more than of the year.
function saysPeriod(label: string, period: string, { period: { kind } }: Fact): boolean {
  const words = kind === 'year' ? (/\d{4}/u.exec(period)?.[0] ?? period) : period;
  return label.toLowerCase().includes(words);
}

// A notation that only repeats the figure (98%, 4,425 人, 3亿元 for 3億元) is left out.
function besideFigure(fact: Fact, base: FactBase, language: Language): string | null {
  const other = notation(fact.figure, unitOf(base, fact), language);
  const repeats =
    other !== null && inOneScript(other).replace(/[,\s]/gu, '') === inOneScript(fact.figure.text);
  return repeats ? null : other;
}

function numberWords({ value, percent }: NumberInText, language: Language): string {
  return percent ? `${value}%` : scaled(value, language);
}

/** Heading › lead as printed; in English with our own title beside it. A part without heading goes by our title. */
export function sectionName(section: Section, language: Language): string {
  if (!section.printed) return inLanguage(section.title, language);
  const printed = section.lead === '' ? section.heading : `${section.heading} › ${section.lead}`;
  return language === 'en' ? `${printed} (${section.title.en})` : printed;
}

function leadOf(answer: Answer, base: FactBase, lexicon: Lexicon, say: Words): string {
  const { reason, language } = answer;
  const count = answer.facts.length;
  switch (reason.code) {
    case 'found':
    case 'calculated':
      return '';
    case 'bound': {
      const figure = answer.facts[0]?.figure;
      const just =
        reason.verdict === 'no' && figure?.qualifier === 'nearly' && figure.value === reason.limit.value;
      return say(just ? 'bound.no-nearly' : `bound.${reason.verdict}`, { figure: figure?.text ?? '' });
    }
    case 'value':
      return say(count > 1 ? 'reply.values' : 'reply.value', {
        number: numberWords(reason.number, language),
      });
    case 'where':
      return say(count === 0 ? 'reply.where-said' : 'reply.where', {
        section: answer.section === null ? '' : sectionName(answer.section, language),
      });
    case 'section':
      return say(count === 0 ? 'reply.section-empty' : 'reply.section', {
        section: answer.section === null ? '' : sectionName(answer.section, language),
        count,
      });
    case 'list':
      return say('reply.list', { count });
    case 'twins':
    case 'several':
    case 'unsure':
    case 'each':
      return say(`reply.${reason.code}`);
    case 'counts-other':
      return say('reply.counts-other', { asked: askedName(reason.asked, base, language, say) });
    case 'no-such-number':
      return withNearest(
        say('missing.no-such-number', { number: numberWords(reason.number, language) }),
        count,
        say,
      );
    case 'obstacle':
      return withNearest(obstacleWords(reason.obstacle, answer, base, lexicon, say), count, say);
    case 'not-said':
      return withNearest(say('missing.not-said'), count, say);
    case 'no-operands':
      return withNearest(say(noOperandsKey(reason.operation)), count, say);
    case 'refused':
      return refusalWords(reason.refusal.code, answer.facts, base, language, say);
    case 'to-bot':
      return say('missing.bot', { example: exampleQuestion(base, language) });
    case 'nothing':
    case 'blank':
      return say(`missing.${reason.code}`, { example: exampleQuestion(base, language) });
  }
}

function noOperandsKey(
  operation: Operation,
): 'missing.no-average' | 'missing.no-spread' | 'missing.no-before' {
  if (operation === 'before') return 'missing.no-before';
  return operation === 'spread' ? 'missing.no-spread' : 'missing.no-average';
}

function withNearest(sentence: string, count: number, say: Words): string {
  if (count === 0) return sentence;
  return `${sentence}${sentence.endsWith('。') ? '' : ' '}${say('missing.nearest')}`;
}

function askedName(
  asked: { readonly dimension?: string; readonly unit?: string },
  base: FactBase,
  language: Language,
  say: Words,
): string {
  const unit = asked.unit === undefined ? undefined : base.unit.get(asked.unit);
  if (unit !== undefined)
    return language === 'en' ? unit.en.other : inLanguage({ zh: nounOf(unit.zh), en: '' }, language);
  switch (asked.dimension) {
    case 'money':
    case 'people':
    case 'households':
    case 'share':
    case 'rank':
    case 'time':
      return say(`asked.${asked.dimension}`);
    default:
      return say('asked.count');
  }
}

// The unit without its measure word: 個村 → 村, 家醫院 → 醫院.
function nounOf(unit: string): string {
  return unit.replace(/^[個家所間部戶](?=.)/u, '');
}

function obstacleWords(
  obstacle: Obstacle,
  answer: Answer,
  base: FactBase,
  lexicon: Lexicon,
  say: Words,
): string {
  switch (obstacle.kind) {
    case 'gap': {
      const title = lexicon.gaps.get(obstacle.id)?.title ?? { zh: obstacle.text, en: obstacle.text };
      return say('missing.gap', {
        what: inLanguage(title, answer.language),
        word: asTyped(obstacle.text, answer),
      });
    }
    case 'other-year':
      return say('missing.other-year', { year: obstacle.year, own: base.file.reports[0]?.year ?? '' });
    case 'only-cumulative':
      return say('missing.only-cumulative');
    case 'only-year':
      return say('missing.only-year', { year: obstacle.year });
    case 'breakdown':
      return say('missing.breakdown', { figure: asTyped(obstacle.text, answer) });
    case 'together':
      return say('missing.together', { what: asTyped(obstacle.text, answer) });
    case 'not-about':
    case 'contrast':
      return say('missing.not-about', { what: asTyped(obstacle.text, answer) });
    case 'unit':
      return say('reply.counts-other', { asked: askedName(obstacle.asked, base, answer.language, say) });
  }
}

/** Why two figures cannot be computed with each other. */
export function refusalWords(
  code: Refusal['code'],
  facts: readonly Fact[],
  base: FactBase,
  language: Language,
  say: Words,
): string {
  const figures = facts
    .map(({ figure }) => figure.text)
    .join(language === 'en' ? ' and ' : chineseText('與', language));
  const units = facts.map((fact) =>
    inLanguage({ zh: nounOf(unitOf(base, fact).zh), en: unitOf(base, fact).en.other }, language),
  );
  return say(`refused.${code}`, { figures, units: units.join(language === 'en' ? ', ' : '、') });
}

/** An example that this base can answer: the label of its first fact, as a question would name it. */
function exampleQuestion(base: FactBase, language: Language): string {
  const fact = base.facts.find(
    ({ period, figure }) => period.kind === 'at-publication' && figure.value !== null,
  );
  const label = (fact ?? base.facts[0])?.label;
  return label === undefined ? '' : inLanguage(label, language);
}

// ---- calculations -------------------------------------------------------------------------------------------

/** How the result was made, in the figures as printed. */
function formulaOf({ operation, facts, spread }: Calculation): string {
  const [first = '', second = ''] = facts.map(({ figure }) => figure.text);
  switch (operation) {
    case 'sum':
      return facts.map(({ figure }) => figure.text).join(' + ');
    case 'difference':
    case 'rest':
    case 'before':
      return `${first} − ${second}`;
    case 'complement':
      return `100% − ${first}`;
    case 'rest-share':
      return `(${first} − ${second}) ÷ ${first}`;
    case 'spread':
      return `${first} ÷ ${String(spread?.parts ?? '')}`;
    case 'share':
    case 'ratio':
    case 'average':
    case 'whole':
      return `${first} ÷ ${second}`;
  }
}

function calculationWords(
  calculation: Calculation,
  base: FactBase,
  language: Language,
): { result: string; notes: string[] } {
  const say = wordsIn(language);
  const notes = calculation.caveats.map((caveat) => say(`calculated.${caveat}`));
  notes.push(say('calculated.note', { formula: formulaOf(calculation) }));
  const inexact = calculation.facts.filter(({ figure }) => figure.qualifier !== 'exact');
  if (inexact.length > 0) {
    const figures = inexact.map(({ figure }) => figure.text).join(language === 'en' ? ', ' : '、');
    notes.push(say('calculated.inexact', { figures }));
  }
  return { result: calculationResult(calculation, base, language), notes };
}

/** The result in the asker's language, with 約 or about where it is not exact: "18.75%", "約1.35萬 人". */
export function calculationResult(calculation: Calculation, base: FactBase, language: Language): string {
  const say = wordsIn(language);
  const { standing, operation, spread } = calculation;
  const number = resultNumber(calculation, language, say);
  const bare = standing.rough ? say('qualifier.about', { number }) : number;
  const value = say(`qualifier.${standing.qualifier}`, { number: bare });
  if (spread !== undefined) return say(`calculated.per-${spread.per}`, { value });
  const below = operation === 'average' ? calculation.facts[1] : undefined;
  if (below === undefined) return value;
  const per = unitOf(base, below);
  return say('calculated.per', {
    value,
    unit: inLanguage({ zh: per.zh, en: per.en.one }, language),
  });
}

function resultNumber({ operation, value, unit }: Calculation, language: Language, say: Words): string {
  if (operation === 'share' || operation === 'rest-share') return `${percentOf(value)}%`;
  if (operation === 'ratio') return say('calculated.times', { value });
  if (unit === undefined) return scaled(value, language);
  if (unit.dimension === 'share' && operation !== 'complement') return say('calculated.points', { value });
  return withUnit(value, unit, language);
}

// A share of 0.1875 is 18.75 %: the point moves two places, nothing is rounded.
function percentOf(value: string): string {
  const [whole = '0', fraction = ''] = value.split('.');
  const moved = `${whole}${fraction.padEnd(2, '0').slice(0, 2)}.${fraction.slice(2)}`;
  return moved.replace(/^0+(?=\d)/u, '').replace(/\.?0*$/u, '') || '0';
}
