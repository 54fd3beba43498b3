import type { MessageCommand } from '../src/command/command.ts';
import { messageCommand } from '../src/command/definition.ts';
import { showAsked } from '../src/show/answer.ts';
import { shownWords } from '../src/show/shown.ts';
import { wordsIn } from '../src/words/words.ts';

export default {
  data: messageCommand('command.find-figures.name'),
  onMessage(text, { language }, bot) {
    if (text !== '') return showAsked(bot, text, language);
    const say = wordsIn(language);
    return shownWords(language, say('tone.not-found'), [say('note.no-text')], { tone: 'not-found' });
  },
} satisfies MessageCommand;
