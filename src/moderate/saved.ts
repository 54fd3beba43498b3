import { messageFor } from '../discord/render.ts';
import type { Change } from '../facts/store.ts';
import { showFact } from '../show/answer.ts';
import { changeLines, whatChanged } from './changes.ts';
import type { Words } from '../words/words.ts';
import { page, type Answer, type PageContent } from './page.ts';
import type { Office, Request } from './request.ts';

/** What a saved change did, with the way back. */
export async function saved(
  change: Change,
  request: Request,
  office: Office,
  more: Partial<PageContent> = {},
): Promise<Answer> {
  // Members get the new answer by the time the moderator is told so.
  await office.settled();
  const { say, language } = request;
  const [only, ...others] = change.facts;
  const now = only === undefined || others.length > 0 ? undefined : office.store.base().fact.get(only.id);
  const embeds =
    now === undefined
      ? []
      : (messageFor(showFact(now, language, office.view(office.store.base()))).embeds ?? []).map((embed) => ({
          ...embed,
          title: say('mod.now'),
        }));
  return page({
    title: say('mod.saved', { sequence: change.sequence }),
    tone: 'good',
    lines: [
      say('mod.saved-facts', { count: change.facts.length, revision: change.revision }),
      ...(now !== undefined && only !== undefined ? factLines(only, say) : changeLines(change, say)),
      ...(more.lines ?? []),
    ],
    embeds,
    buttons: [
      { label: say('mod.button.undo'), verb: 'undo', name: change.sequence },
      ...(more.buttons ?? []),
    ],
  });
}

// The fact itself stands below, so that its name need not be said.
function factLines({ before, after }: Change['facts'][number], say: Words): string[] {
  return before === null || after === null ? [] : whatChanged(before, after, say);
}
