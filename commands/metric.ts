import { textOption, type SlashCommand } from '../src/command/command.ts';
import { privately, slashCommand, text } from '../src/command/definition.ts';
import { suggestFacts, suggestSections } from '../src/command/suggest.ts';
import { showAnswer } from '../src/show/answer.ts';
import { answerToName } from '../src/show/named.ts';

export default {
  data: slashCommand('metric', [
    text('name', { suggests: true }),
    text('part', { required: false, suggests: true }),
    privately(),
  ]),
  suggest(typing, bot) {
    const part = textOption(typing, 'section');
    return typing.focused === 'section'
      ? suggestSections(part, typing.language, bot)
      : suggestFacts(textOption(typing, 'name'), part, typing.language, bot);
  },
  run(call, bot) {
    const part = textOption(call, 'section') || null;
    return showAnswer(answerToName(textOption(call, 'name'), part, call.language, bot), bot);
  },
} satisfies SlashCommand;
