import { sectionOf, unitOf, type FactBase } from '../facts/base.ts';
import type { Fact, Section } from '../facts/schema.ts';
import type { Answer } from '../question/answer.ts';
import type { Lexicon } from '../question/lexicon.ts';
import { wordsIn } from '../words/words.ts';
import { calculationResult, replyTo } from './reply.ts';
import { inLanguage } from './script.ts';
import { replyText } from './text.ts';

/** An answer as one line of JSON for programs: the format is fixed, see the README. `asked` is the line as sent. */
export function answerJson(
  answer: Answer,
  base: FactBase,
  lexicon: Lexicon,
  asked: string = answer.question,
): string {
  const reply = replyTo(answer, base, lexicon);
  return JSON.stringify({
    question: asked,
    kind: answer.kind,
    language: answer.language,
    facts: answer.facts.map((fact) => factJson(fact, answer, base)),
    calculation:
      answer.calculation === null
        ? null
        : {
            value: answer.calculation.value,
            text: calculationResult(answer.calculation, base, answer.language),
            note: reply.calculation?.notes.join(' ') ?? '',
          },
    section: answer.section === null ? null : sectionPath(answer.section),
    text: replyText(reply),
  });
}

function factJson(fact: Fact, answer: Answer, base: FactBase): unknown {
  const year = 'year' in fact.period ? { year: fact.period.year } : {};
  return {
    id: fact.id,
    label: inLanguage(fact.label, answer.language),
    figure: {
      text: fact.figure.text,
      value: fact.figure.value,
      unit: unitOf(base, fact).id,
      qualifier: fact.figure.qualifier,
    },
    period: wordsIn(answer.language)(`period.${fact.period.kind}`, year),
    section: sectionPath(sectionOf(base, fact)),
    quote: fact.source.quote,
    report: fact.source.report,
  };
}

function sectionPath(section: Section): [string, string] {
  return [section.heading, section.lead];
}
