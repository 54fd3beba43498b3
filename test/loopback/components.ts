import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type {
  APIButtonComponentWithCustomId,
  APIMessage,
  APIMessageTopLevelComponent,
  APISelectMenuComponent,
  APIComponentInMessageActionRow,
  APISectionAccessoryComponent,
} from 'discord-api-types/v10';

/** What a member can press or choose from. */
export type Control = APIButtonComponentWithCustomId | APISelectMenuComponent;

interface Placed {
  readonly control: Control;
  readonly customId: string;
  readonly path: readonly (string | number)[];
}

export function customIdsIn(components: readonly APIMessageTopLevelComponent[]): Placed[] {
  return components.flatMap((component, index) => inside(component, [index]));
}

function inside(component: APIMessageTopLevelComponent, path: readonly (string | number)[]): Placed[] {
  switch (component.type) {
    case ComponentType.ActionRow:
      return component.components.flatMap((item, index) => placed(item, [...path, 'components', index]));
    case ComponentType.Section:
      return placed(component.accessory, [...path, 'accessory']);
    case ComponentType.Container:
      return component.components.flatMap((item, index) => inside(item, [...path, 'components', index]));
    default:
      return [];
  }
}

function placed(
  item: APIComponentInMessageActionRow | APISectionAccessoryComponent,
  path: readonly (string | number)[],
): Placed[] {
  if (item.type === ComponentType.Thumbnail) return [];
  if (item.type !== ComponentType.Button) return [{ control: item, customId: item.custom_id, path }];
  if (item.style === ButtonStyle.Link || item.style === ButtonStyle.Premium) return [];
  return [{ control: item, customId: item.custom_id, path }];
}

/** How many components a message holds, nested ones counted, for the limit of 40. */
export function countComponents(components: readonly APIMessageTopLevelComponent[]): number {
  return components.reduce((sum, component) => {
    switch (component.type) {
      case ComponentType.ActionRow:
        return sum + 1 + component.components.length;
      case ComponentType.Section:
        return sum + 2 + component.components.length;
      case ComponentType.Container:
        return sum + 1 + countComponents(component.components);
      default:
        return sum + 1;
    }
  }, 0);
}

/** All text a Components V2 message shows. */
export function displayedText(components: readonly APIMessageTopLevelComponent[]): string[] {
  return components.flatMap((component) => {
    switch (component.type) {
      case ComponentType.TextDisplay:
        return [component.content];
      case ComponentType.Section:
        return component.components.map(({ content }) => content);
      case ComponentType.Container:
        return displayedText(component.components);
      default:
        return [];
    }
  });
}

/** The buttons and selects of a message, in reading order. */
export function controlsOf(message: APIMessage): Control[] {
  return customIdsIn(message.components ?? []).map(({ control }) => control);
}

/** The custom id behind a button's label, as a test knows the one and not the other. */
export function customIdOf(message: APIMessage, label: string): string {
  const buttons = controlsOf(message).filter((control) => control.type === ComponentType.Button);
  const found = buttons.find((button) => button.label === label);
  if (found) return found.custom_id;
  const labels = buttons.map((button) => button.label ?? button.custom_id).join(', ');
  throw new Error(`The message has no button "${label}"; it has: ${labels || 'none'}`);
}

/** Everything a member reads in a message, line by line. */
export function textOf(message: APIMessage): string {
  const embeds = message.embeds.flatMap((embed) => [
    embed.author?.name,
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
    embed.footer?.text,
  ]);
  return [message.content, ...embeds, ...displayedText(message.components ?? [])]
    .filter((line) => line !== undefined && line !== '')
    .join('\n');
}
