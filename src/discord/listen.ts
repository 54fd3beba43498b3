import type { Message } from 'discord.js';
import { saysThanks, showFurther } from '../show/follow-up.ts';
import { showAsked } from '../show/answer.ts';
import { languageOfText } from '../show/asking.ts';
import { wordsIn } from '../words/words.ts';
import { explain } from './dispatch.ts';
import { languageOfLocale } from './locale.ts';
import type { Parts } from './parts.ts';
import { questionIn } from './question-in.ts';
import { noteFor } from './render.ts';
import type { Speaker } from './speak.ts';
import { subjectOf } from './subject.ts';

// From a message to its answer, as a short list of steps; each may end it.

/** Answers a message if it is for the bot. Never throws. */
export async function listen(message: Message, parts: Parts, speaker: Speaker): Promise<void> {
  if (!isFromPerson(message)) return;
  const addressed = await addressing(message, parts);
  if (addressed === null) return;
  const question = questionIn(message.content, message.client.user.id);
  // Without the words (a reply that does not ping, an image) there is nothing to go by.
  if (question === '' && addressed.how !== 'mention') return;
  if (saysThanks(question)) return;
  const fallback = languageOfLocale(message.guild?.preferredLocale);
  const language = languageOfText(question, fallback);
  try {
    const note = tooFast(message, parts);
    if (note !== null) {
      // Said once, and only to someone who spoke to the bot.
      if (note !== 'silent' && addressed.how !== 'channel')
        await speaker.note(message, noteFor(wordsIn(language)(note)));
      return;
    }
    const bot = parts.current();
    const subject = addressed.answer === null ? null : subjectOf(addressed.answer, bot.base);
    const shown =
      subject === null || subject.facts.length === 0
        ? showAsked(bot, question, subject?.language ?? fallback)
        : showFurther(bot, subject.facts, question, subject.language ?? fallback);
    if (shown === null || (addressed.how === 'channel' && !shown.sure)) return;
    parts.counts.add(`answered.${addressed.how}`);
    if ((await speaker.answer(message, shown)) && shown.miss !== null) parts.misses.record(shown.miss);
  } catch (error) {
    const words = explain(error, 'a message', language, parts);
    if (addressed.how !== 'channel') await speaker.note(message, noteFor(words));
  }
}

// Bots answering bots never end; a check of one's own id alone has not stopped two copies of a bot.
function isFromPerson({ author, webhookId, system }: Message): boolean {
  return !author.bot && !author.system && webhookId === null && !system;
}

interface Addressed {
  readonly how: 'direct' | 'mention' | 'reply' | 'channel';
  /** The bot's own answer that this replies to. */
  readonly answer: Message | null;
}

async function addressing(message: Message, parts: Parts): Promise<Addressed | null> {
  const self = message.client.user.id;
  const replied = await repliedTo(message, parts);
  const answer = replied !== null && replied.author.id === self ? replied : null;
  if (message.channel.isDMBased()) return { how: 'direct', answer };
  if (new RegExp(`<@!?${self}>`, 'u').test(message.content)) return { how: 'mention', answer };
  if (answer !== null) return { how: 'reply', answer };
  // A conversation between others is theirs, also in an answer channel.
  if (message.reference !== null || message.mentions.users.size > 0) return null;
  const { channel } = message;
  const places = channel.isThread() ? [channel.id, channel.parentId ?? ''] : [channel.id];
  return places.some((id) => parts.answerChannelIds.includes(id)) ? { how: 'channel', answer: null } : null;
}

async function repliedTo(message: Message, { log }: Parts): Promise<Message | null> {
  const id = message.reference?.messageId;
  if (id === undefined || message.reference?.channelId !== message.channelId) return null;
  const near = message.channel.messages.cache.get(id);
  if (near !== undefined) return near;
  // Only a reply that pings the bot, or one in its direct messages, can be meant for it without its words being read.
  const mayBeOurs =
    message.mentions.repliedUser?.id === message.client.user.id || message.channel.isDMBased();
  if (!mayBeOurs) return null;
  try {
    return await message.channel.messages.fetch(id);
  } catch (error) {
    log.debug({ error }, 'the message replied to could not be read');
    return null;
  }
}

function tooFast(
  message: Message,
  { memberLimit, channelLimit, counts }: Parts,
): 'note.slow-member' | 'note.slow-channel' | 'silent' | null {
  const member = memberLimit.take(message.author.id);
  if (!member.allowed) {
    counts.add('limit.member');
    return member.note ? 'note.slow-member' : 'silent';
  }
  const channel = channelLimit.take(message.channelId);
  if (channel.allowed) return null;
  counts.add('limit.channel');
  return channel.note ? 'note.slow-channel' : 'silent';
}
