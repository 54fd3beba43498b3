import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  type APIStringSelectComponent,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord-api-types/v10';
import { listWords, type FactCard, type Reply } from '../reply/reply.ts';
import { customIdFor } from '../show/press.ts';
import type { Menu, Passage, Shown } from '../show/shown.ts';
import { shownText } from '../show/text.ts';
import { clip } from '../text/fold.ts';
import { wordsIn } from '../words/words.ts';
import { literal } from './escape.ts';

// What is shown → a Discord message within Discord's limits. A figure is never cut: where space runs out, fewer facts
// are shown, and the message says how many are left out.

/** Discord docs, resources/message, "Embed Limits", "Create Message"; components/reference. */
const LIMITS = {
  embeds: 6000,
  description: 4096,
  title: 256,
  field: 1024,
  footer: 2048,
  content: 2000,
  buttonLabel: 80,
  buttonsInRow: 5,
  optionText: 100,
  placeholder: 150,
} as const;

/** What one embed's description may fill, so that two in full, or a list with its passages, stay below the sum. */
const BODY = 3600;
const PASSAGES = 1400;
const FULL_CARD = 2400;

/** Green, amber, grey; the title says the same in words. */
export const COLOURS: Readonly<Record<Reply['tone'], number>> = {
  found: 0x2e8b57,
  unsure: 0xe0a030,
  'not-found': 0x808890,
};

/** A message as it goes to Discord, by whichever route. */
export interface MessageBody extends Pick<
  RESTPostAPIChannelMessageJSONBody,
  'content' | 'embeds' | 'components' | 'flags'
> {
  /** Always present and always empty: no text of ours or anyone's pings. */
  readonly allowed_mentions: { readonly parse: never[]; readonly replied_user: false };
}

const NO_MENTIONS: MessageBody['allowed_mentions'] = { parse: [], replied_user: false };

/** A message that shows this. */
export function messageFor(shown: Shown): MessageBody {
  return {
    content: '',
    embeds: embedsFor(shown),
    components: rowsFor(shown),
    allowed_mentions: NO_MENTIONS,
  };
}

/** The same without embeds, for channels where they are not allowed. */
export function plainMessageFor(shown: Shown): MessageBody {
  const lines = literal(shownText(shown)).split('\n');
  return {
    content: wholeLines(lines, LIMITS.content),
    components: rowsFor(shown),
    allowed_mentions: NO_MENTIONS,
  };
}

/** A short note in plain words. */
export function noteFor(text: string): MessageBody {
  return {
    content: clip(literal(text), LIMITS.content),
    embeds: [],
    components: [],
    allowed_mentions: NO_MENTIONS,
  };
}

function embedsFor(shown: Shown): APIEmbed[] {
  const { reply } = shown;
  const shared = { title: clip(literal(shown.title), LIMITS.title), color: COLOURS[reply.tone] };
  const opening = openingLines(reply);
  const closing = passageLines(shown.passages, shown.reply);
  if (!reply.full || reply.cards.length === 0) {
    const room = BODY - length(opening) - length(closing);
    const lines = [...opening, ...listLines(reply, room), ...closing];
    const embed = { ...shared, description: wholeLines(lines, LIMITS.description) };
    return [shown.footer === '' ? embed : { ...embed, footer: { text: clip(shown.footer, LIMITS.footer) } }];
  }
  const embeds = reply.cards.map((card, place): APIEmbed => {
    const before = place === 0 ? opening : [];
    const after = place === reply.cards.length - 1 ? closing : [];
    return fullCard(card, reply, { before, after });
  });
  return embeds.map((embed, place) =>
    place === 0 ? { ...embed, ...shared } : { ...embed, color: shared.color },
  );
}

function openingLines({ lead, passage, calculation }: Reply): string[] {
  return [
    ...(lead === '' ? [] : [clip(literal(lead), 1000)]),
    ...(passage === null ? [] : [`> ${literal(passage)}`]),
    ...(calculation === null
      ? []
      : [`# ${literal(calculation.result)}`, ...calculation.notes.map((note) => `*${literal(note)}*`)]),
  ];
}

function listLines(reply: Reply, room: number): string[] {
  const say = wordsIn(reply.language);
  const lines: string[] = [];
  let used = 0;
  for (const card of reply.cards) {
    const line = briefCard(card, reply);
    if (used + line.length + 1 > room) break;
    lines.push(line);
    used += line.length + 1;
  }
  const left = reply.cards.length - lines.length;
  return left === 0 ? lines : [...lines, say('list.more', { count: left })];
}

function briefCard(card: FactCard, { language }: Reply): string {
  const { figure, notation } = card;
  const beside = notation === null || language !== 'en' ? '' : ` (${literal(notation)})`;
  return `• **${literal(figure)}**${beside} — ${literal(listWords(card, language))}`;
}

interface Around {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function fullCard(card: FactCard, { language }: Reply, { before, after }: Around): APIEmbed {
  const say = wordsIn(language);
  const { before: head, figure, after: tail } = card.quote;
  const lines = [
    ...before,
    `# ${literal(card.figure)}`,
    ...(card.notation === null ? [] : [literal(card.notation)]),
    `**${literal(card.label)}**`,
    `> ${literal(head)}**${literal(figure)}**${literal(tail)}`,
    ...after,
  ];
  return {
    description: wholeLines(lines, FULL_CARD + length(before) + length(after)),
    fields: [
      { name: say('field.period'), value: literal(card.period), inline: true },
      { name: say('field.source'), value: clip(literal(card.section), LIMITS.field), inline: true },
    ],
    footer: { text: clip(card.footer, LIMITS.footer) },
  };
}

function passageLines(passages: readonly Passage[], { language }: Reply): string[] {
  const say = wordsIn(language);
  const lines: string[] = [];
  let used = 0;
  for (const passage of passages) {
    const line = passageLine(passage, (name, result) => say('compare.result', { name, result }));
    // A paragraph has been cut to size by whoever made it; other passages are left out from the first that is too long.
    if (passage.kind !== 'quote' && used + line.length > PASSAGES) break;
    lines.push(line);
    used += passage.kind === 'quote' ? 0 : line.length + 1;
  }
  return lines;
}

function passageLine(passage: Passage, named: (name: string, result: string) => string): string {
  switch (passage.kind) {
    case 'words':
      return literal(passage.text);
    case 'quote':
      return `> ${literal(passage.before)}**${literal(passage.marked)}**${literal(passage.after)}`;
    case 'result':
      return named(literal(passage.name), `**${literal(passage.value)}**`);
  }
}

function length(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

// Lines as far as they fit; a line is left out rather than cut.
function wholeLines(lines: readonly string[], limit: number): string {
  const kept: string[] = [];
  let used = 0;
  for (const line of lines) {
    if (used + line.length + 1 > limit) break;
    kept.push(line);
    used += line.length + 1;
  }
  return kept.join('\n');
}

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

function rowsFor({ buttons, menu }: Shown): Row[] {
  const rows: Row[] = [];
  if (menu !== null) rows.push({ type: ComponentType.ActionRow, components: [selectFor(menu)] });
  const seen = new Set<string>();
  const pressable = buttons
    .map(({ label, press }, place): APIButtonComponentWithCustomId => ({
      type: ComponentType.Button,
      style: place === 0 ? ButtonStyle.Primary : ButtonStyle.Secondary,
      label: clip(label, LIMITS.buttonLabel),
      custom_id: customIdFor(press),
    }))
    // Custom ids must differ within a message.
    .filter(({ custom_id: id }) => !seen.has(id) && seen.add(id));
  const first = pressable.slice(0, LIMITS.buttonsInRow);
  if (first.length > 0) rows.push({ type: ComponentType.ActionRow, components: first });
  return rows;
}

function selectFor({ placeholder, press, options }: Menu): APIStringSelectComponent {
  return {
    type: ComponentType.StringSelect,
    custom_id: customIdFor(press),
    placeholder: clip(placeholder, LIMITS.placeholder),
    options: options.map(({ label, detail, value }) => ({
      label: clip(label, LIMITS.optionText),
      value,
      ...(detail !== '' && { description: clip(detail, LIMITS.optionText) }),
    })),
  };
}
