import type { Answer } from '../question/answer.ts';
import { asksQuantity } from '../question/frames.ts';
import { fold } from '../text/fold.ts';

/** Words and marks of someone who asks what a number is. */
const ASKS = /[?？]|什么|哪|啥|指|代表|乜|咩|\b(?:what|which|whose|stands?|means?|meaning|refers?)\b/u;

/** Whether the bot may say this where nobody addressed it. */
export function isSure({ kind, reason, question }: Answer): boolean {
  if (kind !== 'found' && kind !== 'calculated') return false;
  if (reason.code !== 'value') return true;
  // "I paid 62 for it" says a number of the report and asks nothing.
  const folded = fold(question);
  return isNumberAlone(folded, reason.number.text) || ASKS.test(folded) || asksQuantity(folded);
}

function isNumberAlone(folded: string, number: string): boolean {
  return !/[\p{L}\p{N}]{2}/u.test(folded.replace(number, ' '));
}
