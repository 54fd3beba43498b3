import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
  PermissionFlagsBits,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { WordKey } from '../words/catalogue.ts';
import { wordsIn } from '../words/words.ts';
import { inChinese } from './localized.ts';

// The definition of /facts: in servers alone, and offered to those with Manage Server unless the server's staff says
// otherwise. That is for the eye; who may is settled in the handler.

const { Subcommand, SubcommandGroup, String: Text, Integer, Attachment } = ApplicationCommandOptionType;

type Key = Extract<WordKey, `facts.${string}.name`> extends `facts.${infer Name}.name` ? Name : never;

function named(key: Key) {
  const nameKey: WordKey = `facts.${key}.name`;
  const textKey: WordKey = `facts.${key}`;
  return {
    name: wordsIn('en')(nameKey),
    name_localizations: inChinese(nameKey),
    description: wordsIn('en')(textKey),
    description_localizations: inChinese(textKey),
  };
}

function subcommand(
  key: Key,
  options: APIApplicationCommandBasicOption[] = [],
): APIApplicationCommandSubcommandOption {
  return { type: Subcommand, ...named(key), options };
}

/** As long as a name of a fact may be. */
const NAME = 120;

const fact = { type: Text, ...named('fact'), required: true, max_length: NAME, autocomplete: true } as const;
const reason = { type: Text, ...named('reason'), max_length: 200 } as const;
const alias = { type: Text, ...named('alias-name'), required: true, max_length: NAME } as const;

export function factsCommand(): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const say = wordsIn('en');
  const form = {
    type: Text,
    ...named('form'),
    choices: (['figure', 'names'] as const).map((value) => ({
      name: say(`facts.form.${value}`),
      name_localizations: inChinese(`facts.form.${value}`),
      value,
    })),
  } as const;
  return {
    type: ApplicationCommandType.ChatInput,
    name: say('facts.name'),
    name_localizations: inChinese('facts.name'),
    description: say('facts'),
    description_localizations: inChinese('facts'),
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    contexts: [InteractionContextType.Guild],
    options: [
      subcommand('add', [
        { type: Text, ...named('id'), required: true, max_length: 48 },
        { type: Text, ...named('series'), max_length: 48 },
      ]),
      subcommand('edit', [fact, form]),
      subcommand('remove', [fact]),
      {
        type: SubcommandGroup,
        ...named('alias'),
        options: [
          subcommand('alias-add', [fact, alias]),
          subcommand('alias-remove', [fact, { ...alias, autocomplete: true }]),
        ],
      },
      subcommand('misses'),
      subcommand('try', [{ type: Text, ...named('question'), required: true, max_length: 500 }]),
      subcommand('import', [
        { type: Attachment, ...named('file'), required: true },
        { type: Attachment, ...named('text') },
        { type: Text, ...named('report'), max_length: 48 },
      ]),
      subcommand('export'),
      subcommand('history', [{ ...fact, required: false }]),
      subcommand('show', [fact, { type: Integer, ...named('revision'), min_value: 1 }]),
      subcommand('undo', [{ type: Integer, ...named('change'), required: true, min_value: 1 }, reason]),
      subcommand('check'),
      subcommand('reload'),
    ],
  };
}
