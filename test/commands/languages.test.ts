import { ComponentType } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Language } from '../../src/text/language.ts';
import { CATALOGUE, type WordKey } from '../../src/words/catalogue.ts';
import { wordsIn } from '../../src/words/words.ts';
import { controlsOf } from '../loopback/components.ts';
import type { SeenMessage } from '../loopback/messages.ts';
import type { Seen } from '../loopback/seen.ts';
import { expectClean, setStage, type Stage } from '../discord/stage.ts';

// Every command, and every button and menu under its answer, in each language, in a server and in direct messages.

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});
afterEach(() => {
  expectClean(stage);
});
afterAll(() => stage.clear());

const CALLS: readonly (readonly [command: string, options: Readonly<Record<string, string>>])[] = [
  ['ask', { question: '4425?' }],
  ['ask', { question: '16億' }],
  ['ask', { question: '999' }],
  ['metric', { name: 'donation-2019' }],
  ['metric', { name: 'zzz' }],
  ['section', { name: 'china-mobile-2019/network-plus' }],
  ['section', { name: 'zzz' }],
  ['figure', { value: '16億' }],
  ['figure', { value: 'zzz' }],
  ['compare', { first: 'donation-2019', second: 'donation-total' }],
  ['source', { metric: 'people-lifted' }],
  ['about', {}],
  ['help', {}],
];
const MEMBERS: readonly (readonly [string, Language])[] = [
  ['Ann', 'en'],
  ['Min', 'zh-Hans'],
  ['Tai', 'zh-Hant'],
];

function titlesIn(language: Language): string[] {
  const keys = Object.keys(CATALOGUE) as WordKey[];
  return keys.filter((key) => /^tone\.|\.title$/u.test(key)).map((key) => wordsIn(language)(key));
}

for (const [name, language] of MEMBERS) {
  it.each([
    ['a server', false],
    ['direct messages', true],
  ] as const)(
    `every answer in ${language} has its title, buttons and menus in that language, in %s`,
    async (_where, dm) => {
      const member = stage.discord.member(name);
      const titles = titlesIn(language);
      const expectOwn = (seen: Seen, what: string): void => {
        expect(titles, what).toContain(seen.message.embeds[0]?.title);
      };
      const pressAll = async (message: SeenMessage, what: string): Promise<void> => {
        for (const control of controlsOf(message)) {
          const id = control.custom_id;
          expect(id.split(':')[1], what).toBe(language);
          // What answers in place would leave nothing to press.
          if (/^(?:pick|page)/u.test(id)) continue;
          if (control.type === ComponentType.Button) expectOwn(await member.press(message, id), id);
          else if (control.type === ComponentType.StringSelect)
            expectOwn(await member.choose(message, id, [control.options[0]?.value ?? '']), id);
        }
      };
      for (const [command, options] of CALLS) {
        const what = `/${command} ${JSON.stringify(options)}`;
        const seen = await member.slash(command, options, { dm });
        expectOwn(seen, what);
        await pressAll(seen.message, what);
      }
    },
  );
}
