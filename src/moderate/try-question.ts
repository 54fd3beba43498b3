import type { Bot } from '../bot.ts';
import { messageFor } from '../discord/render.ts';
import { ask } from '../show/asking.ts';
import { showAnswer } from '../show/answer.ts';
import { clip } from '../text/fold.ts';
import type { SubjectOf } from './drafts.ts';
import { draftBase } from './edit-fact.ts';
import { questionForm } from './form.ts';
import { note, page, type Answer, type PageContent } from './page.ts';
import { failed } from './problems.ts';
import type { Office, Request } from './request.ts';

// Any question tried out: on the facts as they are, or on what is being prepared.

const HITS_SHOWN = 5;

/** What members would get for a question, and why. */
export function tryQuestion(request: Request, office: Office): Answer {
  return page(whatMembersGet(office.current(), request));
}

/** Asks which question to try on a draft. */
export function openTry(name: string, { say, language }: Request): Answer {
  return { kind: 'form', modal: questionForm(name, say('mod.button.try'), language) };
}

/** What members would get if the draft were saved; the preview stays above. */
export function tryOnDraft(draft: SubjectOf<'fact'>, request: Request, office: Office): Answer {
  const { say } = request;
  try {
    const base = draftBase(draft, office);
    if (base === null)
      return note({ title: say('mod.problems'), tone: 'bad', lines: [say('mod.try-not-yet')] });
    const content = whatMembersGet(office.over(base), request);
    return note({ ...content, lines: [say('mod.try-draft', { id: draft.id }), ...(content.lines ?? [])] });
  } catch (error) {
    return failed(error, say);
  }
}

function whatMembersGet(bot: Bot, request: Request): PageContent {
  const { say, language } = request;
  const question = request.text('question');
  const answer = ask(bot, question, language);
  const hits = answer.hits.slice(0, HITS_SHOWN).map(({ fact, score, coverage, name, matched, missed }) =>
    say('mod.try-hit', {
      id: fact.id,
      score: score.toFixed(2),
      coverage: coverage.toFixed(2),
      name: name.toFixed(2),
      matched: matched.join(', ') || '–',
      missed: missed.map(({ text }) => text).join(', ') || '–',
    }),
  );
  return {
    title: say('mod.try', { question: clip(question, 200) }),
    lines: [say('mod.try-kind', { kind: answer.kind, reason: answer.reason.code }), ...hits],
    embeds: messageFor(showAnswer(answer, bot)).embeds ?? [],
  };
}
