import type { Bot } from '../bot.ts';
import { sectionKey } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { syllablesOf } from '../question/sound.ts';
import { inLanguage } from '../reply/script.ts';
import { namesIn, type Names } from '../show/names.ts';
import { factsIn, findSection, sectionTitle } from '../show/section.ts';
import { clip, foldTight, hasHan } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import { wordsIn } from '../words/words.ts';
import type { Suggestion } from './command.ts';

/** Suggestions at most, and characters in each (Discord docs, interactions/application-commands, "Option Choice"). */
const SUGGESTIONS = 25;
const NAME_LENGTH = 100;
/** More than this is no beginning of a name any more. */
const TYPED_LENGTH = 60;

/** Facts for what was typed so far: as the beginning of a name, a part of one, pinyin, a figure, or a question. */
export function suggestFacts(typed: string, part: string | null, language: Language, bot: Bot): Suggestion[] {
  const place = part === null || part === '' ? null : findSection(part, bot);
  const allowed = place === null ? null : new Set(factsIn(place.report, place.section, bot));
  const wanted = namesIn(bot.base).filter(({ fact }) => allowed === null || allowed.has(fact));
  const tight = foldTight(clip(typed, TYPED_LENGTH));
  const facts = tight === '' ? spreadOverTopics(wanted, bot) : matching(tight, typed, wanted, bot);
  return facts.slice(0, SUGGESTIONS).map((fact) => ({ name: rowFor(fact, language), value: fact.id }));
}

// Every topic has its first figures shown, in the report's order of topics.
function spreadOverTopics(wanted: readonly Names[], { base }: Bot): Fact[] {
  const byTopic = base.file.topics.map(({ id }) =>
    wanted.filter(({ fact }) => fact.topic === id).map(({ fact }) => fact),
  );
  const chosen = new Set<Fact>();
  for (let rank = 0; chosen.size < SUGGESTIONS && byTopic.some((facts) => facts.length > rank); rank++) {
    for (const facts of byTopic) {
      const fact = facts[rank];
      if (fact !== undefined && chosen.size < SUGGESTIONS) chosen.add(fact);
    }
  }
  return byTopic.flat().filter((fact) => chosen.has(fact));
}

// Tiers that can be said aloud: begins so, contains it, sounds so, has that figure; then what a question would find.
function matching(tight: string, typed: string, wanted: readonly Names[], bot: Bot): Fact[] {
  const latin = !hasHan(tight);
  const tiers: ((entry: Names) => boolean)[] = [
    ({ names }) => names.some((name) => name === tight),
    ({ names }) => names.slice(0, 2).some((name) => name.startsWith(tight)),
    ({ figure }) => /\d/u.test(tight) && figure.includes(tight),
    ({ names }) => names.some((name) => name.includes(tight)),
    ({ pinyin, initials }) => latin && (pinyin.startsWith(tight) || initials.startsWith(tight)),
    ({ pinyin, initials }) =>
      latin && tight.length > 1 && (pinyin.includes(tight) || (tight.length > 2 && initials.includes(tight))),
  ];
  const found = new Set<Fact>();
  for (const fits of tiers) {
    for (const entry of wanted) if (fits(entry)) found.add(entry.fact);
  }
  if (found.size < ENOUGH) {
    const among = new Set(wanted.map(({ fact }) => fact));
    for (const { fact } of bot.ask(clip(typed, TYPED_LENGTH)).hits) if (among.has(fact)) found.add(fact);
  }
  return [...found];
}

/** With this many found by their names, nobody needs the search. */
const ENOUGH = 5;

/** Figure and label in one row. The label gives way, never the figure. */
function rowFor(fact: Fact, language: Language): string {
  const say = wordsIn(language);
  const label = inLanguage(fact.label, language);
  const whole = say('fact.named', { figure: fact.figure.text, label });
  if (whole.length <= NAME_LENGTH) return whole;
  const over = whole.length - NAME_LENGTH + 1;
  return say('fact.named', { figure: fact.figure.text, label: `${clip(label, label.length - over)}…` });
}

/** Parts of the report for what was typed so far. */
export function suggestSections(typed: string, language: Language, { base }: Bot): Suggestion[] {
  const tight = foldTight(clip(typed, TYPED_LENGTH));
  const rows = base.file.reports.flatMap((report) =>
    report.sections.map((section) => {
      const names = [
        section.title.en,
        section.title.zh,
        section.heading,
        section.lead,
        ...section.aliases.zh,
      ];
      const pinyin = syllablesOf(foldTight(section.lead || section.heading)).join('');
      const fits = [...names, ...section.aliases.en].some((name) => foldTight(name).includes(tight));
      return {
        fits: fits || (!hasHan(tight) && tight.length > 1 && pinyin.includes(tight)),
        row: {
          name: clip(sectionTitle(section, language), NAME_LENGTH),
          value: sectionKey(report.id, section.id),
        },
      };
    }),
  );
  return rows.flatMap(({ fits, row }) => (fits ? [row] : [])).slice(0, SUGGESTIONS);
}
