import type { Bot } from '../bot.ts';
import { twinsOf } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import type { Answer } from '../question/answer.ts';
import { fold, hasHan } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import { answerOf } from './answer.ts';
import { ask, languageOfText } from './asking.ts';

// A reply to one of the bot's answers keeps that answer's subject: "and in total?", "英文怎么说", "上一年呢".

/** A longer reply is a question of its own. */
const SHORT = 24;

const IN_ENGLISH = /英文|英语|\benglish\b/u;
const IN_CHINESE = /中文|汉语|\bchinese\b/u;
const IN_TRADITIONAL = /繁体|正体|\btraditional\b/u;
const IN_SIMPLIFIED = /简体|\bsimplified\b/u;
const TOTAL =
  /累计|总共|总数|总计|合计|一共|至今|\btotal\b|\boverall\b|so far|altogether|cumulative|to date/u;
const SINGLE_YEAR = /当年|那一?年|本年|单年|(?:that|this|single) year|\byearly\b|\bannual/u;
const YEAR_BEFORE = /上一?年|去年|前一年|(?:last|previous|prior) year|year before/u;
const YEAR_AFTER = /下一?年|次年|后一年|明年|(?:next|following) year|year after/u;

/** Answers what someone wrote under an answer that was about `subject`. */
export function askFurther(bot: Bot, subject: readonly Fact[], text: string, fallback: Language): Answer {
  const [fact] = subject;
  if (fact === undefined) return ask(bot, text, fallback);
  const folded = fold(text);
  const language = languageOfText(text, fallback);
  const told = languageAskedFor(folded, language);
  if (told !== null && [...folded].length <= SHORT)
    return answerOf(subject.length === 1 ? 'found' : 'choices', subject, reasonFor(subject), told);
  const shift = YEAR_BEFORE.test(folded) ? -1 : YEAR_AFTER.test(folded) ? 1 : 0;
  if (shift !== 0) return { ...ask(bot, inYear(shift, text, fact, bot), language), language };
  const alone = ask(bot, text, fallback);
  if (alone.kind === 'found' || alone.kind === 'calculated' || alone.kind === 'section') return alone;
  const twin = twinAskedFor(folded, fact, bot);
  if (twin !== null) return answerOf('found', [twin], { code: 'found' }, language, text);
  const further = ask(bot, withSubject(text, fact), language);
  // The label brought characters of its own; the language is still that of the reply.
  const answer = { ...further, language };
  if (alone.kind === 'choices' && answer.kind === 'not-found') return alone;
  return alone.reason.code === 'nothing' || alone.reason.code === 'blank' || answer.kind !== 'not-found'
    ? answer
    : alone;
}

function reasonFor(subject: readonly Fact[]): Answer['reason'] {
  return { code: subject.length === 1 ? 'found' : 'several' };
}

function languageAskedFor(folded: string, own: Language): Language | null {
  if (IN_ENGLISH.test(folded)) return 'en';
  if (IN_TRADITIONAL.test(folded)) return 'zh-Hant';
  if (IN_SIMPLIFIED.test(folded)) return 'zh-Hans';
  if (IN_CHINESE.test(folded)) return own === 'en' ? 'zh-Hans' : own;
  return null;
}

function twinAskedFor(folded: string, fact: Fact, { base }: Bot): Fact | null {
  const series = [fact, ...twinsOf(base, fact)];
  const year = base.file.reports.find(({ id }) => id === fact.source.report)?.year ?? '';
  if (TOTAL.test(folded)) return series.find(({ period }) => period.kind === 'cumulative') ?? null;
  if (SINGLE_YEAR.test(folded) || folded.includes(year))
    return series.find(({ period }) => 'year' in period && period.year === year) ?? null;
  return null;
}

// "上一年呢", "the year after": the same for another year, which the report may well not have.
function inYear(shift: number, text: string, fact: Fact, bot: Bot): string {
  const report = bot.base.file.reports.find(({ id }) => id === fact.source.report);
  const year = Number(report?.year ?? '0') + shift;
  return hasHan(text) ? `${year}年${nameOf(fact, true)}是多少` : `${nameOf(fact, false)} in ${year}`;
}

function withSubject(text: string, fact: Fact): string {
  return hasHan(text) ? `${nameOf(fact, true)}${text}` : `${nameOf(fact, false)} ${text}`;
}

// The subject's name without its own period, which the reply may be about to change.
function nameOf({ label }: Fact, inChinese: boolean): string {
  return inChinese
    ? label.zh.replace(/\d{4}年|累計|目前/gu, '')
    : label.en.replace(/\b(?:in|during) \d{4}\b|\bin total\b|\bcumulative\b|\bat present\b/giu, '');
}
