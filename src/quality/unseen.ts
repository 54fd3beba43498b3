import { answerTo, type Answer } from '../question/answer.ts';
import { indexExamples } from '../question/examples.ts';
import { withExamples, type FactIndex } from '../question/index.ts';
import { interpret } from '../question/interpret.ts';
import { slipsFor } from '../question/slips.ts';
import { foldsOf, groupsOf } from './folds.ts';

// The bot learns from its examples, so that they say nothing about how it answers questions that it never met. So each
// of them is asked of a bot that has learnt from the others only, without those that are nearly the same.

const FOLDS = 5;
const SEED = 'unseen';

/** A bot that answers each of its examples as if it had never met it. */
export interface UnseenAnswerer {
  /** The index that a question is answered from. */
  indexFor(question: string): FactIndex;
  ask(question: string): Answer;
}

/** Makes a bot that answers its examples without having learnt from them; other questions it answers as ever. */
export function unseenOn(index: FactIndex): UnseenAnswerer {
  const { lexicon } = index;
  const { examples } = index.examples;
  const questions = examples.map(({ question }) => question);
  const folds = foldsOf(questions, groupsOf(questions), FOLDS, SEED);
  const foldOf = new Map(questions.map((question, place) => [question, folds[place]]));
  const without = Array.from({ length: FOLDS }, (_, fold) =>
    withExamples(
      index,
      indexExamples(
        examples.filter((_example, place) => folds[place] !== fold),
        index.base,
        lexicon,
      ),
    ),
  );
  const slips = slipsFor(lexicon, index.has);
  const indexFor = (question: string): FactIndex => without[foldOf.get(question) ?? FOLDS] ?? index;
  return {
    indexFor,
    ask: (question) => answerTo(interpret(question, lexicon, slips), indexFor(question), slips),
  };
}
