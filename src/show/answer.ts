import type { Bot } from '../bot.ts';
import { twinsOf, type FactBase } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import type { Answer } from '../question/answer.ts';
import { factCard } from '../reply/reply.ts';
import { inLanguage } from '../reply/script.ts';
import { clip } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import { wordsIn } from '../words/words.ts';
import { ask } from './asking.ts';
import { showSection } from './section.ts';
import { isSure } from './sure.ts';
import type { Button, Menu, Shown } from './shown.ts';

/** Options of a select menu (Discord docs, components/reference, "String Select"). */
export const MENU_LENGTH = 25;

/** Answers a question: the reply, and what can be done from there. */
export function showAsked(bot: Bot, question: string, fallback: Language): Shown {
  return showAnswer(ask(bot, question, fallback), bot);
}

/** An answer with the buttons and menus that fit it. */
export function showAnswer(answer: Answer, bot: Bot): Shown {
  const { language, facts, kind, reason, section } = answer;
  if (reason.code === 'section' && section !== null) {
    const report = bot.base.file.reports.find(({ sections }) => sections.includes(section));
    if (report !== undefined) return showSection(report, section, 0, language, bot, answer.passage);
  }
  const isList = reason.code === 'list' || reason.code === 'each';
  const reply = bot.reply(answer);
  const [first] = facts;
  const say = wordsIn(language);
  const isMiss = kind === 'not-found' && !isNoQuestion(answer);
  return {
    title: say(isList ? 'tone.list' : kind === 'calculated' ? 'tone.calculated' : titleKey(answer)),
    reply: isList ? { ...reply, tone: 'found' } : reply,
    passages: [],
    footer: listFooter(bot.base, language),
    buttons: first === undefined ? [] : buttonsFor(answer, first, bot),
    menu: kind === 'choices' ? factMenu(facts, isList ? 'open' : 'pick', language, bot.base) : null,
    miss: isMiss ? { kind: 'not-found', question: answer.question, language } : null,
    sure: isSure(answer),
  };
}

// What is no question is not missing from the report, and teaches nobody what to add.
function isNoQuestion({ reason }: Answer): boolean {
  return reason.code === 'blank' || reason.code === 'to-bot';
}

function titleKey(
  answer: Answer,
): 'tone.section' | 'tone.unsure' | 'tone.not-found' | 'tone.found' | 'help.title' {
  const { kind } = answer;
  if (isNoQuestion(answer)) return 'help.title';
  if (kind === 'section') return 'tone.section';
  return kind === 'choices' ? 'tone.unsure' : kind === 'not-found' ? 'tone.not-found' : 'tone.found';
}

function buttonsFor(answer: Answer, first: Fact, bot: Bot): Button[] {
  const { kind, facts, language, question } = answer;
  const { base } = bot;
  const say = wordsIn(language);
  const other = otherButton(first, question, language);
  switch (kind) {
    case 'found':
    case 'section': {
      const twins = twinsOf(base, first).filter((twin) => !facts.includes(twin));
      return [
        sourceButton(first, language),
        ...twins.slice(0, 2).map((twin): Button => {
          const { figure, period } = factCard(twin, base, language);
          return {
            label: say('button.twin', { figure, period }),
            press: { do: 'fact', language, fact: twin.id },
          };
        }),
        { label: say('button.related'), press: { do: 'related', language, fact: first.id } },
        ...other,
      ];
    }
    case 'calculated':
      return [
        ...facts.slice(0, 4).map((fact): Button => ({
          label: say('button.source-of', { figure: fact.figure.text }),
          press: { do: 'source', language, fact: fact.id },
        })),
        ...other,
      ];
    case 'choices':
      return other;
    case 'not-found':
      return facts.slice(0, 5).map((fact) => factButton(fact, language));
  }
}

function sourceButton(fact: Fact, language: Language): Button {
  return { label: wordsIn(language)('button.source'), press: { do: 'source', language, fact: fact.id } };
}

function otherButton(fact: Fact, question: string, language: Language): Button[] {
  if (question === '') return [];
  return [
    {
      label: wordsIn(language)('button.other'),
      press: { do: 'other', language, fact: fact.id, question: clip(question, 100) },
    },
  ];
}

/** A button that shows a fact; the figure stands first, where nothing cuts it. */
function factButton(fact: Fact, language: Language): Button {
  const say = wordsIn(language);
  return {
    label: say('fact.named', { figure: fact.figure.text, label: inLanguage(fact.label, language) }),
    press: { do: 'fact', language, fact: fact.id },
  };
}

/** A menu of facts, or null where there are none. */
export function factMenu(
  facts: readonly Fact[],
  what: 'pick' | 'open',
  language: Language,
  base: FactBase,
): Menu | null {
  if (facts.length === 0) return null;
  const say = wordsIn(language);
  return {
    placeholder: say(`menu.${what}`),
    press: { do: what, language },
    options: facts.slice(0, MENU_LENGTH).map((fact) => {
      const { figure, label, period, dated, section } = factCard(fact, base, language);
      return {
        label: say('fact.named', { figure, label }),
        detail: dated ? say('list.line', { label: period, period: section }) : section,
        value: fact.id,
      };
    }),
  };
}

/** What stands under a list: the report and the revision of the facts. */
export function listFooter(base: FactBase, language: Language): string {
  const report = base.file.reports.map(({ title }) => inLanguage(title, language)).join(', ');
  return wordsIn(language)('list.footer', { report, revision: base.file.revision });
}

/** One fact as an answer to nothing in particular: picked from a menu, a button or a suggestion. */
export function showFact(fact: Fact, language: Language, bot: Bot): Shown {
  return showAnswer(answerOf('found', [fact], { code: 'found' }, language), bot);
}

/** An answer made without a question. */
export function answerOf(
  kind: Answer['kind'],
  facts: readonly Fact[],
  reason: Answer['reason'],
  language: Language,
  question = '',
): Answer {
  return {
    kind,
    question,
    language,
    facts,
    calculation: null,
    section: null,
    passage: null,
    reason,
    hits: [],
  };
}
