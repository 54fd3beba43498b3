import { z } from 'zod';
import { foldAll, hasHan } from '../text/fold.ts';
import { tokensOf, type Token } from '../text/tokens.ts';

// What words mean. The lexicon is a data file that moderators can read and edit: concepts with the words that
// express them, gaps (things people ask that no figure gives) and filler (words that ask nothing).

const words = z.array(z.string().min(1).max(60));
const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u);

/** The shape of the lexicon file. */
export const lexiconSchema = z.strictObject({
  $schema: z.string().optional(),
  concepts: z.array(
    z.strictObject({
      id,
      zh: words,
      en: words,
      implies: z.array(id).optional().meta({ description: 'Concepts that this one brings along.' }),
      contrast: id.optional().meta({ description: 'Concepts of one group exclude each other.' }),
      generic: z
        .boolean()
        .optional()
        .meta({ description: 'Understood, but too general to decide between figures on its own.' }),
      named: z.boolean().optional().meta({
        description: 'A name, place or technology: a figure that does not mention it is not about it.',
      }),
      counts: z.string().optional().meta({ description: 'The dimension or unit in which this is counted.' }),
      countedByName: z.boolean().optional().meta({
        description: 'How many of these there are is answered only by a figure whose label names them.',
      }),
    }),
  ),
  gaps: z.array(
    z.strictObject({
      id,
      title: z.strictObject({ zh: z.string(), en: z.string() }),
      zh: words,
      en: words,
      yieldsToQuantity: z.boolean().optional().meta({
        description: 'No gap where the question asks how many or how much: then the word is told in passing.',
      }),
      counts: z.string().optional().meta({
        description: 'What an answer would count: no gap where the question counts something else.',
      }),
      answeredByName: z
        .boolean()
        .optional()
        .meta({ description: 'No gap for a figure that is a name itself: an award, a grade.' }),
    }),
  ),
  filler: z.strictObject({ zh: words, en: words }),
});

export type LexiconFile = z.infer<typeof lexiconSchema>;
export type Concept = LexiconFile['concepts'][number];
export type Gap = LexiconFile['gaps'][number];

/** The JSON Schema that lies beside the lexicon, so that an editor completes and checks it. */
export function lexiconJsonSchema(): unknown {
  return z.toJSONSchema(lexiconSchema, { target: 'draft-7' });
}

/** What a word can stand for. `self` is the reporting organisation's own name, which every figure is about. */
export type Sense =
  | { readonly kind: 'concept'; readonly id: string }
  | { readonly kind: 'gap'; readonly id: string }
  | { readonly kind: 'filler' }
  | { readonly kind: 'self' };

/** The words that go on from a beginning, by their next token. */
export interface WordTree {
  /** Most words end where they end: a map for each of them would be a quarter of all that the bot keeps. */
  next?: Map<string, WordTree>;
  /** What the word that ends here means, as listed and by its stems. */
  exact?: readonly Sense[];
  stemmed?: readonly Sense[];
}

export interface Lexicon {
  readonly concepts: ReadonlyMap<string, Concept>;
  readonly gaps: ReadonlyMap<string, Gap>;
  /** Concepts that exclude each other, by their group. */
  readonly contrasts: ReadonlyMap<string, readonly string[]>;
  /** Words as listed, by their tokens joined with a space. */
  readonly exact: ReadonlyMap<string, readonly Sense[]>;
  /** The same by the stems of English words, so that an inflected form is found. Gaps are found as listed only. */
  readonly stemmed: ReadonlyMap<string, readonly Sense[]>;
  /** The same words as a tree, token by token, so that a look-up can stop early. */
  readonly words: WordTree;
  /** Chinese words as written (folded), for reading them back from their sound. */
  readonly chineseWords: readonly string[];
  /** Every Latin word that occurs in the lexicon, as written and as stem: it is no slip. */
  readonly englishKnown: ReadonlySet<string>;
  /** The Latin words of concepts and filler, which slips are mended into. */
  readonly englishWords: readonly string[];
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(' ');
}

function stemOf(tokens: readonly Token[]): string {
  return tokens.map(({ key }) => key).join(' ');
}

/** What a word means: as listed if it is, else by its stem. Undefined for unknown words. */
export function sensesOf(tokens: readonly Token[], lexicon: Lexicon): readonly Sense[] | undefined {
  return lexicon.exact.get(textOf(tokens)) ?? lexicon.stemmed.get(stemOf(tokens));
}

/** The known words that begin with the token at `from` and end before the one at `end`, shortest first. */
export function wordsFrom(
  tokens: readonly Token[],
  from: number,
  end: number,
  lexicon: Lexicon,
): { readonly to: number; readonly senses: readonly Sense[] }[] {
  const words: { readonly to: number; readonly senses: readonly Sense[] }[] = [];
  let listed: WordTree | undefined = lexicon.words;
  let stemmed: WordTree | undefined = lexicon.words;
  for (let at = from; at < end; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    const same: boolean = listed === stemmed && token.text === token.key;
    listed = listed?.next?.get(token.text);
    stemmed = same ? listed : stemmed?.next?.get(token.key);
    if (listed === undefined && stemmed === undefined) break;
    const senses = listed?.exact ?? stemmed?.stemmed;
    if (senses !== undefined) words.push({ to: at + 1, senses });
  }
  return words;
}

/**
 * Compiles the lexicon for look-up. `selfNames` are the names of the reporting organisation.
 *
 * @throws ZodError where the file has another shape.
 */
export function compileLexicon(file: unknown, selfNames: readonly string[]): Lexicon {
  const lexicon = lexiconSchema.parse(file);
  const exact = new Map<string, Sense[]>();
  const stemmed = new Map<string, Sense[]>();
  const chineseWords = new Set<string>();
  const englishWords = new Set<string>();
  const englishKnown = new Set<string>();
  const words: WordTree = {};
  function add(folded: string, sense: Sense): void {
    const tokens = tokensOf(folded);
    if (tokens.length === 0) return;
    const texts = tokens.map(({ text }) => text);
    leafOf(words, texts).exact = addSense(exact, texts.join(' '), sense);
    for (const token of tokens) {
      if (token.han) continue;
      englishKnown.add(token.text).add(token.key);
      if (sense.kind !== 'gap' && /^[a-z]{4,}$/u.test(token.text)) englishWords.add(token.text);
    }
    if (tokens.every((token) => token.han)) chineseWords.add(folded.replace(/[^\p{L}]/gu, ''));
    if (sense.kind === 'gap') {
      const plural = [...texts.slice(0, -1), `${texts.at(-1) ?? ''}s`];
      if (!hasHan(folded)) leafOf(words, plural).exact = addSense(exact, plural.join(' '), sense);
      return;
    }
    const keys = tokens.map(({ key }) => key);
    leafOf(words, keys).stemmed = addSense(stemmed, keys.join(' '), sense);
  }
  const entries: readonly (readonly [word: string, sense: Sense])[] = [
    ...selfNames.map((name) => [name, { kind: 'self' }] as const),
    ...lexicon.concepts.flatMap(({ id, zh, en }) =>
      [...zh, ...en].map((word) => [word, { kind: 'concept', id }] as const),
    ),
    ...lexicon.gaps.flatMap(({ id, zh, en }) =>
      [...zh, ...en].map((word) => [word, { kind: 'gap', id }] as const),
    ),
    ...[...lexicon.filler.zh, ...lexicon.filler.en].map((word) => [word, { kind: 'filler' }] as const),
  ];
  const folded = foldAll(entries.map(([word]) => word));
  for (const [place, [, sense]] of entries.entries()) add(folded[place] ?? '', sense);
  return {
    concepts: new Map(lexicon.concepts.map((concept) => [concept.id, concept])),
    gaps: new Map(lexicon.gaps.map((gap) => [gap.id, gap])),
    contrasts: contrastsOf(lexicon.concepts),
    exact,
    stemmed,
    words,
    chineseWords: [...chineseWords],
    englishKnown,
    englishWords: [...englishWords],
  };
}

function contrastsOf(concepts: readonly Concept[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { id, contrast } of concepts) {
    if (contrast === undefined) continue;
    const members = groups.get(contrast);
    if (members === undefined) groups.set(contrast, [id]);
    else members.push(id);
  }
  return groups;
}

function leafOf(tree: WordTree, path: readonly string[]): WordTree {
  let node = tree;
  for (const step of path) {
    const next = (node.next ??= new Map<string, WordTree>());
    let following = next.get(step);
    if (following === undefined) next.set(step, (following = {}));
    node = following;
  }
  return node;
}

// The list that the sense was added to; it stays the same one.
function addSense(map: Map<string, Sense[]>, key: string, sense: Sense): Sense[] {
  const known = map.get(key);
  if (known === undefined) {
    const senses = [sense];
    map.set(key, senses);
    return senses;
  }
  if (!known.some((other) => sameSense(other, sense))) known.push(sense);
  return known;
}

function sameSense(one: Sense, other: Sense): boolean {
  return one.kind === other.kind && ('id' in one ? one.id : '') === ('id' in other ? other.id : '');
}

// A word's senses are one list of its lexicon, and asked about for every fact that a question is compared with.
const concepts = new WeakMap<readonly Sense[], readonly string[]>();

/** The concepts among the senses of a word. */
export function conceptsOf(senses: readonly Sense[]): readonly string[] {
  const known = concepts.get(senses);
  if (known !== undefined) return known;
  const made = senses.flatMap((sense) => (sense.kind === 'concept' ? [sense.id] : []));
  concepts.set(senses, made);
  return made;
}

/** A concept with all it implies, itself first. */
export function withImplied(lexicon: Lexicon, conceptId: string, seen = new Set<string>()): Set<string> {
  if (seen.has(conceptId)) return seen;
  seen.add(conceptId);
  for (const implied of lexicon.concepts.get(conceptId)?.implies ?? []) withImplied(lexicon, implied, seen);
  return seen;
}
