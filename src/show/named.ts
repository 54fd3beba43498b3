import type { Bot } from '../bot.ts';
import type { Fact } from '../facts/schema.ts';
import type { Answer } from '../question/answer.ts';
import { factNamed } from '../question/names.ts';
import type { Language } from '../text/language.ts';
import { answerOf } from './answer.ts';
import { ask, languageOfName } from './asking.ts';
import { OFFERS } from './offers.ts';
import { factsIn, findSection } from './section.ts';

/** A score this close to the best is as good. */
const CLOSE = 0.9;

/**
 * The answer to a metric's name: its fact where the id was picked from the suggestions, else what the name as typed
 * matches, within a section if one is given.
 */
export function answerToName(name: string, part: string | null, fallback: Language, bot: Bot): Answer {
  const picked = bot.base.fact.get(name);
  if (picked !== undefined) return answerOf('found', [picked], { code: 'found' }, fallback);
  const answer = { ...ask(bot, name, fallback), language: languageOfName(name, fallback) };
  const place = part === null ? null : findSection(part, bot);
  const called = factNamed(name, bot.index);
  if (called !== null && (place === null || factsIn(place.report, place.section, bot).includes(called)))
    return answerOf('found', [called], { code: 'found' }, answer.language, name);
  return place === null ? answer : within(factsIn(place.report, place.section, bot), answer);
}

// Of what matched, the facts of that section.
function within(facts: readonly Fact[], answer: Answer): Answer {
  const { language, question } = answer;
  const ids = new Set(facts.map(({ id }) => id));
  const hits = answer.hits.filter(({ fact, score }) => ids.has(fact.id) && score >= OFFERS.offer);
  const [top] = hits;
  if (top === undefined)
    return answerOf('not-found', facts.slice(0, OFFERS.nearest), { code: 'nothing' }, language, question);
  const close = hits.filter(({ score }) => score >= top.score * CLOSE).map(({ fact }) => fact);
  if (close.length === 1 && top.score >= OFFERS.found)
    return answerOf('found', close, { code: 'found' }, language, question);
  return answerOf('choices', close.slice(0, OFFERS.choices), { code: 'unsure' }, language, question);
}
