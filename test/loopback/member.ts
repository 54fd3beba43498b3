import { ApplicationCommandType, ComponentType, InteractionType } from 'discord-api-types/v10';
import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIMessageComponentInteractionData,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import { checkOffered, NotPossible } from './client-rules.ts';
import { chosen } from './choices.ts';
import type { Commands } from './commands.ts';
import { controlsOf } from './components.ts';
import type { Control } from './components.ts';
import { dispatchFor } from './dispatch.ts';
import type { DispatchParts } from './dispatch.ts';
import type { Asked } from './interactions.ts';
import { snowflake } from './ids.ts';
import type { Files } from './files.ts';
import { onWire } from './messages.ts';
import type { SeenMessage } from './messages.ts';
import { modalAnswer } from './modal-answers.ts';
import type { Fields } from './modal-answers.ts';
import { createResolved } from './resolved.ts';
import { sceneOf, sharedPayload } from './scene.ts';
import type { Scene, Where } from './scene.ts';
import { Seen } from './seen.ts';
import { draftedCommand, typedCommand } from './typed-command.ts';
import type { Typed } from './typed-command.ts';
import { findPerson, permissionsIn } from './world.ts';
import type { Person, Ref, World } from './world.ts';

export interface MemberParts extends DispatchParts {
  readonly world: World;
  readonly files: Files;
  readonly commands: Commands;
}

/** Suggestions as a member sees them while typing. */
interface Suggestions {
  readonly choices: readonly APIApplicationCommandOptionChoice[];
  readonly elapsed: number;
}

/** Interactions a member can start. Each resolves once they see something, and rejects if nothing comes. */
export interface Actions {
  /** "ask", or "facts add" with subcommands. */
  slash(command: string, options?: Typed, where?: Where): Promise<Seen>;
  autocomplete(command: string, options: Typed, focused: string, where?: Where): Promise<Suggestions>;
  press(message: SeenMessage, customId: string, where?: Where): Promise<Seen>;
  choose(message: SeenMessage, customId: string, values: readonly string[], where?: Where): Promise<Seen>;
  /** The modal of what was seen; or, as a forgery, any modal. */
  submitModal(
    modal: Seen | APIModalInteractionResponseCallbackData,
    fields: Fields,
    where?: Where,
  ): Promise<Seen>;
  messageCommand(command: string, message: SeenMessage, where?: Where): Promise<Seen>;
  userCommand(command: string, target: Ref, where?: Where): Promise<Seen>;
  /** An interaction with any data at all; `message` is the one a component claims to stand on. */
  forge(type: Asked, data: unknown, where?: Where & { readonly message?: SeenMessage }): Promise<Seen>;
}

export function actionsOf(parts: MemberParts, person: Person): Actions {
  const { world, files, messages, commands } = parts;
  const { dispatch, act, forge } = dispatchFor(parts, person);

  function findCommand(
    type: ApplicationCommandType,
    name: string,
    scene: Scene,
    where: Where,
  ): APIApplicationCommand | null {
    const all = commands.available(scene.guild?.id ?? null).filter((command) => command.type === type);
    const command = all.find((one) => one.name === name) ?? null;
    if (where.hostile === true) return command;
    if (!command)
      throw new NotPossible(
        `No command "${name}" is registered; there are: ${all.map((one) => one.name).join(', ') || 'none'}.`,
      );
    checkOffered(command, scene, permissionsIn(world, scene.channel, person.user.id));
    return command;
  }

  const reference = (command: APIApplicationCommand | null, name: string) => ({
    id: command?.id ?? snowflake(),
    name,
    ...(command?.guild_id !== undefined && { guild_id: command.guild_id }),
  });

  /** The message as it stands now, unless a forger insists on another. */
  function current(message: SeenMessage, where: Where): SeenMessage {
    const now = messages.find(message.channel_id, message.id);
    if (where.hostile === true) return now ?? message;
    if (!now) throw new NotPossible('The message is gone.');
    if (now.visibleTo !== null && now.visibleTo !== person.user.id)
      throw new NotPossible(`The message is visible to someone else only.`);
    return now;
  }

  function controlOn(message: SeenMessage, customId: string, where: Where): Control | null {
    const controls = controlsOf(message);
    const control = controls.find(({ custom_id: id }) => id === customId) ?? null;
    if (where.hostile === true) return control;
    if (!control)
      throw new NotPossible(
        `The message has nothing with custom id "${customId}"; it has: ${controls.map(({ custom_id: id }) => id).join(', ') || 'nothing'}.`,
      );
    if (control.disabled === true) throw new NotPossible(`"${customId}" is disabled.`);
    return control;
  }

  function component(
    given: SeenMessage,
    data: APIMessageComponentInteractionData,
    asked: Where,
  ): Promise<Seen> {
    const where = { channel: { id: given.channel_id }, ...asked };
    const scene = sceneOf(world, person, where);
    const message = onWire(current(given, where));
    const about = { type: InteractionType.MessageComponent, scene, sourceId: message.id } as const;
    return act(`the press of "${data.custom_id}"`, about, where, (id, token) => ({
      ...sharedPayload(world, person, scene, where),
      id,
      token,
      type: InteractionType.MessageComponent,
      data,
      message,
    }));
  }

  return {
    async slash(line, options = {}, where = {}) {
      const [name = '', ...path] = line.split(' ');
      const scene = sceneOf(world, person, where);
      const command = findCommand(ApplicationCommandType.ChatInput, name, scene, where);
      const typed = typedCommand(command, path, options, { world, files, scene }, where.hostile === true);
      const about = { type: InteractionType.ApplicationCommand, scene } as const;
      return act(`/${line}`, about, where, (id, token) => ({
        ...sharedPayload(world, person, scene, where),
        id,
        token,
        type: InteractionType.ApplicationCommand,
        data: { ...reference(command, name), type: ApplicationCommandType.ChatInput, ...typed },
      }));
    },

    async autocomplete(line, options, focused, where = {}) {
      const [name = '', ...path] = line.split(' ');
      const scene = sceneOf(world, person, where);
      const command = findCommand(ApplicationCommandType.ChatInput, name, scene, where);
      const typed = draftedCommand(
        command,
        path,
        options,
        focused,
        { world, files, scene },
        where.hostile === true,
      );
      const about = { type: InteractionType.ApplicationCommandAutocomplete, scene } as const;
      const { choices, answeredAt, sentAt } = await dispatch(
        `typing /${line}`,
        about,
        where,
        (id, token) => ({
          ...sharedPayload(world, person, scene, where),
          id,
          token,
          type: InteractionType.ApplicationCommandAutocomplete,
          data: { ...reference(command, name), type: ApplicationCommandType.ChatInput, ...typed },
        }),
      );
      return { choices, elapsed: answeredAt - sentAt };
    },

    async press(message, customId, where = {}) {
      const control = controlOn(current(message, where), customId, where);
      if (control && control.type !== ComponentType.Button && where.hostile !== true)
        throw new NotPossible(`"${customId}" is no button.`);
      return component(message, { custom_id: customId, component_type: ComponentType.Button }, where);
    },

    async choose(message, customId, values, where = {}) {
      const control = controlOn(current(message, where), customId, where);
      const scene = sceneOf(world, person, { channel: { id: message.channel_id }, ...where });
      const resolved = createResolved({ world, files, scene });
      return component(message, chosen(control, customId, values, resolved, where.hostile === true), where);
    },

    async submitModal(modal, fields, asked = {}) {
      const form = modal instanceof Seen ? modal.modal : modal;
      const where = { ...(modal instanceof Seen && { channel: { id: modal.channelId } }), ...asked };
      const scene = sceneOf(world, person, where);
      const resolved = createResolved({ world, files, scene });
      const data = modalAnswer(form, fields, resolved, where.hostile === true);
      const source = modal instanceof Seen ? messages.find(modal.channelId, modal.sourceId ?? '') : undefined;
      const about = { type: InteractionType.ModalSubmit, scene, sourceId: source?.id ?? null } as const;
      return act(`the form "${form.title}"`, about, where, (id, token) => ({
        ...sharedPayload(world, person, scene, where),
        id,
        token,
        type: InteractionType.ModalSubmit,
        data,
        ...(source && { message: onWire(source) }),
      }));
    },

    async messageCommand(name, message, asked = {}) {
      const where = { channel: { id: message.channel_id }, ...asked };
      const scene = sceneOf(world, person, where);
      const command = findCommand(ApplicationCommandType.Message, name, scene, where);
      const target = onWire(current(message, where));
      const about = { type: InteractionType.ApplicationCommand, scene } as const;
      return act(`"${name}"`, about, where, (id, token) => ({
        ...sharedPayload(world, person, scene, where),
        id,
        token,
        type: InteractionType.ApplicationCommand,
        data: {
          ...reference(command, name),
          type: ApplicationCommandType.Message,
          target_id: target.id,
          resolved: { messages: { [target.id]: target } },
        },
      }));
    },

    async forge(type, data, where = {}) {
      const scene = sceneOf(world, person, where);
      const { message } = where;
      const shared = {
        ...sharedPayload(world, person, scene, where),
        ...(message && { message: onWire(message) }),
      };
      return forge({ type, scene, sourceId: message?.id ?? null }, where, shared, data);
    },

    async userCommand(name, ref, where = {}) {
      const scene = sceneOf(world, person, where);
      const command = findCommand(ApplicationCommandType.User, name, scene, where);
      const target = findPerson(world, ref);
      const resolved = createResolved({ world, files, scene });
      resolved.user(target.user.id);
      const about = { type: InteractionType.ApplicationCommand, scene } as const;
      return act(`"${name}"`, about, where, (id, token) => ({
        ...sharedPayload(world, person, scene, where),
        id,
        token,
        type: InteractionType.ApplicationCommand,
        data: {
          ...reference(command, name),
          type: ApplicationCommandType.User,
          target_id: target.user.id,
          resolved: { users: {}, ...resolved.all() },
        },
      }));
    },
  };
}
