import {
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord-api-types/v10';
import type { APIApplicationCommand, APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import type { Upload } from './files.ts';
import type { Scene } from './scene.ts';
import { EVERYTHING } from './permissions.ts';

/** What can be typed into an option; people, roles and channels go by name or id. */
export type OptionValue = string | number | boolean | Upload;

/** The client would not have let a member do this: usually a slip in the test. */
export class NotPossible extends Error {
  constructor(reason: string) {
    super(`${reason} (Discord's client prevents this; pass { hostile: true } to send it all the same.)`);
    this.name = 'NotPossible';
  }
}

/** Whether the client offers this command here (Discord docs, interactions/application-commands, "Contexts"). */
export function checkOffered(command: APIApplicationCommand, scene: Scene, permissions: bigint): void {
  const { Guild, BotDM, PrivateChannel } = InteractionContextType;
  const installs = command.integration_types ?? [ApplicationIntegrationType.GuildInstall];
  const byUser = installs.includes(ApplicationIntegrationType.UserInstall);
  const contexts = command.contexts ?? [Guild, BotDM, ...(byUser ? [PrivateChannel] : [])];
  if (!contexts.includes(scene.context))
    throw new NotPossible(`/${command.name} is not offered in this place.`);
  if (scene.userInstalled ? !byUser : !installs.includes(ApplicationIntegrationType.GuildInstall))
    throw new NotPossible(`/${command.name} is not offered to this kind of installation.`);
  const needed = command.default_member_permissions;
  if (scene.guild === null || needed === null) return;
  // "0" hides it from everyone but administrators.
  const wanted = BigInt(needed) === 0n ? EVERYTHING : BigInt(needed);
  if ((permissions & wanted) !== wanted)
    throw new NotPossible(`/${command.name} is hidden from this member.`);
}

/** Required options, ranges, choices and types, as the client checks them before it sends. */
export function checkOption(option: APIApplicationCommandBasicOption, value: OptionValue | undefined): void {
  const refuse = (why: string): never => {
    throw new NotPossible(`Option "${option.name}" ${why}.`);
  };
  if (value === undefined) {
    if (option.required === true) refuse('is required');
    return;
  }
  const { Integer, Number: Decimal, Boolean: YesNo, Attachment } = ApplicationCommandOptionType;
  if ((option.type === Integer || option.type === Decimal) && typeof value !== 'number')
    refuse('takes a number');
  if (option.type === Integer && !Number.isSafeInteger(value)) refuse('takes a whole number');
  if (option.type === YesNo && typeof value !== 'boolean') refuse('takes true or false');
  if (option.type === Attachment && typeof value !== 'object') refuse('takes a file');
  if (option.type !== Attachment && typeof value === 'object') refuse('takes no file');
  if (typeof value === 'string') checkText(option, value, refuse);
  if (typeof value === 'number') checkNumber(option, value, refuse);
  if (typeof value === 'object') checkFile(option, value, refuse);
  if (
    'choices' in option &&
    option.choices.length > 0 &&
    !option.choices.some((choice) => choice.value === value)
  )
    refuse(`has no choice ${JSON.stringify(value)}`);
}

type Refuse = (why: string) => never;

function checkText(option: APIApplicationCommandBasicOption, value: string, refuse: Refuse): void {
  if (option.type !== ApplicationCommandOptionType.String) return;
  const { min_length: min = 0, max_length: max = 6000 } = option;
  if (value.length < Math.max(min, 1) || value.length > max) refuse(`takes ${min} to ${max} characters`);
}

function checkNumber(option: APIApplicationCommandBasicOption, value: number, refuse: Refuse): void {
  if (!('min_value' in option || 'max_value' in option)) return;
  const { min_value: min = -Infinity, max_value: max = Infinity } = option;
  if (value < min || value > max) refuse(`takes ${min} to ${max}`);
}

function checkFile(option: APIApplicationCommandBasicOption, { name }: Upload, refuse: Refuse): void {
  if (!('file_types' in option)) return;
  const kinds = option.file_types.filter((type) => type.startsWith('.'));
  if (kinds.length > 0 && !kinds.some((kind) => name.toLowerCase().endsWith(kind.toLowerCase())))
    refuse(`takes files ending in ${kinds.join(', ')}`);
}
