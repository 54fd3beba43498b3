import { AllowedMentionsTypes, MessageFlags } from 'discord-api-types/v10';
import type {
  APIAllowedMentions,
  APIEmbed,
  APIMessage,
  APIMessageTopLevelComponent,
  RESTAPIAttachment,
  RESTAPIMessageReference,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { componentFaults, laidOut, rows } from './component-limits.ts';
import { countComponents, displayedText } from './components.ts';
import { chars, fault, link, listOf, requireShape, whole } from './limits.ts';
import type { Path } from './limits.ts';
import { invalidForm } from './refusal.ts';
import type { Problem } from './refusal.ts';

/** What a message, a reply to an interaction and an edit have in common. */
export interface MessagePayload {
  content?: string | null;
  embeds?: APIEmbed[] | null;
  components?: APIMessageTopLevelComponent[] | null;
  allowed_mentions?: APIAllowedMentions | null;
  attachments?: RESTAPIAttachment[] | null;
  flags?: MessageFlags | null;
  tts?: boolean | null;
  nonce?: number | string | null;
  enforce_nonce?: boolean | null;
  message_reference?: RESTAPIMessageReference | null;
}

const image = z.object({ url: link });

/** Discord docs, resources/message, "Embed Limits". */
const embed = z
  .object({
    title: chars(0, 256).nullish(),
    description: chars(0, 4096).nullish(),
    url: link.nullish(),
    timestamp: z.iso.datetime({ offset: true }).nullish(),
    color: whole(0, 0xffffff).nullish(),
    footer: z.object({ text: chars(1, 2048), icon_url: link.nullish() }).nullish(),
    author: z.object({ name: chars(1, 256), url: link.nullish(), icon_url: link.nullish() }).nullish(),
    fields: listOf(
      z.object({ name: chars(1, 256), value: chars(1, 1024), inline: z.boolean().nullish() }),
      0,
      25,
    ).nullish(),
    image: image.nullish(),
    thumbnail: image.nullish(),
  })
  .superRefine((value, context) => {
    const shown = [value.title, value.description, value.footer, value.author, value.image, value.thumbnail];
    if (!shown.some(Boolean) && !value.fields?.length)
      context.addIssue(fault(['description'], 'BASE_TYPE_REQUIRED', 'This field is required'));
  });

const ids = listOf(z.string().regex(/^\d{1,20}$/), 0, 100).nullish();
const allowedMentions = z
  .object({
    parse: z.array(z.enum(AllowedMentionsTypes)).nullish(),
    roles: ids,
    users: ids,
    replied_user: z.boolean().nullish(),
  })
  .superRefine(({ parse, roles, users }, context) => {
    for (const [name, list] of [
      [AllowedMentionsTypes.Role, roles],
      [AllowedMentionsTypes.User, users],
    ] as const)
      if (parse?.includes(name) && list?.length)
        context.addIssue(
          fault(
            [],
            'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
            `parse:["${name}"] and ${name}: [ids...] are mutually exclusive.`,
          ),
        );
  });

const message = z.object({
  content: chars(0, 2000).nullish(),
  embeds: listOf(embed, 0, 10).nullish(),
  allowed_mentions: allowedMentions.nullish(),
  attachments: z
    .array(
      z.object({
        id: z.union([z.string(), z.number()]),
        filename: z.string().nullish(),
        description: chars(0, 1024).nullish(),
      }),
    )
    .nullish(),
  flags: z.int().nullish(),
  tts: z.boolean().nullish(),
  nonce: z.union([z.int(), chars(0, 25)]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z
    .object({
      message_id: z.string(),
      channel_id: z.string().nullish(),
      fail_if_not_exists: z.boolean().nullish(),
      type: z.int().nullish(),
    })
    .nullish(),
});
const withRows = message.extend({ components: rows.nullish() });
const withLayout = message.extend({ components: laidOut.nullish() });

interface MessagePlace {
  /** The message edited already is Components V2. */
  laidOut?: boolean;
  /** Where in the request the message stands: "data" in an interaction's callback. */
  prefix?: Path;
}

/** Refuses what Discord would refuse. */
export function assertMessage(body: unknown, place: MessagePlace = {}): asserts body is MessagePayload {
  const flags = z.object({ flags: z.int().nullish() }).safeParse(body).data?.flags ?? 0;
  const isLaidOut = place.laidOut === true || (flags & MessageFlags.IsComponentsV2) !== 0;
  requireShape(isLaidOut ? withLayout : withRows, body, place.prefix);
  const across = problemsAcross(body, isLaidOut);
  if (across.length > 0)
    throw invalidForm(across.map((one) => ({ ...one, path: [...(place.prefix ?? []), ...one.path] })));
}

/** What one field alone cannot show: totals, and things that must not meet. */
function problemsAcross(body: unknown, isLaidOut: boolean): Problem[] {
  assertChecked(body);
  const components = body.components ?? [];
  const problems: Problem[] = componentFaults(components).map(({ path, message: text, params }) => ({
    path,
    code: params.code,
    message: text,
  }));
  const embedded = (body.embeds ?? []).reduce((sum, item) => sum + embedLength(item), 0);
  if (embedded > 6000)
    problems.push({
      path: ['embeds'],
      code: 'MAX_EMBED_SIZE_EXCEEDED',
      message: 'Embed size exceeds maximum size of 6000',
    });
  if (isLaidOut) problems.push(...layoutProblems(body, components));
  return problems;
}

// The schemas above have just checked each field that MessagePayload names.
function assertChecked(body: unknown): asserts body is MessagePayload {
  if (typeof body !== 'object' || body === null) throw invalidForm([]);
}

function layoutProblems(body: MessagePayload, components: readonly APIMessageTopLevelComponent[]): Problem[] {
  const problems: Problem[] = [];
  for (const field of ['content', 'embeds'] as const)
    if (body[field]?.length)
      problems.push({
        path: [field],
        code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      });
  if (countComponents(components) > 40)
    problems.push({
      path: ['components'],
      code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      message: 'The total number of components exceeds 40',
    });
  if (displayedText(components).join('').length > 4000)
    problems.push({
      path: ['components'],
      code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      message: 'Component displayable text size exceeds maximum size of 4000',
    });
  return problems;
}

/** Title, description, field names and values, footer and author count, trimmed (resources/message, "Embed Limits"). */
function embedLength(item: APIEmbed): number {
  const texts = [
    item.title,
    item.description,
    item.footer?.text,
    item.author?.name,
    ...(item.fields ?? []).flatMap(({ name, value }) => [name, value]),
  ];
  return texts.reduce((sum, text) => sum + (text ?? '').trim().length, 0);
}

export function isLaidOut(item: Pick<APIMessage, 'flags'>): boolean {
  return ((item.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
}
