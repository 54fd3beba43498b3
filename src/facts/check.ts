import { fold, foldTight } from '../text/fold.ts';
import { readFigure, type NumberInText, type Qualifier } from '../text/numerals.ts';
import type { WordKey } from '../words/catalogue.ts';
import { uncoveredNumerals } from './coverage.ts';
import type { Problem, ProblemCode, ProblemValues } from './problem.ts';
import { figurePlaces, occurrences, type ReportText } from './report-text.ts';
import type { Fact, FactFile, Report } from './schema.ts';

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
  const lists: [(string | number)[], readonly { readonly id: string }[]][] = [
    [['facts'], file.facts],
    [['units'], file.units],
    [['topics'], file.topics],
    [['reports'], file.reports],
    ...file.reports.map(({ sections }, index): [(string | number)[], readonly { readonly id: string }[]] => [
      ['reports', index, 'sections'],
      sections,
    ]),
  ];
  return lists.flatMap(([path, records]) => {
    const first = new Map<string, number>();
    return records.flatMap(({ id }, index): Problem[] => {
      const earlier = first.get(id);
      if (earlier === undefined) {
        first.set(id, index);
        return [];
      }
      return [{ path: [...path, index, 'id'], code: 'id-twice', values: { id, earlier: earlier + 1 } }];
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
        problems.push({ path, code: 'name-taken', values: { name, fact: claimed } });
      } else if (place[0] === 'aliases' && own.has(key)) {
        problems.push({ path, code: 'name-twice', values: { name } });
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
    return [{ path: [...path, 'text'], code: 'no-text', values: { text: report.text } }];
  return report.sections.flatMap((section, place): Problem[] => {
    const at = [...path, 'sections', place];
    const { printed, heading, lead } = section;
    if (!printed) return [];
    if (!text.headings.includes(heading))
      return [{ path: [...at, 'heading'], code: 'no-heading', values: { heading } }];
    if (lead !== '' && paragraphOf(text, heading, lead) === undefined)
      return [{ path: [...at, 'lead'], code: 'no-lead', values: { heading, lead } }];
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

type Found = (place: readonly string[], code: ProblemCode, values?: ProblemValues) => void;

function checkQualifier(fact: Fact, found: Found): void {
  const { quote } = fact.source;
  const [at = 0] = figurePlaces(quote, fact.figure.text);
  const before = BEFORE_FIGURE.exec(quote.slice(0, at))?.[0];
  const after = AFTER_FIGURE.exec(quote.slice(at + fact.figure.text.length))?.[0];
  const left = before ?? after;
  if (left === undefined) return;
  const whole = before === undefined ? `${fact.figure.text}${left}` : `${left}${fact.figure.text}`;
  found(['figure', 'text'], 'qualifier-left', { left, whole });
}

function checkPeriod(
  fact: Fact,
  source: Report | undefined,
  text: ReportText | undefined,
  found: Found,
): void {
  if (text === undefined || !('year' in fact.period)) return;
  if (fact.period.year === source?.year || text.text.includes(fact.period.year)) return;
  found(['period', 'year'], 'year-unsaid', { year: fact.period.year });
}

/** Checks one fact against the file it belongs to and the report text. `path` is where the fact stands. */
export function checkFact(
  fact: Fact,
  path: readonly (string | number)[],
  file: FactFile,
  texts: ReadonlyMap<string, ReportText>,
): Problem[] {
  const problems: Problem[] = [];
  const found: Found = (place, code, values) => {
    problems.push({ path: [...path, ...place], code, ...(values !== undefined && { values }) });
  };
  const { figure } = fact;
  const unit = file.units.find(({ id }) => id === figure.unit);
  if (unit === undefined) found(['figure', 'unit'], 'no-unit', { unit: figure.unit });
  if (!file.topics.some(({ id }) => id === fact.topic)) found(['topic'], 'no-topic', { topic: fact.topic });
  const source = file.reports.find(({ id }) => id === fact.source.report);
  const text = texts.get(fact.source.report);
  checkSource(fact, source, text, found);
  const inQuote = figurePlaces(fact.source.quote, figure.text).length;
  if (inQuote === 0) found(['figure', 'text'], 'figure-missing', { figure: figure.text });
  else if (inQuote > 1) found(['figure', 'text'], 'figure-repeated', { figure: figure.text, count: inQuote });
  else checkQualifier(fact, found);
  checkValue(fact, unit?.dimension, found);
  checkPeriod(fact, source, text, found);
  return problems;
}

function checkSource(
  { source: { report, section: wanted, quote } }: Fact,
  source: Report | undefined,
  text: ReportText | undefined,
  found: Found,
): void {
  const section = source?.sections.find(({ id }) => id === wanted);
  if (source === undefined) found(['source', 'report'], 'no-report', { report });
  else if (section === undefined) found(['source', 'section'], 'no-section', { report, section: wanted });
  if (text === undefined) return;
  const places = occurrences(text.text, quote);
  const [place] = places;
  if (place === undefined) found(['source', 'quote'], 'quote-missing');
  else if (places.length > 1) found(['source', 'quote'], 'quote-repeated', { count: places.length });
  else if (source !== undefined && section !== undefined) {
    const home = sectionAt(source, text, place);
    if (home !== undefined && home.id !== section.id)
      found(['source', 'section'], 'quote-elsewhere', { there: home.id, section: section.id });
  }
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

function checkValue(fact: Fact, dimension: string | undefined, found: Found): void {
  const { text: figure, value, qualifier } = fact.figure;
  const read = readPrinted(figure);
  if (value === null) {
    if (read !== null && isWholly(figure, read))
      found(['figure', 'value'], 'value-missing', { figure, value: read.value });
    return;
  }
  if (read === null) {
    found(['figure', 'value'], 'value-unread', { figure, value });
    return;
  }
  if (read.value !== value) found(['figure', 'value'], 'value-wrong', { figure, value, read: read.value });
  if (read.qualifier !== qualifier) {
    const values = { qualifier: qualifierWord(qualifier), read: qualifierWord(read.qualifier) };
    found(['figure', 'qualifier'], 'qualifier-wrong', { figure, ...values });
  }
  const printed = figure.includes('元') ? 'money' : /[戶户]/u.test(figure) ? 'households' : undefined;
  if (printed !== undefined && dimension !== undefined && printed !== dimension)
    found(['figure', 'unit'], `counts-${printed}`, { figure });
  if (read.percent !== (dimension === 'share'))
    found(['figure', 'unit'], read.percent ? 'percentage' : 'no-percentage', { figure });
}

function qualifierWord(qualifier: Qualifier): { readonly word: WordKey } {
  return { word: `qualifier-name.${qualifier}` };
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
      code: 'left-out',
      values: { numeral, around },
    }));
  });
}
