import type { Report, Section } from '../facts/schema.ts';
import type { FactIndex } from './index.ts';

// Parts of the report by where they stand: 開頭, the second part, 第一章第二小點.

/** Which part of so many is meant. */
type Place = (count: number) => number;

const PARTS: readonly (readonly [RegExp, Place])[] = [
  [/第一|first (?:\w+ )?(?:section|part|chapter|head)|\b1st|(?:section|part|chapter) (?:one|1)\b/u, () => 0],
  [/第二|second (?:\w+ )?(?:section|part|chapter|head)|\b2nd|(?:section|part|chapter) (?:two|2)\b/u, () => 1],
  [
    /第三|third (?:\w+ )?(?:section|part|chapter|head)|\b3rd|(?:section|part|chapter) (?:three|3)\b/u,
    () => 2,
  ],
  [
    /第四|fourth (?:\w+ )?(?:section|part|chapter|head)|\b4th|(?:section|part|chapter) (?:four|4)\b/u,
    () => 3,
  ],
  [
    /中间(?:那|嗰|的)?(?:一)?(?:个)?(?:大?章|部分|大标题)|middle (?:section|part|chapter|head)/u,
    (count) => (count - 1) / 2,
  ],
  [
    /最后(?:那|嗰|的)?(?:一)?(?:个)?(?:大?章|大标题)|last (?:chapter|(?:main )?heading)/u,
    (count) => count - 1,
  ],
];

/** A section of a part: 第二小點, "the second item". */
const ITEM =
  /第([一二三四五六])(?:个)?(?:小点|小节|小标题|点|条|项)|\b(first|second|third|fourth|fifth|sixth) (?:\w+ )?(?:item|point|sub-?section|sub-?heading|bullet)/u;
const CHINESE_PLACES = '一二三四五六';
const ENGLISH_PLACES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

const OPENING =
  /开头|开篇|开场|引言|前言|导语|一上来|最前面|一开始|最开始|头(?:两|几|一)段|首段|第一段|\bintro(?:duct)|\bintro\b|opening|first (?:two )?paragraphs?|\bopens? with|\b(?:at|from|in) the (?:very )?(?:beginning|start|outset)\b|\bstarts? (?:off )?with|kicks? off|\bopener\b/u;
const CLOSING =
  /结尾(?!有|是|带)|结语|结束语|末尾|文末|收尾|最后(?:那|嗰|的)?(?:一)?(?:个)?段|最尾|末段|\bclosing|\bconclu|\b(?:final|last) (?:part|section|paragraph|bit|passage)|\b(?:at|in|near|towards?) the (?:very )?end\b(?! of (?:20|the year))|\bends? with|\bwraps?[- ]?up\b|怎么收|收的$/u;

/**
 * The part called "the first section" and the like: parts under a printed heading are counted, and the sections of one
 * where the question names both.
 */
export function sectionByOrdinal(
  folded: string,
  index: FactIndex,
): { readonly report: Report; readonly section: Section } | null {
  const item = ITEM.exec(folded);
  const beside = item === null ? null : partIn(folded.replace(item[0], ' '));
  for (const report of index.base.file.reports) {
    const section =
      item !== null && beside !== null
        ? sectionsUnder(partAt(beside, report), report)[placeOf(item)]
        : (edgeOf(folded, report) ?? partAt(partIn(folded), report));
    if (section !== undefined) return { report, section };
  }
  return null;
}

function partIn(folded: string): Place | null {
  return PARTS.find(([pattern]) => pattern.test(folded))?.[1] ?? null;
}

function partAt(place: Place | null, { sections }: Report): Section | undefined {
  const parts = sections.filter(({ printed, lead }) => printed && lead === '');
  return place === null ? undefined : parts[place(parts.length)];
}

function edgeOf(folded: string, { sections }: Report): Section | undefined {
  const unprinted = sections.filter(({ printed }) => !printed);
  if (OPENING.test(folded)) return unprinted[0];
  return CLOSING.test(folded) ? unprinted.at(-1) : undefined;
}

function sectionsUnder(part: Section | undefined, { sections }: Report): readonly Section[] {
  return sections.filter(({ heading, lead }) => heading === part?.heading && lead !== '');
}

function placeOf([, chinese, english]: RegExpExecArray): number {
  return chinese === undefined ? ENGLISH_PLACES.indexOf(english ?? '') : CHINESE_PLACES.indexOf(chinese);
}
