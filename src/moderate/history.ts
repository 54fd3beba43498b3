import type { Change } from '../facts/store.ts';
import { messageFor } from '../discord/render.ts';
import { showFact } from '../show/answer.ts';
import { StaleEditError } from '../facts/edit.ts';
import { changeLine, changeLines, whatChanged } from './changes.ts';
import type { SubjectOf } from './drafts.ts';
import { saved } from './saved.ts';
import { page, type Answer, type Button } from './page.ts';
import { failed, staleLine } from './problems.ts';
import { isBy, type Office, type Request } from './request.ts';
import { unknown } from './small-changes.ts';

// Who changed what, when and why; a fact as it was; and the way back.

const CHANGES_SHOWN = 15;

export async function showHistory(request: Request, office: Office): Promise<Answer> {
  const { say } = request;
  const id = request.text('fact');
  const changes = await office.store.history(id === '' ? undefined : id, CHANGES_SHOWN);
  const title = say(id === '' ? 'mod.history' : 'mod.history-of', { id });
  if (changes.length === 0) {
    if (id !== '' && !office.store.base().fact.has(id)) return unknown(request);
    return page({ title, lines: [say('mod.history-none')] });
  }
  return page({
    title,
    lines: changes.map((change) => changeLine(change, say)),
    menu: {
      placeholder: say('mod.menu.change'),
      verb: 'change',
      name: 0,
      options: changes.map((change) => ({
        label: `#${change.sequence} ${change.facts.map((fact) => fact.id).join(', ')}`,
        detail: changeLine(change, say),
        value: String(change.sequence),
      })),
    },
  });
}

/** One change in full. */
export async function showChange(sequence: number, request: Request, office: Office): Promise<Answer> {
  const { say } = request;
  const change = await office.store.changeBySequence(sequence);
  if (change === undefined) return noSuchChange(sequence, request);
  const buttons: Button[] =
    change.action === 'baseline' ? [] : [{ label: say('mod.button.undo'), verb: 'undo', name: sequence }];
  const lines = [changeLine(change, say), ...changeLines(change, say)];
  return page({ title: say('mod.change', { sequence }), lines, buttons });
}

function noSuchChange(sequence: number, { say }: Request): Answer {
  return page({ title: say('mod.unknown'), lines: [say('edit.no-change', { sequence })] });
}

/** A fact as it is, or as it was at a revision of its own. */
export async function showRevision(request: Request, office: Office): Promise<Answer> {
  const { say, language } = request;
  const id = request.text('fact');
  const revision = request.number('revision');
  const bot = office.view(office.store.base());
  const now = bot.base.fact.get(id);
  if (revision === null || revision === now?.revision) {
    if (now === undefined) return unknown(request);
    const embeds = messageFor(showFact(now, language, bot)).embeds ?? [];
    return page({ title: say('mod.fact-at', { id, revision: now.revision }), embeds });
  }
  const changes = await office.store.history(id);
  const versions = changes.flatMap((change) =>
    change.facts.flatMap(({ id: other, before, after }) => (other === id ? [after, before] : [])),
  );
  const found = versions.find((version) => version?.revision === revision);
  if (found === undefined || found === null)
    return page({ title: say('mod.unknown'), lines: [say('mod.no-revision', { id, revision })] });
  const title = say('mod.fact-at', { id, revision });
  try {
    return page({ title, embeds: messageFor(showFact(found, language, bot)).embeds ?? [] });
  } catch {
    // Its unit or its section may be gone since.
    return page({ title, lines: [found.figure.text, found.label.zh, found.label.en, found.source.quote] });
  }
}

/** Takes a change back; somebody else's only after asking. */
export async function undo(
  sequence: number,
  reason: string | undefined,
  request: Request,
  office: Office,
): Promise<Answer> {
  const { say, memberId } = request;
  const change = await office.store.changeBySequence(sequence);
  if (change === undefined) return noSuchChange(sequence, request);
  if (change.action === 'baseline') return page({ title: say('mod.refused'), lines: [say('edit.baseline')] });
  if (isBy(change.actor, memberId)) return undoNow(sequence, reason, request, office);
  const name = office.drafts.keep(request, { kind: 'undo', sequence, reason });
  return page({
    title: say('mod.undo', { sequence }),
    tone: 'warning',
    lines: [say('mod.undo-ask', { who: change.actor }), changeLine(change, say), ...changeLines(change, say)],
    buttons: [
      { label: say('mod.button.undo'), verb: 'save', name, style: 'danger' },
      { label: say('mod.button.cancel'), verb: 'cancel', name },
    ],
  });
}

export function undoDraft(draft: SubjectOf<'undo'>, request: Request, office: Office): Promise<Answer> {
  return undoNow(draft.sequence, draft.reason, request, office);
}

async function undoNow(
  sequence: number,
  reason: string | undefined,
  request: Request,
  office: Office,
): Promise<Answer> {
  try {
    const change: Change = await office.store.undo(sequence, request.actor, reason);
    return await saved(change, request, office);
  } catch (error) {
    if (error instanceof StaleEditError) return undoneTooLate(sequence, error, request, office);
    return failed(error, request.say);
  }
}

// What was changed again since cannot be taken back without losing that: the difference is shown.
async function undoneTooLate(
  sequence: number,
  error: StaleEditError,
  { say }: Request,
  office: Office,
): Promise<Answer> {
  const change = await office.store.changeBySequence(sequence);
  const since = (change?.facts ?? []).flatMap(({ id, after }) => {
    const now = office.store.base().fact.get(id);
    if (after === null || now === undefined) return [];
    const lines = whatChanged(after, now, say);
    return lines.length === 0 ? [] : [say('mod.changed', { id }), ...lines];
  });
  return page({
    title: say('mod.stale'),
    tone: 'warning',
    lines: [
      staleLine(error, say),
      ...(since.length === 0 ? [] : [say('mod.since'), ...since]),
      say('mod.nothing-changed'),
      say('mod.undo-stale'),
    ],
  });
}
