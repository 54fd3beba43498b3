import { messageFor } from '../discord/render.ts';
import { StaleEditError } from '../facts/edit.ts';
import { showFact } from '../show/answer.ts';
import { whatChanged } from './changes.ts';
import type { SubjectOf } from './drafts.ts';
import { saved } from './saved.ts';
import { reasonForm } from './form.ts';
import { changeName, type Naming } from './naming.ts';
import { page, type Answer, type Button } from './page.ts';
import { failed, staleLine } from './problems.ts';
import type { Office, Request } from './request.ts';
import { removeWithReason } from './trial.ts';

// Names added and taken away, and facts removed.

/** Adds or removes another name of a fact. */
export function changeAlias(
  what: Naming['what'],
  request: Request,
  office: Office,
): Answer | Promise<Answer> {
  const fact = office.store.base().fact.get(request.text('fact'));
  if (fact === undefined) return unknown(request);
  const { language } = request;
  return changeName({ what, fact, name: request.text('name'), language }, request, office);
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
    buttons: removeButtons(name, request),
  });
}

function removeButtons(name: string, { say }: Request): Button[] {
  return [
    { label: say('mod.button.remove'), verb: 'save', name, style: 'danger' },
    { label: say('mod.button.cancel'), verb: 'cancel', name },
  ];
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
    return { kind: 'form', modal: reasonForm(name, say('mod.form.reason', { id }), language, draft.reason) };
  }
  try {
    const { text } = office.store.base();
    const edit = removeWithReason(id, revision, reason, text);
    return await saved(await office.store.change({ actor, action: 'remove', edit, reason }), request, office);
  } catch (error) {
    const now = office.store.base().fact.get(id);
    // The fact as it is now can be looked at and removed; the reason is kept.
    office.drafts.putBack(name, request, { ...draft, fact: now ?? draft.fact, reason });
    const buttons = now === undefined ? [] : removeButtons(name, request);
    if (!(error instanceof StaleEditError)) return failed(error, say, buttons);
    const since = now === undefined ? [] : [say('mod.since'), ...whatChanged(draft.fact, now, say)];
    const lines = [staleLine(error, say), ...since, say('mod.nothing-changed')];
    return page({ title: say('mod.stale'), tone: 'warning', lines, buttons });
  }
}

export function unknown(request: Request): Answer {
  const { say } = request;
  return page({ title: say('mod.unknown'), lines: [say('edit.unknown-fact', { id: request.text('fact') })] });
}
