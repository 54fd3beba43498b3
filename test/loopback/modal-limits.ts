import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import type {
  APICommandAutocompleteInteractionResponseCallbackData,
  APIModalInteractionResponseCallbackComponent,
  APIModalInteractionResponseCallbackData,
  APIComponentInLabel,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { anySelect, customId, listedOption, noValueTwice, textDisplay } from './component-limits.ts';
import { chars, fault, listOf, requireShape, whole } from './limits.ts';

/** Limits of modals (Discord docs, components/reference and interactions/receiving-and-responding, "Modal"). */
const input = {
  type: z.literal(ComponentType.TextInput),
  custom_id: customId,
  style: z.enum(TextInputStyle),
  min_length: whole(0, 4000).nullish(),
  max_length: whole(1, 4000).nullish(),
  required: z.boolean().nullish(),
  value: chars(0, 4000).nullish(),
  placeholder: chars(0, 100).nullish(),
};

interface Prefilled {
  value?: string | null | undefined;
  min_length?: number | null | undefined;
  max_length?: number | null | undefined;
}

function prefilledFits(
  { value, min_length: min, max_length: max }: Prefilled,
  context: z.core.$RefinementCtx,
): void {
  if ((min ?? 0) > (max ?? 4000))
    context.addIssue(fault(['min_length'], 'BASE_TYPE_INVALID', 'min_length must not be above max_length'));
  if (!value) return;
  if (value.length > (max ?? 4000) || value.length < (min ?? 0))
    context.addIssue(
      fault(['value'], 'BASE_TYPE_BAD_LENGTH', `Must be between ${min ?? 0} and ${max ?? 4000} in length.`),
    );
}

const listed = (min: number, max: number) => listOf(listedOption, min, max).superRefine(noValueTwice);
const required = z.boolean().nullish();

const inLabel = z.discriminatedUnion('type', [
  z.object({ ...input, label: z.null().optional() }).superRefine(prefilledFits),
  ...anySelect,
  z.object({
    type: z.literal(ComponentType.FileUpload),
    custom_id: customId,
    min_values: whole(0, 10).nullish(),
    max_values: whole(1, 10).nullish(),
    file_types: listOf(z.string(), 0, 10).nullish(),
    required,
  }),
  z.object({
    type: z.literal(ComponentType.RadioGroup),
    custom_id: customId,
    options: listed(2, 10),
    required,
  }),
  z.object({
    type: z.literal(ComponentType.CheckboxGroup),
    custom_id: customId,
    options: listed(1, 10),
    min_values: whole(0, 10).nullish(),
    max_values: whole(1, 10).nullish(),
    required,
  }),
  z.object({ type: z.literal(ComponentType.Checkbox), custom_id: customId, default: z.boolean().nullish() }),
]);

const modal = z.object({
  title: chars(1, 45),
  custom_id: customId,
  components: listOf(
    z.discriminatedUnion('type', [
      z.object({
        type: z.literal(ComponentType.ActionRow),
        components: listOf(z.object({ ...input, label: chars(1, 45) }).superRefine(prefilledFits), 1, 1),
      }),
      z.object({
        type: z.literal(ComponentType.Label),
        label: chars(1, 45),
        description: chars(0, 100).nullish(),
        component: inLabel,
      }),
      textDisplay,
    ]),
    1,
    5,
  ).superRefine((components, context) => {
    const seen = new Set<string>();
    components.forEach((component, index) => {
      if (component.type === ComponentType.TextDisplay) return;
      const inner = component.type === ComponentType.Label ? component.component : component.components[0];
      if (!inner) return;
      if (seen.has(inner.custom_id))
        context.addIssue(
          fault([index], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated'),
        );
      seen.add(inner.custom_id);
    });
  }),
});

/** Refuses a modal Discord would refuse. */
export function assertModal(data: unknown): asserts data is APIModalInteractionResponseCallbackData {
  requireShape(modal, data, ['data']);
}

/** What of a modal takes an answer, whichever way it is wrapped. */
export function fieldsOf(
  components: readonly APIModalInteractionResponseCallbackComponent[],
): APIComponentInLabel[] {
  return components.flatMap((component): APIComponentInLabel[] => {
    if (component.type === ComponentType.Label) return [component.component];
    return component.type === ComponentType.ActionRow ? component.components : [];
  });
}

const choice = z.object({
  name: chars(1, 100),
  value: z.union([chars(0, 100), z.number()]),
  name_localizations: z.record(z.string(), chars(1, 100)).nullish(),
});

/** Discord docs, interactions/receiving-and-responding, "Autocomplete": 25 choices at most. */
export function assertChoices(
  data: unknown,
): asserts data is APICommandAutocompleteInteractionResponseCallbackData {
  requireShape(z.object({ choices: listOf(choice, 0, 25).nullish() }), data, ['data']);
}
