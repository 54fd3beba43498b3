import type { SlashCommand } from '../src/command/command.ts';
import { privately, slashCommand } from '../src/command/definition.ts';
import { commandLine, showHelp } from '../src/show/about.ts';
import { wordsIn } from '../src/words/words.ts';

const NAMES = ['ask', 'metric', 'section', 'figure', 'compare', 'source', 'about'] as const;

export default {
  data: slashCommand('help', [privately()]),
  run(call, bot) {
    const say = wordsIn(call.language);
    const lines = NAMES.map((name) => commandLine(say, say(`command.${name}.name`), say(`command.${name}`)));
    return showHelp(lines, call.language, bot);
  },
} satisfies SlashCommand;
