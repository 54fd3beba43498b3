import type { Bot } from '../bot.ts';
import { sectionKey } from '../facts/base.ts';
import type { Fact, Report, Section } from '../facts/schema.ts';
import { cut } from '../question/cut.ts';
import { featuresOf } from '../question/features.ts';
import { weighFeatures } from '../question/match.ts';
import { sectionByOrdinal } from '../question/ordinals.ts';
import { matchSections } from '../question/sections.ts';
import { sectionName } from '../reply/reply.ts';
import { fold } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import { wordsIn } from '../words/words.ts';
import { answerOf, factMenu, listFooter, MENU_LENGTH } from './answer.ts';
import { languageOfName } from './asking.ts';
import { shownWords, type Button, type Shown } from './shown.ts';

/** Figures on one page of a section: they fit an embed and a menu. */
const PAGE_LENGTH = 10;

/** How much of what was typed a section's names must explain. */
const NAMED = 0.45;

/** A section by its key, or by what someone typed for it. */
export function findSection(typed: string, bot: Bot): { report: Report; section: Section } | null {
  const { base, index, lexicon } = bot;
  for (const report of base.file.reports) {
    const section = report.sections.find(({ id }) => sectionKey(report.id, id) === typed);
    if (section !== undefined) return { report, section };
  }
  const folded = fold(typed);
  const weighed = weighFeatures(featuresOf(cut(folded, lexicon), lexicon), index);
  const [best] = matchSections(folded, weighed, index);
  if (best !== undefined && best.coverage >= NAMED) return best;
  return sectionByOrdinal(folded, index);
}

/** A section's facts; those of a whole part are those of all its sections. */
export function factsIn(report: Report, section: Section, bot: Bot): Fact[] {
  return bot.base.facts.filter(belongsTo(report, section));
}

/** Whether a fact is one of a section's facts. */
export function belongsTo(report: Report, section: Section): (fact: Fact) => boolean {
  const whole = section.lead === '' && section.printed;
  const ids = new Set(
    report.sections
      .filter(({ id, heading }) => id === section.id || (whole && heading === section.heading))
      .map(({ id }) => id),
  );
  return ({ source }) => source.report === report.id && ids.has(source.section);
}

/** A section's figures, one page of them. */
export function showSection(
  report: Report,
  section: Section,
  page: number,
  language: Language,
  bot: Bot,
  passage: string | null = null,
): Shown {
  const say = wordsIn(language);
  const facts = factsIn(report, section, bot);
  const pages = Math.max(1, Math.ceil(facts.length / PAGE_LENGTH));
  const at = Math.min(page, pages - 1);
  const here = facts.slice(at * PAGE_LENGTH, (at + 1) * PAGE_LENGTH);
  const reply = bot.reply({ ...answerOf('section', facts, { code: 'section' }, language), section, passage });
  const turn = (to: number, label: 'button.previous' | 'button.next'): Button => ({
    label: say(label),
    press: { do: 'page', language, page: to, section: sectionKey(report.id, section.id) },
  });
  return {
    title: say('tone.section'),
    reply: { ...reply, cards: reply.cards.slice(at * PAGE_LENGTH, (at + 1) * PAGE_LENGTH), full: false },
    passages: pages > 1 ? [{ kind: 'words', text: say('list.page', { page: at + 1, pages }) }] : [],
    footer: listFooter(bot.base, language),
    buttons: [
      ...(at > 0 ? [turn(at - 1, 'button.previous')] : []),
      ...(at < pages - 1 ? [turn(at + 1, 'button.next')] : []),
    ],
    menu: factMenu(here, 'open', language, bot.base),
    miss: null,
    sure: facts.length > 0,
  };
}

/** What `/section` shows for what was typed. */
export function showSectionNamed(typed: string, fallback: Language, bot: Bot): Shown {
  const found = findSection(typed, bot);
  const isKey = bot.base.section.has(typed);
  const language = isKey ? fallback : languageOfName(typed, fallback);
  if (found !== null) return showSection(found.report, found.section, 0, language, bot);
  const say = wordsIn(language);
  return shownWords(language, say('tone.not-found'), [say('section.unknown', { typed })], {
    tone: 'not-found',
    menu: sectionMenu(language, bot),
  });
}

/** A menu of the report's parts, those with figures. */
export function sectionMenu(language: Language, bot: Bot): Shown['menu'] {
  const say = wordsIn(language);
  const options = bot.base.file.reports.flatMap((report) =>
    report.sections.flatMap((section) => {
      const count = factsIn(report, section, bot).length;
      if (count === 0) return [];
      return [
        {
          label: say('section.count', { section: sectionTitle(section, language), count }),
          detail: sectionName(section, language),
          value: sectionKey(report.id, section.id),
        },
      ];
    }),
  );
  if (options.length === 0) return null;
  return {
    placeholder: say('menu.section'),
    press: { do: 'parts', language },
    options: options.slice(0, MENU_LENGTH),
  };
}

/** A section's short name: our title in English, the printed lead or heading in Chinese. */
export function sectionTitle(section: Section, language: Language): string {
  if (language === 'en') return section.title.en;
  return section.printed ? section.lead || section.heading : sectionName(section, language);
}
