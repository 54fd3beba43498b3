import { wordsIn } from '../words/words.ts';
import { listWords, type FactCard, type Reply } from './reply.ts';

/** How parts of a reply are set off where the output allows it (colours in a terminal); plain text leaves them be. */
export interface TextStyle {
  figure(text: string): string;
  faint(text: string): string;
}

export const PLAIN: TextStyle = { figure: (text) => text, faint: (text) => text };

/** A reply as text, for the shell and the console. */
export function replyText(reply: Reply, style: TextStyle = PLAIN): string {
  const lines: string[] = [];
  if (reply.lead !== '') lines.push(reply.lead);
  if (reply.passage !== null) lines.push(`“${reply.passage}”`);
  if (reply.calculation !== null) {
    lines.push(style.figure(reply.calculation.result), ...reply.calculation.notes);
  }
  for (const card of reply.cards) {
    if (lines.length > 0 && reply.full) lines.push('');
    lines.push(...(reply.full ? fullCard(card, reply, style) : [briefCard(card, reply, style)]));
  }
  return lines.join('\n');
}

function fullCard(card: FactCard, reply: Reply, style: TextStyle): string[] {
  const say = wordsIn(reply.language);
  const beside =
    card.notation === null ? '' : reply.language === 'en' ? ` (${card.notation})` : `（${card.notation}）`;
  const quote = `${card.quote.before}${style.figure(card.quote.figure)}${card.quote.after}`;
  return [
    say('fact.named', { figure: style.figure(card.figure), label: card.label }) + beside,
    say('fact.period', { period: card.period }),
    `“${quote}”`,
    say('fact.source', { section: card.section }),
    style.faint(card.footer),
  ];
}

function briefCard(card: FactCard, reply: Reply, style: TextStyle): string {
  const beside = card.notation !== null && reply.language === 'en' ? ` (${card.notation})` : '';
  return `• ${style.figure(card.figure)}${beside} — ${listWords(card, reply.language)}`;
}
