import type { Bot } from '../bot.ts';
import { sectionKey } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { eachFitting, NAMED, type Tier } from '../question/names.ts';
import { syllablesOf } from '../question/sound.ts';
import { inLanguage } from '../reply/script.ts';
import { belongsTo, findSection, sectionTitle } from '../show/section.ts';
import { clip, foldTight, hasHan } from '../text/fold.ts';
import type { Language } from '../text/language.ts';
import { wordsIn } from '../words/words.ts';
import type { Suggestion } from './command.ts';

/** Suggestions at most, and characters in each (Discord docs, interactions/application-commands, "Option Choice"). */
const SUGGESTIONS = 25;
const NAME_LENGTH = 100;
/** Nothing that sound could not be typed with. */
const LATIN = /^\P{Script=Han}*$/u;
/** More than this is no beginning of a name any more. */
const TYPED_LENGTH = 60;

/** Facts for what was typed so far: as the beginning of a name, a part of one, pinyin, a figure, or a question. */
export function suggestFacts(typed: string, part: string | null, language: Language, bot: Bot): Suggestion[] {
  const place = part === null || part === '' ? null : findSection(part, bot);
  const allowed = place === null ? () => true : belongsTo(place.report, place.section);
  const tight = foldTight(clip(typed, TYPED_LENGTH));
  const facts = tight === '' ? spreadOverTopics(allowed, bot) : matching(tight, typed, allowed, bot);
  return facts.slice(0, SUGGESTIONS).map((fact) => ({ name: rowFor(fact, language), value: fact.id }));
}

// Every topic has its first figures shown, in the report's order of topics.
function spreadOverTopics(allowed: (fact: Fact) => boolean, { base }: Bot): Fact[] {
  const byTopic = new Map(base.file.topics.map(({ id }): [string, Fact[]] => [id, []]));
  for (const fact of base.facts) {
    const facts = byTopic.get(fact.topic);
    if (facts !== undefined && facts.length < SUGGESTIONS && allowed(fact)) facts.push(fact);
  }
  const chosen = new Set<Fact>();
  for (let rank = 0; rank < SUGGESTIONS && chosen.size < SUGGESTIONS; rank++) {
    for (const facts of byTopic.values()) {
      const fact = facts[rank];
      if (fact !== undefined && chosen.size < SUGGESTIONS) chosen.add(fact);
    }
  }
  return [...byTopic.values()].flat().filter((fact) => chosen.has(fact));
}

// Ways to be meant that can be said aloud: called so, begins so, has that figure, contains it, sounds so.
const TIERS: readonly (Tier & { readonly for?: RegExp })[] = [
  NAMED,
  {
    kind: 'beginning',
    fits: ({ names: [zh = '', en = ''] }, typed) => zh.startsWith(typed) || en.startsWith(typed),
  },
  { kind: 'figure', for: /\d/u, fits: ({ figure }, typed) => figure.includes(typed) },
  { kind: 'part', fits: ({ names }, typed) => names.some((name) => name.includes(typed)) },
  {
    kind: 'soundBeginning',
    for: LATIN,
    fits: ({ pinyin, initials }, typed) => pinyin.startsWith(typed) || initials.startsWith(typed),
  },
  {
    kind: 'sound',
    for: LATIN,
    fits: ({ pinyin, initials }, typed) =>
      typed.length > 1 && (pinyin.includes(typed) || (typed.length > 2 && initials.includes(typed))),
  },
];

// The first of each way until there are enough; then what a question would find.
function matching(tight: string, typed: string, allowed: (fact: Fact) => boolean, bot: Bot): Fact[] {
  const found = new Set<Fact>();
  for (const tier of TIERS) {
    if (found.size >= SUGGESTIONS || tier.for?.test(tight) === false) continue;
    eachFitting(tight, tier, bot.index, (slot) => {
      const fact = bot.index.facts[slot];
      if (fact !== undefined && allowed(fact)) found.add(fact);
      return found.size < SUGGESTIONS;
    });
  }
  if (found.size < ENOUGH) {
    for (const { fact } of bot.ask(clip(typed, TYPED_LENGTH)).hits) if (allowed(fact)) found.add(fact);
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
