import { CALIBRATED } from './calibrated.ts';

// The numbers that decide between answers. What each means stands here; their values are set by `npm run calibrate`
// (calibrated.ts), which judges them on the recorded questions.

/** How a question is compared with facts, and what it takes to answer, to offer or to say that there is nothing. */
export interface Tuning {
  /** Weight of a pair of letters that no fact knows, beside the idf of those that some fact knows. */
  readonly unknownPair: number;
  readonly unknownWord: number;
  /**
   * The most that a word which only facts know weighs, as a share of what a word weighs that no fact has: the more
   * facts there are, the more a place or a name sets one of them apart.
   */
  readonly factWord: number;
  /** A concept that the lexicon knows but no fact has is a stronger sign that the report lacks it. */
  readonly absentConcept: number;
  /** The most that a general word (help, poor, people) weighs. */
  readonly generic: number;
  /** Words understood behind a slip are a little less sure. */
  readonly slip: number;
  /** The share of a score that the best name makes; what the fact explains of the question makes the rest. */
  readonly nameShare: number;
  /** How much of what a score lacks the examples that speak for a fact make up for. */
  readonly likeness: number;
  /** Below this likelihood of a lack, examples may overrule an obstacle; and how much they must speak for the fact. */
  readonly sureAnswer: number;
  readonly overrules: number;
  readonly overrulesUnit: number;
  /** Up to this assurance the report does not say what is asked, though a figure fits; see `assuranceOf`. */
  readonly lacking: number;
  /** Up to this assurance the figure is only offered. */
  readonly assured: number;
  /** From this likelihood of a lack on nothing is answered but a name that was typed as it stands, a number or a sum. */
  readonly surelyLacking: number;
  /** The same where the question hardly says more than a name. */
  readonly surelyLackingThoughPlain: number;
  /** A question that hardly says more than a name of the figure leaves no room for doubt. */
  readonly plain: number;
  /** Below this likelihood a question is not of a kind, where a figure is this likely to be what it wants. */
  readonly otherFrame: number;
  readonly sureFigure: number;
  /** Of figures that fit the words equally, how likely the one must be that is given alone. */
  readonly clearly: number;
  /** From this likelihood on a part of the report is asked for, even where the wording does not say so. */
  readonly partAsked: number;
  /** What it counts for a part that examples ask for it in such words, beside the share of the words that it explains. */
  readonly likedPart: number;
  /** From this likelihood on a number is asked about, however it is worded, and below the other one no number is. */
  readonly numberAsked: number;
  readonly numberNotAsked: number;
  /** From this likelihood on several figures are asked for, and what part of it a figure must have to be listed. */
  readonly severalAsked: number;
  readonly likedBeside: number;
  /** The same where several were found already. */
  readonly likedBesideSeveral: number;
  /** From this likelihood on each piece is looked at by itself, and how much must speak for a figure that it names. */
  readonly severalNamed: number;
  /** The same where one figure is so likely to be what the question as a whole wants. */
  readonly severalThoughOne: number;
  readonly surelyOne: number;
  readonly pieceNames: number;
  /** What part of it each of two figures must have, one of which keeps the other from being the answer. */
  readonly twoAsked: number;
  /** From here on the best fact is the answer. */
  readonly found: number;
  /** The same for the only figure that counts what is asked. */
  readonly foundOnlyOfUnit: number;
  /** The same where no quantity is asked for: it may be no question about a figure. */
  readonly foundWithoutQuantity: number;
  /** From here on a limit is taken to be one for the best fact. */
  readonly bound: number;
  /** Below it a figure does not clearly tell a part of another one. */
  readonly part: number;
  /** From here on it is worth offering. */
  readonly offer: number;
  /** The least summed weight of explained words: below it there is too little to go by. */
  readonly evidence: number;
  /** A second fact this close to the best is as good an answer. */
  readonly tie: number;
  /** A fact that explains this much of a question that says just one thing is as good an answer as any other. */
  readonly complete: number;
  readonly tieName: number;
  /** Of a question that only says what to count, the score that a figure of that must have beside the best. */
  readonly alike: number;
  /** What an obstacle leaves of a score, for choosing between facts. */
  readonly obstructed: number;
  readonly wrongUnit: number;
  /** What is left of a score when the question asks for the fact's twin instead. */
  readonly otherTwin: number;
  /** How much of a fit a figure lends to another one of its sentence that counts what is asked. */
  readonly lent: number;
  /** How much of a question a topic's or section's names must explain. */
  readonly topic: number;
  readonly section: number;
  /** How much of what is listed a fact's label must say. */
  readonly listed: number;
  /** What part of the best fact's share another must have to be listed with it. */
  readonly listedBeside: number;
  /** Below this part of `offer`, nothing the best fact says is worth a word. */
  readonly nothing: number;
  /** How much of the best score a fact must have to be offered beside it. */
  readonly offered: number;
  /** How much of the best score a fact must have to be offered as near. */
  readonly near: number;
  /** Of facts with the same value: the coverage from which words decide, and what part of the best one ties. */
  readonly valueCoverage: number;
  readonly valueTie: number;
}

/** The numbers that the bot answers with. */
export const TUNING: Tuning = CALIBRATED;
