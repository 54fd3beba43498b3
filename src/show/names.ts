import type { FactBase } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { syllablesOf } from '../question/sound.ts';
import { foldTight } from '../text/fold.ts';

/** What a fact can be called by someone who types its name. */
export interface Names {
  readonly fact: Fact;
  /** Tight folded: the label in Chinese and in English, then the aliases. */
  readonly names: readonly string[];
  readonly pinyin: string;
  readonly initials: string;
  readonly figure: string;
}

// Made once for each fact base, as they are read on every key.
const namesOf = new WeakMap<FactBase, readonly Names[]>();

/** The names of every fact of a base. */
export function namesIn(base: FactBase): readonly Names[] {
  const known = namesOf.get(base);
  if (known !== undefined) return known;
  const made = base.facts.map((fact): Names => {
    const syllables = syllablesOf(foldTight(fact.label.zh));
    return {
      fact,
      names: [fact.label.zh, fact.label.en, ...fact.aliases.zh, ...fact.aliases.en].map(foldTight),
      pinyin: syllables.join(''),
      initials: syllables.map((syllable) => syllable.charAt(0)).join(''),
      figure: foldTight(fact.figure.text),
    };
  });
  namesOf.set(base, made);
  return made;
}

/** The one fact with exactly this name; null where none or several have it. */
export function factNamed(typed: string, base: FactBase): Fact | null {
  const tight = foldTight(typed);
  const called = tight === '' ? [] : namesIn(base).filter(({ names }) => names.includes(tight));
  const [only] = called;
  return called.length === 1 && only !== undefined ? only.fact : null;
}
