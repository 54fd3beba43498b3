import { ComponentType } from 'discord-api-types/v10';
import type {
  APIComponentInLabel,
  APIModalInteractionResponseCallbackComponent,
  APIModalInteractionResponseCallbackData,
  APIModalSubmission,
  APIModalSubmissionComponent,
  APITextInputComponent,
  ModalSubmitComponent,
  APIModalSubmitTextInputComponent,
} from 'discord-api-types/v10';
import { NotPossible } from './client-rules.ts';
import type { Upload } from './files.ts';
import { fieldsOf } from './modal-limits.ts';
import type { Resolved } from './resolved.ts';

/** What a member fills into a field: text, what was chosen, a tick, files. */
type FieldValue = string | boolean | readonly string[] | readonly Upload[];
export type Fields = Readonly<Record<string, FieldValue>>;

/** A filled-in modal in the shape the modal itself had. A field not named stays as the bot prefilled it. */
export function modalAnswer(
  modal: APIModalInteractionResponseCallbackData,
  fields: Fields,
  resolved: Resolved,
  hostile: boolean,
): APIModalSubmission {
  const known = fieldsOf(modal.components).map((field) => field.custom_id);
  const unknown = Object.keys(fields).filter((name) => !known.includes(name));
  if (unknown.length > 0 && !hostile)
    throw new NotPossible(`The modal has no field "${unknown.join('", "')}"; it has: ${known.join(', ')}.`);
  const answer = (field: APIComponentInLabel): ModalSubmitComponent =>
    filled(field, fields[field.custom_id], resolved, hostile);
  const components = modal.components.map((component) => mirrored(component, answer, fields, hostile));
  const collected = resolved.all();
  return {
    custom_id: modal.custom_id,
    components,
    ...(Object.keys(collected).length > 0 && { resolved: collected }),
  };
}

function mirrored(
  component: APIModalInteractionResponseCallbackComponent,
  answer: (field: APIComponentInLabel) => ModalSubmitComponent,
  fields: Fields,
  hostile: boolean,
): APIModalSubmissionComponent {
  switch (component.type) {
    case ComponentType.ActionRow:
      return {
        type: component.type,
        components: component.components.map((input) => written(input, fields[input.custom_id], hostile)),
      };
    case ComponentType.Label:
      return { type: component.type, component: answer(component.component) };
    case ComponentType.TextDisplay:
      return { type: component.type };
  }
}

function written(
  input: APITextInputComponent,
  value: FieldValue | undefined,
  hostile: boolean,
): APIModalSubmitTextInputComponent {
  const text = value ?? input.value ?? '';
  if (typeof text !== 'string') throw new NotPossible(`Field "${input.custom_id}" takes text.`);
  const { min_length: min = 0, max_length: max = 4000, required = true } = input;
  const isSkipped = text === '' && !required;
  if (!hostile && !isSkipped && (text.length > max || text.length < Math.max(min, required ? 1 : 0)))
    throw new NotPossible(
      `Field "${input.custom_id}" takes ${min} to ${max} characters, not ${text.length}.`,
    );
  return { type: input.type, custom_id: input.custom_id, value: text };
}

function filled(
  field: APIComponentInLabel,
  value: FieldValue | undefined,
  resolved: Resolved,
  hostile: boolean,
): ModalSubmitComponent {
  const { custom_id } = field;
  switch (field.type) {
    case ComponentType.TextInput:
      return written(field, value, hostile);
    case ComponentType.Checkbox:
      return {
        type: field.type,
        custom_id,
        value: typeof value === 'boolean' ? value : field.default === true,
      };
    case ComponentType.RadioGroup: {
      const preset = field.options.find((option) => option.default === true)?.value ?? null;
      const chosen = typeof value === 'string' ? value : preset;
      if (!hostile)
        checkListed(custom_id, field.options, chosen === null ? [] : [chosen], field.required ?? true);
      return { type: field.type, custom_id, value: chosen };
    }
    case ComponentType.CheckboxGroup:
    case ComponentType.StringSelect: {
      const preset = field.options.filter((option) => option.default === true).map((option) => option.value);
      const values = value === undefined ? preset : textsOf(value);
      if (!hostile) checkListed(custom_id, field.options, values, field.required ?? true);
      return { type: field.type, custom_id, values };
    }
    case ComponentType.FileUpload:
      return {
        type: field.type,
        custom_id,
        values: uploadsOf(value).map((file) => resolved.attachment(file)),
      };
    case ComponentType.UserSelect:
      return { type: field.type, custom_id, values: textsOf(value).map((ref) => resolved.user(ref)) };
    case ComponentType.RoleSelect:
      return { type: field.type, custom_id, values: textsOf(value).map((ref) => resolved.role(ref)) };
    case ComponentType.ChannelSelect:
      return { type: field.type, custom_id, values: textsOf(value).map((ref) => resolved.channel(ref)) };
    case ComponentType.MentionableSelect:
      return { type: field.type, custom_id, values: textsOf(value).map((ref) => resolved.mentionable(ref)) };
  }
}

function checkListed(
  customId: string,
  options: readonly { value: string }[],
  chosen: readonly string[],
  required: boolean,
): void {
  if (required && chosen.length === 0) throw new NotPossible(`Field "${customId}" is required.`);
  const stray = chosen.find((value) => !options.some((option) => option.value === value));
  if (stray !== undefined) throw new NotPossible(`Field "${customId}" has no option "${stray}".`);
}

function textsOf(value: FieldValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' ? value.filter((item) => typeof item === 'string') : [];
}

function uploadsOf(value: FieldValue | undefined): Upload[] {
  return typeof value === 'object' ? value.filter((item) => typeof item === 'object') : [];
}
