// Mentions, channels, emoji, timestamps and links are no part of a question, and their ids would be read as numbers.
const MARKS = /<(?:@[!&]?|#|a?:\w+:|t:|\/[^:>]{1,64}:|id:)[^>]*>|https?:\/\/\S+/gu;

/** The question in a message: its text without the bot's mention and other marks. */
export function questionIn(content: string, botId: string): string {
  return content
    .replaceAll(`<@${botId}>`, ' ')
    .replaceAll(`<@!${botId}>`, ' ')
    .replace(MARKS, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}
