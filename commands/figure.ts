import { textOption, type SlashCommand } from '../src/command/command.ts';
import { privately, slashCommand, text } from '../src/command/definition.ts';
import { showValue } from '../src/show/value.ts';

export default {
  data: slashCommand('figure', [text('value'), privately()]),
  run: (call, bot) => showValue(textOption(call, 'value'), call.language, bot),
} satisfies SlashCommand;
