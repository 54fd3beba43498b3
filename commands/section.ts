import { textOption, type SlashCommand } from '../src/command/command.ts';
import { privately, slashCommand, text } from '../src/command/definition.ts';
import { suggestSections } from '../src/command/suggest.ts';
import { showSectionNamed } from '../src/show/section.ts';

export default {
  data: slashCommand('section', [text('name', { suggests: true }), privately()]),
  suggest: (typing, bot) => suggestSections(textOption(typing, 'name'), typing.language, bot),
  run: (call, bot) => showSectionNamed(textOption(call, 'name'), call.language, bot),
} satisfies SlashCommand;
