import { DiscordAPIError, Routes, type REST } from 'discord.js';
import type { MessageBody } from '../discord/render.ts';
import type { Change } from '../facts/store.ts';
import type { Log } from '../log.ts';
import { wordsIn } from '../words/words.ts';
import { changeLine, changeLines } from './changes.ts';
import { bodyOf } from './page.ts';

// The log channel: every change, with an undo button; and what went wrong with the file.

export interface Announcer {
  change(change: Change): void;
  trouble(title: string, detail: string): void;
  /** Waits until what was said is posted. */
  finish(): Promise<void>;
}

const QUEUE = 100;

/** Posts to the log channel, one after another. A channel that refuses is left alone until the next start. */
export function createAnnouncer(rest: REST, channelId: string | undefined, log: Log): Announcer {
  const say = wordsIn('en');
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  let refused = false;

  function post(body: MessageBody, nonce: string): void {
    if (channelId === undefined || refused || waiting >= QUEUE) return;
    waiting += 1;
    const payload = { ...body, nonce, enforce_nonce: true };
    last = last
      .then(async () => {
        await rest.post(Routes.channelMessages(channelId), { body: payload });
      })
      .catch((error: unknown) => {
        refused = error instanceof DiscordAPIError && (error.status === 403 || error.status === 404);
        log.error({ error }, 'the log channel could not be written');
      })
      .finally(() => {
        waiting -= 1;
      });
  }

  return {
    change(change) {
      const button = { label: say('mod.button.undo'), verb: 'undo', name: change.sequence } as const;
      const body = bodyOf({
        title: say('mod.change', { sequence: change.sequence }),
        lines: [changeLine(change, say), ...changeLines(change, say)],
        buttons: change.action === 'baseline' ? [] : [button],
      });
      post(body, `change-${change.sequence}-${change.checksum.slice(0, 8)}`.slice(0, 25));
    },
    trouble(title, detail) {
      const lines = detail.split('\n').slice(0, 20);
      post(bodyOf({ title, tone: 'bad', lines }), `trouble-${Date.now() % 1e12}`);
    },
    finish: () => last,
  };
}
