import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { z } from 'zod';
import { customIdsIn } from './components.ts';
import { chars, fault, link, listOf, whole } from './limits.ts';

/** Limits of message components (Discord docs, components/reference). */
export const customId = chars(1, 100);
const emoji = z.object({ id: z.string().nullish(), name: z.string().nullish() });

const button = z
  .object({
    type: z.literal(ComponentType.Button),
    style: z.enum(ButtonStyle),
    label: chars(0, 80).nullish(),
    custom_id: customId.nullish(),
    url: z.string().pipe(chars(1, 512)).pipe(link).nullish(),
    sku_id: z.string().nullish(),
    disabled: z.boolean().nullish(),
    emoji: emoji.nullish(),
  })
  .superRefine((value, context) => {
    const asLink = value.style === ButtonStyle.Link;
    if (value.style === ButtonStyle.Premium) return;
    if (asLink && !value.url)
      context.addIssue(fault(['url'], 'BASE_TYPE_REQUIRED', 'This field is required'));
    if (asLink && value.custom_id)
      context.addIssue(
        fault(['custom_id'], 'BUTTON_COMPONENT_CUSTOM_ID_URL_EXCLUSIVE', 'A link has no custom id'),
      );
    if (!asLink && !value.custom_id)
      context.addIssue(fault(['custom_id'], 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id required'));
    if (!value.label?.trim() && !value.emoji)
      context.addIssue(fault(['label'], 'BASE_TYPE_REQUIRED', 'A label or an emoji is required'));
  });

const select = {
  custom_id: customId,
  placeholder: chars(0, 150).nullish(),
  min_values: whole(0, 25).nullish(),
  max_values: whole(1, 25).nullish(),
  disabled: z.boolean().nullish(),
  required: z.boolean().nullish(),
};

export const listedOption = z.object({
  label: chars(1, 100),
  value: chars(1, 100),
  description: chars(0, 100).nullish(),
  default: z.boolean().nullish(),
  emoji: emoji.nullish(),
});

export function noValueTwice(options: readonly { value: string }[], context: z.core.$RefinementCtx): void {
  options.forEach(({ value }, index) => {
    if (options.findIndex((other) => other.value === value) < index)
      context.addIssue(
        fault(
          [index, 'value'],
          'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
          'The specified option value is already used',
        ),
      );
  });
}

const stringSelect = z
  .object({
    ...select,
    type: z.literal(ComponentType.StringSelect),
    options: listOf(listedOption, 1, 25).superRefine(noValueTwice),
  })
  .superRefine(({ options, min_values: min, max_values: max }, context) => {
    if ((max ?? 1) > options.length || (min ?? 1) > (max ?? 1))
      context.addIssue(
        fault(['max_values'], 'BASE_TYPE_INVALID', 'min_values and max_values do not fit the options'),
      );
    if (options.filter((option) => option.default === true).length > (max ?? 1))
      context.addIssue(
        fault(['options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'Too many options are chosen'),
      );
  });

const entitySelect = <Type extends ComponentType>(type: Type) =>
  z.object({
    ...select,
    type: z.literal(type),
    default_values: listOf(z.object({ id: z.string(), type: z.string() }), 0, 25).nullish(),
  });

export const anySelect = [
  stringSelect,
  entitySelect(ComponentType.UserSelect),
  entitySelect(ComponentType.RoleSelect),
  entitySelect(ComponentType.MentionableSelect),
  entitySelect(ComponentType.ChannelSelect),
] as const;

const row = z.object({
  type: z.literal(ComponentType.ActionRow),
  components: listOf(z.discriminatedUnion('type', [button, ...anySelect]), 1, 5).superRefine(
    (items, context) => {
      // Five buttons fill a row, and so does one select.
      items.forEach(({ type }, index) => {
        if (type !== ComponentType.Button && items.length > 1)
          context.addIssue(
            fault(
              [index],
              'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
              'The specified component exceeds the maximum width',
            ),
          );
      });
    },
  ),
});

const media = z.object({ url: link });
export const textDisplay = z.object({ type: z.literal(ComponentType.TextDisplay), content: chars(1, 4000) });
const thumbnail = z.object({
  type: z.literal(ComponentType.Thumbnail),
  media,
  description: chars(0, 1024).nullish(),
});
const inContainer = [
  row,
  textDisplay,
  z.object({
    type: z.literal(ComponentType.Section),
    components: listOf(textDisplay, 1, 3),
    accessory: z.discriminatedUnion('type', [button, thumbnail]),
  }),
  z.object({
    type: z.literal(ComponentType.MediaGallery),
    items: listOf(z.object({ media, description: chars(0, 1024).nullish() }), 1, 10),
  }),
  z.object({ type: z.literal(ComponentType.File), file: media }),
  z.object({
    type: z.literal(ComponentType.Separator),
    divider: z.boolean().nullish(),
    spacing: whole(1, 2).nullish(),
  }),
] as const;
const container = z.object({
  type: z.literal(ComponentType.Container),
  accent_color: whole(0, 0xffffff).nullish(),
  components: listOf(z.discriminatedUnion('type', inContainer), 1, 40),
});

/** Without the flag IS_COMPONENTS_V2 only action rows, five at most. */
export const rows = listOf(row, 0, 5);
export const laidOut = z.array(z.discriminatedUnion('type', [...inContainer, container]));

/** Rules across the whole of a message's components, checked once each of them is well formed. */
export function componentFaults(components: readonly APIMessageTopLevelComponent[]) {
  const seen = new Set<string>();
  const faults = [];
  for (const { customId: id, path } of customIdsIn(components)) {
    if (seen.has(id))
      faults.push(
        fault(
          ['components', ...path, 'custom_id'],
          'COMPONENT_CUSTOM_ID_DUPLICATED',
          'Component custom id cannot be duplicated',
        ),
      );
    seen.add(id);
  }
  return faults;
}
