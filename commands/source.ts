import { textOption, type SlashCommand } from '../src/command/command.ts';
import { privately, slashCommand, text } from '../src/command/definition.ts';
import { suggestFacts } from '../src/command/suggest.ts';
import { showAnswer } from '../src/show/answer.ts';
import { answerToName } from '../src/show/named.ts';
import { showSource } from '../src/show/source.ts';

export default {
  data: slashCommand('source', [text('metric', { suggests: true }), privately()]),
  suggest: (typing, bot) => suggestFacts(textOption(typing, 'metric'), null, typing.language, bot),
  run(call, bot) {
    const answer = answerToName(textOption(call, 'metric'), null, call.language, bot);
    const [fact] = answer.facts;
    const sure = answer.kind === 'found' && fact !== undefined;
    return sure ? showSource(fact, answer.language, bot) : showAnswer(answer, bot);
  },
} satisfies SlashCommand;
