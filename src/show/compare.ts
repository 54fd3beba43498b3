import Big from 'big.js';
import type { Bot } from '../bot.ts';
import { unitOf } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { calculate, type Calculation } from '../question/calculate.ts';
import { calculationResult, factCard, refusalWords } from '../reply/reply.ts';
import { chineseText } from '../reply/script.ts';
import { clip } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import { wordsIn } from '../words/words.ts';
import { answerOf, showAnswer } from './answer.ts';
import { languageOfName } from './asking.ts';
import { answerToName } from './named.ts';
import { shownWords, type Passage, type Shown } from './shown.ts';

/** What `/compare` shows for two names as typed or picked. */
export function showComparison(first: string, second: string, fallback: Language, bot: Bot): Shown {
  const typed = [first, second].filter((name) => !bot.base.fact.has(name)).join(' ');
  const language = languageOfName(typed, fallback);
  const facts: Fact[] = [];
  for (const name of [first, second]) {
    const answer = { ...answerToName(name, null, fallback, bot), language };
    const [fact] = answer.facts;
    if (answer.kind === 'found' && fact !== undefined) facts.push(fact);
    else return unresolved(name, showAnswer(answer, bot));
  }
  const [one, other] = facts;
  // Both were pushed, or the loop would have returned.
  return one === undefined || other === undefined
    ? unresolved(first, showAnswer(answerOf('not-found', [], { code: 'nothing' }, language), bot))
    : showPair(one, other, language, bot);
}

function unresolved(name: string, shown: Shown): Shown {
  const key = shown.menu === null ? 'compare.unknown' : 'compare.which';
  const lead = wordsIn(shown.reply.language)(key, { typed: clip(name, 100) });
  return { ...shown, reply: { ...shown.reply, lead } };
}

/** Two facts side by side, with what may be computed from them, or why nothing may. */
export function showPair(first: Fact, second: Fact, language: Language, bot: Bot): Shown {
  const { base } = bot;
  const say = wordsIn(language);
  const shown = shownWords(language, say('compare.title'), []);
  return {
    ...shown,
    reply: {
      ...shown.reply,
      cards: [first, second].map((fact) => factCard(fact, base, language)),
      full: true,
    },
    passages: computed(first, second, language, bot),
    buttons: [first, second]
      .filter((fact, place, all) => all.indexOf(fact) === place)
      .map((fact) => ({
        label: say('button.source-of', { figure: fact.figure.text }),
        press: { do: 'source', language, fact: fact.id },
      })),
  };
}

function computed(first: Fact, second: Fact, language: Language, { base }: Bot): Passage[] {
  const say = wordsIn(language);
  const words = (text: string): Passage => ({ kind: 'words', text });
  if (first.id === second.id) return [words(say('compare.same'))];
  const figures = [first, second]
    .map(({ figure }) => figure.text)
    .join(language === 'en' ? ' and ' : chineseText('與', language));
  const [larger, smaller] = inOrder(first, second);
  const difference = calculate('difference', [larger, smaller], base);
  if ('code' in difference)
    return [words(refusalWords(difference.code, [first, second], base, language, say))];
  if (!sameScope(first, second)) return [words(say('compare.periods', { figures }))];
  const passages = [result(difference, 'difference', language, base)];
  const formulas = [formula(larger, '−', smaller)];
  const isShare = unitOf(base, first).dimension === 'share';
  const series = first.series !== undefined && first.series === second.series;
  const ratio = isShare ? null : calculate('ratio', [larger, smaller], base);
  if (ratio !== null && !('code' in ratio)) {
    passages.push(result(ratio, 'ratio', language, base));
    formulas.push(formula(larger, '÷', smaller));
  }
  const share = series ? calculate('share', [smaller, larger], base) : null;
  if (share !== null && !('code' in share)) {
    passages.push(result(share, 'share', language, base));
    formulas.push(formula(smaller, '÷', larger));
  } else if (!isShare) passages.push(words(say('compare.no-share')));
  passages.push(words(say('calculated.note', { formula: formulas.join(language === 'en' ? ', ' : '；') })));
  const inexact = [first, second].filter(({ figure }) => figure.qualifier !== 'exact');
  if (inexact.length > 0) {
    const names = inexact.map(({ figure }) => figure.text).join(language === 'en' ? ', ' : '、');
    passages.push(words(say('calculated.inexact', { figures: names })));
  }
  return passages;
}

function formula(one: Fact, sign: string, other: Fact): string {
  return `${one.figure.text} ${sign} ${other.figure.text}`;
}

// A year and a running total compare only where they measure the same thing: one is then part of the other.
function sameScope(first: Fact, second: Fact): boolean {
  if (first.series !== undefined && first.series === second.series) return true;
  return (first.period.kind === 'cumulative') === (second.period.kind === 'cumulative');
}

function inOrder(first: Fact, second: Fact): [larger: Fact, smaller: Fact] {
  const ascending = new Big(first.figure.value ?? 0).lt(second.figure.value ?? 0);
  return ascending ? [second, first] : [first, second];
}

function result(
  calculation: Calculation,
  name: 'difference' | 'ratio' | 'share',
  language: Language,
  base: Bot['base'],
): Passage {
  const value = calculationResult(calculation, base, language);
  return { kind: 'result', name: wordsIn(language)(`compare.${name}`), value };
}
