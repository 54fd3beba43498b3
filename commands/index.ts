import type { Command } from '../src/command/command.ts';
import about from './about.ts';
import ask from './ask.ts';
import compare from './compare.ts';
import facts from './facts.ts';
import figure from './figure.ts';
import findFigures from './find-figures.ts';
import help from './help.ts';
import metric from './metric.ts';
import section from './section.ts';
import source from './source.ts';

/** Every command: the bot, the console and the registration read this list and no other. */
export const COMMANDS: readonly Command[] = [
  ask,
  metric,
  section,
  figure,
  compare,
  source,
  about,
  help,
  findFigures,
  facts,
];
