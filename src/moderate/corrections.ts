import { Routes, type Message, type REST } from 'discord.js';
import { setTimeout as pause } from 'node:timers/promises';
import { literal } from '../discord/escape.ts';
import { subjectOf } from '../discord/subject.ts';
import type { FactBase } from '../facts/base.ts';
import { figureChanges } from '../facts/edit.ts';
import type { Change } from '../facts/store.ts';
import type { Log } from '../log.ts';
import { clip } from '../text/fold.ts';
import { languageOf } from '../text/language.ts';
import { wordsIn } from '../words/words.ts';

// Corrections reach old replies: the bot's own answers of late are remembered by the facts they show, and marked when
// one of these figures is corrected or withdrawn.

export interface CorrectionOptions {
  readonly kept?: number;
  readonly ageMs?: number;
  /** Edited for one change, newest first. */
  readonly mostAtOnce?: number;
  /** Between two edits; Discord's own limits are kept by the REST client beside. */
  readonly gapMs?: number;
  readonly now?: () => number;
}

export interface Corrections {
  /** Remembers an answer of the bot's own, posted or edited. */
  saw(message: Message, base: FactBase): void;
  /** Marks the answers that a change makes wrong. */
  correct(change: Change): void;
  finish(): Promise<void>;
  readonly size: number;
}

interface Answered {
  readonly channelId: string;
  readonly facts: ReadonlySet<string>;
  /** What the message said beside its embeds. */
  readonly content: string;
  readonly chinese: boolean;
  readonly at: number;
  readonly notes: string[];
}

const CONTENT = 2000;
const NOTES = 5;
const FOOTER = /^([a-z0-9-]{1,48}) · /u;

export function createCorrections(rest: REST, log: Log, options: CorrectionOptions = {}): Corrections {
  const { kept = 500, ageMs = 24 * 3_600_000, mostAtOnce = 50, gapMs = 1000, now = Date.now } = options;
  const answers = new Map<string, Answered>();
  let last: Promise<void> = Promise.resolve();
  let ended = false;

  async function mark(id: string, answer: Answered): Promise<void> {
    if (ended) return;
    const content = clip([...answer.notes.slice(-NOTES), answer.content].join('\n').trim(), CONTENT);
    try {
      await rest.patch(Routes.channelMessage(answer.channelId, id), {
        body: { content, allowed_mentions: { parse: [] } },
      });
    } catch (error) {
      // Deleted, or out of reach by now.
      answers.delete(id);
      log.info({ error }, 'an old answer could not be marked as corrected');
    }
    if (gapMs > 0) await pause(gapMs, undefined, { ref: false });
  }

  return {
    saw(message, base) {
      const facts = new Set([
        ...subjectOf(message, base).facts.map(({ id }) => id),
        ...inFooters(message, base),
      ]);
      if (facts.size === 0) return;
      const known = answers.get(message.id);
      answers.delete(message.id);
      answers.set(message.id, {
        channelId: message.channelId,
        facts,
        content: known?.content ?? message.content,
        chinese: languageOf(message.embeds[0]?.title ?? '', 'en') !== 'en',
        at: message.createdTimestamp,
        notes: known?.notes ?? [],
      });
      const oldest = answers.size > kept ? answers.keys().next().value : undefined;
      if (oldest !== undefined) answers.delete(oldest);
    },
    correct(change) {
      const corrected = change.facts.filter(
        ({ before, after }) => before !== null && (after === null || figureChanges(before, after).length > 0),
      );
      if (corrected.length === 0) return;
      for (const [id, { at }] of answers) if (now() - at > ageMs) answers.delete(id);
      const touched = [...answers]
        .reverse()
        .filter(([, answer]) => corrected.some(({ id }) => answer.facts.has(id)));
      for (const [id, answer] of touched.slice(0, mostAtOnce)) {
        const say = wordsIn(answer.chinese ? 'zh-Hant' : 'en');
        for (const { id: factId, before, after } of corrected) {
          if (before === null || !answer.facts.has(factId)) continue;
          const label = answer.chinese ? before.label.zh : before.label.en;
          const values = { label, before: before.figure.text, after: after?.figure.text ?? '' };
          answer.notes.push(`⚠ ${literal(say(after === null ? 'mod.withdrawn' : 'mod.corrected', values))}`);
        }
        last = last.then(() => mark(id, answer));
      }
    },
    async finish() {
      ended = true;
      await last;
    },
    get size() {
      return answers.size;
    },
  };
}

// A fact in full names itself in its footer: "donation-2019 · revision 3 · …".
function inFooters({ embeds }: Message, base: FactBase): string[] {
  return embeds.flatMap(({ footer }) => {
    const [, id = ''] = FOOTER.exec(footer?.text ?? '') ?? [];
    return base.fact.has(id) ? [id] : [];
  });
}
