import { textOption, type SlashCommand } from '../src/command/command.ts';
import { factsCommand } from '../src/command/facts-definition.ts';
import { suggestFacts } from '../src/command/suggest.ts';
import { shownWords } from '../src/show/shown.ts';
import { foldTight } from '../src/text/fold.ts';
import { wordsIn } from '../src/words/words.ts';

/** Discord docs, interactions/application-commands, "Option Choice". */
const SUGGESTIONS = 25;

export default {
  data: factsCommand(),
  suggest(typing, bot) {
    const typed = textOption(typing, 'fact');
    if (typing.focused === 'fact') return suggestFacts(typed, null, typing.language, bot);
    const fact = bot.base.fact.get(typed);
    const start = foldTight(textOption(typing, 'name'));
    return [...(fact?.aliases.zh ?? []), ...(fact?.aliases.en ?? [])]
      .filter((name) => name.length <= 100 && foldTight(name).includes(start))
      .slice(0, SUGGESTIONS)
      .map((name) => ({ name, value: name }));
  },
  // On Discord the moderators' desk takes it before it comes here.
  run({ language }) {
    const say = wordsIn(language);
    return shownWords(language, say('facts'), [say('facts.console')], { tone: 'not-found' });
  },
} satisfies SlashCommand;
