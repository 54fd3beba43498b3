import { messageFor } from '../discord/render.ts';
import type { Change } from '../facts/store.ts';
import { showFact } from '../show/answer.ts';
import { differenceLines, warnings } from './changes.ts';
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
  const lines: string[] = [];
  const embeds: PageContent['embeds'] = [];
  const [only, ...others] = change.facts;
  let shown = embeds;
  if (only !== undefined && others.length === 0) {
    const { before, after } = only;
    if (before !== null && after !== null)
      lines.push(
        ...warnings(before, after, say).map((line) => `⚠ ${line}`),
        ...differenceLines(before, after, say),
      );
    const now = after === null ? undefined : office.store.base().fact.get(after.id);
    if (now !== undefined)
      shown = (messageFor(showFact(now, language, office.view(office.store.base()))).embeds ?? []).map(
        (embed) => ({
          ...embed,
          title: say('mod.now'),
        }),
      );
  }
  return page({
    title: say('mod.saved', { sequence: change.sequence }),
    tone: 'good',
    lines: [
      say('mod.saved-facts', { count: change.facts.length, revision: change.revision }),
      ...lines,
      ...(more.lines ?? []),
    ],
    embeds: shown,
    buttons: [
      { label: say('mod.button.undo'), verb: 'undo', name: change.sequence },
      ...(more.buttons ?? []),
    ],
  });
}
