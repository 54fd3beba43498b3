import { spansOf, type Span } from './cut.ts';
import { asksQuantity } from './frames.ts';

// What a question says without asking about it: what it rules out, what it compares with, what it counts in, and who
// is asking. Patterns run on folded text (Simplified, lower case).

const CLAUSE = '[^，。？?！!;；,、)）(（]';

const RULED_OUT: readonly RegExp[] = [
  // 不要算基金, 不是累计的, 撇开产业基金
  new RegExp(
    `(?:不是|而不是|而非|唔系|别给我|别跟我(?:说|讲|提)|别(?:说|讲|提)|不要(?!钱|紧)算?|别算|别拿|不看|不算(?!穷|贫|困)|不含|不包括|不计|除开|请不要|唔好|唔计|撇开|抛开|抛去|刨去)${CLAUSE}*`,
    'gu',
  ),
  // 产业基金那笔不算, 县和乡先不论, 累计那个数我已经有了: from the beginning of the clause, and tried there alone.
  new RegExp(
    `(?<!${CLAUSE})${CLAUSE}*?(?:请?(?:不要|别|唔好|唔使)算(?:进来|进去|在内|埋)?|不算|不要|除外|唔计|(?:先|都|就)?不(?:论|说|谈|提|管)|另算|另说|我(?:已经|早就|都)?(?:知道|有)了?)[哈啊呀哦喔啦呢吧哟]?(?=$|[，。？?！!;；,、)）：:])`,
    'gu',
  ),
  /除了?[^，。？?！!;；,、)）(（]{1,16}(?:之外|以外|外)|除(?:去|掉|开)[“"]?(?:累计|历年|多年)[^，。？?！!;；,]*/gu,
  /\bnot (?:the|counting|including|persons?|people|those|counties|just|for)\b[^,.;?!)]*/gu,
  /(?<=[(,;–-]\s?)not\b[^,.;?!)]*/gu,
  /\bleaving (?:aside )?[^,.;?!)]*\baside\b|\bleaving aside [^,.;?!)]*/gu,
  /\b(?:excluding|apart from|aside from|other than|rather than|instead of|never mind|ignoring|setting aside)\b[^,.;?!)]*/gu,
];

// 比县小、又比村大: what it is compared with is not what is asked about. 比县多几个 asks for a difference.
const COMPARED =
  /(?<=比)(?![去前上今往]|20|19)[^，。,、的]{1,5}?(?=(?:小|大|低|高)(?!.{0,2}(?:多少|几)))|(?<=\b(?:bigger|larger|smaller|lower|higher) than an? )\w+/gu;

// Including what was added in 2019, 连同2019年新增的: the year is counted in, not asked for.
const COUNTED_IN =
  /\b(?:including|counting) [^,.;?!]*?20\d\d\b|\bnot only (?:in |for )?20\d\d\b(?: but)?|(?:连同|算上|包括|包含)[^，。,]{0,4}(?:20)?\d\d年[^，。,]*?(?:在内|新增的|新出的|的那(?:笔|份))|不(?:光|只|仅|单)(?:仅|是)?[^，。,]{0,3}(?:20)?\d\d年?/gu;

// "As a teacher in …, I wonder": a first clause about the asker, where another one asks.
const ABOUT_ASKER =
  /^(?:我(?:侄|外甥|孙|妹|弟|姐|哥|表|是|在|们|家|爸|妈|爷|奶|儿|女|老|刚|的)|作为|老师|老板|领导|刚|as an? |i'?m an? |i am an? |i work|i teach|my )[^，。,.;；：:?？]*[，。,.;；：:]/gu;

/** Where a folded question says things it does not ask about. */
export function asideSpans(folded: string): Span[] {
  const aboutAsker = spansOf(folded, ABOUT_ASKER).filter(([, end]) => isPreamble(folded, end));
  return [
    ...[...RULED_OUT, COMPARED, COUNTED_IN].flatMap((pattern) => spansOf(folded, pattern)),
    ...aboutAsker,
  ];
}

function isPreamble(folded: string, end: number): boolean {
  return !asksQuantity(folded.slice(0, end)) && asksQuantity(folded.slice(end));
}

/** Whether the question counts a year in with the others: including what was added in 2019. */
export function countsYearIn(folded: string): boolean {
  return folded.search(COUNTED_IN) >= 0;
}

/** Whether the question rules out the running total: 不要累计的, the non-cumulative number. */
export function deniesTotal(folded: string): boolean {
  return DENIED_TOTAL.test(folded);
}

const DENIED_TOTAL =
  /(?:非|不是(?:问)?|唔好|唔要|唔系|咪|不要|不看|不问|别给我|别|除了?|不算)[^，。,]{0,6}(?:累[计记积]|历年|多年|总数|总和)|(?:累[计记积]|历年|多年)[^，。,]{0,6}(?:不要|不算|除外|以外|之外|已经有|有了|知道)|\b(?:non|not|never mind|rather than|other than|excluding|ignoring)[\s-]+(?:the |a |an |its |this |all )?(?:cumulat|accumulat|running|grand|overall|all-time)/u;
