import { printFacts } from '../facts/delta.ts';
import { replaceFacts } from '../facts/edit.ts';
import { readFacts } from '../facts/file.ts';
import { readReportText } from '../facts/report-text.ts';
import type { FactFile } from '../facts/schema.ts';
import { changeLines, warnings } from './changes.ts';
import type { FactStore } from '../facts/store.ts';
import type { Words } from '../words/words.ts';
import { download, type Attached } from './download.ts';
import type { SubjectOf } from './drafts.ts';
import { saved } from './saved.ts';
import { reasonForm } from './form.ts';
import { decoded, differencesOf, isProblem, parseImport, type Differences } from './import.ts';
import { bodyOf, page, type Answer } from './page.ts';
import { diskWord, failed, problemLines } from './problems.ts';
import type { Office, Request } from './request.ts';
import { checked } from './trial.ts';
import { FactFileError } from '../facts/problem.ts';

// The fact file as a whole: checked, read again, handed out, replaced.

/** What keeps changes from being saved, and what a file that is not taken up says otherwise; with what to do. */
export function stateOfFile(store: FactStore, say: Words): string[] {
  const [obstacle, withheld] = [store.obstacle(), store.withheld()];
  return [
    ...(obstacle === undefined ? [] : [say('mod.read-only', { why: say(diskWord(obstacle)) })]),
    ...(withheld === undefined
      ? []
      : [say('mod.withheld'), ...changeLines(withheld, say), say('mod.withheld-do')]),
  ];
}

/** Runs the check on the file as it lies on the disk. */
export async function checkFile({ say }: Request, { store, factsFile }: Office): Promise<Answer> {
  const state = stateOfFile(store, say);
  try {
    const { facts, file } = await readFacts(factsFile);
    const line = say('mod.check-fine', { count: facts.length, revision: file.revision });
    return page({
      title: say('mod.check'),
      tone: state.length === 0 ? 'good' : 'warning',
      lines: [line, ...state],
    });
  } catch (error) {
    const lines =
      error instanceof FactFileError
        ? problemLines(error.problems, null, say)
        : [say('problem.file-unreadable')];
    return page({ title: say('mod.check'), tone: 'bad', lines: [...lines, say('mod.old-stay'), ...state] });
  }
}

/** Takes up what somebody changed in the file by hand. */
export async function reloadFile(request: Request, office: Office): Promise<Answer> {
  const { say, actor } = request;
  try {
    const change = await office.store.reload(actor);
    if (change !== undefined) return await saved(change, request, office);
    return page({ title: say('mod.reload'), lines: [say('edit.file-same')] });
  } catch (error) {
    if (!(error instanceof FactFileError)) return failed(error, say);
    const lines = [...problemLines(error.problems, null, say), say('mod.old-stay')];
    return page({ title: say('mod.refused'), tone: 'bad', lines });
  }
}

const MOST_TEXTS = 9;

/** The fact file, and the texts of its reports, as attachments. */
export function exportFile({ say }: Request, { store }: Office): Answer {
  const { file, text } = store.base();
  const texts = file.reports.slice(0, MOST_TEXTS).map((report) => ({
    name: report.text.replace(/^.*\//u, ''),
    data: Buffer.from(text.get(report.id)?.text ?? ''),
  }));
  const body = bodyOf({
    title: say('mod.export'),
    lines: [say('mod.export-done', { count: file.facts.length, revision: file.revision })],
  });
  return {
    kind: 'page',
    body,
    files: [{ name: 'facts.json', data: Buffer.from(printFacts(file)) }, ...texts],
  };
}

/** Reads an attached fact file, and shows how it differs before anything is replaced. */
export async function previewImport(request: Request, office: Office): Promise<Answer> {
  const { say } = request;
  const file = request.attachment('file');
  if (file === null) return page({ title: say('mod.refused'), lines: [say('mod.import.missing')] });
  try {
    const wanted = parseImport(decoded(await download(file, office.api)));
    const texts = await textsFor(wanted, request.attachment('text'), request, office);
    const now = office.store.base();
    const read = new Map([...texts].map(([id, text]) => [id, readReportText(text)]));
    const trial = checked(wanted, new Map([...now.text, ...read]));
    if (trial.problems !== null) {
      const lines = [...problemLines(trial.problems, null, say), say('mod.nothing-changed')];
      return page({ title: say('mod.refused'), tone: 'bad', lines });
    }
    const differences = differencesOf(now, wanted);
    if (differences.isEmpty && texts.size === 0)
      return page({ title: say('mod.import'), lines: [say('edit.file-same')] });
    const name = office.drafts.keep(request, {
      kind: 'import',
      file: wanted,
      texts,
      expected: now.file.revision,
      needsReason: differences.figures.length > 0 || differences.removed.length > 0,
    });
    return page({
      title: say('mod.import'),
      tone: 'warning',
      lines: [
        ...summary(differences, request),
        ...madeFrom(wanted, now.file, request),
        say('mod.import.ask'),
      ],
      buttons: [
        { label: say('mod.button.replace'), verb: 'save', name, style: 'danger' },
        { label: say('mod.button.cancel'), verb: 'cancel', name },
      ],
    });
  } catch (error) {
    if (isProblem(error)) return failed(error, say);
    throw error;
  }
}

// A text belongs to the report that is new, or to the only one; or the option says to which.
async function textsFor(
  wanted: FactFile,
  attached: Attached | null,
  request: Request,
  office: Office,
): Promise<Map<string, string>> {
  if (attached === null) return new Map();
  const text = decoded(await download(attached, office.api)).replace(/\r\n?/gu, '\n');
  const known = office.store.base().report;
  const unknown = wanted.reports.filter(({ id }) => !known.has(id));
  const [only, ...others] = unknown.length > 0 ? unknown : wanted.reports;
  const named = request.text('report');
  const id = named !== '' ? named : only !== undefined && others.length === 0 ? only.id : undefined;
  if (id === undefined || !wanted.reports.some((report) => report.id === id))
    throw new FactFileError([{ path: ['reports'], code: 'which-report' }]);
  return new Map([[id, text]]);
}

const IDS_SHOWN = 12;

function summary(differences: Differences, { say }: Request): string[] {
  const { added, changed, removed, figures, frame, reordered } = differences;
  const listed = (['added', 'changed', 'removed'] as const).map((what) => {
    const ids = { added, changed, removed }[what];
    const shown = ids.slice(0, IDS_SHOWN).join(', ');
    const more = ids.length > IDS_SHOWN ? ' …' : '';
    return say(`mod.import.${what}`, { count: ids.length, ids: shown === '' ? '–' : `${shown}${more}` });
  });
  const called = figures.slice(0, IDS_SHOWN).flatMap(({ id, before, after }) => {
    return before === null || after === null
      ? []
      : warnings(before, after, say).map((line) => `⚠ ${id}: ${line}`);
  });
  return [
    ...listed,
    say('mod.import.figures', { count: figures.length }),
    ...called,
    ...(frame ? [say('mod.frame-changed')] : []),
    ...(reordered ? [say('mod.reordered')] : []),
  ];
}

function madeFrom(wanted: FactFile, now: FactFile, { say }: Request): string[] {
  if (wanted.revision === now.revision) return [];
  return [`⚠ ${say('mod.import.older', { own: wanted.revision, revision: now.revision })}`];
}

/** Replaces the facts: all of it or nothing. */
export async function replaceFile(
  name: string,
  draft: SubjectOf<'import'>,
  reason: string | undefined,
  request: Request,
  office: Office,
): Promise<Answer> {
  const { say, actor, language } = request;
  if (draft.needsReason && reason === undefined) {
    office.drafts.putBack(name, request, draft);
    return { kind: 'form', modal: reasonForm(name, say('mod.import'), language) };
  }
  const { file, expected, texts } = draft;
  try {
    const edit = replaceFacts(file, expected);
    return await saved(
      await office.store.change({ actor, action: 'import', edit, reason, texts }),
      request,
      office,
    );
  } catch (error) {
    return failed(error, say);
  }
}
