import type { Term } from './cut.ts';
import { charactersKey, conceptKey, wordKey, type FeatureKey } from './keys.ts';
import { conceptsOf, withImplied, type Lexicon, type Sense } from './lexicon.ts';

// What questions and facts are compared by: concepts, and for words the lexicon does not know, their letters.

/** An informative piece of a question: it is explained by a fact that has any of its alternatives. */
export interface Feature {
  readonly text: string;
  /** Keys with the strength of each: a concept that is only implied counts less. */
  readonly alternatives: ReadonlyMap<FeatureKey, number>;
  readonly known: boolean;
  readonly slip: boolean;
}

const IMPLIED_STRENGTH = 0.6;

/** The features of a text, in order. Filler, numbers, years and the organisation's own name are none. */
export function featuresOf(terms: readonly Term[], lexicon: Lexicon): Feature[] {
  const features: Feature[] = [];
  let run: Term[] = [];
  function closeRun(): void {
    features.push(...lettersOf(run));
    run = [];
  }
  for (const term of terms) {
    if (term.kind === 'unknown') {
      if (run.length > 0 && run.at(-1)?.end !== term.start) closeRun();
      run.push(term);
      continue;
    }
    closeRun();
    const alternatives = alternativesOf(term.senses, lexicon);
    if (alternatives.size > 0) {
      features.push({ text: term.text, alternatives, known: true, slip: term.meant !== undefined });
    }
  }
  closeRun();
  return features;
}

// A word's senses are one list of its lexicon, so that what it brings along is worked out once.
const worked = new WeakMap<readonly Sense[], ReadonlyMap<FeatureKey, number>>();

function alternativesOf(senses: readonly Sense[], lexicon: Lexicon): ReadonlyMap<FeatureKey, number> {
  const known = worked.get(senses);
  if (known !== undefined) return known;
  const alternatives = new Map<FeatureKey, number>();
  for (const concept of telling(senses, lexicon)) {
    for (const id of withImplied(lexicon, concept)) {
      const strength = id === concept ? 1 : IMPLIED_STRENGTH;
      const key = conceptKey(id);
      alternatives.set(key, Math.max(strength, alternatives.get(key) ?? 0));
    }
  }
  worked.set(senses, alternatives);
  return alternatives;
}

// The concepts of a word; of several, those that are not general (捐款總額: the donation, not the money).
function telling(senses: readonly Sense[], lexicon: Lexicon): readonly string[] {
  const ids = conceptsOf(senses);
  const particular = ids.filter((id) => lexicon.concepts.get(id)?.generic !== true);
  return particular.length > 0 ? particular : ids;
}

// A run of unknown characters is compared by its pairs; a single one, or a Latin word, by itself.
function lettersOf(run: readonly Term[]): Feature[] {
  if (run.length === 0) return [];
  const han = run.filter(isHan);
  const other = run.filter((term) => !isHan(term));
  const features = other.map((term) => letterFeature(term.text, wordKey(term.text)));
  const [only] = han;
  if (han.length === 1 && only !== undefined)
    features.push(letterFeature(only.text, charactersKey(only.text)));
  for (let index = 1; index < han.length; index++) {
    const pair = `${han[index - 1]?.text ?? ''}${han[index]?.text ?? ''}`;
    features.push(letterFeature(pair, charactersKey(pair)));
  }
  return features;
}

function isHan({ text }: Term): boolean {
  return /^\p{Script=Han}$/u.test(text);
}

function letterFeature(text: string, key: FeatureKey): Feature {
  return { text, alternatives: new Map([[key, 1]]), known: false, slip: false };
}

/** The keys of a text known to be right, with implied concepts at full strength. */
export function keysOf(terms: readonly Term[], lexicon: Lexicon): Set<FeatureKey> {
  const keys = new Set<FeatureKey>();
  for (const { alternatives } of featuresOf(terms, lexicon))
    for (const key of alternatives.keys()) keys.add(key);
  return keys;
}
