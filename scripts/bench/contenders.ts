import { botFor, withBase } from '../../src/bot.ts';
import { suggestFacts } from '../../src/command/suggest.ts';
import { factBase, type FactBase } from '../../src/facts/base.ts';
import type { Fact } from '../../src/facts/schema.ts';
import { namesIn } from '../../src/question/names.ts';
import { fold } from '../../src/text/fold.ts';
import { PEERS, recordOf } from './peers.ts';

// This bot and the search libraries, to be measured alike.

/** Something that finds facts. */
export interface Contender {
  /** The id of the fact it puts first. */
  ask(question: string): string | undefined;
  readonly suggest: ((typed: string) => unknown) | null;
  /** Exchanges a fact, so that the next question finds it. */
  change(fact: Fact): void;
}

export const OWN = 'this bot';

/** All contenders over a base, this bot first. Each is made when it is its turn. */
export function contenders(
  base: FactBase,
  lexicon: unknown,
): readonly { readonly name: string; readonly make: () => Contender }[] {
  return [
    { name: OWN, make: () => own(base, lexicon) },
    ...PEERS.map(({ name, make }) => ({
      name,
      make: (): Contender => {
        const peer = make(base.facts.map(recordOf));
        const { suggest } = peer;
        return {
          ask: (question) => peer.ask(fold(question)),
          suggest: suggest === null ? null : (typed) => suggest(fold(typed)),
          change(fact) {
            peer.change(recordOf(fact));
          },
        };
      },
    })),
  ];
}

function own(base: FactBase, lexicon: unknown): Contender {
  let bot = botFor(base, lexicon);
  namesIn(bot.index);
  return {
    ask: (question) => bot.ask(question).facts[0]?.id,
    suggest: (typed) => suggestFacts(typed, null, 'zh-Hant', bot),
    change(fact) {
      const facts = bot.base.facts.map((other) => (other.id === fact.id ? fact : other));
      bot = withBase(bot, factBase({ ...bot.base.file, facts }, bot.base.text), lexicon);
    },
  };
}
