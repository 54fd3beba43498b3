import { PLAIN, replyText, type TextStyle } from '../reply/text.ts';
import { wordsIn } from '../words/words.ts';
import type { Passage, Shown } from './shown.ts';

/** What is shown, as lines for the console, or for a channel where embeds are not allowed. */
export function shownText(shown: Shown, style: TextStyle = PLAIN): string {
  const reply = replyText(shown.reply, style);
  // Facts in full end with their source; what follows is about all of them.
  const gap = shown.reply.full && shown.passages.length > 0 ? [''] : [];
  return [
    ...(reply === '' ? [] : [reply, ...gap]),
    ...shown.passages.map((passage) => line(passage, shown, style)),
  ].join('\n');
}

function line(passage: Passage, { reply }: Shown, style: TextStyle): string {
  switch (passage.kind) {
    case 'words':
      return passage.text;
    case 'quote':
      return `“${passage.before}${style.figure(passage.marked)}${passage.after}”`;
    case 'result':
      return wordsIn(reply.language)('compare.result', {
        name: passage.name,
        result: style.figure(passage.value),
      });
  }
}
