import { appendFile, readFile } from 'node:fs/promises';
import type { Bot } from '../bot.ts';
import type { Fact } from '../facts/schema.ts';
import { messageFor } from '../discord/render.ts';
import { ask } from '../show/asking.ts';
import { showAnswer } from '../show/answer.ts';
import { clip } from '../text/fold.ts';
import { inLanguage } from '../reply/script.ts';
import type { SubjectOf } from './drafts.ts';
import { saved } from './edit-fact.ts';
import { dismissal, groupMisses, type MissGroup } from './misses.ts';
import { page, type Answer, type Menu } from './page.ts';
import { failed, problemLines } from './problems.ts';
import { compareRecorded, type Recorded } from './recorded.ts';
import type { Office, Request } from './request.ts';
import { aliasEdit } from './small-changes.ts';
import { tried } from './trial.ts';

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

/** Makes the question a name of the chosen fact, unless that would harm the answer to a recorded one: then it asks. */
export async function makeAlias(
  draft: SubjectOf<'misses'>,
  place: string,
  request: Request,
  office: Office,
): Promise<Answer> {
  const { say } = request;
  const group = draft.groups[Number(place)];
  const fact = office.store.base().fact.get(request.chosen);
  if (group === undefined || fact === undefined)
    return page({ title: say('mod.unknown'), lines: [say('edit.unknown-fact', { id: request.chosen })] });
  if (group.question.length > ALIAS_LENGTH)
    return page({ title: say('mod.refused'), lines: [say('mod.alias-long', { limit: ALIAS_LENGTH })] });
  try {
    const trial = tried(aliasEdit(fact, group.question), office.store.base());
    if (trial.base === null) {
      const lines = problemLines(trial.problems, office.store.base().position.get(fact.id) ?? null, say);
      return page({ title: say('mod.refused'), tone: 'bad', lines: [...lines, say('mod.nothing-changed')] });
    }
    const after = office.over(trial.base);
    const effect = await compareRecorded(office.current(), after, await office.recorded());
    if (effect.worse.length === 0) return await saveAlias(fact, group, effect, request, office);
    const subject = { kind: 'alias', factId: fact.id, revision: fact.revision, group } as const;
    const name = office.drafts.keep(request, subject);
    return page({
      title: say('mod.alias-harms'),
      tone: 'warning',
      lines: [...finding(fact, group, after, request), ...effectLines(effect, request)],
      buttons: [
        { label: say('mod.button.save'), verb: 'save', name, style: 'danger' },
        { label: say('mod.button.cancel'), verb: 'cancel', name },
      ],
    });
  } catch (error) {
    return failed(error, say);
  }
}

/** Saves a name although recorded questions are answered worse with it. */
export async function aliasAfterAll(
  draft: SubjectOf<'alias'>,
  request: Request,
  office: Office,
): Promise<Answer> {
  const fact = office.store.base().fact.get(draft.factId);
  if (fact?.revision !== draft.revision)
    return page({
      title: request.say('mod.stale'),
      lines: [request.say('mod.stale-unknown', { what: draft.factId })],
    });
  return saveAlias(fact, draft.group, null, request, office);
}

async function saveAlias(
  fact: Fact,
  group: MissGroup,
  effect: Recorded | null,
  request: Request,
  office: Office,
): Promise<Answer> {
  const { say, actor } = request;
  try {
    const edit = aliasEdit(fact, group.question);
    const change = await office.store.change({ actor, action: 'alias-add', edit });
    await dealtWith(group, office);
    await office.settled();
    const lines = [
      ...finding(fact, group, office.current(), request),
      ...(effect === null ? [] : effectLines(effect, request)),
    ];
    return await saved(change, request, office, { lines });
  } catch (error) {
    return failed(error, say);
  }
}

// Whether the question now finds the fact.
function finding(fact: Fact, { question, language }: MissGroup, bot: Bot, { say }: Request): string[] {
  const answer = ask(bot, question, language);
  const finds = answer.kind === 'found' && answer.facts[0]?.id === fact.id;
  return [say(finds ? 'mod.now-found' : 'mod.still-not', { question, id: fact.id, kind: answer.kind })];
}

function effectLines({ count, worse }: Recorded, { say }: Request): string[] {
  if (count === 0) return [say('mod.recorded-none')];
  if (worse.length === 0) return [say('mod.recorded-fine', { count })];
  const lines = worse
    .slice(0, 10)
    .map(({ question, before, after }) => `• ${question}: ${before} → ${after}`);
  return [say('mod.recorded-worse', { count: worse.length }), ...lines];
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

const HITS_SHOWN = 5;

/** What members would get for a question, and why. */
export function tryQuestion(request: Request, office: Office): Answer {
  const { say, language } = request;
  const bot = office.current();
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
  return page({
    title: say('mod.try', { question: clip(question, 200) }),
    lines: [say('mod.try-kind', { kind: answer.kind, reason: answer.reason.code }), ...hits],
    embeds: messageFor(showAnswer(answer, bot)).embeds ?? [],
  });
}
