import {
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type APIEmbed,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { RawFile } from 'discord.js';
import { literal } from '../discord/escape.ts';
import type { MessageBody } from '../discord/render.ts';
import { clip } from '../text/fold.ts';
import { moderatorId, type ModeratorPress } from './custom-id.ts';

// What a moderator gets to see: a message for them alone, or a form.

export type Answer =
  /** In place of the message that was pressed on, where there is one. */
  | { readonly kind: 'page'; readonly body: MessageBody; readonly files?: readonly RawFile[] }
  /** A message of its own, so that what was pressed on stays. */
  | { readonly kind: 'note'; readonly body: MessageBody }
  | { readonly kind: 'form'; readonly modal: APIModalInteractionResponseCallbackData };

const TONES = { calm: 0x4078c0, good: 0x2e8b57, warning: 0xe0a030, bad: 0xc04040 } as const;

export interface Button {
  readonly label: string;
  readonly verb: ModeratorPress['verb'];
  readonly name: string | number;
  readonly detail?: string;
  readonly style?: 'main' | 'danger';
}

export interface Menu {
  readonly placeholder: string;
  readonly verb: ModeratorPress['verb'];
  readonly name: string | number;
  readonly detail?: string;
  readonly options: readonly { readonly label: string; readonly detail?: string; readonly value: string }[];
}

export interface PageContent {
  readonly title: string;
  readonly tone?: keyof typeof TONES;
  /** Plain text; each is escaped and left out whole where space runs out. */
  readonly lines?: readonly string[];
  readonly embeds?: readonly APIEmbed[];
  readonly menu?: Menu;
  readonly buttons?: readonly Button[];
  readonly more?: string;
}

/** Discord docs, resources/message, "Embed Limits"; components/reference. The sum over all embeds is 6000. */
const SUM = 5900;
const DESCRIPTION = 4000;
const MENU_OPTIONS = 25;
const OPTION = 100;

export function bodyOf(content: PageContent): MessageBody {
  const { title, tone = 'calm', lines = [], embeds = [], menu, buttons = [] } = content;
  const shownTitle = clip(literal(title), 250);
  const taken = embeds.reduce((sum, embed) => sum + sizeOf(embed), shownTitle.length);
  // Two facts in full always fit; a third party's embed that does not is left out before words are.
  const kept = taken > SUM - 500 ? [] : embeds;
  const room = Math.min(DESCRIPTION, SUM - (kept.length === 0 ? shownTitle.length : taken));
  const head: APIEmbed = { title: shownTitle, color: TONES[tone], description: fitting(lines, room) };
  const rows: MessageBody['components'] = [];
  if (menu !== undefined && menu.options.length > 0) {
    rows.push({
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: moderatorId(menu.verb, menu.name, menu.detail),
          placeholder: clip(menu.placeholder, 150),
          options: menu.options.slice(0, MENU_OPTIONS).map(({ label, detail = '', value }) => ({
            label: clip(label, OPTION),
            value,
            ...(detail !== '' && { description: clip(detail, OPTION) }),
          })),
        },
      ],
    });
  }
  if (buttons.length > 0) {
    rows.push({
      type: ComponentType.ActionRow,
      components: buttons.slice(0, 5).map(({ label, verb, name, detail, style }) => ({
        type: ComponentType.Button,
        style:
          style === 'main'
            ? ButtonStyle.Success
            : style === 'danger'
              ? ButtonStyle.Danger
              : ButtonStyle.Secondary,
        label: clip(label, 80),
        custom_id: moderatorId(verb, name, detail),
      })),
    });
  }
  return {
    content: '',
    embeds: [head, ...kept],
    components: rows,
    allowed_mentions: { parse: [], replied_user: false },
  };
}

export function page(content: PageContent): Answer {
  return { kind: 'page', body: bodyOf(content) };
}

export function note(content: PageContent): Answer {
  return { kind: 'note', body: bodyOf(content) };
}

/** The body for one member's eyes. */
export function hidden(body: MessageBody): MessageBody {
  return { ...body, flags: MessageFlags.Ephemeral };
}

function fitting(lines: readonly string[], room: number): string {
  const kept: string[] = [];
  let used = 0;
  for (const line of lines) {
    const shown = clip(literal(line), 1000);
    if (used + shown.length + 1 > room - 4) {
      kept.push('…');
      break;
    }
    kept.push(shown);
    used += shown.length + 1;
  }
  return kept.join('\n');
}

function sizeOf({ title = '', description = '', fields = [], footer }: APIEmbed): number {
  const inFields = fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  return title.length + description.length + inFields + (footer?.text.length ?? 0);
}
