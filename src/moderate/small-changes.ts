import { addAlias, removeAlias, type Edit } from '../facts/edit.ts';
import type { Fact } from '../facts/schema.ts';
import { messageFor } from '../discord/render.ts';
import { showFact } from '../show/answer.ts';
import { hasHan } from '../text/fold.ts';
import type { SubjectOf } from './drafts.ts';
import { saved } from './edit-fact.ts';
import { reasonForm } from './form.ts';
import { page, type Answer } from './page.ts';
import { failed, problemLines } from './problems.ts';
import type { Office, Request } from './request.ts';
import { removeWithReason, tried } from './trial.ts';

// Names added and taken away, and facts removed.

/** Adds or removes another name of a fact, at once: an undo is one press away. */
export async function changeAlias(what: 'add' | 'remove', request: Request, office: Office): Promise<Answer> {
  const { say, actor } = request;
  const alias = request.text('name');
  const fact = office.store.base().fact.get(request.text('fact'));
  if (fact === undefined) return unknown(request);
  const language = languageFor(fact, alias, what);
  const edit = what === 'add' ? addAlias(fact.id, language, alias) : removeAlias(fact.id, language, alias);
  try {
    const trial = tried(edit, office.store.base());
    if (trial.problems !== null) {
      const place = office.store.base().position.get(fact.id) ?? null;
      const lines = [...problemLines(trial.problems, place, say), say('mod.nothing-changed')];
      return page({ title: say('mod.refused'), tone: 'bad', lines });
    }
    const change = await office.store.change({ actor, action: `alias-${what}`, edit });
    return await saved(change, request, office);
  } catch (error) {
    return failed(error, say);
  }
}

function languageFor({ aliases }: Fact, alias: string, what: 'add' | 'remove'): 'zh' | 'en' {
  if (what === 'remove') return aliases.en.includes(alias) ? 'en' : 'zh';
  return hasHan(alias) ? 'zh' : 'en';
}

/** Shows the fact that is to go, and asks. */
export function askToRemove(request: Request, office: Office): Answer {
  const { say, language } = request;
  const bot = office.view(office.store.base());
  const fact = bot.base.fact.get(request.text('fact'));
  if (fact === undefined) return unknown(request);
  const name = office.drafts.keep(request, { kind: 'remove', fact });
  return page({
    title: say('mod.remove', { id: fact.id }),
    tone: 'warning',
    lines: [say('mod.remove-ask')],
    embeds: messageFor(showFact(fact, language, bot)).embeds ?? [],
    buttons: [
      { label: say('mod.button.remove'), verb: 'save', name, style: 'danger' },
      { label: say('mod.button.cancel'), verb: 'cancel', name },
    ],
  });
}

export async function removeForReason(
  name: string,
  draft: SubjectOf<'remove'>,
  reason: string | undefined,
  request: Request,
  office: Office,
): Promise<Answer> {
  const { say, actor, language } = request;
  const { id, revision } = draft.fact;
  if (reason === undefined) {
    office.drafts.putBack(name, request, draft);
    return { kind: 'form', modal: reasonForm(name, say('mod.form.reason', { id }), language) };
  }
  try {
    const { text } = office.store.base();
    const edit = removeWithReason(id, revision, reason, text);
    return await saved(await office.store.change({ actor, action: 'remove', edit, reason }), request, office);
  } catch (error) {
    return failed(error, say);
  }
}

/** Makes a name without asking anything, from a question that found nothing. */
export function aliasEdit(fact: Fact, alias: string): Edit {
  return addAlias(fact.id, languageFor(fact, alias, 'add'), alias, fact.revision);
}

export function unknown(request: Request): Answer {
  const { say } = request;
  return page({ title: say('mod.unknown'), lines: [say('edit.unknown-fact', { id: request.text('fact') })] });
}
