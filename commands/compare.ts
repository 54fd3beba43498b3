import { textOption, type SlashCommand } from '../src/command/command.ts';
import { privately, slashCommand, text } from '../src/command/definition.ts';
import { suggestFacts } from '../src/command/suggest.ts';
import { showComparison } from '../src/show/compare.ts';

export default {
  data: slashCommand('compare', [
    text('first', { suggests: true }),
    text('second', { suggests: true }),
    privately(),
  ]),
  suggest: (typing, bot) => suggestFacts(textOption(typing, typing.focused), null, typing.language, bot),
  run: (call, bot) =>
    showComparison(textOption(call, 'first'), textOption(call, 'second'), call.language, bot),
} satisfies SlashCommand;
