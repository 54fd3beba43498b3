import type { Bot } from '../bot.ts';
import { exampleQuestions } from '../reply/examples.ts';
import { inLanguage } from '../reply/script.ts';
import { clip } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import { wordsIn, type Words } from '../words/words.ts';
import { listFooter } from './answer.ts';
import { sectionMenu } from './section.ts';
import { shownWords, type Button, type Shown } from './shown.ts';

/** Which report this is, how much of it, and how to ask. */
export function showAbout(language: Language, bot: Bot): Shown {
  const say = wordsIn(language);
  const { file } = bot.base;
  const reports = file.reports.flatMap(({ title, organisation, published }) => [
    say('about.report', {
      title: inLanguage(title, language),
      organisation: inLanguage(organisation, language),
    }),
    say('about.published', { published }),
  ]);
  const facts = say('about.facts', {
    count: bot.base.facts.length,
    sections: bot.base.section.size,
    revision: file.revision,
  });
  return shownWords(
    language,
    say('about.title'),
    [...reports, facts, say('about.how'), say('about.misses')],
    { menu: sectionMenu(language, bot), footer: listFooter(bot.base, language) },
  );
}

/** How to ask, with examples to press. `commands` are the lines that name the commands. */
export function showHelp(commands: readonly string[], language: Language, bot: Bot): Shown {
  const say = wordsIn(language);
  const examples = exampleQuestions(bot.base, language);
  return shownWords(
    language,
    say('help.title'),
    [say('help.free'), ...commands, ...(examples.length > 0 ? [say('help.examples')] : []), ...examples],
    { buttons: examples.map((question) => exampleButton(question, language)) },
  );
}

function exampleButton(question: string, language: Language): Button {
  return { label: question, press: { do: 'ask', language, question: clip(question, 80) } };
}

/** One line of the help for a command. */
export function commandLine(say: Words, name: string, description: string): string {
  return say('help.command', { name, description });
}
