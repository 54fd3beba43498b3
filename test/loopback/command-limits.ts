import { ApplicationCommandOptionType, ApplicationCommandType, Locale } from 'discord-api-types/v10';
import type { APIApplicationCommand } from 'discord-api-types/v10';
import { z } from 'zod';
import { chars, fault, listOf, problemsIn, requireShape, whole } from './limits.ts';
import { invalidForm } from './refusal.ts';

/** Names of chat-input commands and options (Discord docs, interactions/application-commands, "Naming"). */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const slashName = z.string().superRefine((name, context) => {
  if (!NAME.test(name) || name !== name.toLowerCase())
    context.addIssue(fault([], 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid'));
});
const description = chars(1, 100);
const localized = <Text extends z.ZodType>(text: Text) =>
  z.partialRecord(z.enum(Locale), text.nullable()).nullish();

const choice = z.object({
  name: chars(1, 100),
  name_localizations: localized(chars(1, 100)),
  value: z.union([chars(0, 100), z.number()]),
});

const nested = {
  name: slashName,
  name_localizations: localized(slashName),
  description,
  description_localizations: localized(description),
  required: z.boolean().nullish(),
};

const basicOption = z
  .object({
    ...nested,
    type: z.enum(ApplicationCommandOptionType).exclude(['Subcommand', 'SubcommandGroup']),
    choices: listOf(choice, 0, 25).nullish(),
    autocomplete: z.boolean().nullish(),
    min_value: z.number().nullish(),
    max_value: z.number().nullish(),
    min_length: whole(0, 6000).nullish(),
    max_length: whole(1, 6000).nullish(),
    channel_types: z.array(z.int()).nullish(),
    file_types: listOf(z.string(), 0, 10).nullish(),
  })
  .superRefine(({ choices, autocomplete }, context) => {
    if (autocomplete === true && choices?.length)
      context.addIssue(
        fault(
          ['autocomplete'],
          'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES',
          'Cannot have both choices and autocomplete',
        ),
      );
    choices?.forEach(({ name }, index) => {
      if (choices.findIndex((other) => other.name === name) < index)
        context.addIssue(
          fault(
            ['choices', index],
            'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
            'Option choice name already exists',
          ),
        );
    });
  });

type Named = z.output<z.ZodObject<typeof nested>>;

function orderly(options: readonly Named[], context: z.core.$RefinementCtx): void {
  let optionalBefore = false;
  options.forEach((option, index) => {
    if (option.required === true && optionalBefore)
      context.addIssue(
        fault(
          [index],
          'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
          'Required options must be placed before non-required options',
        ),
      );
    optionalBefore ||= option.required !== true;
    if (options.slice(0, index).some((other) => sharesName(other, option)))
      context.addIssue(
        fault(
          [index, 'name'],
          'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
          'Option name already exists',
        ),
      );
  });
}

/** Localised names must differ from each other within a locale, and from the defaults. */
function sharesName(one: Named, other: Named): boolean {
  if (one.name === other.name) return true;
  return Object.values(Locale).some((locale) => {
    const [here, there] = [one.name_localizations?.[locale], other.name_localizations?.[locale]];
    return (here ?? one.name) === (there ?? other.name);
  });
}

const basicOptions = listOf(basicOption, 0, 25).superRefine(orderly);
const subcommand = z.object({
  ...nested,
  type: z.literal(ApplicationCommandOptionType.Subcommand),
  options: basicOptions.nullish(),
});
const group = z.object({
  ...nested,
  type: z.literal(ApplicationCommandOptionType.SubcommandGroup),
  options: listOf(subcommand, 1, 25).superRefine(orderly),
});

const isNest = (type: unknown): boolean =>
  type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup;

const anyOption = z.discriminatedUnion('type', [basicOption, subcommand, group]);

const common = {
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  contexts: z.array(whole(0, 2)).nullish(),
  integration_types: z.array(whole(0, 1)).nullish(),
  nsfw: z.boolean().nullish(),
};

const chatInput = z
  .object({
    ...common,
    ...nested,
    type: z.literal(ApplicationCommandType.ChatInput).nullish(),
    options: listOf(anyOption, 0, 25).superRefine(orderly).nullish(),
  })
  .superRefine((command, context) => {
    const nests = (command.options ?? []).filter(({ type }) => isNest(type)).length;
    if (nests > 0 && nests < (command.options ?? []).length)
      context.addIssue(
        fault(
          ['options'],
          'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
          'Sub-command and sub-command group option types are mutually exclusive to all other types',
        ),
      );
    if (commandLength(command) > 8000)
      context.addIssue(fault([], 'APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)'));
  });

const contextMenu = z.object({
  ...common,
  type: z.enum(ApplicationCommandType).extract(['User', 'Message']),
  name: chars(1, 32),
  name_localizations: localized(chars(1, 32)),
  description: z.literal('').nullish(),
  options: z.array(z.never()).nullish(),
});

/** Names, descriptions and choice values count, of each localised field only the longest (8,000 in all). */
interface Measured {
  name: string;
  description?: string | undefined;
  name_localizations?: Partial<Record<string, string | null>> | null | undefined;
  description_localizations?: Partial<Record<string, string | null>> | null | undefined;
  choices?:
    | { name: string; value: string | number; name_localizations?: Measured['name_localizations'] }[]
    | null
    | undefined;
  options?: Measured[] | null | undefined;
}

function commandLength(item: Measured): number {
  const longest = (text: string, translations: Measured['name_localizations']): number =>
    Math.max(
      text.length,
      ...Object.values(translations ?? {}).map((translation) => translation?.length ?? 0),
    );
  const choices = (item.choices ?? []).reduce(
    (sum, one) => sum + longest(one.name, one.name_localizations) + String(one.value).length,
    0,
  );
  const options = (item.options ?? []).reduce((sum, option) => sum + commandLength(option), 0);
  const own = longest(item.name, item.name_localizations);
  return own + longest(item.description ?? '', item.description_localizations) + choices + options;
}

type Nullable<Thing> = { [Key in keyof Thing]?: Thing[Key] | null };

/** A command as it is sent for registration. */
export type CommandBody = Pick<APIApplicationCommand, 'name'> &
  Nullable<Omit<APIApplicationCommand, 'id' | 'application_id' | 'guild_id' | 'name' | 'version'>>;

function schemaFor(body: unknown) {
  const type = z.object({ type: z.enum(ApplicationCommandType) }).safeParse(body).data?.type;
  return type === undefined || type === ApplicationCommandType.ChatInput ? chatInput : contextMenu;
}

export function assertCommand(body: unknown): asserts body is CommandBody {
  requireShape(schemaFor(body), body);
}

const uniqueNames = z
  .array(z.object({ name: z.string(), type: z.number().nullish() }))
  .superRefine((items, context) => {
    items.forEach(({ name, type }, index) => {
      if (items.findIndex((other) => other.name === name && (other.type ?? 1) === (type ?? 1)) < index)
        context.addIssue(
          fault(
            [index, 'name'],
            'APPLICATION_COMMANDS_DUPLICATE_NAME',
            'Application command names must be unique',
          ),
        );
    });
  });

/** A whole list, as a bulk overwrite sends it: problems carry the index, names are unique per type. */
export function assertCommands(body: unknown): asserts body is CommandBody[] {
  requireShape(z.array(z.unknown()), body);
  const commands = z.array(z.unknown()).parse(body);
  const problems = commands.flatMap((one, index) => problemsIn(schemaFor(one), one, [index]));
  if (problems.length > 0) throw invalidForm(problems);
  requireShape(uniqueNames, commands);
}
