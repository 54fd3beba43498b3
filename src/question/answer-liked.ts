import type { Fact } from '../facts/schema.ts';
import { answerWith, inReportOrder, mostLikely, type Answer, type Matched } from './decide.ts';
import { shareOf } from './examples.ts';
import { piecesOf, type Piece } from './pieces.ts';

// Several figures at once, by what examples say: of the whole question, and of each of its pieces by itself.

/** Where examples speak for more than so many, they speak for none. */
const MOST_LISTED = 8;

/** The answer with the figures that examples speak for beside it, where several are asked for. */
export function withLiked(answer: Answer, matched: Matched): Answer {
  const { code } = answer.reason;
  if (answer.kind === 'section' || code === 'value' || code === 'bound') return answer;
  const liked = likedBy(answer, matched);
  if (liked.length === 0) return answer;
  const found = answer.kind === 'not-found' ? [] : answer.facts;
  const facts = [...new Set([...found, ...liked])];
  if (facts.length === found.length || facts.length < 2 || facts.length > MOST_LISTED) return answer;
  return answerWith(matched, 'choices', inReportOrder(facts, matched), { code: 'list' });
}

function likedBy(answer: Answer, matched: Matched): readonly Fact[] {
  const { learnt, index } = matched;
  const { severalAsked, severalThoughOne, severalNamed, surelyOne } = index.tuning;
  const { likedBeside, likedBesideSeveral, twoAsked } = index.tuning;
  const several = learnt.kind('multi');
  const named = several >= severalNamed ? namedByPieces(matched) : [];
  const least = answer.reason.code === 'found' ? likedBeside : likedBesideSeveral;
  // "Fifty best cases, how many years in a row" names two figures and asks for one.
  const isOne = mostLikely(learnt) >= surelyOne;
  if (several >= (isOne ? severalThoughOne : severalAsked)) return [...named, ...likedFrom(least, matched)];
  if (named.length > 1 && !isOne) return named;
  return isAboutTwo(answer, matched) ? likedFrom(twoAsked, matched) : [];
}

function likedFrom(least: number, { learnt, index }: Matched): readonly Fact[] {
  return index.base.facts.filter(({ id }) => shareOf(id, learnt) >= least);
}

// "4G % for villages, broadband % for poor ones": each piece asks like the examples for one figure.
function namedByPieces(matched: Matched): readonly Fact[] {
  const pieces = piecesOf(matched);
  return pieces.length > 1 ? [...new Set(pieces.flatMap((piece) => namedBy(piece, matched)))] : [];
}

function namedBy({ folded, terms, asked, weighed }: Piece, { index }: Matched): readonly Fact[] {
  const { generic, pieceNames } = index.tuning;
  if (!weighed.some(({ weight }) => weight > generic)) return [];
  const learnt = index.examples.compare({ folded, terms, asked });
  return index.base.facts.filter(({ id }) => shareOf(id, learnt) >= pieceNames);
}

// What keeps the best figure from being the answer is that the question names another one beside it.
function isAboutTwo({ kind, reason }: Answer, matched: Matched): boolean {
  const { sureAnswer, twoAsked } = matched.index.tuning;
  const other =
    reason.code === 'obstacle' ? reason.obstacle.kind === 'not-about' : reason.code === 'counts-other';
  return (
    kind === 'not-found' &&
    other &&
    matched.learnt.lack < sureAnswer &&
    likedFrom(twoAsked, matched).length > 1
  );
}
