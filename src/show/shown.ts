import type { Reply } from '../reply/reply.ts';
import type { Language } from '../text/language.ts';
import type { Press } from './press.ts';

// What a command or a question brings forth, before it becomes a Discord message or lines in the console: the
// renderer's reply, and what can be done next. All strings are plain text; whoever shows them escapes them.

/** Text beside the reply's facts. */
export type Passage =
  | { readonly kind: 'words'; readonly text: string }
  /** The report's own text with a part of it marked. */
  | { readonly kind: 'quote'; readonly before: string; readonly marked: string; readonly after: string }
  /** A number of our own making, to be set off from the report's. */
  | { readonly kind: 'result'; readonly name: string; readonly value: string };

export interface Button {
  readonly label: string;
  readonly press: Press;
}

export interface Menu {
  readonly placeholder: string;
  readonly press: Press;
  /** At most 25. `value` is a fact's id or a section's key. */
  readonly options: readonly { readonly label: string; readonly detail: string; readonly value: string }[];
}

/** What is kept of a question that found nothing: never who asked. */
export interface Miss {
  readonly kind: 'not-found' | 'not-meant';
  readonly question: string;
  readonly language: Language;
}

export interface Shown {
  readonly title: string;
  readonly reply: Reply;
  readonly passages: readonly Passage[];
  /** Stands under a list; full facts bring their own. */
  readonly footer: string;
  readonly buttons: readonly Button[];
  readonly menu: Menu | null;
  readonly miss: Miss | null;
  /** Whether the bot may say this where nobody addressed it. */
  readonly sure: boolean;
}

/** Words alone: help, notes, refusals. */
export function shownWords(
  language: Language,
  title: string,
  passages: readonly string[],
  more: Partial<Pick<Shown, 'buttons' | 'menu' | 'miss' | 'footer'>> & { readonly tone?: Reply['tone'] } = {},
): Shown {
  const { tone = 'found', ...rest } = more;
  return {
    title,
    reply: { tone, language, lead: '', passage: null, calculation: null, cards: [], full: false },
    passages: passages.map((text) => ({ kind: 'words', text })),
    footer: '',
    buttons: [],
    menu: null,
    miss: null,
    sure: false,
    ...rest,
  };
}
