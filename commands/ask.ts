import { textOption, type SlashCommand } from '../src/command/command.ts';
import { privately, slashCommand, text } from '../src/command/definition.ts';
import { showAsked } from '../src/show/answer.ts';

export default {
  data: slashCommand('ask', [text('question'), privately()]),
  run: (call, bot) => showAsked(bot, textOption(call, 'question'), call.language),
} satisfies SlashCommand;
