import type { Bot } from '../bot.ts';
import { addAlias, removeAlias, type Edit } from '../facts/edit.ts';
import type { Fact } from '../facts/schema.ts';
import { ask } from '../show/asking.ts';
import { hasHan } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import type { SubjectOf } from './drafts.ts';
import { saved } from './saved.ts';
import { page, type Answer } from './page.ts';
import { failed, problemLines } from './problems.ts';
import type { Recorded } from './recorded.ts';
import type { Office, Request } from './request.ts';
import { tried } from './trial.ts';

// Another name of a fact, given or taken away. It is the quick fix for a missed question, so it is saved at once, with
// an undo, where no recorded question is answered worse for it; where one is, the moderator sees which and is asked.

/** A name to give or to take away. */
export interface Naming {
  readonly what: 'add' | 'remove';
  readonly fact: Fact;
  readonly name: string;
  /** The language in which whoever needs the name asks. */
  readonly language: Language;
}

/** Called once the name is saved, for what else there is to do. */
type Afterwards = () => Promise<void>;

const NOTHING_MORE: Afterwards = () => Promise.resolve();

/** Gives or takes away a name, unless recorded questions are answered worse for it: then it asks. */
export async function changeName(
  naming: Naming,
  request: Request,
  office: Office,
  afterwards = NOTHING_MORE,
  more: Pick<SubjectOf<'naming'>, 'missed'> = {},
): Promise<Answer> {
  const { say } = request;
  const { what, fact } = naming;
  try {
    await office.settled();
    const base = office.store.base();
    const trial = tried(editOf(naming), base);
    if (trial.base === null) {
      const place = base.position.get(fact.id) ?? null;
      const lines = [...problemLines(trial.problems, place, say), say('mod.nothing-changed')];
      return page({ title: say('mod.refused'), tone: 'bad', lines });
    }
    const after = office.over(trial.base);
    const effect = await office.compare(office.current(), after);
    if (effect.worse.length === 0) return await saveName(naming, effect, request, office, afterwards);
    const name = office.drafts.keep(request, { kind: 'naming', naming, ...more });
    return page({
      title: say(what === 'add' ? 'mod.name-add-harms' : 'mod.name-remove-harms', { name: naming.name }),
      tone: 'warning',
      lines: [...finding(naming, after, request), ...effectLines(effect, request)],
      buttons: [
        { label: say('mod.button.save'), verb: 'save', name, style: 'danger' },
        { label: say('mod.button.cancel'), verb: 'cancel', name },
      ],
    });
  } catch (error) {
    return failed(error, say);
  }
}

/** Saves the name, whatever it does to recorded questions; null where that was seen already. */
export async function saveName(
  naming: Naming,
  effect: Recorded | null,
  request: Request,
  office: Office,
  afterwards = NOTHING_MORE,
): Promise<Answer> {
  const { actor, say } = request;
  try {
    const action = `alias-${naming.what}` as const;
    const change = await office.store.change({ actor, action, edit: editOf(naming) });
    await afterwards();
    await office.settled();
    const lines = [
      ...finding(naming, office.current(), request),
      ...(effect === null ? [] : effectLines(effect, request)),
    ];
    return await saved(change, request, office, { lines });
  } catch (error) {
    return failed(error, say);
  }
}

function editOf({ what, fact, name }: Naming): Edit {
  const language = languageFor(fact, name, what);
  // Of the fact as it was looked at: what somebody else changed since is not overwritten unseen.
  return (what === 'add' ? addAlias : removeAlias)(fact.id, language, name, fact.revision);
}

function languageFor({ aliases }: Fact, name: string, what: Naming['what']): 'zh' | 'en' {
  if (what === 'remove') return aliases.en.includes(name) ? 'en' : 'zh';
  return hasHan(name) ? 'zh' : 'en';
}

// Whether the name, asked as a question, finds the fact.
function finding({ what, fact: { id }, name, language }: Naming, bot: Bot, { say }: Request): string[] {
  if (what === 'remove') return [];
  const answer = ask(bot, name, language);
  const finds = answer.kind === 'found' && answer.facts[0]?.id === id;
  return [say(finds ? 'mod.now-found' : 'mod.still-not', { question: name, id, kind: answer.kind })];
}

function effectLines({ count, worse }: Recorded, { say }: Request): string[] {
  if (count === 0) return [say('mod.recorded-none')];
  if (worse.length === 0) return [say('mod.recorded-fine', { count })];
  const lines = worse
    .slice(0, 10)
    .map(({ question, before, after }) => `• ${question}: ${before} → ${after}`);
  return [say('mod.recorded-worse', { count: worse.length }), ...lines];
}
