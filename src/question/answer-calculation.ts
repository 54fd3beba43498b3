import { unitOf } from '../facts/base.ts';
import { calculate } from './calculate.ts';
import { answerWith, DECIDE, judgeAll, nearest, without, type Answer, type Matched } from './decide.ts';
import { operatorSpans, type Operation } from './frames.ts';
import { operandsOf } from './operands.ts';

// Questions for a number that the report does not print but that follows from two that it does.

export function calculationAnswer(
  operation: Operation,
  year: string | undefined,
  asked: Matched,
): Answer | null {
  const { reading, index } = asked;
  if (reading.gaps.length > 0) return null;
  if (operation === 'before' && year !== index.base.file.reports[0]?.year) return null;
  const matched = without(operatorSpans(reading.folded), asked);
  const [top] = matched.hits;
  if (top === undefined || top.evidence < DECIDE.evidence || top.coverage < DECIDE.offer) return null;
  const facts = operandsOf(operation, matched.reading, matched.hits, index);
  // A share that the report itself gives is no calculation.
  const [given] = judgeAll(asked).filter(({ hit }) => unitOf(index.base, hit.fact).dimension === 'share');
  if (operation === 'share' && given?.obstacles.length === 0 && given.hit.score >= DECIDE.found) {
    const best = Math.max(
      0,
      ...matched.hits.filter(({ fact }) => facts?.includes(fact)).map(({ coverage }) => coverage),
    );
    if (given.hit.coverage >= best) return null;
  }
  if (facts === null) {
    if (operation !== 'average') return null;
    return answerWith(asked, 'not-found', nearest(judgeAll(matched)), { code: 'no-operands', operation });
  }
  const result = calculate(operation, facts, index.base);
  if ('code' in result) return answerWith(asked, 'not-found', facts, { code: 'refused', refusal: result });
  return answerWith(asked, 'calculated', facts, { code: 'calculated' }, { calculation: result });
}
