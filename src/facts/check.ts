import { fold, foldTight } from '../text/fold.ts';
import { readFigure, type NumberInText } from '../text/numerals.ts';
import { uncoveredNumerals } from './coverage.ts';
import { figurePlaces, occurrences, type ReportText } from './report-text.ts';
import type { Fact, FactFile, Report } from './schema.ts';

/** Something wrong with the fact file: where, and what to do about it. */
export interface Problem {
  /** Keys and indexes from the root of the file to the faulty value; empty for the file as a whole. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** A figure without a value may hold a number only inside a longer name (2019年全國脫貧攻堅獎貢獻獎). */
const MAX_UNIT_LENGTH = 4;

/** Finds every problem that spans records or touches the report text. The file has the right shape already. */
export function checkFacts(file: FactFile, texts: ReadonlyMap<string, ReportText>): Problem[] {
  return [
    ...duplicateIds(file),
    ...clashingAliases(file),
    ...file.reports.flatMap((report, index) => checkReport(report, index, texts.get(report.id))),
    ...file.facts.flatMap((fact, index) => checkFact(fact, ['facts', index], file, texts)),
    ...coverageProblems(file, texts),
  ];
}

function duplicateIds(file: FactFile): Problem[] {
  const lists: [string, (string | number)[], readonly { readonly id: string }[]][] = [
    ['fact', ['facts'], file.facts],
    ['unit', ['units'], file.units],
    ['topic', ['topics'], file.topics],
    ['report', ['reports'], file.reports],
    ...file.reports.map(
      (report, index): [string, (string | number)[], readonly { readonly id: string }[]] => [
        'section',
        ['reports', index, 'sections'],
        report.sections,
      ],
    ),
  ];
  return lists.flatMap(([kind, path, records]) => {
    const first = new Map<string, number>();
    return records.flatMap(({ id }, index) => {
      const earlier = first.get(id);
      if (earlier === undefined) {
        first.set(id, index);
        return [];
      }
      const message = `The ${kind} id "${id}" is used twice: it is also number ${String(earlier + 1)} of the list. Give one of them another id.`;
      return [{ path: [...path, index, 'id'], message }];
    });
  });
}

function clashingAliases(file: FactFile): Problem[] {
  const owner = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [index, fact] of file.facts.entries()) {
    const own = new Set<string>();
    const named: [readonly (string | number)[], string][] = (['zh', 'en'] as const).flatMap((language) => [
      [['label', language], fact.label[language]] as [readonly string[], string],
      ...fact.aliases[language].map((alias, place): [readonly (string | number)[], string] => [
        ['aliases', language, place],
        alias,
      ]),
    ]);
    for (const [place, name] of named) {
      const key = foldTight(name);
      const path = ['facts', index, ...place];
      const claimed = owner.get(key);
      if (claimed !== undefined && claimed !== fact.id) {
        const message = `"${name}" is already a name of the fact "${claimed}". A name may belong to one fact only.`;
        problems.push({ path, message });
      } else if (place[0] === 'aliases' && own.has(key)) {
        problems.push({ path, message: `"${name}" stands here twice. Remove one.` });
      }
      own.add(key);
      owner.set(key, claimed ?? fact.id);
    }
  }
  return problems;
}

function checkReport(report: Report, index: number, text: ReportText | undefined): Problem[] {
  const path = ['reports', index];
  if (text === undefined)
    return [{ path: [...path, 'text'], message: `The report text ${report.text} was not found.` }];
  return report.sections.flatMap((section, place): Problem[] => {
    const at = [...path, 'sections', place];
    if (!section.printed) return [];
    if (!text.headings.includes(section.heading)) {
      return [{ path: [...at, 'heading'], message: `The report has no heading "${section.heading}".` }];
    }
    if (section.lead !== '' && paragraphOf(text, section.heading, section.lead) === undefined) {
      const message = `Under "${section.heading}" no paragraph of the report begins with "${section.lead}。".`;
      return [{ path: [...at, 'lead'], message }];
    }
    return [];
  });
}

function paragraphOf(
  text: ReportText,
  heading: string,
  lead: string,
): { text: string; start: number } | undefined {
  return text.paragraphs.find(
    (paragraph) => paragraph.heading === heading && paragraph.text.startsWith(`${lead}。`),
  );
}

// The section whose paragraph holds this place of the report: the one with its lead phrase, or for a paragraph before
// the first heading, the part that is not printed.
function sectionAt(report: Report, text: ReportText, at: number): Report['sections'][number] | undefined {
  const paragraph = text.paragraphs.find(
    ({ start, text: words }) => start <= at && at < start + words.length,
  );
  if (paragraph === undefined) return undefined;
  if (paragraph.heading === '') return report.sections.find(({ printed }) => !printed);
  return report.sections.find(
    ({ printed, heading, lead }) =>
      printed && lead !== '' && heading === paragraph.heading && paragraph.text.startsWith(`${lead}。`),
  );
}

// 近, 約, 超過 before a figure and 余, 多, 以上 after it belong to it: without them it says more than the report.
const BEFORE_FIGURE = /(?:將近|接近|近|大約|約|不足|不到|超過|超|逾|至少|最多)$/u;
const AFTER_FIGURE = /^(?:余|餘|多|以上|左右)/u;

function checkQualifier(fact: Fact, report: (place: readonly string[], message: string) => void): void {
  const { quote } = fact.source;
  const [at = 0] = figurePlaces(quote, fact.figure.text);
  const before = BEFORE_FIGURE.exec(quote.slice(0, at))?.[0];
  const after = AFTER_FIGURE.exec(quote.slice(at + fact.figure.text.length))?.[0];
  const left = before ?? after;
  if (left === undefined) return;
  const whole = before === undefined ? `${fact.figure.text}${left}` : `${left}${fact.figure.text}`;
  report(
    ['figure', 'text'],
    `The figure leaves out "${left}", which stands beside it in the quote. Write "${whole}".`,
  );
}

function checkPeriod(
  fact: Fact,
  source: Report | undefined,
  text: ReportText | undefined,
  report: (place: readonly string[], message: string) => void,
): void {
  if (text === undefined || !('year' in fact.period)) return;
  if (fact.period.year === source?.year || text.text.includes(fact.period.year)) return;
  report(['period', 'year'], `The report does not mention the year ${fact.period.year}.`);
}

/** Checks one fact against the file it belongs to and the report text. `path` is where the fact stands. */
export function checkFact(
  fact: Fact,
  path: readonly (string | number)[],
  file: FactFile,
  texts: ReadonlyMap<string, ReportText>,
): Problem[] {
  const problems: Problem[] = [];
  function report(place: readonly (string | number)[], message: string): void {
    problems.push({ path: [...path, ...place], message });
  }
  const unit = file.units.find(({ id }) => id === fact.figure.unit);
  if (unit === undefined)
    report(['figure', 'unit'], `The unit "${fact.figure.unit}" is not in the list of units.`);
  if (!file.topics.some(({ id }) => id === fact.topic)) {
    report(['topic'], `The topic "${fact.topic}" is not in the list of topics.`);
  }
  const source = file.reports.find(({ id }) => id === fact.source.report);
  const text = texts.get(fact.source.report);
  const section = source?.sections.find(({ id }) => id === fact.source.section);
  if (source === undefined) report(['source', 'report'], `There is no report "${fact.source.report}".`);
  else if (section === undefined) {
    report(['source', 'section'], `The report "${source.id}" has no section "${fact.source.section}".`);
  }
  if (text !== undefined) {
    const places = occurrences(text.text, fact.source.quote);
    if (places.length !== 1) {
      const found = places.length === 0 ? 'does not stand' : `stands ${String(places.length)} times`;
      report(
        ['source', 'quote'],
        `The quote ${found} in the report. Copy a whole sentence, character for character.`,
      );
    } else if (source !== undefined && section !== undefined) {
      const home = sectionAt(source, text, places[0] ?? -1);
      if (home !== undefined && home.id !== section.id) {
        report(
          ['source', 'section'],
          `The quote stands in the section "${home.id}", not in "${section.id}".`,
        );
      }
    }
  }
  const inQuote = figurePlaces(fact.source.quote, fact.figure.text).length;
  if (inQuote === 0) {
    report(
      ['figure', 'text'],
      `The figure "${fact.figure.text}" does not stand in its quote, character for character.`,
    );
  } else if (inQuote > 1) {
    report(
      ['figure', 'text'],
      `The figure "${fact.figure.text}" stands ${String(inQuote)} times in its quote. Choose a shorter quote.`,
    );
  }
  if (inQuote === 1) checkQualifier(fact, report);
  checkValue(fact, unit?.dimension, report);
  checkPeriod(fact, source, text, report);
  return problems;
}

/** What the text of a figure says in full digits; null where it is words, or a name with a number in it. */
export function valueOf(text: string): Pick<NumberInText, 'value' | 'qualifier'> | null {
  const read = readPrinted(text);
  return read !== null && isWholly(text, read) ? read : null;
}

// Words before the number ("連續兩年") are part of the figure as printed, not of its value.
function readPrinted(text: string): NumberInText | null {
  const folded = fold(text);
  return (
    readFigure(folded) ?? readFigure(folded.replace(/^\P{N}*?(?=[零〇一二两三四五六七八九十百千万\d])/u, ''))
  );
}

function isWholly(text: string, { end }: NumberInText): boolean {
  return text.length - MAX_UNIT_LENGTH <= end;
}

function checkValue(
  fact: Fact,
  dimension: string | undefined,
  report: (place: readonly string[], message: string) => void,
): void {
  const { text, value, qualifier } = fact.figure;
  const read = readPrinted(text);
  if (value === null) {
    if (read !== null && isWholly(text, read)) {
      report(['figure', 'value'], `The value is missing: "${text}" reads as ${read.value}.`);
    }
    return;
  }
  if (read === null) {
    report(
      ['figure', 'value'],
      `No single number can be read from "${text}", so the value ${value} cannot be checked.`,
    );
    return;
  }
  if (read.value !== value)
    report(['figure', 'value'], `The value is ${value}, but "${text}" reads as ${read.value}.`);
  if (read.qualifier !== qualifier) {
    report(
      ['figure', 'qualifier'],
      `The qualifier is "${qualifier}", but "${text}" reads as "${read.qualifier}".`,
    );
  }
  const printed = text.includes('元') ? 'money' : /[戶户]/u.test(text) ? 'households' : undefined;
  if (printed !== undefined && dimension !== undefined && printed !== dimension) {
    report(['figure', 'unit'], `"${text}" counts ${printed}, but its unit says otherwise.`);
  }
  if (read.percent !== (dimension === 'share')) {
    report(
      ['figure', 'unit'],
      `"${text}" ${read.percent ? 'is' : 'is not'} a percentage, but its unit says otherwise.`,
    );
  }
}

function coverageProblems(file: FactFile, texts: ReadonlyMap<string, ReportText>): Problem[] {
  return file.reports.flatMap((report, index) => {
    const text = texts.get(report.id);
    if (text === undefined) return [];
    return uncoveredNumerals(
      text.text,
      file.facts.filter((fact) => fact.source.report === report.id),
      report.leftOut,
    ).map(({ numeral, around }) => ({
      path: ['reports', index, 'leftOut'],
      message: `The report's "${numeral}" (…${around}…) is in no fact. Add a fact, or list it under leftOut with a reason.`,
    }));
  });
}
