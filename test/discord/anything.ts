import fc from 'fast-check';
import { ApplicationCommandOptionType, ComponentType, InteractionType } from 'discord-api-types/v10';
import { COMMANDS } from '../../commands/index.ts';
import { snowflake } from '../loopback/ids.ts';
import type { Asked } from '../loopback/interactions.ts';

// Whatever an interaction may carry, sense or not: what Discord's own clients check, a forger need not.

/** Texts that want to ping, link, head, hide or close what stands around them. */
export const NASTY =
  '@everyone @here <@123456789012345678> <@&123456789012345678> <#123456789012345678> </ask:123456789012345678> ' +
  '<t:0:R> # heading ## more -# small [safe](https://evil.example) https://evil.example ||spoiler|| ```code``` > q';

/** An interaction as it comes over the gateway, but for who and where. */
export interface Anything {
  readonly type: Asked;
  readonly data: unknown;
}

const { Subcommand, SubcommandGroup, String: Text, Integer, Boolean: Flag } = ApplicationCommandOptionType;

const text = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6000, size: 'max' }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...['累计', '4G', '16億', '2018年捐了多少', 'how many party branches', 'donation-total', 'funds', ''],
      ...['\uDC00', '\u202E4425', '__proto__', '-1', '1e999', '9'.repeat(400), '扶贫'.repeat(3000), NASTY],
    ),
  },
);
const value = fc.oneof(text, fc.boolean(), fc.integer(), fc.double({ noNaN: true }), fc.constant(null));
const names = [
  ...['question', 'name', 'section', 'value', 'first', 'second', 'metric', 'private', 'fact', 'form', 'id'],
  ...['series', 'reason', 'change', 'revision', 'report', '__proto__', 'constructor', 'x'],
];
// No attachments: Discord itself makes what stands for one.
const option = fc.record({
  name: fc.constantFrom(...names),
  type: fc.constantFrom(Text, Integer, Flag),
  value,
});
const options = fc.uniqueArray(option, { maxLength: 5, selector: ({ name }) => name });
const subcommandNames = [
  ...['add', 'edit', 'remove', 'misses', 'try', 'import', 'export', 'history', 'show', 'undo', 'check'],
  ...['reload', 'toString', ''],
];
const subcommand = fc.record({
  name: fc.constantFrom(...subcommandNames),
  type: fc.constant(Subcommand),
  options,
});
const group = fc.record({
  name: fc.constantFrom('alias', 'constructor'),
  type: fc.constant(SubcommandGroup),
  options: fc.array(subcommand, { minLength: 1, maxLength: 1 }),
});
const tree = fc.oneof(
  { weight: 3, arbitrary: options },
  { weight: 2, arbitrary: subcommand.map((one) => [one]) },
  { weight: 1, arbitrary: group.map((one) => [one]) },
);

const commandNames = [
  ...COMMANDS.flatMap(({ data }) => ('description' in data ? [data.name] : [])),
  ...['facts', 'facts', 'nonsense', 'constructor'],
];
const command: fc.Arbitrary<Anything> = fc
  .record({ name: fc.constantFrom(...commandNames), options: tree })
  .map((data) => ({ type: InteractionType.ApplicationCommand, data: { ...data, id: snowflake(), type: 1 } }));

// Discord marks one option as the one being typed; without it, nothing could be suggested.
const typing: fc.Arbitrary<Anything> = fc
  .record({ name: fc.constantFrom(...commandNames), options, focused: option })
  .map(({ name, options: typed, focused }) => {
    const others = typed.filter((one) => one.name !== focused.name);
    const all = [...others, { ...focused, type: Text, value: String(focused.value), focused: true }];
    return {
      type: InteractionType.ApplicationCommandAutocomplete,
      data: { id: snowflake(), type: 1, name, options: all },
    };
  });

const languages = fc.constantFrom('en', 'zh-Hans', 'zh-Hant', 'xx');
const verbs = [
  ...['fact', 'source', 'related', 'other', 'page', 'ask', 'pick', 'open', 'parts', 'toString'],
  ...['form', 'filled', 'save', 'reason', 'rebase', 'cancel', 'undo', 'change', 'miss', 'alias', 'drop'],
];
const ids = fc.constantFrom(
  'donation-total',
  'fund-2019',
  'china-mobile-2019/funds',
  '0:a/b',
  '1',
  'x:y',
  '',
);

/** A custom id: one that could be ours, or anything else. */
export const customId: fc.Arbitrary<string> = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.tuple(fc.constantFrom(...verbs), languages, fc.oneof(ids, text)).map((parts) => parts.join(':')),
    fc
      .tuple(fc.constant('mod'), fc.constantFrom(...verbs), fc.oneof(ids, text), fc.oneof(ids, text))
      .map((parts) => parts.join(':')),
  )
  .map((id) => id.slice(0, 100));

const press: fc.Arbitrary<Anything> = fc
  .record({
    custom_id: customId,
    values: fc.array(fc.oneof(ids, text), { maxLength: 3 }),
    menu: fc.boolean(),
  })
  .map(({ custom_id, values, menu }) => ({
    type: InteractionType.MessageComponent,
    data: menu
      ? { custom_id, component_type: ComponentType.StringSelect, values }
      : { custom_id, component_type: ComponentType.Button },
  }));

const fieldNames = [
  ...['figure', 'unit', 'period', 'section', 'quote', 'label-zh', 'label-en', 'aliases-zh', 'aliases-en'],
  ...['topic', 'reason', '__proto__', 'x'],
];
const field = fc.oneof(
  fc.record({
    type: fc.constant(ComponentType.TextInput),
    custom_id: fc.constantFrom(...fieldNames),
    value: text,
  }),
  fc.record({
    type: fc.constant(ComponentType.StringSelect),
    custom_id: fc.constantFrom(...fieldNames),
    values: fc.array(text, { maxLength: 2 }),
  }),
);
const row = fc.oneof(
  fc.record({ type: fc.constant(ComponentType.Label), component: field }),
  fc.record({ type: fc.constant(ComponentType.ActionRow), components: fc.array(field, { maxLength: 1 }) }),
);
const modal: fc.Arbitrary<Anything> = fc
  .record({ custom_id: customId, components: fc.array(row, { maxLength: 5 }) })
  .map((data) => ({ type: InteractionType.ModalSubmit, data }));

/** Commands with option trees, typing, presses and forms, in that order of weight. */
export const anything: fc.Arbitrary<Anything> = fc.oneof(
  { weight: 5, arbitrary: command },
  { weight: 2, arbitrary: typing },
  { weight: 2, arbitrary: press },
  { weight: 2, arbitrary: modal },
);
