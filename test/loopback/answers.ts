import { InteractionResponseType, InteractionType, MessageFlags, MessageType } from 'discord-api-types/v10';
import type { APIMessage, APIMessageInteractionMetadata } from 'discord-api-types/v10';
import { z } from 'zod';
import { flagsOf } from './flags.ts';
import { callbacksFor } from './interactions.ts';
import type { Interactions, Pending } from './interactions.ts';
import { assertMessage, isLaidOut } from './message-limits.ts';
import type { MessagePayload } from './message-limits.ts';
import { onWire } from './messages.ts';
import type { Messages, SeenMessage } from './messages.ts';
import { assertChoices, assertModal } from './modal-limits.ts';
import { invalidForm, refusals } from './refusal.ts';
import type { Call, Route } from './rest.ts';
import { findPerson } from './world.ts';
import type { World } from './world.ts';

export interface AnswerParts {
  readonly world: World;
  readonly messages: Messages;
  readonly interactions: Interactions;
}

const callback = z.object({ type: z.enum(InteractionResponseType), data: z.unknown().optional() });

/** Callbacks, follow-ups and edits (Discord docs, interactions/receiving-and-responding). */
export function answerRoutes({ world, messages, interactions }: AnswerParts): Route[] {
  /** A message by the bot in the name of an interaction. */
  function reply(
    pending: Pending,
    call: Call,
    payload: MessagePayload,
    ephemeral: boolean,
    loading: boolean,
  ): SeenMessage {
    const channel = world.channels.get(pending.channelId);
    if (!channel) throw refusals.unknownChannel();
    const flags = (payload.flags ?? 0) | (loading ? MessageFlags.Loading : 0);
    return messages.post({
      channel,
      author: world.bot.user,
      payload: { ...payload, flags: flagsOf(MessageFlags, flags) },
      files: call.files,
      interaction: { userId: pending.userId, ephemeral },
      extra: bornOf(world, pending),
    });
  }

  function begin(pending: Pending, call: Call, type: InteractionResponseType, data: unknown): void {
    switch (type) {
      case InteractionResponseType.ChannelMessageWithSource: {
        assertMessage(data ?? {}, { prefix: ['data'] });
        const payload: MessagePayload = data ?? {};
        pending.ephemeral = isEphemeral(payload);
        pending.originalId = reply(pending, call, payload, pending.ephemeral, false).id;
        return;
      }
      case InteractionResponseType.DeferredChannelMessageWithSource: {
        assertMessage(data ?? {}, { prefix: ['data'] });
        pending.ephemeral = isEphemeral(data ?? {});
        pending.originalId = reply(pending, call, {}, pending.ephemeral, true).id;
        return;
      }
      case InteractionResponseType.DeferredMessageUpdate:
        pending.originalId = pending.sourceId;
        return;
      case InteractionResponseType.UpdateMessage: {
        const source = original({ ...pending, originalId: pending.sourceId });
        assertMessage(data ?? {}, { laidOut: isLaidOut(source), prefix: ['data'] });
        pending.originalId = messages.edit(source, data ?? {}, call.files).id;
        return;
      }
      case InteractionResponseType.ApplicationCommandAutocompleteResult:
        assertChoices(data);
        pending.choices = data.choices ?? [];
        return;
      case InteractionResponseType.Modal:
        assertModal(data);
        pending.modal = data;
        return;
      default:
        throw refusals.noSuchRoute();
    }
  }

  function original({ originalId, channelId }: Pick<Pending, 'originalId' | 'channelId'>): SeenMessage {
    const message = messages.find(channelId, originalId ?? '');
    if (!message) throw refusals.unknownMessage();
    return message;
  }

  function named(pending: Pending, call: Call): SeenMessage {
    const id = call.part('message');
    if (id === '@original') return original(pending);
    if (id !== pending.originalId && !pending.followUps.includes(id)) throw refusals.unknownMessage();
    return original({ ...pending, originalId: id });
  }

  function answer(call: Call): unknown {
    const pending = interactions.forCallback(call.part('interaction'), call.part('token'));
    const parsed = callback.safeParse(call.body).data;
    const allowed = callbacksFor(pending);
    if (!parsed || !allowed.includes(parsed.type))
      throw invalidForm([
        {
          path: ['type'],
          code: 'BASE_TYPE_CHOICES',
          message: `Value must be one of {${allowed.join(', ')}}.`,
        },
      ]);
    begin(pending, call, parsed.type, parsed.data);
    pending.answer = parsed.type;
    pending.answeredAt = performance.now();
    interactions.changed(pending);
    if (call.query['with_response'] !== 'true') return undefined;
    const message =
      pending.originalId === null ? undefined : messages.find(pending.channelId, pending.originalId);
    return {
      interaction: {
        id: pending.id,
        type: pending.type,
        ...(message && { response_message_id: message.id, response_message_ephemeral: pending.ephemeral }),
      },
      resource: { type: parsed.type, ...(message && { message: onWire(message) }) },
    };
  }

  function followUp(call: Call): unknown {
    const pending = interactions.forWebhook(call.part('token'));
    assertMessage(call.body);
    const waiting =
      pending.originalId === null ? undefined : messages.find(pending.channelId, pending.originalId);
    // The first follow-up to a deferred answer fills it in.
    if (waiting && isLoading(waiting)) return finish(pending, waiting, call.body, call);
    if (pending.userInstalled && pending.followUps.length >= 5) throw refusals.tooManyFollowUps();
    const message = reply(pending, call, call.body, isEphemeral(call.body), false);
    pending.followUps.push(message.id);
    interactions.changed(pending);
    return onWire(message);
  }

  function finish(pending: Pending, message: SeenMessage, payload: MessagePayload, call: Call): APIMessage {
    const edited = messages.edit(message, payload, call.files);
    interactions.changed(pending);
    return onWire(edited);
  }

  const webhook = '/webhooks/:application/:token';
  return [
    { method: 'POST', path: '/interactions/:interaction/:token/callback', open: true, handle: answer },
    { method: 'POST', path: webhook, open: true, handle: followUp },
    {
      method: 'GET',
      path: `${webhook}/messages/:message`,
      open: true,
      handle: (call) => onWire(named(interactions.forWebhook(call.part('token')), call)),
    },
    {
      method: 'PATCH',
      path: `${webhook}/messages/:message`,
      open: true,
      handle(call) {
        const pending = interactions.forWebhook(call.part('token'));
        const message = named(pending, call);
        assertMessage(call.body, { laidOut: isLaidOut(message) });
        return finish(pending, message, call.body, call);
      },
    },
    {
      method: 'DELETE',
      path: `${webhook}/messages/:message`,
      open: true,
      handle(call) {
        const pending = interactions.forWebhook(call.part('token'));
        messages.remove(named(pending, call));
        interactions.changed(pending);
      },
    },
  ];
}

function isEphemeral({ flags }: MessagePayload): boolean {
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}

export function isLoading({ flags }: SeenMessage): boolean {
  return ((flags ?? 0) & MessageFlags.Loading) !== 0;
}

/** What tells a reader of the message which interaction brought it forth. */
function bornOf(world: World, pending: Pending): Partial<APIMessage> {
  const base = {
    id: pending.id,
    user: findPerson(world, pending.userId).user,
    authorizing_integration_owners: pending.owners,
  };
  const command: APIMessageInteractionMetadata = { ...base, type: InteractionType.ApplicationCommand };
  const common = { webhook_id: world.bot.user.id, application_id: world.bot.user.id };
  switch (pending.type) {
    case InteractionType.MessageComponent:
      return {
        ...common,
        interaction_metadata: { ...base, type: pending.type, interacted_message_id: pending.sourceId ?? '' },
      };
    case InteractionType.ModalSubmit:
      return {
        ...common,
        interaction_metadata: { ...base, type: pending.type, triggering_interaction_metadata: command },
      };
    default:
      return { ...common, type: MessageType.ChatInputCommand, interaction_metadata: command };
  }
}
