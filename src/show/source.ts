import type { Bot } from '../bot.ts';
import { sectionOf } from '../facts/base.ts';
import type { Fact } from '../facts/schema.ts';
import { factCard, sectionName } from '../reply/reply.ts';
import type { Language } from '../text/language.ts';
import { wordsIn } from '../words/words.ts';
import { shownWords, type Shown } from './shown.ts';

/** A paragraph longer than this is shown around the figure; whole sentences are left out, and … says so. */
const PARAGRAPH_LENGTH = 2400;

/** The whole paragraph a fact stands in, with the figure marked. */
export function showSource(fact: Fact, language: Language, bot: Bot): Shown {
  const { base } = bot;
  const say = wordsIn(language);
  const card = factCard(fact, base, language);
  const { before, after } = paragraphAround(fact, bot);
  const shown = shownWords(language, say('source.title'), [
    sectionName(sectionOf(base, fact), language),
    say('fact.named', { figure: card.figure, label: card.label }),
  ]);
  return {
    ...shown,
    passages: [...shown.passages, { kind: 'quote', before, marked: fact.figure.text, after }],
    footer: card.footer,
    buttons: [
      {
        label: say('button.related'),
        press: { do: 'related', language, fact: fact.id },
      },
    ],
  };
}

function paragraphAround(fact: Fact, { base }: Bot): { before: string; after: string } {
  const { quote, report } = fact.source;
  const within = quote.indexOf(fact.figure.text);
  const section = sectionOf(base, fact);
  const candidates = (base.text.get(report)?.paragraphs ?? []).filter(({ text }) => text.includes(quote));
  const paragraph =
    candidates.find(({ heading, text }) => heading === section.heading && text.startsWith(section.lead)) ??
    candidates[0];
  // The quote stands in the report, or the base would not have loaded.
  const text = paragraph?.text ?? quote;
  const at = text.indexOf(quote) + within;
  return {
    before: lastSentences(text.slice(0, at), PARAGRAPH_LENGTH / 2),
    after: firstSentences(text.slice(at + fact.figure.text.length), PARAGRAPH_LENGTH / 2),
  };
}

function lastSentences(text: string, limit: number): string {
  const sentences = text.split(/(?<=[。！？；])/u);
  while (sentences.length > 1 && sentences.join('').length > limit) sentences.shift();
  const kept = sentences.join('');
  return kept.length < text.length ? `…${kept}` : kept;
}

function firstSentences(text: string, limit: number): string {
  const sentences = text.split(/(?<=[。！？；])/u);
  while (sentences.length > 1 && sentences.join('').length > limit) sentences.pop();
  const kept = sentences.join('');
  return kept.length < text.length ? `${kept}…` : kept;
}
