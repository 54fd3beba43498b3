import { z } from 'zod';
import type { FactBase } from '../facts/base.ts';
import { foldAll } from '../text/fold.ts';
import { readAsked } from './asked.ts';
import { cut } from './cut.ts';
import { fitting, type Classifier } from './classifier.ts';
import type { Reading } from './interpret.ts';
import type { Lexicon } from './lexicon.ts';
import { atOnce, inSlices } from './slices.ts';
import { wordingOf, type Wording } from './wording.ts';

// Example questions: who asks like this wants that figure, or nothing that the report says. They know ways of saying
// things that no name of a fact has ("a helping hand to shake off the bitter days").

/** Kinds of questions for one figure, which tell how it is asked for. */
const ONE_FIGURE = ['chat', 'sentence', 'paraphrase', 'local', 'noisy', 'pinyin'] as const;

const exampleSchema = z.strictObject({
  question: z.string().min(1).max(500),
  language: z.enum(['zh-Hans', 'zh-Hant', 'en', 'pinyin']),
  kind: z.enum([...ONE_FIGURE, 'reverse', 'compute', 'multi', 'section', 'near-miss', 'off-topic']),
  /** The facts that a right answer has. */
  facts: z.array(z.string()),
  /** The result of a calculation, as text. */
  expect: z.string().optional(),
  section: z.tuple([z.string(), z.string()]).optional(),
  /** What the report lacks. */
  missing: z.string().optional(),
});

export type Example = z.infer<typeof exampleSchema>;

const FOR_ONE_FIGURE: ReadonlySet<Example['kind']> = new Set(ONE_FIGURE);

/** What the examples say of a question. */
export interface Learnt {
  /** How likely it is that it wants this figure, if any question for one figure: 0 to 1, by the fact's id. */
  readonly likeness: ReadonlyMap<string, number>;
  /** How likely it is that the report does not say what is asked: 0 to 1. */
  readonly lack: number;
  /** How likely it is that the question is of a kind: 0 to 1. */
  readonly kind: (kind: Example['kind']) => number;
}

/** Example questions, made ready for comparing. */
export interface ExampleIndex {
  readonly examples: readonly Example[];
  compare(question: Pick<Reading, 'folded' | 'terms' | 'asked'>): Learnt;
  /** Learns, letting other work be done in between. */
  prepare(): Promise<void>;
}

/** How likely a figure is meant, if the report says what is asked at all: 0 to 1. */
export function shareOf(factId: string, { likeness, lack }: Learnt): number {
  return lack < 1 ? (likeness.get(factId) ?? 0) / (1 - lack) : 0;
}

/** Of a question that is like no example. */
export const NOTHING_LEARNT: Learnt = { likeness: new Map(), lack: 0, kind: () => 0 };

/** No examples, from which nothing is learnt. */
export const NO_EXAMPLES: ExampleIndex = {
  examples: [],
  compare: () => NOTHING_LEARNT,
  prepare: () => Promise.resolve(),
};

/** The examples for a fact base: those of another report, none of whose figures it has, teach nothing about it. */
export function examplesFor(base: FactBase, examples: readonly Example[]): readonly Example[] {
  return examples.some(({ facts }) => facts.some((id) => base.fact.has(id))) ? examples : [];
}

/** Reads an example from its line. @throws SyntaxError, ZodError */
export function parseExample(line: string): Example {
  return exampleSchema.parse(JSON.parse(line));
}

/** Example questions to learn from: when they are prepared, or else before the first question is compared. */
export function indexExamples(examples: readonly Example[], lexicon: Lexicon): ExampleIndex {
  if (examples.length === 0) return NO_EXAMPLES;
  let classify: Classifier | undefined;
  return {
    examples,
    compare({ folded, terms, asked }) {
      classify ??= atOnce(learning(examples, lexicon));
      return learntFrom(classify(wordingOf(folded, terms, asked)));
    },
    async prepare() {
      classify ??= await inSlices(learning(examples, lexicon));
    },
  };
}

function* learning(examples: readonly Example[], lexicon: Lexicon): Generator<undefined, Classifier> {
  const wordings: Wording[] = [];
  for (let from = 0; from < examples.length; from += FOLDED_AT_ONCE) {
    for (const text of foldAll(examples.slice(from, from + FOLDED_AT_ONCE).map(({ question }) => question))) {
      const terms = cut(text, lexicon);
      wordings.push(wordingOf(text, terms, readAsked(text, terms, lexicon)));
      yield;
    }
  }
  return yield* fitting(wordings, examples.map(labelOf));
}

const FOLDED_AT_ONCE = 100;

// A question for one figure is labelled with the fact, any other with its kind.
function labelOf({ kind, facts }: Example): string {
  const [fact, ...others] = facts;
  if (!FOR_ONE_FIGURE.has(kind) || fact === undefined) return `${KIND}${kind}`;
  return others.length === 0 ? fact : `${KIND}multi`;
}

/** Begins the label of a kind; no fact's id does. */
const KIND = ':';

function learntFrom(likely: ReadonlyMap<string, number>): Learnt {
  const ofKind = (kind: Example['kind']): number => likely.get(`${KIND}${kind}`) ?? 0;
  const facts = [...likely].filter(([label]) => !label.startsWith(KIND));
  const all = facts.reduce((sum, [, odds]) => sum + odds, 0);
  const lack = ofKind('near-miss') + ofKind('off-topic');
  return {
    likeness: new Map(facts.map(([fact, odds]) => [fact, (odds / all) * (1 - lack)])),
    lack,
    kind: ofKind,
  };
}
