import type { Answer } from '../question/answer.ts';
import { fold } from '../text/fold.ts';
import { asAsked } from './script.ts';

/**
 * Words of the folded question as they were typed: "5G", not "5g"; 寬頻, not 寬帶. Where folding moved them, as with
 * pinyin, they are given in the asker's script.
 */
export function asTyped(
  folded: string,
  { question, language }: Pick<Answer, 'question' | 'language'>,
): string {
  const typed = question.normalize('NFKC').replace(/\s+/gu, ' ').trim();
  const whole = fold(typed);
  const at = whole.length === typed.length ? whole.indexOf(folded) : -1;
  return at < 0 ? asAsked(folded, language) : typed.slice(at, at + folded.length);
}
