import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import pc from 'picocolors';
import type { Bot } from '../bot.ts';
import type { Command } from '../command/command.ts';
import type { TextStyle } from '../reply/text.ts';
import { showAsked } from '../show/answer.ts';
import type { Shown } from '../show/shown.ts';
import { shownText } from '../show/text.ts';
import type { Language } from '../text/language.ts';
import { wordsIn } from '../words/words.ts';
import { completeLine, readLine } from './line.ts';

export interface ConsoleIo {
  readonly input: Readable;
  readonly output: Writable;
  /** A person types; else the input is piped and each line is answered without a prompt. */
  readonly interactive: boolean;
  readonly colours: boolean;
  readonly language: Language;
}

/** Answers questions and slash commands line by line until the input ends. */
export async function runConsole(
  current: () => Bot,
  commands: readonly Command[],
  io: ConsoleIo,
): Promise<void> {
  const style = styleFor(io.colours);
  const write = (text: string): void => void io.output.write(`${text}\n`);
  if (io.interactive) {
    const [report] = current().base.file.reports;
    const title = io.language === 'en' ? report?.title.en : report?.title.zh;
    const ready = { report: title ?? '', count: current().base.facts.length };
    write(wordsIn(io.language)('console.ready', ready));
  }
  const lines = createInterface({
    input: io.input,
    output: io.interactive ? io.output : undefined,
    prompt: '> ',
    completer: (line: string) => completeLine(line, commands, io.language, current()),
  });
  if (io.interactive) lines.prompt();
  for await (const line of lines) {
    const text = line.trim();
    if (text !== '' || !io.interactive)
      write(`${await answerLine(text, commands, io.language, current(), style)}\n`);
    if (io.interactive) lines.prompt();
  }
  if (io.interactive) write('');
}

async function answerLine(
  line: string,
  commands: readonly Command[],
  language: Language,
  bot: Bot,
  style: TextStyle,
): Promise<string> {
  if (!line.startsWith('/')) return linesOf(showAsked(bot, line, language), style);
  const read = readLine(line, commands, language);
  return read.kind === 'wrong' ? read.words : linesOf(await read.command.run(read.call, bot), style);
}

// Where words alone ask to choose from a menu, what it offers is listed: nothing can be opened here.
function linesOf(shown: Shown, style: TextStyle): string {
  const choices = shown.reply.cards.length > 0 ? [] : (shown.menu?.options ?? []);
  return [shownText(shown, style), ...choices.map(({ label }) => `• ${label}`)].join('\n');
}

function styleFor(colours: boolean): TextStyle {
  const colour = pc.createColors(colours);
  return { figure: (text) => colour.bold(colour.green(text)), faint: (text) => colour.dim(text) };
}
