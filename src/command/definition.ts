import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type APIApplicationCommandBooleanOption,
  type APIApplicationCommandStringOption,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { MAX_QUESTION_LENGTH } from '../text/fold.ts';
import type { WordKey } from '../words/catalogue.ts';
import { wordsIn } from '../words/words.ts';
import { inChinese } from './localized.ts';

// Definitions with their names and descriptions from the catalogue: English by default, zh-CN and zh-TW beside it.
// There is no en-GB text that en-US members could be shown instead of the default, so en-US needs none of its own.

type Named<Prefix extends string> =
  Extract<WordKey, `${Prefix}.${string}.name`> extends `${Prefix}.${infer Name}.name` ? Name : never;
export type CommandName = Exclude<Named<'command'>, 'find-figures'>;
type OptionName = Named<'option'>;

function named(kind: 'command' | 'option', name: CommandName | OptionName) {
  // The two lists of names are the catalogue's own.
  const key = `${kind}.${name}` as Exclude<WordKey, 'command.find-figures.name'>;
  const nameKey = `${kind}.${name}.name` as WordKey;
  return {
    name: wordsIn('en')(nameKey),
    name_localizations: inChinese(nameKey),
    description: wordsIn('en')(key),
    description_localizations: inChinese(key),
  };
}

/** A slash command. Where it may be installed and used is left to the application's own settings. */
export function slashCommand(
  name: CommandName,
  options: readonly (APIApplicationCommandStringOption | APIApplicationCommandBooleanOption)[] = [],
): RESTPostAPIChatInputApplicationCommandsJSONBody {
  return {
    type: ApplicationCommandType.ChatInput,
    ...named('command', name),
    ...(options.length > 0 && { options: [...options] }),
  };
}

/** A command on a message; such have a name alone. */
export function messageCommand(
  key: 'command.find-figures.name',
): RESTPostAPIContextMenuApplicationCommandsJSONBody {
  return {
    type: ApplicationCommandType.Message,
    name: wordsIn('en')(key),
    name_localizations: inChinese(key),
  };
}

interface TextOptions {
  readonly required?: boolean;
  readonly suggests?: boolean;
}

/** A text option; longer texts than the search reads are refused by the client already. */
export function text(
  name: Exclude<OptionName, 'private'>,
  { required = true, suggests = false }: TextOptions = {},
): APIApplicationCommandStringOption {
  const shared = {
    type: ApplicationCommandOptionType.String,
    ...named('option', name),
    required,
    max_length: MAX_QUESTION_LENGTH,
  } as const;
  return suggests ? { ...shared, autocomplete: true } : shared;
}

/** `private: true` shows the answer to the asker alone. */
export function privately(): APIApplicationCommandBooleanOption {
  return { type: ApplicationCommandOptionType.Boolean, ...named('option', 'private') };
}
