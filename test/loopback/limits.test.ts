import {
  ApplicationCommandOptionType,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  TextInputStyle,
} from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { assertCommand, assertCommands } from './command-limits.ts';
import { assertMessage } from './message-limits.ts';
import { assertChoices, assertModal } from './modal-limits.ts';
import { Refusal } from './refusal.ts';

/** The problems found, each as "path CODE". */
function problems(check: () => void): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.problems.map(({ path, code }) => `${path.join('.')} ${code}`);
  }
}

const inMessage = (body: unknown) =>
  problems(() => {
    assertMessage(body);
  });
const inModal = (body: unknown) =>
  problems(() => {
    assertModal(body);
  });
const inChoices = (body: unknown) =>
  problems(() => {
    assertChoices(body);
  });
const inCommand = (body: unknown) =>
  problems(() => {
    assertCommand(body);
  });

const text = (length: number) => 'x'.repeat(length);
const many = <Thing>(count: number, make: (index: number) => Thing) =>
  Array.from({ length: count }, (_, index) => make(index));
const row = (...components: unknown[]) => ({ type: ComponentType.ActionRow, components });
const button = (id: string, more: object = {}) => ({
  type: ComponentType.Button,
  style: ButtonStyle.Primary,
  custom_id: id,
  label: 'Go',
  ...more,
});
const option = (index: number) => ({ label: `${index}`, value: `${index}` });
const select = (count: number, more: object = {}) => ({
  type: ComponentType.StringSelect,
  custom_id: 's',
  options: many(count, option),
  ...more,
});

describe('messages', () => {
  it.each([
    ['2,000 characters', { content: text(2000) }],
    ['ten embeds', { embeds: many(10, () => ({ title: 'T' })) }],
    ['6,000 characters of embeds', { embeds: [{ description: text(4000) }, { description: text(2000) }] }],
    [
      'five rows of five buttons',
      { components: many(5, (r) => row(...many(5, (b) => button(`${r}.${b}`)))) },
    ],
    ['a menu of 25', { components: [row(select(25))] }],
    [
      'a link',
      { components: [row({ type: 2, style: ButtonStyle.Link, label: 'Read', url: 'https://a.b/' })] },
    ],
    [
      'text displays with the flag',
      { flags: MessageFlags.IsComponentsV2, components: [{ type: 10, content: 'hi' }] },
    ],
  ])('may hold %s', (_, body) => {
    expect(inMessage(body)).toEqual([]);
  });

  it.each([
    [{ content: text(2001) }, 'content BASE_TYPE_MAX_LENGTH'],
    [{ content: 7 }, 'content BASE_TYPE_COERCE'],
    [{ embeds: many(11, () => ({ title: 'T' })) }, 'embeds BASE_TYPE_MAX_LENGTH'],
    [{ embeds: [{}] }, 'embeds.0.description BASE_TYPE_REQUIRED'],
    [{ embeds: [{ title: text(257) }] }, 'embeds.0.title BASE_TYPE_MAX_LENGTH'],
    [{ embeds: [{ description: text(4097) }] }, 'embeds.0.description BASE_TYPE_MAX_LENGTH'],
    [{ embeds: [{ fields: [{ name: ' ', value: 'v' }] }] }, 'embeds.0.fields.0.name BASE_TYPE_BAD_LENGTH'],
    [
      { embeds: [{ fields: [{ name: 'n', value: text(1025) }] }] },
      'embeds.0.fields.0.value BASE_TYPE_BAD_LENGTH',
    ],
    [{ embeds: [{ fields: [{ name: 'n' }] }] }, 'embeds.0.fields.0.value BASE_TYPE_REQUIRED'],
    [
      { embeds: [{ fields: many(26, () => ({ name: 'n', value: 'v' })) }] },
      'embeds.0.fields BASE_TYPE_MAX_LENGTH',
    ],
    [{ embeds: [{ title: 'T', url: 'javascript:1' }] }, 'embeds.0.url URL_TYPE_INVALID_SCHEME'],
    [{ embeds: [{ title: 'T', color: 0x1000000 }] }, 'embeds.0.color NUMBER_TYPE_MAX'],
    [{ embeds: many(2, () => ({ description: text(3001) })) }, 'embeds MAX_EMBED_SIZE_EXCEEDED'],
    [{ components: many(6, (r) => row(button(`${r}`))) }, 'components BASE_TYPE_MAX_LENGTH'],
    [{ components: [row()] }, 'components.0.components BASE_TYPE_BAD_LENGTH'],
    [
      { components: [row(...many(6, (b) => button(`${b}`)))] },
      'components.0.components BASE_TYPE_BAD_LENGTH',
    ],
    [
      { components: [row(select(1), button('b'))] },
      'components.0.components.0 COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    ],
    [
      { components: [row(button('a'), button('a'))] },
      'components.0.components.1.custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    [{ components: [row(button(text(101)))] }, 'components.0.components.0.custom_id BASE_TYPE_BAD_LENGTH'],
    [
      { components: [row(button('a', { label: text(81) }))] },
      'components.0.components.0.label BASE_TYPE_MAX_LENGTH',
    ],
    [{ components: [row(select(26))] }, 'components.0.components.0.options BASE_TYPE_BAD_LENGTH'],
    [
      { components: [row(select(1, { placeholder: text(151) }))] },
      'components.0.components.0.placeholder BASE_TYPE_MAX_LENGTH',
    ],
    [
      { components: [row(select(0, { options: [option(1), option(1)] }))] },
      'components.0.components.0.options.1.value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
    ],
    [{ components: [{ type: 10, content: 'hi' }] }, 'components.0.type BASE_TYPE_CHOICES'],
    [
      { flags: 1 << 15, content: 'hi', components: [{ type: 10, content: 'hi' }] },
      'content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    [
      { flags: 1 << 15, components: many(41, () => ({ type: 10, content: 'hi' })) },
      'components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
    ],
    [
      { allowed_mentions: { parse: ['users'], users: ['1'] } },
      'allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    ],
    [{ content: 'x', nonce: text(26) }, 'nonce BASE_TYPE_MAX_LENGTH'],
  ])('are refused: %j', (body, problem) => {
    expect(inMessage(body)).toContain(problem);
  });
});

describe('modals', () => {
  const input = (more: object = {}) => ({
    type: ComponentType.TextInput,
    custom_id: 'i',
    style: TextInputStyle.Short,
    ...more,
  });
  const label = (component: object, more: object = {}) => ({
    type: ComponentType.Label,
    label: 'L',
    component,
    ...more,
  });
  const modal = (...components: unknown[]) => ({ title: 'T', custom_id: 'm', components });

  it('may hold labels, radio groups, checkboxes and file uploads', () => {
    const radio = { type: ComponentType.RadioGroup, custom_id: 'r', options: many(2, option) };
    const check = { type: ComponentType.Checkbox, custom_id: 'c' };
    const upload = { type: ComponentType.FileUpload, custom_id: 'f', file_types: ['.json'] };
    expect(inModal(modal(label(input()), label(radio), label(check), label(upload)))).toEqual([]);
  });

  it.each([
    [{ ...modal(label(input())), title: text(46) }, 'data.title BASE_TYPE_BAD_LENGTH'],
    [modal(), 'data.components BASE_TYPE_BAD_LENGTH'],
    [
      modal(...many(6, (index) => label(input({ custom_id: `${index}` })))),
      'data.components BASE_TYPE_BAD_LENGTH',
    ],
    [modal(label(input(), { label: text(46) })), 'data.components.0.label BASE_TYPE_BAD_LENGTH'],
    [modal(label(input(), { description: text(101) })), 'data.components.0.description BASE_TYPE_MAX_LENGTH'],
    [
      modal(label(input({ value: 'long', max_length: 3 }))),
      'data.components.0.component.value BASE_TYPE_BAD_LENGTH',
    ],
    [modal(label(input({ max_length: 4001 }))), 'data.components.0.component.max_length NUMBER_TYPE_MAX'],
    [
      modal(label(input({ placeholder: text(101) }))),
      'data.components.0.component.placeholder BASE_TYPE_MAX_LENGTH',
    ],
    [modal(label(input()), label(input())), 'data.components.1 COMPONENT_CUSTOM_ID_DUPLICATED'],
    [modal(row(input())), 'data.components.0.components.0.label BASE_TYPE_REQUIRED'],
  ])('are refused: %j', (body, problem) => {
    expect(inModal(body)).toContain(problem);
  });
});

describe('suggestions', () => {
  it('hold up to 25 choices of 1 to 100 characters', () => {
    expect(inChoices({ choices: many(25, (index) => ({ name: `${index}`, value: text(100) })) })).toEqual([]);
    expect(inChoices({ choices: many(26, (index) => ({ name: `${index}`, value: 'v' })) })).toEqual([
      'data.choices BASE_TYPE_MAX_LENGTH',
    ]);
    expect(inChoices({ choices: [{ name: ' ', value: 'v' }] })).toEqual([
      'data.choices.0.name BASE_TYPE_BAD_LENGTH',
    ]);
    expect(inChoices({ choices: [{ name: text(101), value: 'v' }] })).toEqual([
      'data.choices.0.name BASE_TYPE_BAD_LENGTH',
    ]);
    expect(inChoices({ choices: [{ name: 'n', value: text(101) }] })).toHaveLength(1);
  });
});

describe('commands', () => {
  const command = (more: object = {}) => ({ name: 'ask', description: 'Ask', ...more });
  const typed = (name: string, more: object = {}) => ({
    type: ApplicationCommandOptionType.String,
    name,
    description: 'D',
    ...more,
  });

  it.each(['事实', '查询-事实', 'fact_1', "l'an"])('may be called %s', (name) => {
    expect(inCommand(command({ name }))).toEqual([]);
  });

  it.each([
    [command({ name: 'Ask' }), 'name APPLICATION_COMMAND_INVALID_NAME'],
    [command({ name: 'a b' }), 'name APPLICATION_COMMAND_INVALID_NAME'],
    [command({ name: text(33) }), 'name APPLICATION_COMMAND_INVALID_NAME'],
    [command({ description: '' }), 'description BASE_TYPE_BAD_LENGTH'],
    [command({ description: text(101) }), 'description BASE_TYPE_BAD_LENGTH'],
    [
      command({ name_localizations: { 'zh-TW': 'A B' } }),
      'name_localizations.zh-TW APPLICATION_COMMAND_INVALID_NAME',
    ],
    [command({ options: many(26, (index) => typed(`o${index}`)) }), 'options BASE_TYPE_MAX_LENGTH'],
    [
      command({ options: [typed('a'), typed('b', { required: true })] }),
      'options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ],
    [
      command({ options: [typed('a'), typed('a')] }),
      'options.1.name APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
    ],
    [
      command({ options: [typed('a', { name_localizations: { ja: 'b' } }), typed('b')] }),
      'options.1.name APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
    ],
    [
      command({
        options: [typed('a', { choices: many(26, (index) => ({ name: `${index}`, value: 'v' })) })],
      }),
      'options.0.choices BASE_TYPE_MAX_LENGTH',
    ],
    [
      command({ options: [typed('a', { autocomplete: true, choices: [{ name: 'n', value: 'v' }] })] }),
      'options.0.autocomplete APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES',
    ],
    [command({ options: [typed('a', { max_length: 6001 })] }), 'options.0.max_length NUMBER_TYPE_MAX'],
    [
      command({
        options: many(4, (o) =>
          typed(`o${o}`, { choices: many(25, (c) => ({ name: `${c}${text(40)}`, value: text(50) })) }),
        ),
      }),
      ' APPLICATION_COMMAND_TOO_LARGE',
    ],
    [{ type: 3, name: 'Find', description: 'no' }, 'description BASE_TYPE_CHOICES'],
  ])('are refused: %j', (body, problem) => {
    expect(inCommand(body)).toContain(problem);
  });

  it('are named once in a list, and problems say which of the list is meant', () => {
    expect(
      problems(() => {
        assertCommands([command(), command()]);
      }),
    ).toEqual(['1.name APPLICATION_COMMANDS_DUPLICATE_NAME']);
    expect(
      problems(() => {
        assertCommands([command(), { name: 'B', description: 'b' }]);
      }),
    ).toEqual(['1.name APPLICATION_COMMAND_INVALID_NAME']);
  });
});
