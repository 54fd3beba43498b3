import { z } from 'zod';
import type { FactBase } from '../facts/base.ts';
import { foldAll } from '../text/fold.ts';
import { readAsked } from './asked.ts';
import { cut } from './cut.ts';
import { fitting, type Lesson } from './classifier.ts';
import type { Reading } from './interpret.ts';
import type { Lexicon } from './lexicon.ts';
import { atOnce, inSlices } from './slices.ts';
import { gatherVectors } from './vectors.ts';
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
  /** How likely it is about a part of the report, if about any: 0 to 1, by the section's id. */
  readonly part: (sectionId: string) => number;
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
export const NOTHING_LEARNT: Learnt = { likeness: new Map(), lack: 0, kind: () => 0, part: () => 0 };

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
export function indexExamples(examples: readonly Example[], base: FactBase, lexicon: Lexicon): ExampleIndex {
  if (examples.length === 0) return NO_EXAMPLES;
  let compare: Comparing | undefined;
  return {
    examples,
    compare({ folded, terms, asked }) {
      compare ??= atOnce(learning(examples, base, lexicon));
      return compare(wordingOf(folded, terms, asked));
    },
    async prepare() {
      compare ??= await inSlices(learning(examples, base, lexicon));
    },
  };
}

type Comparing = (wording: Wording) => Learnt;

/** How far to trust the examples: of figures there are many, each with words of its own; kinds share most words. */
const REACH = { figures: 8, parts: 8, kinds: 2 } as const;

function* learning(
  examples: readonly Example[],
  base: FactBase,
  lexicon: Lexicon,
): Generator<undefined, Comparing> {
  const gathering = gatherVectors();
  for (let from = 0; from < examples.length; from += FOLDED_AT_ONCE) {
    for (const text of foldAll(examples.slice(from, from + FOLDED_AT_ONCE).map(({ question }) => question))) {
      const terms = cut(text, lexicon);
      gathering.add(wordingOf(text, terms, readAsked(text, terms, lexicon)));
      yield;
    }
  }
  const { vocabulary, vectors } = gathering.finish();
  yield;
  const lessons: Record<keyof typeof REACH, Lesson[]> = { figures: [], parts: [], kinds: [] };
  for (const [place, vector] of vectors.entries()) {
    const example = examples[place];
    if (example === undefined) continue;
    lessons.kinds.push({ vector, labels: [kindOf(example)] });
    if (namesFigures(example)) lessons.figures.push({ vector, labels: example.facts });
    const parts = partsOf(example, base);
    if (parts.length === 1) lessons.parts.push({ vector, labels: parts });
  }
  yield;
  const figures = yield* fitting(lessons.figures, vocabulary.size, REACH.figures);
  const parts = yield* fitting(lessons.parts, vocabulary.size, REACH.parts);
  const kinds = yield* fitting(lessons.kinds, vocabulary.size, REACH.kinds);
  return (wording) => {
    const vector = vocabulary.vectorOf(wording);
    return learntFrom(figures(vector), parts(vector), kinds(vector));
  };
}

const FOLDED_AT_ONCE = 100;

/** The kind of all questions for one figure. */
const FIGURE = 'figure';

function kindOf({ kind, facts }: Example): string {
  if (!FOR_ONE_FIGURE.has(kind)) return kind;
  return facts.length > 1 ? 'multi' : FIGURE;
}

// Whoever has a number and asks what it is hardly names the figure.
function namesFigures({ kind, facts }: Example): boolean {
  return kind !== 'reverse' && facts.length > 0;
}

// The part that an example asks for, or in which the figures stand that it asks for.
function partsOf(example: Example, base: FactBase): readonly string[] {
  if (example.section !== undefined) {
    const [heading, lead] = example.section;
    const sections = base.file.reports.flatMap((report) => report.sections);
    return sections.filter((one) => one.heading === heading && one.lead === lead).map(({ id }) => id);
  }
  if (!namesFigures(example)) return [];
  return [...new Set(example.facts.flatMap((id) => base.fact.get(id)?.source.section ?? []))];
}

function learntFrom(figures: Likely, parts: Likely, kinds: Likely): Learnt {
  const ofKind = (kind: Example['kind']): number => kinds.get(kind) ?? 0;
  const lack = ofKind('near-miss') + ofKind('off-topic');
  return {
    likeness: new Map([...figures].map(([fact, share]) => [fact, share * (1 - lack)])),
    lack,
    kind: ofKind,
    part: (sectionId) => parts.get(sectionId) ?? 0,
  };
}

type Likely = ReadonlyMap<string, number>;
