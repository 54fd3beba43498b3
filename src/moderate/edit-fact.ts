import { addFact, changeFact, EditError, StaleEditError, type Edit } from '../facts/edit.ts';
import type { FactBase } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { messageFor } from '../discord/render.ts';
import { showFact } from '../show/answer.ts';
import { differenceLines, fullDigits, typedDifference, weightyChanges, whatChanged } from './changes.ts';
import type { SubjectOf } from './drafts.ts';
import { factForm, reasonForm } from './form.ts';
import { page, type Answer, type Button } from './page.ts';
import { failed, problemLines, staleLine } from './problems.ts';
import type { Office, Request } from './request.ts';
import { saved } from './saved.ts';
import { tried } from './trial.ts';
import {
  carriedOver,
  changedFields,
  factFrom,
  FORMS,
  kept,
  NOTHING_TYPED,
  typedOf,
  type FormName,
} from './typed.ts';

// Adding and changing a fact: form, preview, save.

type FactDraft = SubjectOf<'fact'>;

/** Opens the form for a fact as it is now. */
export function openEdit(request: Request, office: Office): Answer {
  const { say } = request;
  const original = office.store.base().fact.get(request.text('fact'));
  if (original === undefined)
    return page({
      title: say('mod.unknown'),
      lines: [say('edit.unknown-fact', { id: request.text('fact') })],
    });
  const typed = typedOf(original);
  const subject: FactDraft = { kind: 'fact', id: original.id, original, typed, series: undefined };
  const name = office.drafts.keep(request, subject);
  return openForm(name, subject, request.text('form') === 'names' ? 'names' : 'figure', request, office);
}

/** Opens the first form for a new fact. */
export function openAdd(request: Request, office: Office): Answer {
  const { say } = request;
  const id = request.text('id');
  if (office.store.base().fact.has(id))
    return page({ title: say('mod.refused'), tone: 'bad', lines: [say('edit.id-taken', { id })] });
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(id) || id.length > 48)
    return page({ title: say('mod.refused'), tone: 'bad', lines: [say('mod.id-shape')] });
  const series = request.text('series') || undefined;
  const subject: FactDraft = { kind: 'fact', id, original: null, typed: NOTHING_TYPED, series };
  return openForm(office.drafts.keep(request, subject), subject, 'figure', request, office);
}

export function openForm(
  name: string,
  draft: FactDraft,
  form: FormName,
  { say, language }: Request,
  office: Office,
): Answer {
  const title = say(form === 'figure' ? 'mod.form.figure' : 'mod.form.names', { id: draft.id });
  return { kind: 'form', modal: factForm(name, form, title, draft.typed, office.store.base(), language) };
}

/** Takes what was filled in, and shows what it would come to. */
export function takeForm(
  name: string,
  draft: FactDraft,
  form: FormName,
  request: Request,
  office: Office,
): Answer {
  const filled = FORMS[form].flatMap((field) => {
    const value = request.field(field);
    return value === undefined ? [] : [[field, kept(field, value)] as const];
  });
  const next = { ...draft, typed: { ...draft.typed, ...Object.fromEntries(filled) } };
  office.drafts.replace(name, next);
  return preview(name, next, request, office);
}

function editOf({ id, original }: FactDraft, fact: Fact): Edit {
  return original === null ? addFact(fact) : changeFact(id, original.revision, () => fact);
}

/** The facts as they would be with the draft saved; null where it is not ready. @throws EditError */
export function draftBase(draft: FactDraft, office: Office): FactBase | null {
  const base = office.store.base();
  const { fact, unread } = factFrom(draft.typed, draft.id, draft.original, draft.series, base);
  return unread.length > 0 ? null : tried(editOf(draft, fact), base).base;
}

/** The answer as members will see it, old and new side by side; or all that is wrong with it. */
function preview(name: string, draft: FactDraft, request: Request, office: Office): Answer {
  const { say, language } = request;
  const base = office.store.base();
  const { original, id } = draft;
  const { fact, unread } = factFrom(draft.typed, id, original, draft.series, base);
  const lacksNames = original === null && FORMS.names.every((field) => draft.typed[field] === '');
  const buttons = formButtons(name, draft, request);
  const content = { title: say(original === null ? 'mod.preview-new' : 'mod.preview', { id }) };
  try {
    const trial = tried(editOf(draft, lacksNames ? named(fact, base) : fact), base);
    if (trial.base === null || unread.length > 0 || lacksNames) {
      const place = original === null ? base.facts.length : (base.position.get(id) ?? -1);
      const lines = [
        ...unread.map((field) => `• ${say(`mod.field.${field}`)}: ${say('mod.period-unread')}`),
        ...problemLines(trial.problems ?? [], place, say),
      ];
      const isHalf = lacksNames && lines.length === 0;
      return page({
        title: say('mod.problems'),
        tone: isHalf ? 'calm' : 'bad',
        lines: [
          ...(isHalf ? [fullDigits(fact, base, language, say)] : lines),
          ...(lacksNames ? [say('mod.names-next')] : []),
          say('mod.kept'),
        ],
        buttons,
      });
    }
    const isWeighty = original !== null && weightyChanges(original, fact).length > 0;
    const lines = [
      fullDigits(fact, trial.base, language, say),
      ...(original === null ? [] : whatChanged(original, fact, say)),
      ...(isWeighty ? [say('mod.reason-needed')] : []),
    ];
    const after = messageFor(showFact(fact, language, office.view(trial.base))).embeds ?? [];
    const before =
      original === null ? [] : (messageFor(showFact(original, language, office.view(base))).embeds ?? []);
    const embeds = [
      ...before.map((embed) => ({ ...embed, title: say('mod.before') })),
      ...after.map((embed) => ({ ...embed, title: say('mod.after') })),
    ];
    const save: Button = { label: say('mod.button.save'), verb: 'save', name, style: 'main' };
    const tone = isWeighty ? 'warning' : 'calm';
    const attempt: Button = { label: say('mod.button.try'), verb: 'try', name };
    return page({ ...content, tone, lines, embeds, buttons: [save, attempt, ...buttons] });
  } catch (error) {
    if (error instanceof StaleEditError || isGone(error, draft, office))
      return conflict(name, draft, error, request, office);
    return failed(error, say, buttons);
  }
}

// A new fact whose second form was not opened yet is checked for what the first one holds.
function named(fact: Fact, { file }: FactBase): Fact {
  return { ...fact, label: { zh: fact.id, en: fact.id }, topic: file.topics[0]?.id ?? '' };
}

// Between the form's opening and now, the fact was removed.
function isGone(error: unknown, { original, id }: FactDraft, office: Office): boolean {
  return error instanceof EditError && original !== null && !office.store.base().fact.has(id);
}

function formButtons(name: string, { original }: FactDraft, { say }: Request): Button[] {
  return [
    { label: say('mod.button.figure'), verb: 'form', name, detail: 'figure' },
    { label: say('mod.button.names'), verb: 'form', name, detail: 'names' },
    { label: say(original === null ? 'mod.button.discard' : 'mod.button.cancel'), verb: 'cancel', name },
  ];
}

/** Saves a draft that was taken; puts it back where that fails. */
export async function saveFact(
  name: string,
  draft: FactDraft,
  reason: string | undefined,
  request: Request,
  office: Office,
): Promise<Answer> {
  const { say, actor } = request;
  const base = office.store.base();
  const { original, id } = draft;
  const { fact, unread } = factFrom(draft.typed, id, original, draft.series, base);
  if (unread.length > 0) {
    office.drafts.putBack(name, request, draft);
    return preview(name, draft, request, office);
  }
  if (original !== null && weightyChanges(original, fact).length > 0 && reason === undefined) {
    office.drafts.putBack(name, request, draft);
    return {
      kind: 'form',
      modal: reasonForm(name, say('mod.form.reason', { id }), request.language, draft.reason),
    };
  }
  try {
    const action = original === null ? 'add' : 'change';
    const change = await office.store.change({ actor, action, edit: editOf(draft, fact), reason });
    return await saved(change, request, office);
  } catch (error) {
    office.drafts.putBack(name, request, { ...draft, reason });
    if (error instanceof StaleEditError) return conflict(name, draft, error, request, office);
    return failed(error, say, formButtons(name, draft, request));
  }
}

/** Somebody else was quicker: who, when, what; and what was typed, kept for laying over their version. */
function conflict(name: string, draft: FactDraft, error: unknown, { say }: Request, office: Office): Answer {
  const now = office.store.base().fact.get(draft.id);
  const { original, typed } = draft;
  const was = original === null ? NOTHING_TYPED : typedOf(original);
  const own = changedFields(was, typed).length === 0 ? [] : typedDifference(was, typed, say);
  const lines = [
    error instanceof StaleEditError ? staleLine(error, say) : say('edit.unknown-fact', { id: draft.id }),
    say('mod.theirs'),
    ...theirs(original, now, say),
    say('mod.yours'),
    ...own,
    say('mod.nothing-changed'),
  ];
  const again: Button[] =
    now === undefined ? [] : [{ label: say('mod.button.rebase'), verb: 'rebase', name, style: 'main' }];
  const buttons = [...again, { label: say('mod.button.cancel'), verb: 'cancel', name } as const];
  return page({ title: say('mod.stale'), tone: 'warning', lines, buttons });
}

function theirs(original: Fact | null, now: Fact | undefined, say: Request['say']): string[] {
  if (original === null) return differenceLines(null, now ?? null, say);
  if (now !== undefined) return whatChanged(original, now, say);
  return [say('mod.removed', { id: original.id, figure: original.figure.text })];
}

/** Lays what was typed over the fact as it is now. */
export function rebase(name: string, draft: FactDraft, request: Request, office: Office): Answer {
  const original = office.store.base().fact.get(draft.id);
  if (original === undefined || draft.original === null) return preview(name, draft, request, office);
  const typed = carriedOver(draft.typed, typedOf(draft.original), typedOf(original));
  const next = { ...draft, original, typed };
  office.drafts.replace(name, next);
  return preview(name, next, request, office);
}
