// The report's own text, cut into the parts that sections and quotes refer to.

/** A paragraph of the report, with its heading and, under a printed heading, its lead phrase. */
export interface Paragraph {
  readonly text: string;
  /** The printed heading it stands under; empty before the first one. */
  readonly heading: string;
  /** Position of its first character in the report. */
  readonly start: number;
}

export interface ReportText {
  readonly text: string;
  readonly headings: readonly string[];
  readonly paragraphs: readonly Paragraph[];
}

/** Reads a cleaned report: one paragraph a line; a line that does not end a sentence is a heading. */
export function readReportText(text: string): ReportText {
  const headings: string[] = [];
  const paragraphs: Paragraph[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    if (/[。！？.!?]$/u.test(line)) paragraphs.push({ text: line, heading: headings.at(-1) ?? '', start });
    else if (line !== '') headings.push(line);
    start += line.length + 1;
  }
  return { text, headings, paragraphs };
}

/** Every place where `part` occurs in `text`. */
export function occurrences(text: string, part: string): number[] {
  const places: number[] = [];
  if (part === '') return places;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
}

/**
 * Where a figure stands in a sentence: like `occurrences`, but a figure is not found inside a longer number
 * (5萬 does not stand in 15萬).
 */
export function figurePlaces(sentence: string, figure: string): number[] {
  const startsWithDigit = /^[\d.]/u.test(figure);
  const endsWithDigit = /\d$/u.test(figure);
  return occurrences(sentence, figure).filter((at) => {
    const before = sentence[at - 1] ?? '';
    const after = sentence[at + figure.length] ?? '';
    if (startsWithDigit && /[\d.,]/u.test(before)) return false;
    return !(endsWithDigit && /[\d.,%萬億多余]/u.test(after));
  });
}
