import { InteractionResponseType } from 'discord-api-types/v10';
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { isLoading } from './answers.ts';
import { textOf } from './components.ts';
import type { Interactions, Pending } from './interactions.ts';
import type { Messages, SeenMessage } from './messages.ts';

/** What a member gets to see after acting; it stays up to date as the bot edits and follows up. */
export class Seen {
  readonly #pending: Pending;
  readonly #messages: Messages;
  readonly #interactions: Interactions;

  constructor(pending: Pending, messages: Messages, interactions: Interactions) {
    this.#pending = pending;
    this.#messages = messages;
    this.#interactions = interactions;
  }

  /** The first callback's type. */
  get type(): InteractionResponseType {
    if (this.#pending.answer === null) throw new Error('The interaction is not answered yet.');
    return this.#pending.answer;
  }

  get deferred(): boolean {
    return (
      this.type === InteractionResponseType.DeferredChannelMessageWithSource ||
      this.type === InteractionResponseType.DeferredMessageUpdate
    );
  }

  get ephemeral(): boolean {
    return this.#pending.ephemeral;
  }

  /** Milliseconds from the event's dispatch to the callback's arrival. */
  get elapsed(): number {
    return this.#pending.answeredAt - this.#pending.sentAt;
  }

  get interactionId(): string {
    return this.#pending.id;
  }

  /** The answer as it stands now; also the message a button updated. Throws if there is none. */
  get message(): SeenMessage {
    const message = this.#original();
    if (!message)
      throw new Error(
        'There is no message: the answer was something else, is still loading, or was deleted.',
      );
    return message;
  }

  get followUps(): SeenMessage[] {
    return this.#pending.followUps.flatMap((id) => this.#messages.find(this.#pending.channelId, id) ?? []);
  }

  /** The answer and its follow-ups, as far as they exist. */
  get messages(): SeenMessage[] {
    return [this.#original() ?? [], this.followUps].flat();
  }

  /** Everything a member reads, line by line. */
  get text(): string {
    return this.messages.map(textOf).join('\n');
  }

  /** The modal that opened. Throws if none did. */
  get modal(): APIModalInteractionResponseCallbackData {
    if (!this.#pending.modal) throw new Error(`No modal opened: the answer was of type ${this.type}.`);
    return this.#pending.modal;
  }

  get channelId(): string {
    return this.#pending.channelId;
  }

  /** The message whose button, menu or modal was used. */
  get sourceId(): string | null {
    return this.#pending.sourceId;
  }

  /** Waits until something holds, a follow-up say; throws if it does not in time. */
  async until(holds: (seen: Seen) => boolean, timeout = 3000): Promise<this> {
    const came = await this.#interactions.until(this.#pending, () => holds(this), timeout);
    if (!came)
      throw new Error(`It did not come within ${timeout} ms. Seen so far: ${this.text || 'nothing'}`);
    return this;
  }

  #original(): SeenMessage | null {
    const message = this.#messages.find(this.#pending.channelId, this.#pending.originalId ?? '');
    return message && !isLoading(message) ? message : null;
  }
}
