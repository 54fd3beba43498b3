import type { FactBase } from '../facts/base.ts';
import { toSimplified } from '../text/fold.ts';

/** A few questions this base can answer, one of each kind the bot understands, made from its own facts. */
export function exampleQuestions(base: FactBase): string[] {
  const [first] = base.facts.filter(
    ({ figure, period }) => figure.value !== null && period.kind === 'at-publication',
  );
  const [second] = base.facts.filter(
    ({ series, period }) => series !== undefined && period.kind === 'cumulative',
  );
  const [third] = base.facts.filter(({ figure }) => figure.text.includes('%'));
  const section = base.file.reports[0]?.sections.find(({ lead }) => lead !== '');
  return [
    ...(first === undefined ? [] : [`${toSimplified(first.label.zh)}有多少？`]),
    ...(second === undefined ? [] : [`${second.label.zh}是多少？`]),
    ...(third === undefined ? [] : [`What is the ${lowerFirst(third.label.en)}?`]),
    ...(second === undefined ? [] : [`${second.figure.text}是什麼？`]),
    ...(section === undefined ? [] : [`What does the report say about ${lowerFirst(section.title.en)}?`]),
  ];
}

// "Organisation" → "organisation", but "4G coverage" and "TV sets" stay.
function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
