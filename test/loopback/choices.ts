import { ComponentType } from 'discord-api-types/v10';
import type { APIMessageSelectMenuInteractionData } from 'discord-api-types/v10';
import { NotPossible } from './client-rules.ts';
import type { Control } from './components.ts';
import type { Resolved } from './resolved.ts';

/** What a select menu sends; a forged custom id is sent as if it were a menu of texts. */
export function chosen(
  control: Control | null,
  customId: string,
  values: readonly string[],
  resolved: Resolved,
  hostile: boolean,
): APIMessageSelectMenuInteractionData {
  if (!hostile && control) checkChoice(control, values);
  const ids = (find: (ref: string) => string): string[] => values.map((value) => find(value));
  switch (control?.type) {
    case ComponentType.UserSelect: {
      const picked = ids((ref) => resolved.user(ref));
      return { ...base(control, customId), values: picked, resolved: { users: {}, ...resolved.all() } };
    }
    case ComponentType.RoleSelect: {
      const picked = ids((ref) => resolved.role(ref));
      return { ...base(control, customId), values: picked, resolved: { roles: {}, ...resolved.all() } };
    }
    case ComponentType.MentionableSelect: {
      const picked = ids((ref) => resolved.mentionable(ref));
      return { ...base(control, customId), values: picked, resolved: resolved.all() };
    }
    case ComponentType.ChannelSelect: {
      const picked = ids((ref) => resolved.channel(ref));
      return { ...base(control, customId), values: picked, resolved: { channels: {}, ...resolved.all() } };
    }
    default:
      return { custom_id: customId, component_type: ComponentType.StringSelect, values: [...values] };
  }
}

function base<Type extends ComponentType>({ type }: { type: Type }, customId: string) {
  return { custom_id: customId, component_type: type };
}

function checkChoice(control: Control, values: readonly string[]): void {
  if (control.type === ComponentType.Button) throw new NotPossible(`"${control.custom_id}" is no menu.`);
  const { min_values: min = 1, max_values: max = 1 } = control;
  if (values.length < min || values.length > max)
    throw new NotPossible(`"${control.custom_id}" takes ${min} to ${max} choices, not ${values.length}.`);
  if (control.type !== ComponentType.StringSelect) return;
  const stray = values.find((value) => !control.options.some((option) => option.value === value));
  if (stray !== undefined)
    throw new NotPossible(
      `"${control.custom_id}" has no option "${stray}"; it has: ${control.options.map(({ value }) => value).join(', ')}.`,
    );
}
