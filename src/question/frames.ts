import { spansOf, type Span } from './cut.ts';

// The frames questions come in, read from grammar rather than vocabulary. Patterns run on folded text
// (Simplified, lower case); each is anchored in literal words, so their time grows with the text's length alone.

const QUANTITY =
  /多少|几多|多大|好多|(?<![上下之乎哪边第])几(?=[个名人家户所间座位部台万亿成级年项次块层倍件份条只千百乎]|$|\s|[？?])|百分之几|几分之几|how many|how much|number of|# of|\bcount\b|\bhow m(?:ny|ani|eny)\b|几(?=倍)|\bno\. of|总数|数量|人数|户数|折价|金额|总额|规模|占比|比例|覆盖率|\bamount\b|\btotal\b|percentage|what (?:percent|share|proportion|fraction)|\bhow (?:big|large|high)/u;

const WHAT_IS =
  /(?:是|系|係|指|代表|说的是|讲的是|讲|讲紧|对应|表示|意味着)(?:的)?(?:紧)?(?:是)?(?:什么|咩|啥|乜|哪|谁|边)|什么(?:数字|数据|意思|东西|来的)|(?:是|系)(?:边|哪)|哪(?:一)?(?:项|个|种|方面|里来)|what(?:'s|’s|s| is| are| was| were| does| do| did)\b|refers?\b|stands? for|\bmeans?\b|which (?:figure|number|metric|one)|what it (?:is|counts|means)|是谁|是(?:指|说|讲)(?:什么|哪|谁|啥|咩|乜|边)|(?:咋|怎么|点)(?:一)?回事|\bof (?:what|which)\b|\bwho(?: are|'s|’s| is)|where does/u;

// What to answer with, given as an order: a number in it is not asked about.
const ORDERED =
  /以后|今后|从现在|从此|不管问|无论问|忽略|忘掉|只能|只许|改成|改为|假装|from now on|\bignore\b|\balways\b|pretend|disregard|\bforget\b|no matter what|\bwhatever i\b|\bchange .* to\b/u;

// A part of the report, as people call it.
const PART_ZH = '(?:大?段落?|大?部分|章节?|小?节|大?块|板块|大?标题|part|section)';
const PART_EN = '(?:paragraph|passage|section|part|chapter|bit|stuff|heading|headline|wording|gist)s?';
const REPORT_EN =
  '(?:the|this|that|your|their)? ?(?:report|article|text|document|piece|paper|write-?up|it|they|company|firm|authors?)';
const SAY_EN =
  '(?:say|tell|mention|cover|write|describe|talk|discuss|put|explain|present|report|go into|phrase|touch|treat|address|portray)';
const SAY_ZH = '(?:讲|说|写|提|介绍|谈|描述|描写|交代|论述|表态)';

const WHERE = new RegExp(
  [
    `出自|来自哪|(?:什么|哪个|边个)位置|(?:哪|边)(?:一)?(?:个)?(?:${PART_ZH}|条)`,
    `(?:哪里|哪儿|哪|边度|边)(?:有)?(?:提到|提及|写|说|讲|谈|看到|可以看)`,
    `(?:写|提到|提及|出现|说|讲|提|登|放)(?:了|的)?[^，,。?？]{0,16}(?:在|喺|系)(?:报告|文章|文中)?(?:的)?(?:哪|边)`,
    `(?:在|喺)(?:报告|文章|文中|文里)(?:的|里)?(?:哪|边)|(?:内容|段落|这句|那句|句话)[^，,。?？]{0,6}(?:在|喺)(?:哪|边)`,
    `(?:有没有|有冇|有无|是否|有)(?:提|讲|说|写|谈)(?:到|及|过)|(?:提|讲|说|写|谈)(?:到|及|过)[^，,。?？]{0,12}(?:吗|没有|没|冇)`,
    `(?:in )?(?:which|what) (?!part of the (?:industry|total|whole|task|work)|part (?:is|was|did|do|does) (?!it|this|that))${PART_EN}\\b`,
    `\\bwhere(?:'s|’s| is| are| in| do| does| did| can| could| would|abouts).{0,60}\\b(?:mention|talk|brought|bring|come up|comes up|said|says?|discuss|describe|${PART_EN} |find|appear|written|write|found|reported|covered|located)`,
    `\\bwhere (?:can|do|would) i (?:find|read|see)`,
    `\\b(?:does|do|did|is|are|any|anything) ?${REPORT_EN}? (?:ever |even |also )?(?:mention|talk about|say anything|say something|touch on|discuss|bring up|refer to|there (?:a|any) mention)`,
  ].join('|'),
  'u',
);

const SECTION = new RegExp(
  [
    `(?:那|嗰|这|该)(?:一)?(?:两|几|个)?${PART_ZH}|${PART_ZH}(?:的)?(?:原文|内容|全文)|原文|下面(?:讲|说|写|都)|的(?:段落|部分|章节)|这(?:一)?块|第[一二三四五]\\s?(?:个)?${PART_ZH}|${PART_ZH}(?:讲|说|写|里|给我|贴|点)`,
    `最后(?:一)?(?:个)?${PART_ZH}|(?:哪些|什么|啥|咩|乜)(?:路子|办法|招数|招|法子|手段|作用|贡献)|\\b[\\w-]+ ${PART_EN}(?:,? (?:please|pls|plz))\\s*[?.!]?$|开头|开篇|引言|前言|结尾(?!有|是|带)|结语|一上来|文末|最前面`,
    `[做干](?:了|过|咗)?(?:些|啲|了些|点|一些)?(?:什么|哪些|啥|咩|乜)`,
    `${SAY_ZH}(?:了|到|咗|过|及)?(?:些|啲|了些|点|一些)?(?:什么|哪些|啥|咩|乜)|(?:报告|文章|文中|关于|方面|部分|段|块)[^，,。?？]{0,12}${SAY_ZH}的(?:是)?(?:什么|哪些|啥|咩|乜)|关于[^，,。?？]*(?:内容|说法|描述)|原话|收尾|(?:文末|文章)怎么收`,
    `(?:什么|哪些|有咩)(?:措施|举措|内容|做法|动作|工作|事情|事|安排|行动|项目)`,
    `(?:怎么|怎样|如何|点样?|咋)(?:个)?(?:做|搞|弄|保障|组织|落实|实施|开展|推进|干|帮|安排|分工|打算|${SAY_ZH}的)|(?:报告|文章|文中|文里)(?:里|中|上|是|系)?(?:怎么|怎样|如何|点样?|咋)${SAY_ZH}|情况(?:怎么样|如何)`,
    `\\b${PART_EN} (?:on|about|regarding|for|dealing|that|covering|headed|where|which|with|concerning|called)\\b`,
    `\\b(?:the|that|this|their|its) (?:[\\w-]+ ){0,3}(?:paragraph|passage|section|part|chapter|bit)\\b`,
    `\\b(?:first|second|third|last|final|opening|closing|introductory|1st|2nd|3rd) (?:headed )?(?:two )?${PART_EN}\\b|\\b(?:section|part|chapter) (?:one|two|three|1|2|3)\\b|\\bintro(?:duction)?\\b`,
    `\\bhow (?:does|do|did|is|are|was|were|has|have|the|it|they)\\b`,
    `\\b(?:report|article|text|document) (?:tells?|puts?|has|says?) (?:it|on|about)\\b|\\b(?:written|wrote|said|says?) (?:about|on|of)\\b|\\bkicks? off\\b|\\bwrap(?:s|-)? ?up\\b|\\bmeasures\\b`,
    `\\bwhat (?:does|did|do|has|have|would) ${REPORT_EN} (?:have to |has to )?(?:${SAY_EN}|go on)|\\bwhat (?:is|was|are|were|has been|have they|'s|’s) .{0,20}\\b(?:said|written|wrote|stated|described|told|planned)\\b|\\bha(?:s|ve) to say\\b|\\bwhat(?:ever)? (?:they|it|the report|the article) (?:wrote|writes?|says?|said)\\b`,
    `\\bwhat (?:do|did|does|has|have|was|were|is) .{0,60}\\b(?:do|doing|done)\\b|what's in|what is in|tell me about|summar|overview|\\bquote\\b|read me|概述|概况|简介|总结|介绍一?下|讲讲|说说|measures|内容是|都有什么`,
  ].join('|'),
  'u',
);

const NAMES_PART = new RegExp(
  `(?:那|嗰|这|该)(?:一)?(?:两|几|个)?${PART_ZH}|${PART_ZH}(?:的|里|中|所有|全部|$)|\\b(?:paragraph|passage|section|part|chapter|bit)\\b`,
  'u',
);

// Words that only ask for a part of the report: they are no part of what it is about. A preamble about the asker is none either.
const PART_WORDS = new RegExp(
  [
    `[，,]我(?:是|在|们|正)[^，,。?？]*|\\b(?:how|explain|gist|wording|original|dig out|original|involved|used|kind|things?|like)\\b|\\blist (?:all|the|of|every)\\b|发(?:给)?我|给我(?:看看?)?|贴(?:出来|一下|上来)?|^(?:我是|作为|身为|as an?|i'?m an?|i am an?)[^，,。.;；]*[，,。.;；]`,
    `${SAY_ZH}(?:了|到|咗|过|的|及)?(?:些|啲|点)?(?:什么|哪些|啥|咩|乜)?|(?:那|嗰|这|哪|边|该)(?:一)?(?:两|几|个)?${PART_ZH}|${PART_ZH}|原文|内容|出现|报告|文章|文中|下面|底下`,
    `(?:怎么|怎样|如何|点样?|咋)(?:个)?(?:做|搞|弄|保障|组织|落实|实施|开展|推进|干|${SAY_ZH})?|[做干](?:了|过|咗)?(?:些|啲|点)?(?:什么|哪些|啥|咩|乜)(?:工作|事情|事)?|(?:什么|哪些|啥|咩|乜)(?:工作|事情|事|动作|安排|措施|举措)|(?:这|那)件事|情况|措施|举措|做法`,
    `\\b(?:${PART_EN}|${SAY_EN}(?:s|d|ed|ing)?|said|written|wrote|told|about|on|regarding|dealing|deals?|with|concerning|mentioned|brought|bring|up|comes?|quote|read|summar(?:y|i[sz]e)|overview|words?|own|anywhere|at all|show|pull|find|where|which|what(?:'s|’s)?|how|measures|report|article|planned|approach|way|look|see)\\b`,
  ].join('|'),
  'gu',
);

const FIGURES_ZH = '(?:数字|数据|指标|统计|金额|款项|数目|成绩单|数(?!量|名|千|百|万|以|额|目))';
const FIGURES_EN =
  '(?:figures?|numbers?|data(?! ?(?:packs?|bundles?|packages?))|metrics?|stat(?:istic)?s?|amounts?|sums|money)';
const LIST = new RegExp(
  [
    `(?:哪些|有什么|有啥|什么(?!数)|所有|全部|相关|有关|具体|关键|主要|都有|列出|列一?下|给我|看看|凡是|每(?:一)?(?:个|笔|项))[^，,。？?]{0,12}${FIGURES_ZH}`,
    `(?:数字|数据|指标|金额)[^，,。]{0,4}(?:列|给|发|报|汇总|一览|大全)|(?:数字|数据|指标)(?:有(?:哪些|什么|咩|冇|吗|没)|都?(?:给|列|发|拿)|是什么|呢|吧|$|\\s*[？?吗])|统计数据|有(?:没有)?(?:什么)?(?:数字|数据)`,
    `(?:全部?|都|通通|统统|一一|逐一|一个不落|一笔一笔|挨个)[^，,。？?]{0,3}(?:列|报|讲|说|数|写)(?:出|一|给|讲|报|下)|带数的|(?:荣誉|奖项?|案例|覆盖率|捐款)[^，,。]{0,4}有哪(?:些|几)`,
    `\\b(?:stats|statistics)\\b|\\b(?:all|every|each)\\b (?:(?:of )?(?:the|your|its|their) )?(?:[\\w-]+ ){0,3}?${FIGURES_EN}|\\bevery (?:single )?${FIGURES_EN}`,
    `\\b(?:figures|numbers|metrics|amounts) (?:on|for|about|in|from|related|regarding)\\b|\\b(?:figures|numbers|metrics)(?:,? please)?\\s*[?.!]?$|\\blist (?:all|the|every|everything|them)|\\b(?:everything|anything) (?:they |it |the report )?(?:about|on|counts?|counted|has|have)\\b|\\bdata on\\b|\\bwhat (?:figures|numbers)`,
  ].join('|'),
  'u',
);
// Words that only ask for a list.
const LIST_WORDS = new RegExp(
  `${FIGURES_ZH}|全部?|所有|凡是|写明|通通|统统|一一|逐一|一个不落|列出来?|列一?下|列举|报(?:一遍|一?下)?|一遍|给我|汇总|一览|有关|相关|哪些|哪几个?|带数的|都|\\b(?:${FIGURES_EN}|all|every|each|everything|list|give|me|please|gimme|single|whole|states?|count|counts|three|four|five|six|them|it|in|from|the|of)\\b`,
  'gu',
);

const BOUND_OVER =
  /(?<![没冇])有(?=[\d一二两三四五六七八九十百千万亿]+[^的]{0,3}(?:吗|嘛|么))|超过|超出|(?<!全)超(?!额)|破(?!了?纪录)|达到|达|到了|有没有|有冇|够|突破|高于|多于|大于|不止|过了|不少于|至少|以上|more than|\bover\b|exceed|at least|reach|above|surpass|pass(?:ed)?\b|\btop(?:ped)?\b|\bhit\b|greater than|as many as|as much as/u;
const BOUND_UNDER =
  /不到|不足|少于|低于|小于|未到|没到|没有到|唔够|以下|以内|less than|\bunder\b|fewer than|below|short of/u;
const YES_NO =
  /(?:不到|不足|超过|达到|至少)[^，。,]*吧\s*[？?]?$|吗|嘛|么\s*[？?]|是不是|是否|有没有|有冇|有无|係咪|系咪|能不能|达没达|过没过|到没到|超没超|对不对|^(?:did|do|does|is|are|was|were|has|have|had|can|could|so)\b|\bright\s*\?|\bor not\b/u;

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
  /多少|几多|好多|百分之几|几(?=[个名人家户所间座位部台万亿成年项块件份条]|倍)|how many|how much|how m(?:ny|ani|eny)/u;

/** Whether the question uses a word that asks for a number: 多少, how many. */
export function asksHowMany(folded: string): boolean {
  return HOW_MANY.test(folded);
}

/** Whether the question asks for a quantity at all, be it by naming one: "the amount", "覆蓋率". */
export function asksQuantity(folded: string): boolean {
  return QUANTITY.test(folded);
}

/** So few characters, one of them a number, ask what it stands for. */
const SHORT = 8;

/** Reads the frame of a folded question. Other readings that might apply follow in order of preference. */
export function framesOf(
  folded: string,
  { hasNumber, hasAnyNumber, onlyNumber = false }: FrameContext,
): Frame[] {
  const frames: Frame[] = [];
  if (ARITHMETIC.test(folded)) return frames;
  const quantity = asksQuantity(folded);
  const whatIs = WHAT_IS.test(folded);
  if (hasNumber && !quantity && !whatIs && ORDERED.test(folded)) return frames;
  if (WHERE.test(folded)) frames.push({ kind: 'where' });
  const yesNo = YES_NO.test(folded) || (/[?？]\s*$/u.test(folded) && !quantity);
  if (hasNumber && yesNo && (BOUND_OVER.test(folded) || BOUND_UNDER.test(folded))) {
    frames.push({ kind: 'bound', direction: BOUND_UNDER.test(folded) ? 'under' : 'over' });
  }
  const howMany = asksHowMany(folded);
  if (onlyNumber || (hasNumber && !quantity) || (hasAnyNumber && whatIs && !howMany))
    frames.push({ kind: 'reverse' });
  frames.push({ kind: 'calculation' });
  if (LIST.test(folded)) frames.push({ kind: 'list' });
  if (SECTION.test(folded) && !quantity) frames.push({ kind: 'section' });
  if (hasNumber || (hasAnyNumber && !quantity && folded.length <= SHORT)) frames.push({ kind: 'reverse' });
  frames.push({ kind: 'figure' });
  return frames;
}

/** Where the words stand that only ask for a part of the report ("what does the section on … say"). */
export function sectionSpans(folded: string): Span[] {
  return spansOf(folded, PART_WORDS);
}

/** Where the words stand that only ask for a list of figures. */
export function listSpans(folded: string): Span[] {
  return spansOf(folded, LIST_WORDS);
}

/** Whether the question points at a part of the report by a word for one: 那段, "the paragraph". */
export function namesPart(folded: string): boolean {
  return NAMES_PART.test(folded);
}

/** Whether several figures are asked for side by side: each, respectively, this year's and the total. */
export function asksForEach(folded: string): boolean {
  return EACH.test(folded);
}

const EACH =
  /各(?!级|地|项|省|界|位)|分别|分開|\beach\b|respectively|\bboth\b|(?:20\d\d年?|当年|今年|全年|当年度)[^，。,]{0,6}(?:和|与|及|、|跟|同|还有|加)[^，。,]{0,4}(?:累计|历年|总)|(?:累计|历年|总数)[^，。,]{0,6}(?:和|与|及|、|跟|同|还有)[^，。,]{0,4}(?:20\d\d年?|当年|今年)|(?:20\d\d|yearly|annual)(?: figure| number| amount)? (?:and|&|plus|vs\.?) (?:the )?(?:cumulative|total|overall)|cumulative (?:and|&) (?:yearly|annual|20\d\d)|数(?:量)?加|以及|还有几|仲有几/u;
