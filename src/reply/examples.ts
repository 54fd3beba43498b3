import type { FactBase } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import type { Language } from '../text/language.ts';
import { scaled } from './notation.ts';
import { inLanguage } from './script.ts';

/** A few questions this base can answer, one of each kind the bot understands, made from its own facts. */
export function exampleQuestions(base: FactBase, language: Language): string[] {
  const { facts } = base;
  const count = facts.find(({ figure, period }) => figure.value !== null && period.kind === 'at-publication');
  const total = facts.find(({ series, period }) => series !== undefined && period.kind === 'cumulative');
  const share = facts.find(({ figure }) => figure.qualifier === 'exact' && figure.text.endsWith('%'));
  const section = base.file.reports[0]?.sections.find(({ lead }) => lead !== '');
  const questions =
    language === 'en'
      ? [
          count && `${count.label.en}?`,
          share && `What is the ${lowerFirst(share.label.en)}?`,
          total && `What is ${numberIn(total)}?`,
          section && `What does the report say about ${lowerFirst(section.title.en)}?`,
        ]
      : [
          count && inLanguage({ zh: `${count.label.zh}有多少？`, en: '' }, language),
          total && inLanguage({ zh: `${total.label.zh}是多少？`, en: '' }, language),
          share && inLanguage({ zh: `${share.label.zh}是多少？`, en: '' }, language),
          total && inLanguage({ zh: `${total.figure.text}是什麼？`, en: '' }, language),
        ];
  return questions.filter((question) => question !== undefined);
}

function numberIn({ figure }: Fact): string {
  return figure.value === null ? figure.text : scaled(figure.value, 'en');
}

// "Organisation" → "organisation", but "4G coverage" and "TV sets" stay.
function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
