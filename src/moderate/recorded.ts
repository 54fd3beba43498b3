import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Bot } from '../bot.ts';
import { contentHash } from '../facts/delta.ts';
import { worse, type Grades, type Regrade } from '../quality/baseline.ts';
import { gradeAnswer, GRADES, type Grade } from '../quality/grade.ts';
import { cut } from '../question/cut.ts';
import { namesOf } from '../question/entry.ts';
import type { Example } from '../question/examples.ts';
import { keysOf } from '../question/features.ts';
import type { FeatureKey } from '../question/keys.ts';
import type { Lexicon } from '../question/lexicon.ts';
import { fold } from '../text/fold.ts';

// What a new name does to the questions that are recorded with their right answers: none may be answered worse.

export interface Recorded {
  /** How many questions there are; those that say no word of the name are answered as before. */
  readonly count: number;
  readonly worse: readonly Regrade[];
}

/** Compares how the recorded questions are answered before and after a change. */
export type Compare = (before: Bot, after: Bot) => Promise<Recorded>;

// What was tried out a moment ago is mostly what holds now.
const GRADED_KEPT = 4;
const [BEST] = GRADES;

/**
 * Compares the questions that say a word of a name that is new or gone; the others are answered as before. Grading
 * thousands of them takes seconds, so the grades of the latest facts are kept.
 */
export function createCompare(questions: readonly Example[]): Compare {
  const graded = new Map<string, Record<string, Grade>>();
  const keys = new Map<Example, ReadonlySet<FeatureKey>>();

  async function touched(names: readonly string[], { lexicon }: Bot): Promise<Example[]> {
    const wanted = new Set(names.flatMap((name) => [...keysIn(name, lexicon)]));
    const found: Example[] = [];
    for (const [place, example] of questions.entries()) {
      const own = keys.get(example) ?? keysIn(example.question, lexicon);
      keys.set(example, own);
      if ([...wanted].some((key) => own.has(key))) found.push(example);
      if (place % READ_AT_ONCE === 0) await letOthersRun();
    }
    return found;
  }

  async function gradesOf(bot: Bot, questions: readonly Example[]): Promise<Grades> {
    const name = contentHash(bot.base.file);
    const grades = graded.get(name) ?? {};
    for (const expected of questions) {
      if (grades[expected.question] !== undefined) continue;
      grades[expected.question] = gradeAnswer(bot.ask(expected.question), expected);
      // Members are answered in between.
      await letOthersRun();
    }
    graded.set(name, grades);
    const [oldest] = graded.keys();
    if (graded.size > GRADED_KEPT && oldest !== undefined) graded.delete(oldest);
    return grades;
  }

  return async (before, after) => {
    const asked = await touched(changedNames(before, after), after);
    const now = await gradesOf(after, asked);
    // What is answered right with the change is not worse for it.
    const wrong = asked.filter(({ question }) => now[question] !== BEST);
    const old = await gradesOf(before, wrong);
    return { count: questions.length, worse: worse(old, now) };
  };
}

const READ_AT_ONCE = 50;

function keysIn(text: string, lexicon: Lexicon): ReadonlySet<FeatureKey> {
  return keysOf(cut(fold(text), lexicon), lexicon);
}

// The names that only one of the two has.
function changedNames(before: Bot, after: Bot): string[] {
  const [old, now] = [before, after].map(({ base }) => new Set(base.facts.flatMap(namesOf)));
  return [...(old ?? [])]
    .filter((name) => now?.has(name) !== true)
    .concat([...(now ?? [])].filter((name) => old?.has(name) !== true));
}
