import { appendFile, readFile } from 'node:fs/promises';
import type { Bot } from '../bot.ts';
import { ask } from '../show/asking.ts';
import { clip } from '../text/fold.ts';
import { inLanguage } from '../reply/script.ts';
import type { SubjectOf } from './drafts.ts';
import { dismissal, groupMisses, type MissGroup } from './misses.ts';
import { changeName, saveName } from './naming.ts';
import { page, type Answer, type Menu } from './page.ts';
import type { Office, Request } from './request.ts';

// The questions that found nothing, and what can be done about each; and any question tried out.

const GROUPS_SHOWN = 20;
const CANDIDATES = 25;
/** An alias has at most 120 characters (src/facts/schema.ts). */
const ALIAS_LENGTH = 120;

export async function listMisses(request: Request, office: Office): Promise<Answer> {
  const { say } = request;
  const groups = groupMisses(await readMisses(office)).slice(0, GROUPS_SHOWN);
  if (groups.length === 0)
    return page({ title: say('mod.misses'), tone: 'good', lines: [say('mod.misses-none')] });
  const name = office.drafts.keep(request, { kind: 'misses', groups });
  return page({
    title: say('mod.misses'),
    lines: groups.map((group) => missLine(group, request)),
    menu: {
      placeholder: say('mod.menu.miss'),
      verb: 'miss',
      name,
      options: groups.map((group, place) => ({
        label: clip(group.question, 100),
        detail: missLine(group, request),
        value: String(place),
      })),
    },
  });
}

async function readMisses({ missesFile }: Office): Promise<string> {
  try {
    return await readFile(missesFile, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

function missLine({ question, notFound, notMeant, newest }: MissGroup, { say }: Request): string {
  const counts = { count: notFound + notMeant, notMeant, newest: newest.slice(0, 10) };
  return say('mod.miss-line', { ...counts, question: clip(question, 80) });
}

/** One group of questions: of which fact they should be a name, or dismissed. */
export function showMiss(name: string, draft: SubjectOf<'misses'>, request: Request, office: Office): Answer {
  const { say } = request;
  const group = draft.groups[Number(request.chosen)];
  if (group === undefined) return page({ title: say('mod.unknown') });
  return page({
    title: say('mod.miss', { question: clip(group.question, 200) }),
    lines: [missLine(group, request), say('mod.miss-what')],
    menu: factsFor(group, name, request, office.current()),
    buttons: [
      { label: say('mod.button.drop'), verb: 'drop', name, detail: request.chosen },
      { label: say('mod.button.misses'), verb: 'misses', name },
    ],
  });
}

// What the search comes closest to, then the rest in the report's order.
function factsFor(group: MissGroup, name: string, { say, language, chosen }: Request, bot: Bot): Menu {
  const near = ask(bot, group.question, group.language).hits.map(({ fact }) => fact);
  const facts = [...new Set([...near, ...bot.base.facts])].slice(0, CANDIDATES);
  return {
    placeholder: say('mod.menu.alias'),
    verb: 'alias',
    name,
    detail: chosen,
    options: facts.map((fact) => ({
      label: say('fact.named', { figure: fact.figure.text, label: inLanguage(fact.label, language) }),
      detail: fact.id,
      value: fact.id,
    })),
  };
}

/** Makes the question a name of the chosen fact. */
export function makeAlias(
  draft: SubjectOf<'misses'>,
  place: string,
  request: Request,
  office: Office,
): Answer | Promise<Answer> {
  const { say } = request;
  const missed = draft.groups[Number(place)];
  const fact = office.store.base().fact.get(request.chosen);
  if (missed === undefined || fact === undefined)
    return page({ title: say('mod.unknown'), lines: [say('edit.unknown-fact', { id: request.chosen })] });
  const { question: name, language } = missed;
  if (name.length > ALIAS_LENGTH)
    return page({ title: say('mod.refused'), lines: [say('mod.alias-long', { limit: ALIAS_LENGTH })] });
  const naming = { what: 'add', fact, name, language } as const;
  return changeName(naming, request, office, () => dealtWith(missed, office), { missed });
}

/** Saves a name although recorded questions are answered worse with it. */
export function nameAfterAll(
  { naming, missed }: SubjectOf<'naming'>,
  request: Request,
  office: Office,
): Promise<Answer> {
  if (missed === undefined) return saveName(naming, null, request, office);
  return saveName(naming, null, request, office, () => dealtWith(missed, office));
}

async function dealtWith({ question, language }: MissGroup, { missesFile, log }: Office): Promise<void> {
  try {
    await appendFile(missesFile, dismissal(question, language, new Date()), { mode: 0o600 });
  } catch (error) {
    log.warn({ error }, 'a question could not be marked as dealt with');
  }
}

/** Takes a question off the list. */
export async function dropMiss(
  draft: SubjectOf<'misses'>,
  place: string,
  request: Request,
  office: Office,
): Promise<Answer> {
  const group = draft.groups[Number(place)];
  if (group !== undefined) await dealtWith(group, office);
  return listMisses(request, office);
}
