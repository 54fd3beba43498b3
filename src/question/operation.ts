import { spansOf, type Span } from './cut.ts';

// What a question wants computed, read from its wording. Patterns run on folded text (Simplified, lower case); each is
// anchored in literal words, so their time grows with the text's length alone. A cue is no proof: whether the
// question really names figures to compute with is for operands.ts to find out.

/**
 * `before`: the total less the year. `rest`: those of a whole that are not in a named part (sent out and no longer in
 * post). `complement`: what is left of a share to 100 %. `whole`: from a part and its share. `spread`: of a year's
 * figure, a day or a month. `rest-share`: what share of the whole such a remainder is.
 */
export type Operation =
  | 'rest'
  | 'complement'
  | 'whole'
  | 'spread'
  | 'rest-share'
  | 'before'
  | 'average'
  | 'difference'
  | 'ratio'
  | 'share'
  | 'sum';

/** A part of the year and how many of them the year has. */
export interface Spread {
  readonly per: 'day' | 'month';
  readonly parts: number;
}

/** An operation and where the words stand that ask for it. */
export interface Request {
  readonly operation: Operation;
  readonly cues: readonly Span[];
  /** Before which year. */
  readonly year?: string;
  /** Whether the cue denies something, says that people are gone, or speaks of others. */
  readonly sense?: 'gone' | 'denied' | 'others';
  /** The cue says it beyond doubt: where the figures are lacking, that is the answer. */
  readonly plain: boolean;
}

/** A year as the question names it. */
export interface YearInText {
  readonly year: string;
  readonly start: number;
  readonly end: number;
}

const DIFFERENCE =
  /比(?!例|重|率|较)[^，。？?]{1,40}(?:多|(?<!多)少|高|低|大|小)[^，。？?多少]{0,4}(?:多少|几(?!乎|年)|好多)|(?:多|(?<!多)少|高|低)(?:出|了|咗|过)(?:多少|几(?!乎|年))|(?<![不唔])多(?:多少|几多|几(?=[个人户间所]))|(?:多|(?<!多)少|高|低|大)过[^，。？?]{1,24}(?:多少|几|好多)|扣(?:除|掉|去)|刨(?:去|掉|除)|除(?:去|掉)|相差|差(?:多少|几(?!乎)|了多少|额|距|別|别)|之差|减[去掉]|减(?=\d)|(?:difference|gap) (?:between|in|of)|\bgap\b.*\band\b|\bhow (?:many|much) (?:more|less|fewer|higher|lower|greater|bigger|larger|further)|\bminus\b|\b(?:subtract|deduct)(?:ed|ing)?\b|\b(?:take|taking) away\b|how far apart|by how (?:much|many)|(?:exceed|outnumber|outweigh)s?\b.*\bby how/u;
const SUM_PLAIN =
  /(?<![参增添更追外叠施])加(?!快|大|强|入|速|码|班|上课|深|工|起(?!来)|埋点|在(?!一)|注|盟|拿大)|合起来|合在一|合着|(?:一起|一并|一块儿?)算|并在一起|总和|之和|\bsum(?: of\b|\s*(?:[?.!]|$))|\bsum (?:it|them|these|those|up)\b|\bcombined?\b|put together|\badd(?:ed|ing)?\b|\bplus\b|\btogether\b|in aggregate/u;
const SUM_FAINT =
  /合计|合共|拢共|(?:[和跟与同及、]|\band\b|&)[^。？?]{1,60}(?:总共|一共|合共|共计|\bin (?:total|all)\b|\btotal\b|\baltogether\b|\ball told\b)|(?:总共|一共|\btotal\b|altogether)[^。？?]{1,40}(?:[和跟与同及、]|\band\b)/u;
const SHARE =
  /百分之(?:几|多少)|百分比|几成|占[^。？?]{0,24}(?:多少|几|百分|比例|比重|比率|多大|一半)|(?:比例|比重|占比|份额)(?:是|有|为|系|大概|大约|多)?|每(?:一)?百(?:个|名|人|位)|每一?(?:百|千)|几分之几|几多成|巴仙|(?:share|percentage|percent|per cent|proportion|fraction|part|portion|%|pct) of|what (?:share|percentage|percent|proportion|fraction|%|pct)|as an? (?:share|percentage|percent|proportion|fraction|%)|% |out of (?:every|each|a) (?:hundred|100)|for every (?:hundred|100)|in (?:every|a) hundred|in percentage terms/u;
const RATIO =
  /(?:几|多少|几多|好多)倍|倍数|how many times|\bratio\b|times (?:as|more|larger|bigger|greater|the)|比率是|之比|是[^，。？?]{1,24}的几倍|what multiple/u;
const AVERAGE_PLAIN =
  /平均|人均|户均|均摊|平摊|摊到|摊下来|分摊|折合(?:每|一)|除以|除一下|除下来|\baverage\b|\bavg\b|\bmean (?:number|value)|\bper (?!cent|day|month|year|annum|hundred)|\bdivid(?:e|ed|ing)\b.*\bby\b|\bapiece\b|\beach\b.{0,40}\bon average/u;
const AVERAGE_FAINT =
  /每一?(?:家|所|个|户|人|间|名|县|村|座|位|台|部|份|件)[^，。]{0,24}(?:多少|几|好多)|一(?:家|所|户|间|名|座|部|台|个|份|位)[^，。？?一]{0,12}(?:值|抵|(?:多少|几多?)(?:钱|元|块|蚊)|折合|轮到|分到|坐)|折合|(?:do|does|did|has|have) (?:each|every)|\bfor each\b|\bsingle\b.*\b(?:worth|value)|\b(?:worth|value) of (?:a|one)\b|\b(?:a|one) [^,.?]{1,30}\bworth\b/u;
const ONE_OF =
  /按[家所户间县村]|每一?[家所个户人间名县村座位台部份件]|一[家所户间名座部台个份位]|\b(?:each|one|single)\b/u;
const SPREAD_DAY =
  /(?:每|按|(?<![头第有那哪])一)(?:天|日)(?!期|程)|日均|365 ?(?:天|日|days?)|\bper day\b|\ba day\b|\beach day\b|\bdaily\b|\bevery day\b/u;
const SPREAD_MONTH =
  /每个?月|一个月|月均|(?:摊|折|除|平均|按)[^，。？?]{0,8}(?:十二|12)个?月|按月|\bper month\b|\ba month\b|\beach month\b|\bmonthly\b|\b(?:evenly|spread|divided?|over)\b[^.?]{0,24}(?:12|twelve) months|\bevery month\b/u;
// Those who are no longer where they were, and what is denied of a part.
const GONE =
  /(?:不|没|唔|冇)(?:再)?(?:在|喺)(?:岗位?|职位?|任|位子?)上?|撤回|(?<![收挽找夺要])回(?!答|复|应|报|顾|收|购|合|头看)|返(?:咗|来|去)|离(?:开|岗|任|队)|卸任|退下|调走|轮换|走了|\b(?:come|came|gone|went) back\b|\breturned\b|\bleft (?:their|the)? ?posts?\b|\bback home\b|\b(?:is|are|have|has) (?:now )?(?:gone|left)\b|\bleft already\b|\brecalled\b|\bwithdrawn\b/gu;
const DENIED =
  /不(?:再|在)|没(?:有)?|未(?:能|曾|有|获|被)?|冇|唔(?:喺|再)|\bno longer\b|\bnot\b|\bnever\b|n['’]t\b|\bwithout\b|\byet to\b/gu;
const BOTH_ALIKE = /[都全]算|算上|包括|(?<!不)含|连同|不论|不管|including|included|regardless|whether/u;
const LACKING =
  /不通|不到|收不|没(?:有)?|未|冇|无(?!偿)|缺|空白|剩|还差|\bwithout\b|\bno\b|\bnot\b|n['’]t\b|\black(?:ed|ing|s)?\b|\buncovered\b|\bunconnected\b|\bunserved\b|\bunreached\b|\bremain|\bleft\b|\bmissing\b|\bstill to\b/gu;
const OTHERS =
  /(?:其他|其它|其余|别的|别家|另外|余下|剩(?:下|余)?|同行)|\b(?:other|others|rest|remaining|remainder|everyone else|left to|left for|somebody else|competitors?)\b/gu;
const WHOLE =
  /(?:反推|倒推|倒算|推算|反算|估算|算出|算下来|如果|要是|假如|既然|若|那么?)[^。？?]{0,40}(?:总量|总任务|整个|全行业|总共|全部|任务)|\b(?:if|since|given|assuming|as|from)\b.{0,140}\b(?:whole|total|entire|overall|all)\b|\b(?:whole|total|entire)\b.{0,60}\bif\b/u;

// The words that only say what to compute.
const OPERATOR =
  /\b(?:(?:shares?|percent(?:age)?|per cent|proportion|fraction|part)(?: of(?: the| all)?)?|differences?|gap|sum|combined|total|altogether|together|average|avg|mean|ratio|times|plus|minus|per|each|apiece|more|less|fewer|how many times|multiple|add(?:ed|ing)?(?: up)?|divid(?:e|ed|ing)|spread evenly|evenly|exceed|by how much|bigger|larger|higher|single)\b|占|佔|分到|平分|均分|分摊|比例|比重|比率|百分之几|几成|相差|差(?:额|距|多少|几)?|加起来|加埋|加一块|加总|合起来|合计|总和|相加|之和|总共|一共|两(?:笔|项|样|者|边)数?字?|三(?:笔|项|样|者)|平均|平摊|摊下来|摊到|均摊|人均|户均|每|几?倍|多少|除以|减去|减掉|相当于|反过来说|反过来|加上|加(?=[^快大强入速码班深工注盟])|再(?=加)/gu;

/** Where the words stand that only say what to compute: they are no part of what the figures are about. */
export function operatorSpans(folded: string): Span[] {
  const joined: [from: number, to: number][] = [];
  for (const [from, to] of spansOf(folded, OPERATOR)) {
    const last = joined.at(-1);
    if (last?.[1] === from) last[1] = to;
    else joined.push([from, to]);
  }
  return joined;
}

/** What a folded question may want computed, the most particular first. */
export function requestsIn(folded: string, years: readonly YearInText[], ownYear?: string): Request[] {
  const requests: Request[] = [];
  function add(operation: Operation, cues: readonly Span[], more: Partial<Request> = {}): void {
    if (cues.length > 0) requests.push({ operation, cues, plain: false, ...more });
  }
  const share = spansOf(folded, SHARE);
  const before = beforeYear(folded, years, ownYear);
  if (!BOTH_ALIKE.test(folded)) {
    const operation = share.length > 0 ? 'rest-share' : 'rest';
    add(operation, spansOf(folded, GONE), { sense: 'gone' });
    add(operation, spansOf(folded, DENIED), { sense: 'denied' });
  }
  if (share.length > 0 || /\bpercent|%|比例|几成|百分/u.test(folded)) {
    add('complement', spansOf(folded, LACKING), { sense: 'denied' });
    if (/占|份额|承担|负责|比例|share|part\b|portion|account/u.test(folded))
      add('complement', spansOf(folded, OTHERS), { sense: 'others' });
  }
  add('whole', spansOf(folded, WHOLE));
  add('spread', [...spansOf(folded, SPREAD_DAY), ...spansOf(folded, SPREAD_MONTH)], { plain: true });
  if (before !== null) {
    if (share.length > 0) add('rest-share', before.cues, { year: before.year });
    add('before', before.cues, { year: before.year, plain: true });
  }
  // A day or a month of something per head is two divisions at once, which no figure of a year allows.
  const spread = SPREAD_DAY.test(folded) || SPREAD_MONTH.test(folded);
  const perHundred = /每一?(?:百|千)|every hundred|every 100/u.test(folded);
  if (!perHundred && !spread) {
    const plain = spansOf(folded, AVERAGE_PLAIN);
    const cues = plain.length > 0 ? plain : spansOf(folded, AVERAGE_FAINT);
    if (cues.length > 0) add('average', [...cues, ...spansOf(folded, ONE_OF)], { plain: plain.length > 0 });
  }
  add('difference', spansOf(folded, DIFFERENCE));
  add('ratio', spansOf(folded, RATIO));
  add('share', share);
  add('sum', [...spansOf(folded, SUM_PLAIN), ...spansOf(folded, SUM_FAINT)], {
    plain: SUM_PLAIN.test(folded),
  });
  return requests;
}

/** Into what a year is to be divided, if a question says so. */
export function spreadIn(folded: string, year: string): Spread | null {
  if (SPREAD_DAY.test(folded)) {
    const leap = new Date(Date.UTC(Number(year), 1, 29)).getUTCDate() === 29;
    return { per: 'day', parts: leap ? 366 : 365 };
  }
  return SPREAD_MONTH.test(folded) ? { per: 'month', parts: 12 } : null;
}

const BEFORE_AFTER_YEAR =
  /^年?(?:年?初|开年|元旦|当年|开始|的新增)?(?:及|那年)?(?:以前|之前|前(?![三两四几所往来面后十]))|^年?[^，。,?？;；]{0,10}(?:不算|不计|除外|不包括|不含|唔计|唔算|(?:扣|刨|减|剔|去|拿|抛|撇)(?:掉|去|除|开|走)|之外|以外)(?=$|[，。,?？;；]|的话|后|之后)/u;
const BEFORE_AHEAD_OF_YEAR =
  /(?:除(?:去|了|开|掉|咗)?|扣(?:除|掉|去)?|减(?:掉|去|除)?|去掉|不算|不含|不计|刨(?:去|掉|除)?|不包括|撇开|撇除|剔除|抛开|唔计|唔算|排除|早于|先于)(?:了)?\s?$|\b(?:before|prior to|preceding|ahead of|leading up to|earlier than|pre|excluding|exclud(?:e|es|ed)|without|not counting|ignor(?:e|ing)|disregard(?:ing)?|remov(?:e|ing)|drop(?:ping)?|leav(?:e|ing) aside|except(?: for)?|other than|minus|less|leav(?:e|ing) out|besides|outside(?: of)?|apart from|aside from|strip(?:ping)? out|tak(?:e|ing) (?:away|out)|subtract(?:ing)?|discounting|omitting|not including)[\s-](?:the )?(?:year |start of |beginning of |january |what was (?:paid|given) in )?$|(?:up to|until|till|to|at|by|as of) the (?:start|beginning) of $|going into $|entering $/u;
const UP_TO_AND_WITH =
  /^年?(?:及|和|与)(?:以前|之前|更早)|^年?(?:年底|年末|底|末|年尾)(?:以前|之前|前|为止)?|^ (?:and|or) (?:earlier|before)/u;
const TO_BEGINNING = /(?:到|至|截至|截止|截止到|直到)\s?$/u;
const BEGINNING = /^年?(?:年?初|年头|元旦)/u;
const THROUGH =
  /(?:到|至|截至|截止|截止到|直到)\s?$|\b(?:through|until|till|up to|by)(?: the)?(?: (?:end|close) of)? ?(?:december )?$|\b(?:to|at|as of)(?: the)? (?:end|close) of (?:december )?$/u;
const END = /^年?(?:年?底|年?末|年尾|年终|为止|止)?/u;
const NOT_EARLIER =
  /(?:leav(?:e|ing) (?:aside|out)|excluding|not counting|without|ignoring|不算|不计|不含|不要)\s?(?:the )?$/u;
const EARLIER =
  /(?:以前|之前|过往|早先|从前)(?:各|的)?(?:年度|几年|年份|那些年)|前些年|往年|除(?:了|去|开)?(?:当年|这一年|那一年)|(?:当年|那年|这年|本年度?)(?:的|那部分|新增)*(?:不算|除外|之外|以外|之前|以前)|\b(?:earlier|prior|previous|preceding) years\b|\bbefore (?:that|this|the) year\b|\bbefore then\b/u;

// The year before which is asked for: "prior to 2019", "到2018年底", "2019年的不算".
function beforeYear(
  folded: string,
  years: readonly YearInText[],
  ownYear: string | undefined,
): { year: string; cues: readonly Span[] } | null {
  const earlier = spansOf(folded, EARLIER).filter(([from]) => !NOT_EARLIER.test(folded.slice(0, from)));
  const found = (year: string, cue: Span): { year: string; cues: readonly Span[] } => ({
    year,
    cues: [cue, ...earlier],
  });
  for (const { year, start, end } of years) {
    // The year may or may not have taken its 年 along.
    const ahead = folded.slice(0, start);
    const after = folded.slice(end);
    const behind = BEFORE_AFTER_YEAR.exec(after)?.[0];
    const next = String(Number(year) + 1);
    const inclusive = UP_TO_AND_WITH.exec(after)?.[0];
    if (inclusive !== undefined && next === ownYear) return found(next, [start, end + inclusive.length]);
    if (behind !== undefined) return found(year, [start, end + behind.length]);
    const leading = BEFORE_AHEAD_OF_YEAR.exec(ahead)?.[0];
    if (leading !== undefined) return found(year, [start - leading.length, end]);
    const beginning = BEGINNING.exec(after)?.[0];
    if (beginning !== undefined && TO_BEGINNING.test(ahead))
      return found(year, [start - 1, end + beginning.length]);
    const through = THROUGH.exec(ahead)?.[0];
    if (through !== undefined && next === ownYear)
      return found(next, [start - through.length, end + (END.exec(after)?.[0].length ?? 0)]);
  }
  return earlier.length === 0 || ownYear === undefined ? null : { year: ownYear, cues: earlier };
}
