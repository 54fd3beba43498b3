import { readModeratorId } from './custom-id.ts';
import type { Subject } from './drafts.ts';
import { openAdd, openEdit, openForm, rebase, saveFact, takeForm } from './edit-fact.ts';
import { showChange, showHistory, showRevision, undo, undoDraft } from './history.ts';
import { note, page, type Answer } from './page.ts';
import type { Office, Request } from './request.ts';
import { askToRemove, changeAlias, removeForReason } from './small-changes.ts';
import { openTry, tryOnDraft, tryQuestion } from './try-question.ts';
import { FIELDS } from './typed.ts';
import { nameAfterAll, dropMiss, listMisses, makeAlias, showMiss } from './unanswered.ts';
import { checkFile, exportFile, previewImport, reloadFile, replaceFile } from './whole-file.ts';

// Each subcommand, button, menu and form, and what it does.

type Made = Answer | Promise<Answer>;

const COMMANDS: Readonly<Record<string, (request: Request, office: Office) => Made>> = {
  add: openAdd,
  edit: openEdit,
  remove: askToRemove,
  'alias add': (request, office) => changeAlias('add', request, office),
  'alias remove': (request, office) => changeAlias('remove', request, office),
  misses: listMisses,
  try: tryQuestion,
  import: previewImport,
  export: exportFile,
  history: showHistory,
  show: showRevision,
  undo: (request, office) =>
    undo(request.number('change') ?? 0, request.text('reason') || undefined, request, office),
  check: checkFile,
  reload: reloadFile,
};

export function command(name: string, request: Request, office: Office): Made {
  const run = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return run === undefined ? page({ title: request.say('note.unknown-command') }) : run(request, office);
}

/** What a button, a menu or a form brings about. `customId` is untrusted. */
export function press(customId: string, request: Request, office: Office): Made {
  const read = readModeratorId(customId);
  if (read === null) return lost(request);
  const { verb, name, detail } = read;
  if (verb === 'undo' || verb === 'change') {
    const sequence = Number(verb === 'undo' ? name : request.chosen);
    if (!Number.isSafeInteger(sequence)) return lost(request);
    return verb === 'undo'
      ? undo(sequence, undefined, request, office)
      : showChange(sequence, request, office);
  }
  if (verb === 'save' || verb === 'reason') return save(name, verb, request, office);
  if (verb === 'cancel') {
    office.drafts.take(name, request);
    return page({ title: request.say('mod.cancelled'), lines: [request.say('mod.nothing-changed')] });
  }
  if (verb === 'misses') return listMisses(request, office);
  return withDraft(office.drafts.find(name, request), { verb, name, detail }, request, office);
}

interface Pressed {
  readonly verb: 'form' | 'filled' | 'try' | 'tried' | 'rebase' | 'miss' | 'alias' | 'drop';
  readonly name: string;
  readonly detail: string;
}

function withDraft(
  subject: Subject | null,
  { verb, name, detail }: Pressed,
  request: Request,
  office: Office,
): Made {
  const form = detail === 'names' ? 'names' : 'figure';
  if (subject?.kind === 'fact') {
    if (verb === 'form') return openForm(name, subject, form, request, office);
    if (verb === 'filled') return takeForm(name, subject, form, request, office);
    if (verb === 'try') return openTry(name, request);
    if (verb === 'tried') return tryOnDraft(subject, request, office);
    if (verb === 'rebase') return rebase(name, subject, request, office);
  }
  if (subject?.kind === 'misses') {
    if (verb === 'miss') return showMiss(name, subject, request, office);
    if (verb === 'alias') return makeAlias(subject, detail, request, office);
    if (verb === 'drop') return dropMiss(subject, detail, request, office);
  }
  return lost(request);
}

// The draft is taken, so that of two presses one saves; whoever fails puts it back.
function save(name: string, verb: 'save' | 'reason', request: Request, office: Office): Made {
  const subject = office.drafts.take(name, request);
  const reason = verb === 'reason' ? request.text('reason') || undefined : undefined;
  switch (subject?.kind) {
    case 'fact':
      return saveFact(name, subject, reason, request, office);
    case 'remove':
      return removeForReason(name, subject, reason, request, office);
    case 'import':
      return replaceFile(name, subject, reason, request, office);
    case 'undo':
      return undoDraft(subject, request, office);
    case 'naming':
      return nameAfterAll(subject, request, office);
    default:
      return lost(request);
  }
}

/** The draft is not there: too old, from before a restart, somebody else's, or made up. What was typed is given back. */
function lost(request: Request): Answer {
  const { say } = request;
  const typed = [...FIELDS, 'reason' as const, 'question' as const].flatMap((field) => {
    const value = request.field(field) ?? '';
    // Line by line, since a page leaves out what is too long for one.
    return value === '' ? [] : `${say(`mod.field.${field}`)}: ${value}`.split(/\r?\n/u);
  });
  const lines = [say('mod.lost-do'), ...(typed.length > 0 ? [say('mod.lost-typed'), ...typed] : [])];
  return note({ title: say('mod.lost'), tone: 'warning', lines });
}
