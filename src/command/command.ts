import type {
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Bot } from '../bot.ts';
import type { Shown } from '../show/shown.ts';
import type { Language } from '../text/language.ts';

// What a command is: its definition as Discord takes it, and what it does, which knows nothing of Discord. The bot,
// the console and the registration read the same list (commands/index.ts).

/** A command as someone called it. */
export interface Call {
  /** Of the member's own client; the answer may be in the question's language instead. */
  readonly language: Language;
  /** Options as typed, by name. Untrusted: neither presence nor length is a given. */
  readonly options: ReadonlyMap<string, string | number | boolean>;
}

/** One row while typing. `value` is what is sent when it is picked. */
export interface Suggestion {
  readonly name: string;
  readonly value: string;
}

/** What is being typed, and what else was typed already. */
export interface Typing extends Call {
  readonly focused: string;
}

export interface SlashCommand {
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** At once, from memory: someone waits for every key. */
  suggest?(typing: Typing, bot: Bot): readonly Suggestion[];
  run(call: Call, bot: Bot): Shown | Promise<Shown>;
}

export interface MessageCommand {
  readonly data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  /** `text` is the content of the message it was used on. */
  onMessage(text: string, call: Call, bot: Bot): Shown | Promise<Shown>;
}

export type Command = SlashCommand | MessageCommand;

export function isSlash(command: Command): command is SlashCommand {
  return 'run' in command;
}

/** An option's text, trimmed; empty where it was left out or is no text. */
export function textOption({ options }: Call, name: string): string {
  const value = options.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
