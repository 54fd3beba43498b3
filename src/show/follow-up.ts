import type { Bot } from '../bot.ts';
import { sectionOf, twinsOf } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import type { Answer } from '../question/answer.ts';
import { fold, hasHan } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import { wordsIn } from '../words/words.ts';
import { answerOf, showAnswer } from './answer.ts';
import { ask, askByWords, languageOfText } from './asking.ts';
import { showPair } from './compare.ts';
import { OFFERS } from './offers.ts';
import type { Shown } from './shown.ts';

// A reply to one of the bot's answers keeps that answer's subject: "and in total?", "英文怎么说", "上一年呢".

/** A longer reply is a question of its own: so many characters in Chinese, and in others. */
const SHORT = 24;
const SHORT_IN_LETTERS = 40;
/** A score this close to the best is as good. */
const CLOSE = 0.9;
/** From this score on, the words by themselves name a fact. */
const NAMED = 0.9;

const THANKS =
  /^(?:(?:谢谢?|多谢|感谢|唔该|辛苦|好的?|明白|收到|知道|了解|ok|okay|thanks?|thank you|thx|ty|cheers|got it|great|nice|cool|lol)[了晒你嘅啊呀啦哈 ]*)+$/u;
const IN_ENGLISH = /英文|英语|\benglish\b/u;
const IN_CHINESE = /中文|汉语|\bchinese\b/u;
const IN_TRADITIONAL = /繁体|正体|\btraditional\b/u;
const IN_SIMPLIFIED = /简体|\bsimplified\b/u;
const TOTAL =
  /累计|总共|总数|总计|合计|一共|至今|\btotal\b|\boverall\b|so far|altogether|cumulative|to date/u;
const SINGLE_YEAR = /当年|那一?年|本年|单年|(?:that|this|single) year|\byearly\b|\bannual/u;
const YEAR_BEFORE = /上一?年|去年|前一年|旧年|(?:last|previous|prior) year|year before/u;
const YEAR_AFTER = /下一?年|次年|后一年|明年|(?:next|following) year|year after/u;
const YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/u;
/** Both of a year and its total are meant, whichever was shown. */
const TOGETHER =
  /相差|差多少|差几|占比|比例|占多少|占几|占累计|几成|百分之几|几倍|还剩|剩下|余下|不在|\bshare\b|\bratio\b|difference|what (?:part|percent)|times as|\bremaining\b|\bleft\b/u;
/** Something else is named to set beside the subject: "和基金差多少", "compared with the fund". */
const WITH_ANOTHER = /^[和与跟同]|(?<!占)比(?!例|重)|\b(?:from|with|than|to|between|versus|vs)\b/u;
/** With the subject before it, this asks whether. */
const LIMIT = /^(?:more|less|fewer|over|under|above|below|at least|at most)\b/iu;
/** Asks about what the answer shows anyway. */
const ABOUT_IT =
  /哪一?[年段节]|什么时候|何时|几时|时间|单位|人民币|准确|确切|精确|出处|来源|边度|哪里|原文|再说|再讲|重复|详细|具体|\b(?:when|which year|period|units?|currency|exact|precise|source|section|where|again|repeat|details?|rmb|yuan)\b|^(?:tell me )?more\b(?! than)/u;
/** Names another thing in the place of the subject: "那基金呢", "and broadband?" */
const INSTEAD = /呢[?？]?$|^那|^(?:and|what about|how about)\b/u;

/** What is shown to someone who wrote this under an answer about `subject`; null where nothing is called for. */
export function showFurther(
  bot: Bot,
  subject: readonly Fact[],
  text: string,
  fallback: Language,
): Shown | null {
  const [fact] = subject;
  const folded = fold(text);
  if (isThanks(folded)) return null;
  if (fact === undefined) return showAnswer(ask(bot, text, fallback), bot);
  const isShort = isShortReply(folded);
  const language = languageOfText(text, fallback);
  const told = languageAskedFor(folded, language);
  if (told !== null && isShort) return showAnswer(again(subject, told), bot);
  const alone = (isShort ? askByWords : ask)(bot, text, fallback);
  if (isShort && TOGETHER.test(folded) && alone.kind !== 'calculated') {
    const other = besideWhich(fact, folded, alone, bot);
    if (other !== undefined) return showPair(fact, other, language, bot);
  }
  const answer = further(bot, fact, text, { folded, language, alone });
  if (answer !== null) return showAnswer(answer, bot);
  const shown = showAnswer(again([fact], language), bot);
  if (ABOUT_IT.test(folded)) return shown;
  return {
    ...shown,
    title: wordsIn(language)('tone.same'),
    reply: { ...shown.reply, tone: 'unsure', lead: wordsIn(language)('reply.same') },
  };
}

function isShortReply(folded: string): boolean {
  return [...folded].length <= (hasHan(folded) ? SHORT : SHORT_IN_LETTERS);
}

/** Whether a text says thanks and nothing else, which calls for no answer. */
export function saysThanks(text: string): boolean {
  return THANKS.test(wordsOf(fold(text)));
}

// Under an answer an emoji is as good as thanks.
function isThanks(folded: string): boolean {
  const words = wordsOf(folded);
  return words === '' ? /\p{Extended_Pictographic}/u.test(folded) : THANKS.test(words);
}

function wordsOf(folded: string): string {
  return folded.replace(/[\p{P}\p{S}\s]+/gu, ' ').trim();
}

// What is to be set beside the subject: what the words name, of the same kind of period, or else its twin.
function besideWhich(fact: Fact, folded: string, alone: Answer, bot: Bot): Fact | undefined {
  const twins = twinsOf(bot.base, fact);
  const series = new Set([fact, ...twins]);
  const isNamed = WITH_ANOTHER.test(folded) && twinAskedFor(folded, fact, bot) === null;
  const others = isNamed ? alone.facts : [];
  if (others.length === 0 || others.some((one) => series.has(one))) return twins[0];
  const alike = others.filter(({ period }) => period.kind === fact.period.kind);
  return alike.length === 1 ? alike[0] : others.length === 1 ? others[0] : undefined;
}

interface Further {
  readonly folded: string;
  readonly language: Language;
  /** What the words say by themselves. */
  readonly alone: Answer;
}

// Null where the words ask for nothing that could be looked up, or for what the answer says already.
function further(bot: Bot, fact: Fact, text: string, { folded, language, alone }: Further): Answer | null {
  const isShort = isShortReply(folded);
  const year = yearAskedFor(folded, fact, bot);
  if (year !== null && year !== yearOf(fact, bot))
    return isShort ? { ...askByWords(bot, inYear(year, text, fact), language), language } : alone;
  const withIt = { ...askByWords(bot, withSubject(text, fact), language), language };
  if (withIt.kind === 'calculated' && alone.kind !== 'calculated') return withIt;
  const isOfItsOwn = alone.kind === 'found' || alone.kind === 'calculated' || alone.kind === 'section';
  // "超过一百万吗" is about the subject, whatever else has that number; so is "哪一段".
  if (alone.reason.code !== 'bound' && withIt.reason.code === 'bound') return withIt;
  if (!isOfItsOwn && (withIt.reason.code === 'where' || withIt.reason.code === 'counts-other')) return withIt;
  const saysNothing = ['nothing', 'blank', 'to-bot'].includes(alone.reason.code);
  const isAboutIt = isShort && ABOUT_IT.test(folded) && !isOfItsOwn;
  if (isAboutIt || (alone.kind === 'choices' && alone.facts.includes(fact))) return null;
  const near = alone.facts.some((one) => sectionOf(bot.base, one) === sectionOf(bot.base, fact));
  const isInstead = INSTEAD.test(folded) || (isShort && alone.kind === 'choices');
  const twin = twinAskedFor(folded, fact, bot);
  // How many villages there were is not asked of the donations before it.
  if (twin === null && alone.kind === 'choices' && alone.facts.length > 1 && !near) return alone;
  if (twin === null && isInstead && alone.facts.length > 0 && !alone.facts.includes(fact))
    return instead(fact, alone, withIt);
  if (isOfItsOwn) return alone;
  if (twin !== null) return answerOf('found', [twin], { code: 'found' }, language, text);
  const [first] = withIt.facts;
  if (saysNothing && withIt.kind !== 'not-found' && first === fact) return null;
  if (alone.kind === 'choices' && withIt.kind === 'not-found') return alone;
  return saysNothing || withIt.kind !== 'not-found' ? withIt : alone;
}

// What the words name by themselves, as near to the subject as there is: the coverage of broadband after that of 4G.
function instead(fact: Fact, alone: Answer, withIt: Answer): Answer {
  const { language } = withIt;
  const scores = new Map(withIt.hits.map((hit) => [hit.fact, hit]));
  const named = alone.facts
    .flatMap((other) => scores.get(other) ?? [])
    .filter(({ fact: { period } }, _, all) => {
      // Of a year and its total, the one that the subject is.
      const same = all.some((hit) => hit.fact.period.kind === fact.period.kind);
      return !same || period.kind === fact.period.kind;
    })
    .sort((one, other) => other.score - one.score);
  const [best] = named;
  if (best === undefined || best.score < OFFERS.found)
    return withIt.kind === 'not-found' && alone.kind === 'found' ? withIt : alone;
  const close = named.filter(({ score }) => score >= best.score * CLOSE).map((hit) => hit.fact);
  const isNamed = alone.hits.some(({ fact: other, score }) => other === best.fact && score >= NAMED);
  if (close.length > 1) return answerOf('choices', close, { code: 'several' }, language, alone.question);
  const [kind, code] = isNamed ? (['found', 'found'] as const) : (['choices', 'unsure'] as const);
  return answerOf(kind, close, { code }, language, alone.question);
}

function again(subject: readonly Fact[], language: Language): Answer {
  const isOne = subject.length === 1;
  return answerOf(isOne ? 'found' : 'choices', subject, { code: isOne ? 'found' : 'several' }, language);
}

function languageAskedFor(folded: string, own: Language): Language | null {
  if (IN_ENGLISH.test(folded)) return 'en';
  if (IN_TRADITIONAL.test(folded)) return 'zh-Hant';
  if (IN_SIMPLIFIED.test(folded)) return 'zh-Hans';
  if (IN_CHINESE.test(folded)) return own === 'en' ? 'zh-Hans' : own;
  return null;
}

function twinAskedFor(folded: string, fact: Fact, bot: Bot): Fact | null {
  const series = [fact, ...twinsOf(bot.base, fact)];
  const year = yearOf(fact, bot);
  if (TOTAL.test(folded)) return series.find(({ period }) => period.kind === 'cumulative') ?? null;
  if (SINGLE_YEAR.test(folded) || folded.includes(year))
    return series.find(({ period }) => 'year' in period && period.year === year) ?? null;
  return null;
}

function yearOf(fact: Fact, { base }: Bot): string {
  return base.report.get(fact.source.report)?.year ?? '';
}

// "上一年呢", "the year after", "2018?": the same for another year, which the report may well not have.
function yearAskedFor(folded: string, fact: Fact, bot: Bot): string | null {
  const named = YEAR.exec(folded)?.[0];
  if (named !== undefined) return named;
  const shift = YEAR_BEFORE.test(folded) ? -1 : YEAR_AFTER.test(folded) ? 1 : 0;
  return shift === 0 ? null : String(Number(yearOf(fact, bot)) + shift);
}

function inYear(year: string, text: string, fact: Fact): string {
  return hasHan(text) ? `${year}年${nameOf(fact, true)}是多少` : `${nameOf(fact, false)} in ${year}`;
}

function withSubject(text: string, fact: Fact): string {
  if (hasHan(text)) return `${nameOf(fact, true)}${text}`;
  return `${LIMIT.test(text) ? 'is ' : ''}${nameOf(fact, false)} ${text}`;
}

// The subject's name without its own period, which the reply may be about to change.
function nameOf({ label }: Fact, inChinese: boolean): string {
  return inChinese
    ? label.zh.replace(/\d{4}年|累計|目前/gu, '')
    : label.en.replace(/\b(?:in|during) \d{4}\b|\bin total\b|\bcumulative\b|\bat present\b/giu, '');
}
