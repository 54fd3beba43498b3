import type { SlashCommand } from '../src/command/command.ts';
import { privately, slashCommand } from '../src/command/definition.ts';
import { showAbout } from '../src/show/about.ts';

export default {
  data: slashCommand('about', [privately()]),
  run: (call, bot) => showAbout(call.language, bot),
} satisfies SlashCommand;
