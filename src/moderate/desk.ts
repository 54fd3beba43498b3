import {
  MessageFlags,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageComponentInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Callbacks, Ticket } from '../discord/callbacks.ts';
import { explain } from '../discord/dispatch.ts';
import type { Limit } from '../discord/limits.ts';
import { languageOfLocale } from '../discord/locale.ts';
import type { Desk, Parts } from '../discord/parts.ts';
import { noteFor } from '../discord/render.ts';
import { wordsIn } from '../words/words.ts';
import { refusal, type Asker, type Policy } from './allowed.ts';
import { isModeratorId } from './custom-id.ts';
import type { Attached } from './download.ts';
import { hidden, type Answer } from './page.ts';
import { actorOf, type Office, type Request } from './request.ts';
import { command, press } from './steps.ts';

// Where moderators are served: who may is asked first, at every step; then the step is taken, and its answer is shown
// to its moderator alone.

type Step = Extract<
  Interaction,
  ChatInputCommandInteraction | MessageComponentInteraction | ModalSubmitInteraction
>;

const FACTS_COMMAND = 'facts';

export function createDesk(office: Office, policy: Policy, limit: Limit): Desk {
  function isStep(interaction: Interaction): interaction is Step {
    if (interaction.isChatInputCommand()) return interaction.commandName === FACTS_COMMAND;
    if (interaction.isMessageComponent() || interaction.isModalSubmit())
      return isModeratorId(interaction.customId);
    return false;
  }

  function step(request: Request, interaction: Step): Answer | Promise<Answer> {
    if (interaction.isChatInputCommand()) {
      const group = interaction.options.getSubcommandGroup(false);
      const name = interaction.options.getSubcommand(false) ?? '';
      return command(group === null ? name : `${group} ${name}`, request, office);
    }
    return press(interaction.customId, request, office);
  }

  return {
    takes: isStep,
    async answer(interaction, ticket, parts, callbacks) {
      if (!isStep(interaction)) return;
      const language = languageOfLocale(interaction.locale);
      const say = wordsIn(language);
      const asker = askerOf(interaction);
      const guildIds = [...interaction.client.guilds.cache.keys()];
      const why = refusal(asker, policy, guildIds);
      const isModerator = why === null;
      // Who may not is held to the pace of everybody else.
      const { allowed } = (isModerator ? limit : parts.memberLimit).take(asker.memberId);
      if (!isModerator || asker.guildId === null || !allowed) {
        const words = allowed ? say(`mod.not.${why ?? 'direct'}`) : say('note.slow-member');
        parts.counts.add('moderator.refused');
        await callbacks.reply(ticket, noteFor(words), true);
        return;
      }
      const { memberId, guildId } = asker;
      const actor = actorOf(interaction.user.username, memberId);
      const request: Request = { memberId, guildId, actor, language, say, ...readerOf(interaction) };
      await answerWith(() => step(request, interaction), interaction, ticket, parts, callbacks);
    },
  };
}

/** Read from the interaction's own data, never from what the library may remember. */
function askerOf({ user, guildId, memberPermissions, member }: Step): Asker {
  const roles =
    member === null ? [] : Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
  return {
    memberId: user.id,
    guildId,
    managesGuild: member !== null && memberPermissions?.has('ManageGuild') === true,
    roleIds: roles,
  };
}

type Reader = Pick<Request, 'text' | 'field' | 'number' | 'attachment' | 'chosen'>;

function readerOf(interaction: Step): Reader {
  const chosen =
    interaction.isMessageComponent() && interaction.isStringSelectMenu() ? (interaction.values[0] ?? '') : '';
  if (interaction.isModalSubmit()) {
    const field = (name: string): string | undefined => fieldOf(interaction, name);
    return { text: (name) => field(name) ?? '', field, number: () => null, attachment: () => null, chosen };
  }
  const option = (name: string): unknown =>
    interaction.isChatInputCommand() ? interaction.options.get(name)?.value : undefined;
  const text = (name: string): string => {
    const value = option(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  return {
    text,
    field: text,
    number(name) {
      const value = option(name);
      return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
    },
    attachment: (name) => (interaction.isChatInputCommand() ? attachmentOf(interaction, name) : null),
    chosen,
  };
}

function fieldOf({ fields }: ModalSubmitInteraction, name: string): string | undefined {
  const field = fields.fields.get(name);
  if (field === undefined) return undefined;
  if ('value' in field && typeof field.value === 'string') return field.value.trim();
  return 'values' in field ? field.values[0] : undefined;
}

function attachmentOf({ options }: ChatInputCommandInteraction, name: string): Attached | null {
  const attachment = options.getAttachment(name);
  return attachment === null ? null : { name: attachment.name, url: attachment.url, size: attachment.size };
}

// A page stands in place of the message that was pressed on only where that is the moderator's own: what everybody
// sees, such as the log channel, stays as it is.
function standsOnOwn(interaction: Step): boolean {
  if (interaction.isChatInputCommand()) return false;
  return interaction.message?.flags.has(MessageFlags.Ephemeral) === true;
}

async function answerWith(
  make: () => Answer | Promise<Answer>,
  interaction: Step,
  ticket: Ticket,
  parts: Parts,
  callbacks: Callbacks,
): Promise<void> {
  const language = languageOfLocale(interaction.locale);
  const inPlace = standsOnOwn(interaction);
  let deferred: Promise<boolean> | null = null;
  const timer = setTimeout(() => {
    deferred = callbacks.defer(ticket, inPlace ? 'in-place' : 'ephemeral');
  }, parts.times.deferAfter);
  let answer: Answer;
  try {
    answer = await make();
  } catch (error) {
    answer = { kind: 'note', body: noteFor(explain(error, 'a change of the facts', language, parts)) };
  }
  clearTimeout(timer);
  // Files go with an edit, never with the first response.
  if (answer.kind === 'page' && answer.files !== undefined) deferred ??= callbacks.defer(ticket, 'ephemeral');
  const wasDeferred = await deferred;
  if (wasDeferred === false) return;
  if (answer.kind === 'form') {
    // A form can only be the first response; where that was late, the button has to be pressed again.
    if (wasDeferred === null) await callbacks.modal(ticket, answer.modal);
    else await callbacks.followUp(ticket, noteFor(wordsIn(language)('mod.again')));
    return;
  }
  if (wasDeferred === null) {
    if (inPlace && answer.kind === 'page') await callbacks.update(ticket, answer.body);
    else await callbacks.reply(ticket, answer.body, true);
  } else if (inPlace && answer.kind === 'note') await callbacks.followUp(ticket, hidden(answer.body));
  else await callbacks.edit(ticket, answer.body, answer.kind === 'page' ? answer.files : undefined);
}
