import { UTILITY } from '../../src/quality/utility.ts';
import type { Tuning } from '../../src/question/tuning.ts';
import { gainOfValue, type Gain, type HeldOut, type Trials } from './held-out.ts';

// What a calibration leaves behind: the numbers as code, and the evidence as a table.

/** One line of the table. */
export type Row = readonly string[];

/** How a number was chosen. */
export interface Choice {
  readonly present: number;
  readonly value: number;
  readonly judged: HeldOut;
  /** The values that make a kind of questions worse, and which. */
  readonly harmed: ReadonlyMap<number, string>;
  readonly groups: readonly number[];
}

/** A number with what the values beside the present one gain, and what choosing among them gains on other questions. */
export function rowOf(key: keyof Tuning, trials: Trials, choice: Choice): Row {
  const { present, value, judged, harmed, groups } = choice;
  const beside = [...trials.keys()]
    .filter((other) => other !== present)
    .map((other) => {
      const kind = harmed.get(other);
      const gain = signed(gainOfValue(trials, present, other, groups));
      return `${String(other)}: ${gain}${kind === undefined ? '' : ` (${kind} worse)`}`;
    });
  const set = value === present ? String(value) : `${String(present)} → **${String(value)}**`;
  return [`\`${key}\``, set, beside.join(', '), signed(judged)];
}

function signed({ gain, error }: Gain): string {
  if (error === 0) return '0';
  return `${gain < 0 ? '−' : '+'}${Math.abs(gain).toFixed(1)} ± ${error.toFixed(1)}`;
}

/** The numbers as the module that the bot reads. */
export function asCode(tuning: Tuning): string {
  const lines = Object.entries(tuning).map(([key, value]) => `  ${key}: ${String(value)},`);
  return `// Written by \`npm run calibrate\`; docs/calibration.md has the evidence. What the numbers mean stands in tuning.ts.

export const CALIBRATED = {
${lines.join('\n')}
};
`;
}

/** What was judged, and how well the numbers did. */
export interface Summary {
  readonly questions: number;
  readonly groups: number;
  readonly folds: number;
  readonly before: number;
  readonly after: number;
}

/** The evidence as a document. */
export function asDocument(rows: readonly Row[], summary: Summary): string {
  const { questions, groups, folds, before, after } = summary;
  const worth = Object.entries(UTILITY).map(([grade, utility]) => `${grade} ${String(utility)}`);
  const head = ['number', 'value', 'gain of the values beside it', 'gain of choosing, held out'];
  return `# Calibration

Written by \`npm run calibrate\`. ${String(questions)} recorded questions in ${String(groups)} groups of nearly the same
wording, ${String(folds)} folds. An answer is worth: ${worth.join(', ')}. All answers together were worth
${before.toFixed(1)} before and are worth ${after.toFixed(1)} with these values.

Number by number, the values beside the present one are tried. For each fold the value that is best on the other folds
is taken, and what that gains on this fold is added up: the gain held out. A value that makes a kind of questions worse
as a whole is never taken. That is seen on all questions, and each number is judged beside those set before it: in so far
the gain is not wholly held out. A number is changed only where the gain is more than 0.15 % of the questions and more than its
standard error (after ±). Where all values do the same, the number decides none of the questions.

${[head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')}
`;
}
