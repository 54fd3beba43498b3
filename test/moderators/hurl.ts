import fc from 'fast-check';
import { InteractionResponseType, InteractionType } from 'discord-api-types/v10';
import { anything } from '../discord/anything.ts';
import { textOf } from '../loopback/components.ts';
import { setStage } from './stage.ts';

/** What came of hurling random interactions at the bot. */
export interface Hurled {
  readonly runs: number;
  readonly seed: number;
  /** Without any answer in time, with the first of them. */
  readonly silent: number;
  /** Faults of the bot's own, and answers that Discord would not take for their shape or length. */
  readonly faults: number;
  readonly refused: number;
  /** Milliseconds. */
  readonly slowest: number;
  readonly examples: readonly string[];
}

/** So many under way together. */
const TOGETHER = 20;
const MEMBERS = ['Ann', 'Mo', 'Tai'] as const;

/** Sends random commands, keys, presses and forms to the bot, of a member and of moderators. */
export async function hurl(runs: number, seed: number): Promise<Hurled> {
  const stage = await setStage({ facts: 'real' });
  const { discord, lines } = stage;
  const examples: string[] = [];
  let silent = 0;
  let slowest = 0;
  let faults = 0;
  let refused = 0;
  for (let done = 0; done < runs; done += TOGETHER) {
    const batch = fc.sample(anything, { numRuns: Math.min(TOGETHER, runs - done), seed: seed + done });
    const message = await discord.member('Ann').say('any message with buttons');
    await Promise.all(
      batch.map(async ({ type, data }, place) => {
        const member = discord.member(MEMBERS[place % MEMBERS.length] ?? 'Ann');
        const on = type === InteractionType.MessageComponent ? { message } : {};
        try {
          const seen = await member.forge(type, data, on);
          slowest = Math.max(slowest, seen.elapsed);
          const isMessage = seen.type === InteractionResponseType.ChannelMessageWithSource;
          if (isMessage && textOf(seen.message) === '') throw new Error('The answer is empty.');
        } catch (error) {
          silent += 1;
          examples.push(`${String(error)} ${JSON.stringify({ type, data })}`);
        }
      }),
    );
    for (const line of lines) {
      if (line.includes('an answer failed')) faults += 1;
      else if (line.includes('an answer was refused')) refused += 1;
      else continue;
      examples.push(line);
    }
    lines.length = 0;
    discord.forget();
  }
  await stage.clear();
  return { runs, seed, silent, faults, refused, slowest, examples: examples.slice(0, 5) };
}
