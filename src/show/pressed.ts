import type { Bot } from '../bot.ts';
import { twinsOf } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { wordsIn } from '../words/words.ts';
import { answerOf, factMenu, listFooter, showAsked, showFact } from './answer.ts';
import { ask } from './asking.ts';
import { OFFERS } from './offers.ts';
import type { Press } from './press.ts';
import { showSection, showSectionNamed } from './section.ts';
import { shownWords, type Shown } from './shown.ts';
import { showSource } from './source.ts';

/** The most facts shown as related. */
const RELATED = 12;
/** The most facts offered after "not what I meant". */
const NEXT_BEST = 5;

/** Whether the answer takes the place of the message that was pressed on. */
export function answersInPlace({ do: what }: Press): boolean {
  return what === 'pick' || what === 'page';
}

/** What a press shows. `value` is what was chosen from a menu. */
export function showPressed(press: Press, value: string | null, bot: Bot): Shown {
  const { language } = press;
  switch (press.do) {
    case 'ask':
      return showAsked(bot, press.question, language);
    case 'page': {
      const [report, section] = placeOf(press.section, bot);
      return report === undefined || section === undefined
        ? gone(press)
        : showSection(report, section, press.page, language, bot);
    }
    case 'parts':
      return value === null ? gone(press) : showSectionNamed(value, language, bot);
    case 'pick':
    case 'open':
      return withFact(value ?? '', press, bot, (fact) => showFact(fact, language, bot));
    case 'fact':
      return withFact(press.fact, press, bot, (fact) => showFact(fact, language, bot));
    case 'source':
      return withFact(press.fact, press, bot, (fact) => showSource(fact, language, bot));
    case 'related':
      return withFact(press.fact, press, bot, (fact) => showRelated(fact, press, bot));
    case 'other':
      return showOther(press, bot);
  }
}

function placeOf(key: string, bot: Bot) {
  const [reportId = '', sectionId = ''] = key.split('/');
  const report = bot.base.report.get(reportId);
  return [report, report?.sections.find(({ id }) => id === sectionId)] as const;
}

// The fact may have gone since the button was made, or the id was never one.
function withFact(id: string, press: Press, bot: Bot, show: (fact: Fact) => Shown): Shown {
  const fact = bot.base.fact.get(id);
  return fact === undefined ? gone(press) : show(fact);
}

function gone({ language }: Press): Shown {
  const say = wordsIn(language);
  return shownWords(language, say('tone.not-found'), [say('note.gone-fact')], { tone: 'not-found' });
}

/** Figures on the same topic first, then those of the same section. */
function showRelated(fact: Fact, { language }: Press, bot: Bot): Shown {
  const say = wordsIn(language);
  const { base } = bot;
  const others = base.facts.filter(({ id }) => id !== fact.id);
  const related = [
    ...new Set([
      ...twinsOf(base, fact),
      ...others.filter(({ topic }) => topic === fact.topic),
      ...others.filter(
        ({ source }) => source.section === fact.source.section && source.report === fact.source.report,
      ),
    ]),
  ].slice(0, RELATED);
  if (related.length === 0) return shownWords(language, say('tone.list'), [say('related.none')]);
  const reply = bot.reply(answerOf('choices', related, { code: 'several' }, language));
  return {
    ...shownWords(language, say('tone.list'), []),
    reply: { ...reply, tone: 'found', lead: say('related.lead') },
    footer: listFooter(base, language),
    menu: factMenu(related, 'open', language, base),
  };
}

function showOther(press: Extract<Press, { do: 'other' }>, bot: Bot): Shown {
  const { language, question } = press;
  const say = wordsIn(language);
  const answer = ask(bot, question, language);
  const refused = bot.base.fact.get(press.fact);
  // What was offered and refused is not offered again.
  const known = new Set([
    ...(refused === undefined ? [] : [refused, ...twinsOf(bot.base, refused)]),
    ...(answer.kind === 'found' || answer.kind === 'choices' ? answer.facts : []),
  ]);
  const next = answer.hits
    .filter(({ fact, score }) => !known.has(fact) && score >= OFFERS.offer / 2)
    .slice(0, NEXT_BEST)
    .map(({ fact }) => fact);
  const miss = { kind: 'not-meant', question, language } as const;
  if (next.length === 0)
    return shownWords(language, say('tone.noted'), [say('other.none')], { tone: 'not-found', miss });
  const reply = bot.reply(answerOf('choices', next, { code: 'unsure' }, language));
  return {
    ...shownWords(language, say('tone.unsure'), [], { miss }),
    reply: { ...reply, lead: say('other.lead') },
    footer: listFooter(bot.base, language),
    menu: factMenu(next, 'pick', language, bot.base),
  };
}
