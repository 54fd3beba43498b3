import { randomInt } from 'node:crypto';
import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  CommandInteractionOption,
  Interaction,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
  RepliableInteraction,
} from 'discord.js';
import { isSlash, type Call, type Typing } from '../command/command.ts';
import { answersInPlace, showPressed } from '../show/pressed.ts';
import { readCustomId } from '../show/press.ts';
import type { Shown } from '../show/shown.ts';
import { clip } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import { wordsIn } from '../words/words.ts';
import type { Callbacks, Ticket } from './callbacks.ts';
import { languageOfLocale } from './locale.ts';
import type { Parts } from './parts.ts';
import { questionIn } from './question-in.ts';
import { messageFor, noteFor, type MessageBody } from './render.ts';

// From an interaction to its answer. Whatever happens below, the member gets an answer in time, and the one catch for
// everything is here.

/** Answers an interaction; if the bot is `busy`, with a word to that effect. Never throws. */
export async function dispatch(
  interaction: Interaction,
  parts: Parts,
  callbacks: Callbacks,
  busy = false,
): Promise<void> {
  const ticket: Ticket = {
    id: interaction.id,
    token: interaction.token,
    applicationId: interaction.applicationId,
    at: performance.now(),
  };
  if (interaction.isAutocomplete()) {
    if (busy) await callbacks.suggest(ticket, []);
    else await suggest(interaction, ticket, parts, callbacks);
    return;
  }
  if (!interaction.isRepliable()) return;
  if (parts.desk?.takes(interaction) === true)
    return parts.desk.answer(interaction, ticket, parts, callbacks);
  if (busy) parts.counts.add('busy');
  const work = busy
    ? noteWork('busy', 'note.busy', languageOfLocale(interaction.locale))
    : workFor(interaction, parts);
  await answerWith(work, ticket, parts, callbacks);
}

/** What is to be done for an interaction, and how its answer appears. */
interface Work {
  readonly name: string;
  readonly language: Language;
  readonly place: 'ephemeral' | 'public' | 'in-place';
  make(): Promise<MessageBody> | MessageBody;
}

function workFor(interaction: RepliableInteraction, parts: Parts): Work {
  const language = languageOfLocale(interaction.locale);
  const slow = tooFast(interaction, language, parts);
  if (slow !== null) return { name: 'limit', language, place: 'ephemeral', make: () => noteFor(slow) };
  if (interaction.isChatInputCommand()) return slashWork(interaction, language, parts);
  if (interaction.isMessageContextMenuCommand()) return messageWork(interaction, language, parts);
  if (interaction.isMessageComponent()) return pressWork(interaction, language, parts);
  return noteWork('unknown', 'note.unknown-command', language);
}

function noteWork(
  name: string,
  key: 'note.unknown-command' | 'note.old-button' | 'note.busy',
  language: Language,
): Work {
  return { name, language, place: 'ephemeral', make: () => noteFor(wordsIn(language)(key)) };
}

// What is wrong, in words, where someone asks too fast.
function tooFast(interaction: RepliableInteraction, language: Language, parts: Parts): string | null {
  const say = wordsIn(language);
  if (!parts.memberLimit.take(interaction.user.id).allowed) {
    parts.counts.add('limit.member');
    return say('note.slow-member');
  }
  if (!parts.channelLimit.take(interaction.channelId ?? interaction.user.id).allowed) {
    parts.counts.add('limit.channel');
    return say('note.slow-channel');
  }
  return null;
}

function slashWork(interaction: ChatInputCommandInteraction, language: Language, parts: Parts): Work {
  const command = parts.commands.find((one) => isSlash(one) && one.data.name === interaction.commandName);
  if (command === undefined || !isSlash(command))
    return noteWork(interaction.commandName, 'note.unknown-command', language);
  const call: Call = { language, options: optionsOf(interaction.options.data) };
  return {
    name: `/${command.data.name}`,
    language,
    place: call.options.get('private') === true ? 'ephemeral' : 'public',
    make: async () => body(await command.run(call, parts.current()), parts),
  };
}

function messageWork(
  interaction: MessageContextMenuCommandInteraction,
  language: Language,
  parts: Parts,
): Work {
  const command = parts.commands.find((one) => !isSlash(one) && one.data.name === interaction.commandName);
  if (command === undefined || isSlash(command))
    return noteWork(interaction.commandName, 'note.unknown-command', language);
  const text = questionIn(interaction.targetMessage.content, interaction.applicationId);
  const call: Call = { language, options: new Map() };
  return {
    name: command.data.name,
    language,
    place: 'ephemeral',
    make: async () => body(await command.onMessage(text, call, parts.current()), parts),
  };
}

function pressWork(interaction: MessageComponentInteraction, own: Language, parts: Parts): Work {
  const press = readCustomId(interaction.customId);
  if (press === null) return noteWork('press', 'note.old-button', own);
  const value = interaction.isStringSelectMenu() ? (interaction.values[0] ?? null) : null;
  return {
    name: `press ${press.do}`,
    language: press.language,
    place: answersInPlace(press) ? 'in-place' : 'ephemeral',
    make: () => body(showPressed(press, value, parts.current()), parts),
  };
}

function body(shown: Shown, parts: Parts): MessageBody {
  if (shown.miss !== null) parts.misses.record(shown.miss);
  return messageFor(shown);
}

/** The options of a command, those of a subcommand included, by name. */
function optionsOf(
  options: readonly CommandInteractionOption[],
): ReadonlyMap<string, string | number | boolean> {
  const found = new Map<string, string | number | boolean>();
  for (const { name, value, options: inner } of options) {
    if (value !== undefined) found.set(name, value);
    for (const [key, nested] of optionsOf(inner ?? [])) found.set(key, nested);
  }
  return found;
}

async function answerWith(work: Work, ticket: Ticket, parts: Parts, callbacks: Callbacks): Promise<void> {
  const { times, counts } = parts;
  let deferred: Promise<boolean> | null = null;
  const timer = setTimeout(() => {
    deferred = callbacks.defer(ticket, work.place);
  }, times.deferAfter);
  const made = await makeOrExplain(work, parts);
  clearTimeout(timer);
  counts.add('answered');
  // The timer's callback may have run while the answer was being made.
  const wasDeferred = await (deferred as Promise<boolean> | null);
  if (wasDeferred !== null) {
    if (!wasDeferred) return;
    if (made.failed && work.place === 'in-place') await callbacks.followUp(ticket, made.body);
    else await callbacks.edit(ticket, made.body);
  } else if (made.failed) await callbacks.reply(ticket, made.body, true);
  else if (work.place === 'in-place') await callbacks.update(ticket, made.body);
  else await callbacks.reply(ticket, made.body, work.place === 'ephemeral');
}

async function makeOrExplain(work: Work, parts: Parts): Promise<{ body: MessageBody; failed: boolean }> {
  try {
    return { body: await work.make(), failed: false };
  } catch (error) {
    return { body: noteFor(explain(error, work.name, work.language, parts)), failed: true };
  }
}

// Letters and digits that are not taken for each other when read out.
const REFERENCE_LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';

/** Logs a fault under a short reference, and gives the words for the member: neutral, with that reference. */
export function explain(error: unknown, during: string, language: Language, { log, counts }: Parts): string {
  const letters = Array.from({ length: 6 }, () =>
    REFERENCE_LETTERS.charAt(randomInt(REFERENCE_LETTERS.length)),
  );
  const reference = letters.join('');
  counts.add('fault');
  log.error({ error, during, reference }, 'an answer failed');
  return wordsIn(language)('note.error', { reference });
}

async function suggest(
  interaction: AutocompleteInteraction,
  ticket: Ticket,
  parts: Parts,
  callbacks: Callbacks,
): Promise<void> {
  const language = languageOfLocale(interaction.locale);
  try {
    const command = parts.commands.find((one) => isSlash(one) && one.data.name === interaction.commandName);
    const typing: Typing = {
      language,
      options: optionsOf(interaction.options.data),
      focused: interaction.options.getFocused(true).name,
    };
    const suggestions =
      command !== undefined && isSlash(command) ? (command.suggest?.(typing, parts.current()) ?? []) : [];
    const choices = suggestions
      .filter(({ name, value }) => name.trim() !== '' && value.length <= 100)
      .slice(0, 25)
      .map(({ name, value }) => ({ name: clip(name, 100), value }));
    await callbacks.suggest(ticket, choices);
  } catch (error) {
    explain(error, `suggestions for ${interaction.commandName}`, language, parts);
    await callbacks.suggest(ticket, []);
  }
}
