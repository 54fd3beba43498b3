import type { FactBase } from '../facts/base.ts';
import type { Language } from '../text/language.ts';
import { calculationAnswer } from './answer-calculation.ts';
import { figureAnswer } from './answer-figure.ts';
import { boundAnswer, reverseAnswer } from './answer-number.ts';
import { listAnswer } from './answer-list.ts';
import { sectionAnswer, whereAnswer } from './answer-part.ts';
import { answerWith, isTyped, OFFERS, wantsOneFigure, weigh, type Answer, type Matched } from './decide.ts';
import { asksHowMany, type Frame } from './frames.ts';
import type { Example } from './examples.ts';
import type { FactIndex } from './index.ts';
import { interpret, isOnlyNumber, type Reading } from './interpret.ts';
import { matchFacts } from './match.ts';
import { slipsFor, type Slips } from './slips.ts';

export type { Answer, AnswerKind, Reason } from './decide.ts';

/** Answers questions on one fact base. */
export interface Answerer {
  readonly base: FactBase;
  readonly index: FactIndex;
  ask(question: string, fallback?: Language): Answer;
}

/** Answers from an index. `ask` is deterministic and keeps nothing between questions. */
export function answererOn(index: FactIndex): Answerer {
  const { base, lexicon } = index;
  const slips = slipsFor(lexicon, index.has);
  return {
    base,
    index,
    ask: (question, fallback) => answerTo(interpret(question, lexicon, slips, fallback), index, slips),
  };
}

/** The gap of the lexicon that stands for what is said to or about the bot itself. */
const THE_BOT = 'the-bot';

/** Answers a question that was read before. */
export function answerTo(reading: Reading, index: FactIndex, slips: Slips): Answer {
  const weighed = weigh(reading, index);
  const learnt = index.examples.compare(reading);
  const hits = matchFacts(weighed, index, learnt.likeness);
  const matched: Matched = { reading, index, slips, weighed, hits, learnt };
  if (reading.terms.length === 0) return answerWith(matched, 'not-found', [], { code: 'blank' });
  if (reading.gaps.some(({ id }) => id === THE_BOT) && !asksHowMany(reading.folded))
    return answerWith(matched, 'not-found', [], { code: 'to-bot' });
  for (const frame of framesFor(matched)) {
    const found = answerInFrame(frame, matched);
    if (found === null) continue;
    if (found.reason.code === 'nothing') break;
    return isSurelyLacking(found, matched) ? notSaid(found, matched) : found;
  }
  // A greeting asks nothing of the report, so that the report lacks nothing.
  const smallTalk = weighed.length === 0 && reading.gaps.length === 0 && reading.numbers.length === 0;
  return answerWith(matched, 'not-found', [], { code: smallTalk ? 'to-bot' : 'nothing' });
}

// A word of the report does not make a question one about the report ("the highest mountain in Tibet"). Whoever types a
// name as it stands means the figure, and numbers and sums are plainly told.
function isSurelyLacking({ kind, reason, facts, hits }: Answer, matched: Matched): boolean {
  const { reading, learnt, index } = matched;
  const { plain, surelyLacking, surelyLackingThoughPlain } = index.tuning;
  if (kind === 'not-found' || kind === 'calculated' || reason.code === 'value' || reason.code === 'bound')
    return false;
  const isPlain = (hits[0]?.score ?? 0) >= plain;
  if (learnt.lack < (isPlain ? surelyLackingThoughPlain : surelyLacking)) return false;
  return !facts.some((fact) => isTyped(fact, reading));
}

function notSaid({ facts }: Answer, matched: Matched): Answer {
  const { kind } = matched.learnt;
  return kind('off-topic') > kind('near-miss')
    ? answerWith(matched, 'not-found', [], { code: 'nothing' })
    : answerWith(matched, 'not-found', facts.slice(0, OFFERS.nearest), { code: 'not-said' });
}

// What the wording allows, as far as examples do not speak against it, and what they alone say that it is.
function framesFor(matched: Pick<Matched, 'reading' | 'learnt' | 'index'>): readonly Frame[] {
  const { reading, learnt, index } = matched;
  // Sums and riddles with numbers are for no frame.
  if (reading.frames.length === 0) return [];
  const likely = reading.frames.filter(({ kind }) => {
    if (kind === 'reverse') return isOnlyNumber(reading.terms) || !isNoNumberAsked(matched);
    const asked = KIND_OF[kind];
    return asked === undefined || !wantsOneFigure(asked, matched);
  });
  const has = (asked: Example['kind']): boolean => likely.some(({ kind }) => KIND_OF[kind] === asked);
  const added: Frame[] = [];
  if (learnt.kind('reverse') >= index.tuning.numberAsked) added.push({ kind: 'reverse' });
  if (learnt.kind('section') >= index.tuning.partAsked && !has('section')) added.push({ kind: 'section' });
  return [...added, ...likely];
}

// "A note of five hundred words for my girlfriend": by the examples nothing of the report is asked for.
function isNoNumberAsked({ learnt, index }: Pick<Matched, 'learnt' | 'index'>): boolean {
  return learnt.lack >= 0.5 && learnt.kind('reverse') < index.tuning.numberNotAsked;
}

/** What examples call a frame. A number is plainly told, whatever they say. */
const KIND_OF: Partial<Record<Frame['kind'], Example['kind']>> = {
  calculation: 'compute',
  list: 'multi',
  section: 'section',
  where: 'section',
};

// Null means: the question does not really have this frame; try the next.
function answerInFrame(frame: Frame, matched: Matched): Answer | null {
  switch (frame.kind) {
    case 'where':
      return whereAnswer(matched);
    case 'bound':
      return boundAnswer(frame.direction, matched);
    case 'reverse':
      return reverseAnswer(matched);
    case 'calculation':
      return calculationAnswer(matched);
    case 'list':
      return listAnswer(matched);
    case 'section':
      return sectionAnswer(matched);
    case 'figure':
      return figureAnswer(matched);
  }
}
