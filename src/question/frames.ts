import type { Span } from './cut.ts';

// The frames questions come in, read from grammar rather than vocabulary. Patterns run on folded text
// (Simplified, lower case); each is anchored in literal words, so their time grows with the text's length alone.

const QUANTITY =
  /多少|几多|多大|好多|(?<![上下之乎哪边第])几(?=[个名人家户所间座位部台万亿成级年项次块层倍件份条只千百乎]|$|\s|[？?])|百分之几|几分之几|how many|how much|number of|# of|\bcount\b|\bhow mny\b|几(?=倍)|\bno\. of|总数|数量|人数|户数|金额|总额|规模|占比|比例|覆盖率|\bamount\b|\btotal\b|percentage|what (?:percent|share|proportion|fraction)|\bhow (?:big|large|high)/u;

const WHAT_IS =
  /(?:是|系|係|指|代表|说的是|讲的是|讲|讲紧|对应|表示|意味着)(?:的)?(?:紧)?(?:是)?(?:什么|咩|啥|乜|哪|谁|边)|什么(?:数字|数据|意思|东西|来的)|(?:是|系)(?:边|哪)|哪(?:一)?(?:项|个|种|方面|里来)|what(?:'s|’s|s| is| are| was| were| does| do| did)\b|refers?\b|stands? for|\bmeans?\b|which (?:figure|number|metric|one)|what it (?:is|counts|means)|是谁|who are|where does/u;

const WHERE =
  /出自|(?:什么|哪个|边个)位置|(?:in )?(?:which|what) passage|(?:哪|边)(?:一)?(?:个)?(?:部分|节|章|段|小节|章节|板块|条|标题)|哪里(?:提到|写|说|讲)|来自哪|which (?:section|part|chapter|paragraph|heading)|what (?:section|part|chapter|heading)|where (?:in the report|is .* (?:mentioned|found|reported)|can i find)/u;

const SECTION =
  /(?:那|嗰|这)(?:一)?(?:个)?(?:段|部分|节|章|块)|(?:段|部分|章节|小节)(?:原文|内容|全文)|原文|大标题|\b(?:paragraph|passage|part|section|chapter)s? (?:on|about|regarding|for|dealing|that|covering)|\bintro(?:duction)?\b|开头|引言|前言|结尾|结语|[做干](?:了|过|咗)?(?:些|了些)?(?:什么|哪些|啥|咩|乜)|(?:讲|说|写|提|介绍|谈)(?:了|到|咗|过)?(?:些|了些)?(?:什么|哪些|啥|咩|乜)|(?:什么|哪些|有咩)(?:措施|举措|内容|做法|动作|工作|事情|事|安排|行动|项目)|怎么(?:做|搞|开展|推进)|如何(?:做|开展|推进|帮)|情况(?:怎么样|如何)|第[一二三四五]\s?(?:大?部分|章|节|大?段|块)|(?:first|second|third|last|final|opening|closing|introductory|1st|2nd|3rd) (?:headed )?(?:section|part|chapter|heading|paragraph)s?|how does the (?:report|article|text) describe|(?:section|part|chapter) (?:one|two|three|1|2|3)\b|what (?:does|did) (?:the|this|your|it) ?(?:report|article|text|document)? ?(?:say|tell|mention|cover|write)|what (?:did|does|has|have|was|were|is) .{0,60}\b(?:do|doing|done)\b|what's in|what is in|tell me about|summar|overview|概述|概况|简介|总结|介绍一?下|讲讲|说说|measures|内容是|都有什么/u;

const LIST =
  /(?:哪些|有什么|有啥|什么|所有|全部|相关|有关|具体|关键|主要|都有|列出|列一?下|给我|看看)[^，。？?]{0,12}(?:数字|数据|指标|统计|成绩单)|(?:数字|数据|指标)[^，。]{0,3}(?:列|给|发)|(?:数字|数据|指标)(?:有(?:哪些|什么|咩|冇|吗|没)|都?(?:给|列|发|拿)|汇总|一览|大全|是什么|呢|吧|$|\s*[？?吗])|统计数据|有(?:没有)?(?:什么)?(?:数字|数据)|\b(?:stats|statistics|all (?:the |of the )?(?:\w+ ){0,3}(?:figures|numbers|data(?! packs?)|metrics|stats|amounts)|(?:figures|numbers|metrics) (?:on|for|about|in|related|regarding)|(?:figures|numbers|metrics)(?:,? please)?\s*[?.!]?$|list (?:all|the|every|everything)|everything (?:about|on)|data on|what (?:figures|numbers))/u;

const BOUND_OVER =
  /超过|超出|(?<!全)超(?!额)|破(?!了?纪录)|达到|达|到了|有没有|有冇|够|突破|高于|多于|大于|不止|过了|不少于|至少|以上|more than|\bover\b|exceed|at least|reach|above|surpass|pass(?:ed)?\b|\btop(?:ped)?\b|\bhit\b|greater than|as many as|as much as/u;
const BOUND_UNDER =
  /不到|不足|少于|低于|小于|未到|没到|没有到|唔够|以下|以内|less than|\bunder\b|fewer than|below|short of/u;
const YES_NO =
  /吗|嘛|么\s*[？?]|是不是|是否|有没有|有冇|有无|係咪|系咪|能不能|达没达|过没过|到没到|超没超|对不对|^(?:did|do|does|is|are|was|were|has|have|had|can|could|so)\b|\bright\s*\?|\bor not\b/u;

// A bare sum such as 17 * 23 is no question about the report.
const ARITHMETIC = /\d\s*[*×x÷+]\s*\d+(?!\s*\+\s*x)/u;

/** What kind of question it is, before looking at what it is about. */
export type Frame =
  | { readonly kind: 'figure' }
  | { readonly kind: 'reverse' }
  | { readonly kind: 'where' }
  | { readonly kind: 'bound'; readonly direction: 'over' | 'under' }
  | { readonly kind: 'section' }
  | { readonly kind: 'list' }
  /** It may be one: whether it says what to compute is read in operation.ts. */
  | { readonly kind: 'calculation' };

/** What a frame is read from besides the words. */
export interface FrameContext {
  /** A number that could be a figure's value: not a year, not a lone 一. */
  readonly hasNumber: boolean;
  readonly hasAnyNumber: boolean;
  /** Nothing else says anything: "7". */
  readonly onlyNumber?: boolean;
}

const HOW_MANY =
  /多少|几多|好多|百分之几|几(?=[个名人家户所间座位部台万亿成年项块件份条]|倍)|how many|how much|how mny/u;

/** Whether the question uses a word that asks for a number: 多少, how many. */
export function asksHowMany(folded: string): boolean {
  return HOW_MANY.test(folded);
}

/** Whether the question asks for a quantity at all, be it by naming one: "the amount", "覆蓋率". */
export function asksQuantity(folded: string): boolean {
  return QUANTITY.test(folded);
}

/** Reads the frame of a folded question. Other readings that might apply follow in order of preference. */
export function framesOf(
  folded: string,
  { hasNumber, hasAnyNumber, onlyNumber = false }: FrameContext,
): Frame[] {
  const frames: Frame[] = [];
  if (ARITHMETIC.test(folded)) return frames;
  const quantity = asksQuantity(folded);
  if (WHERE.test(folded)) frames.push({ kind: 'where' });
  if (hasNumber && YES_NO.test(folded) && (BOUND_OVER.test(folded) || BOUND_UNDER.test(folded))) {
    frames.push({ kind: 'bound', direction: BOUND_UNDER.test(folded) ? 'under' : 'over' });
  }
  const howMany = asksHowMany(folded);
  if (onlyNumber || (hasNumber && !quantity) || (hasAnyNumber && WHAT_IS.test(folded) && !howMany))
    frames.push({ kind: 'reverse' });
  frames.push({ kind: 'calculation' });
  if (LIST.test(folded)) frames.push({ kind: 'list' });
  if (SECTION.test(folded) && !/多少|几多|how many|how much/u.test(folded)) frames.push({ kind: 'section' });
  if (hasNumber) frames.push({ kind: 'reverse' });
  frames.push({ kind: 'figure' });
  return frames;
}

/** Where the words stand that only ask for a part of the report ("what does the section on … say"). */
export function sectionSpans(folded: string): Span[] {
  return [...folded.matchAll(new RegExp(SECTION, 'gu'))].map((match) => [
    match.index,
    match.index + match[0].length,
  ]);
}

/** Whether several figures are asked for side by side: each, respectively, this year's and the total. */
export function asksForEach(folded: string): boolean {
  return EACH.test(folded);
}

const EACH =
  /各(?!级|地|项|省|界|位)|分别|分開|\beach\b|respectively|\bboth\b|(?:20\d\d年?|当年|今年|全年|当年度)[^，。,]{0,6}(?:和|与|及|、|跟|同|还有|加)[^，。,]{0,4}(?:累计|历年|总)|(?:累计|历年|总数)[^，。,]{0,6}(?:和|与|及|、|跟|同|还有)[^，。,]{0,4}(?:20\d\d年?|当年|今年)|(?:20\d\d|yearly|annual)(?: figure| number| amount)? (?:and|&|plus|vs\.?) (?:the )?(?:cumulative|total|overall)|cumulative (?:and|&) (?:yearly|annual|20\d\d)|数(?:量)?加|以及|还有几|仲有几/u;
