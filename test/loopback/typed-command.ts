import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type {
  APIApplicationCommand,
  APIApplicationCommandBasicOption,
  APIApplicationCommandInteractionDataBasicOption,
  APIApplicationCommandInteractionDataOption,
  APIApplicationCommandOption,
  APIInteractionDataResolved,
  InteractionType,
} from 'discord-api-types/v10';
import { checkOption, NotPossible } from './client-rules.ts';
import type { OptionValue } from './client-rules.ts';
import { createResolved } from './resolved.ts';
import type { Resolved } from './resolved.ts';

const { Subcommand, SubcommandGroup, String: Text, Integer, Boolean: YesNo } = ApplicationCommandOptionType;
const { User, Channel, Role, Mentionable, Number: Decimal, Attachment } = ApplicationCommandOptionType;

export type Typed = Readonly<Record<string, OptionValue>>;
type Sent = APIApplicationCommandInteractionDataOption<InteractionType.ApplicationCommand>;
type SentBasic = APIApplicationCommandInteractionDataBasicOption<InteractionType.ApplicationCommand>;
type Drafted = APIApplicationCommandInteractionDataOption<InteractionType.ApplicationCommandAutocomplete>;
type DraftedBasic =
  APIApplicationCommandInteractionDataBasicOption<InteractionType.ApplicationCommandAutocomplete>;

export interface TypedCommand<Option> {
  readonly options: Option[];
  readonly resolved: APIInteractionDataResolved;
}

/** A command line as the client sends it: subcommands by `path`, the options by name. */
export function typedCommand(
  command: APIApplicationCommand | null,
  path: readonly string[],
  typed: Typed,
  place: Parameters<typeof createResolved>[0],
  hostile: boolean,
): TypedCommand<Sent> {
  const declared = declaredOptions(command, path, hostile);
  if (!hostile) for (const option of declared) checkOption(option, typed[option.name]);
  const resolved = createResolved(place);
  const basic = Object.entries(typed).map(([name, value]) => {
    const option = declared.find((one) => one.name === name);
    if (!option && !hostile) throw new NotPossible(`There is no option "${name}".`);
    return sentOption(name, option?.type, value, resolved);
  });
  return { options: nest<SentBasic, Sent>(path, basic, wrapSent), resolved: resolved.all() };
}

/** What is sent while someone is still typing: numbers as the text they are so far, one option focused. */
export function draftedCommand(
  command: APIApplicationCommand | null,
  path: readonly string[],
  typed: Typed,
  focused: string,
  place: Parameters<typeof createResolved>[0],
  hostile: boolean,
): TypedCommand<Drafted> {
  const declared = declaredOptions(command, path, hostile);
  const target = declared.find(({ name }) => name === focused);
  if (!hostile && (!target || !('autocomplete' in target) || !target.autocomplete))
    throw new NotPossible(`Option "${focused}" offers no suggestions.`);
  const resolved = createResolved(place);
  const basic = Object.entries({ [focused]: '', ...typed }).map(([name, value]): DraftedBasic => {
    const type = declared.find((one) => one.name === name)?.type;
    const isFocused = name === focused && { focused: true };
    const sent = sentOption(name, type, value, resolved);
    if (type === Integer || type === Decimal) return { name, type, value: String(sent.value), ...isFocused };
    if (sent.type === Text || sent.type === Integer || sent.type === Decimal)
      return { name, type: Text, value: String(sent.value), ...isFocused };
    return sent;
  });
  return { options: nest<DraftedBasic, Drafted>(path, basic, wrapDrafted), resolved: resolved.all() };
}

function declaredOptions(
  command: APIApplicationCommand | null,
  path: readonly string[],
  hostile: boolean,
): APIApplicationCommandBasicOption[] {
  let options: readonly APIApplicationCommandOption[] = command?.options ?? [];
  for (const step of path) {
    const next = options.find(({ name }) => name === step);
    if (next?.type === Subcommand || next?.type === SubcommandGroup) options = next.options ?? [];
    else if (hostile) options = [];
    else throw new NotPossible(`There is no subcommand "${step}".`);
  }
  const basic = options.filter((option) => option.type !== Subcommand && option.type !== SubcommandGroup);
  if (basic.length < options.length && !hostile)
    throw new NotPossible(`A subcommand is needed: ${options.map(({ name }) => name).join(', ')}.`);
  return basic;
}

/** The declared type if the value fits it; otherwise, for hostile values, the type the value itself suggests. */
function sentOption(
  name: string,
  type: APIApplicationCommandBasicOption['type'] | undefined,
  value: OptionValue,
  resolved: Resolved,
): SentBasic {
  if (typeof value === 'object') return { name, type: Attachment, value: resolved.attachment(value) };
  if (typeof value === 'boolean') return { name, type: YesNo, value };
  if (typeof value === 'number') return { name, type: type === Decimal ? Decimal : Integer, value };
  switch (type) {
    case User:
      return { name, type, value: resolved.user(value) };
    case Channel:
      return { name, type, value: resolved.channel(value) };
    case Role:
      return { name, type, value: resolved.role(value) };
    case Mentionable:
      return { name, type, value: resolved.mentionable(value) };
    default:
      return { name, type: Text, value };
  }
}

function nest<Basic extends Whole, Whole>(
  path: readonly string[],
  options: Basic[],
  wrap: (path: readonly [string, string?], options: Basic[]) => Whole,
): Whole[] {
  const [first, second] = path;
  if (first === undefined) return options;
  return [wrap(second === undefined ? [first] : [first, second], options)];
}

function wrapSent([first, second]: readonly [string, string?], options: SentBasic[]): Sent {
  if (second === undefined) return { name: first, type: Subcommand, options };
  return { name: first, type: SubcommandGroup, options: [{ name: second, type: Subcommand, options }] };
}

function wrapDrafted([first, second]: readonly [string, string?], options: DraftedBasic[]): Drafted {
  if (second === undefined) return { name: first, type: Subcommand, options };
  return { name: first, type: SubcommandGroup, options: [{ name: second, type: Subcommand, options }] };
}
