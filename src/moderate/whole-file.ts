import { printFacts } from '../facts/delta.ts';
import type { FactBase } from '../facts/base.ts';
import { replaceFacts, StaleEditError } from '../facts/edit.ts';
import { readFacts } from '../facts/file.ts';
import { readReportText } from '../facts/report-text.ts';
import type { FactFile } from '../facts/schema.ts';
import { changeLine, changeLines, frameLines, isWeightyFrame, warnings } from './changes.ts';
import type { FactStore } from '../facts/store.ts';
import type { Words } from '../words/words.ts';
import { download, type Attached } from './download.ts';
import type { SubjectOf } from './drafts.ts';
import { saved } from './saved.ts';
import { reasonForm } from './form.ts';
import { decoded, differencesOf, isProblem, parseImport, type Differences } from './import.ts';
import { bodyOf, page, type Answer, type Button } from './page.ts';
import { diskWord, failed, problemLines, staleLine } from './problems.ts';
import type { Office, Request } from './request.ts';
import { checked } from './trial.ts';
import { FactFileError, type Problem } from '../facts/problem.ts';

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
      const problems = trial.problems.map((problem) => byName(problem, wanted));
      const lines = [...problemLines(problems, null, say), say('mod.nothing-changed')];
      return page({ title: say('mod.refused'), tone: 'bad', lines });
    }
    const differences = differencesOf(now, wanted);
    if (differences.isEmpty && texts.size === 0)
      return page({ title: say('mod.import'), lines: [say('edit.file-same')] });
    const draft = draftOf(wanted, texts, differences, now, request);
    return page({
      title: say('mod.import'),
      tone: 'warning',
      lines: [...summary(differences, draft, now, request), say('mod.import.ask')],
      buttons: importButtons(office.drafts.keep(request, draft), request),
    });
  } catch (error) {
    if (isProblem(error)) return failed(error, say);
    throw error;
  }
}

// Facts by their ids: nobody counts to the fifteenth.
function byName(problem: Problem, { facts }: FactFile): Problem {
  const [list, place, ...rest] = problem.path;
  const id = list === 'facts' && typeof place === 'number' ? facts[place]?.id : undefined;
  return id === undefined ? problem : { ...problem, path: [id, ...rest] };
}

type ImportDraft = SubjectOf<'import'>;

function draftOf(
  file: FactFile,
  texts: ReadonlyMap<string, string>,
  { figures, removed, frame }: Differences,
  now: FactBase,
  { say }: Request,
): ImportDraft {
  const isWeighty =
    figures.length > 0 || removed.length > 0 || (frame !== undefined && isWeightyFrame(frame, say));
  // Another text may change what every sentence of a report is read in.
  const needsReason = isWeighty || [...texts.keys()].some((id) => now.report.has(id));
  return { kind: 'import', file, texts, expected: now.file.revision, needsReason };
}

function importButtons(name: string, { say }: Request): Button[] {
  return [
    { label: say('mod.button.replace'), verb: 'save', name, style: 'danger' },
    { label: say('mod.button.cancel'), verb: 'cancel', name },
  ];
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

function summary(
  differences: Differences,
  { file: wanted, texts }: ImportDraft,
  now: FactBase,
  request: Request,
): string[] {
  const { say } = request;
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
    ...(frame === undefined ? [] : frameLines(frame, say)),
    ...(reordered ? [say('mod.reordered')] : []),
    ...[...texts].map(([report, text]) => say('mod.import.text', { report, count: text.length })),
    ...madeFrom(wanted, now.file, request),
  ];
}

function madeFrom(wanted: FactFile, now: FactFile, { say }: Request): string[] {
  if (wanted.revision === now.revision) return [];
  return [`⚠ ${say('mod.import.older', { own: wanted.revision, revision: now.revision })}`];
}

/** Replaces the facts: all of it or nothing. */
export async function replaceFile(
  name: string,
  draft: ImportDraft,
  reason: string | undefined,
  request: Request,
  office: Office,
): Promise<Answer> {
  const { say, actor, language } = request;
  if (draft.needsReason && reason === undefined) {
    office.drafts.putBack(name, request, draft);
    return { kind: 'form', modal: reasonForm(name, say('mod.import'), language, draft.reason) };
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
    if (error instanceof StaleEditError) return seenAgain(name, { ...draft, reason }, error, request, office);
    office.drafts.putBack(name, request, { ...draft, reason });
    return failed(error, say, importButtons(name, request));
  }
}

// The facts changed since the summary: who changed what, and the summary anew, so that nobody's change is undone unseen.
async function seenAgain(
  name: string,
  draft: ImportDraft,
  error: StaleEditError,
  request: Request,
  office: Office,
): Promise<Answer> {
  const { say } = request;
  const since = await office.store.history(undefined, IDS_SHOWN);
  const now = office.store.base();
  const differences = differencesOf(now, draft.file);
  const again = draftOf(draft.file, draft.texts, differences, now, request);
  office.drafts.putBack(name, request, { ...again, reason: draft.reason });
  return page({
    title: say('mod.stale'),
    tone: 'warning',
    lines: [
      staleLine(error, say),
      ...since.filter(({ revision }) => revision > draft.expected).map((change) => changeLine(change, say)),
      say('mod.nothing-changed'),
      say('mod.look-again'),
      ...summary(differences, again, now, request),
    ],
    buttons: importButtons(name, request),
  });
}
