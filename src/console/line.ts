import type { Bot } from '../bot.ts';
import { isSlash, type Call, type Command, type SlashCommand, type Suggestion } from '../command/command.ts';
import { ApplicationCommandOptionType, type APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import type { Language } from '../text/language.ts';
import { wordsIn } from '../words/words.ts';

// A slash command as typed on one line, read by the same definitions that Discord shows:
// "/compare first:donation-total second:fund-total", or, where one option is required, simply "/ask question words".

export type ReadLine =
  | { readonly kind: 'call'; readonly command: SlashCommand; readonly call: Call }
  | { readonly kind: 'wrong'; readonly words: string };

/** Reads a line that begins with a slash. */
export function readLine(line: string, commands: readonly Command[], language: Language): ReadLine {
  const say = wordsIn(language);
  const [, name = '', rest = ''] = /^\/(\S*)\s*(.*)$/su.exec(line) ?? [];
  const command = findCommand(name.toLowerCase(), commands);
  if (command === undefined) return { kind: 'wrong', words: say('note.unknown-command') };
  const declared = optionsOf(command);
  const required = declared.filter((option) => option.required === true);
  const options = readOptions(rest, declared, required);
  const missing = required.find((option) => !options.has(option.name));
  if (missing !== undefined)
    return {
      kind: 'wrong',
      words: say('console.missing-option', {
        command: command.data.name,
        name: missing.name,
        example: required.map((option) => `${option.name}:…`).join(' '),
      }),
    };
  return { kind: 'call', command, call: { language, options } };
}

function findCommand(name: string, commands: readonly Command[]): SlashCommand | undefined {
  return commands.filter(isSlash).find(({ data }) => {
    return data.name === name || Object.values(data.name_localizations ?? {}).includes(name);
  });
}

function optionsOf({ data }: SlashCommand): APIApplicationCommandBasicOption[] {
  // /facts alone has subcommands, and in the console it only says where facts are edited.
  return (data.options ?? []) as APIApplicationCommandBasicOption[];
}

// "name:value" for each declared name, the value reaching to the next; words before the first go to required options.
function readOptions(
  rest: string,
  declared: readonly APIApplicationCommandBasicOption[],
  required: readonly APIApplicationCommandBasicOption[],
): Map<string, string | boolean> {
  const names = declared.map(({ name }) => name).join('|');
  const marks = names === '' ? [] : [...rest.matchAll(new RegExp(`(?<=^|\\s)(${names}):`, 'gu'))];
  const options = new Map<string, string | boolean>();
  const bare = rest.slice(0, marks[0]?.index ?? rest.length).trim();
  for (const [place, mark] of marks.entries()) {
    const value = rest.slice(mark.index + mark[0].length, marks[place + 1]?.index ?? rest.length).trim();
    const option = declared.find(({ name }) => name === mark[1]);
    if (option === undefined || value === '') continue;
    const isFlag = option.type === ApplicationCommandOptionType.Boolean;
    options.set(option.name, isFlag ? value === 'true' : value);
  }
  const open = required.filter(({ name }) => !options.has(name));
  // Two figures in a row are told apart by a comma or by "and".
  const apart = open.length > 1 ? bare.split(/\s*(?:[,，、]|\sand\s|\svs\.?\s|和|与|與)\s*/u) : [bare];
  // Two words that nothing else divides are two names: "/compare 捐款 基金".
  const parts = apart.length < open.length ? evenly(bare, open.length) : apart;
  for (const [place, { name }] of open.entries()) {
    const value = parts[place]?.trim() ?? '';
    if (value !== '') options.set(name, value);
  }
  return options;
}

function evenly(bare: string, count: number): string[] {
  const words = bare.split(/\s+/u);
  return words.length === count ? words : [bare];
}

/** What Tab offers for a line so far: commands, options, then the command's own suggestions. */
export function completeLine(
  line: string,
  commands: readonly Command[],
  language: Language,
  bot: Bot,
): [completions: string[], typed: string] {
  if (!line.startsWith('/')) return [[], line];
  const [, name = '', space = '', rest = ''] = /^\/(\S*)(\s*)(.*)$/su.exec(line) ?? [];
  if (space === '') {
    const all = commands.filter(isSlash).map(({ data }) => `/${data.name} `);
    return [all.filter((command) => command.startsWith(line)), line];
  }
  const command = findCommand(name, commands);
  if (command === undefined) return [[], line];
  const declared = optionsOf(command);
  const names = declared.map((option) => option.name).join('|');
  const last =
    names === '' ? undefined : [...rest.matchAll(new RegExp(`(?<=^|\\s)(${names}):`, 'gu'))].at(-1);
  if (last === undefined) {
    const open = declared.map((option) => `${option.name}:`).filter((start) => start.startsWith(rest));
    if (open.length > 0) return [open, rest];
    const [only] = declared.filter((option) => option.required === true);
    return only === undefined ? [[], rest] : suggested(command, only.name, rest, new Map(), language, bot);
  }
  const typed = rest.slice(last.index + last[0].length);
  const before = readOptions(rest.slice(0, last.index), declared, []);
  return suggested(command, last[1] ?? '', typed, before, language, bot);
}

function suggested(
  command: SlashCommand,
  focused: string,
  typed: string,
  before: ReadonlyMap<string, string | boolean>,
  language: Language,
  bot: Bot,
): [string[], string] {
  const options = new Map<string, string | number | boolean>([...before, [focused, typed]]);
  const rows: readonly Suggestion[] = command.suggest?.({ language, options, focused }, bot) ?? [];
  return [rows.map(({ value }) => value), typed];
}
