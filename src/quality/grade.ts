import Big from 'big.js';
import type { Answer } from '../question/answer.ts';
import { fold } from '../text/fold.ts';
import { readNumbers } from '../text/numerals.ts';
import type { ExpectedQuestion } from './questions.ts';

/**
 * How an answer is judged: right; asked back where one answer was due; missed; or wrong with confidence, the
 * worst outcome.
 */
export const GRADES = ['right', 'asked', 'missed', 'wrong'] as const;
export type Grade = (typeof GRADES)[number];

/** The share by which a rounded calculation may differ from the expected one. */
const ROUNDING = 0.01;

/** Judges an answer against what was expected. */
export function gradeAnswer(answer: Answer, expected: ExpectedQuestion): Grade {
  const ids = answer.facts.map(({ id }) => id);
  const confident = answer.kind === 'found' || answer.kind === 'calculated';
  switch (expected.kind) {
    case 'off-topic':
      return answer.kind === 'not-found' ? 'right' : confident ? 'wrong' : 'asked';
    case 'near-miss':
      return answer.kind === 'not-found' ? 'right' : confident ? 'wrong' : 'asked';
    case 'section':
      if (answer.kind !== 'section') return confident ? 'wrong' : 'missed';
      return samePart(answer, expected) ? 'right' : 'wrong';
    case 'compute':
      if (answer.kind !== 'calculated') return answer.kind === 'found' ? 'wrong' : 'missed';
      return sameResult(answer, expected) && expected.facts.every((id) => ids.includes(id))
        ? 'right'
        : 'wrong';
    case 'multi':
    case 'reverse': {
      const complete = expected.facts.every((id) => ids.includes(id));
      if (answer.kind === 'not-found' || answer.kind === 'calculated')
        return answer.kind === 'not-found' ? 'missed' : 'wrong';
      // A list may hold a few more than were expected, a single answer none.
      if (complete && ids.length <= expected.facts.length + 3) return 'right';
      if (complete || expected.facts.some((id) => ids.includes(id))) return 'asked';
      return confident ? 'wrong' : 'asked';
    }
    default:
      if (answer.kind === 'not-found') return 'missed';
      if (!confident) return 'asked';
      return answer.kind === 'found' && ids[0] === expected.facts[0] ? 'right' : 'wrong';
  }
}

function samePart(answer: Answer, expected: ExpectedQuestion): boolean {
  const [heading, lead] = expected.section ?? ['', ''];
  if (answer.section === null) return false;
  return answer.section.heading === heading && answer.section.lead === lead;
}

function sameResult(answer: Answer, expected: ExpectedQuestion): boolean {
  const [number] = readNumbers(fold(expected.expect ?? ''));
  if (answer.calculation === null || number === undefined) return false;
  const own = new Big(answer.calculation.value);
  const due = new Big(number.value);
  // A share is kept as 0.1875 and written as 18.75 %.
  return [own, own.times(100)].some((value) => value.minus(due).abs().lte(due.abs().times(ROUNDING)));
}
