import { InteractionType } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customIdOf } from '../loopback/components.ts';
import type { Seen } from '../loopback/seen.ts';
import type { Where } from '../loopback/scene.ts';
import { setStage, type Stage } from './stage.ts';

let stage: Stage;
let discord: Stage['discord'];

beforeAll(async () => {
  stage = await setStage({
    elsewhere: true,
    members: [
      { name: 'Old', roles: ['moderators'] },
      { name: 'Adm', permissions: ['Administrator'] },
    ],
  });
  discord = stage.discord;
});
afterAll(() => stage.clear());

const COMMANDS: readonly (readonly [string, Record<string, string | number>])[] = [
  ['facts add', { id: 'new-fact' }],
  ['facts edit', { fact: 'schools-a' }],
  ['facts remove', { fact: 'schools-a' }],
  ['facts alias add', { fact: 'schools-a', name: 'forbidden name' }],
  ['facts alias remove', { fact: 'schools-a', name: 'forbidden name' }],
  ['facts misses', {}],
  ['facts try', { question: 'schools' }],
  ['facts export', {}],
  ['facts history', {}],
  ['facts show', { fact: 'schools-a' }],
  ['facts undo', { change: 2 }],
  ['facts check', {}],
  ['facts reload', {}],
];

/** Opens an edit with its preview, as a moderator. */
async function opened(name: string): Promise<{ form: Seen; preview: Seen }> {
  const mo = discord.member(name);
  const form = await mo.slash('facts edit', { fact: 'schools-a', form: 'names' }, { hostile: true });
  const preview = await mo.submitModal(form, { 'label-en': `Label by ${name}` });
  return { form, preview };
}

async function unchanged(work: () => Promise<unknown>): Promise<void> {
  const before = await stage.file();
  await work();
  expect(await stage.file()).toEqual(before);
}

const REFUSED: readonly (readonly [string, string, Where, string])[] = [
  ['a member', 'Ann', {}, 'Only members with Manage Server'],
  ['a moderator in direct messages', 'Mo', { dm: true }, 'direct messages'],
  ['a moderator of another server', 'Zoe', { guild: 'Elsewhere' }, 'another server'],
  ['a member as an app of their own', 'Ann', { userInstalled: true }, 'Only members'],
];

describe.each(REFUSED)('%s', (_who, name, where, words) => {
  it.each(COMMANDS)('gets a clear sentence for /%s', async (command, options) => {
    await unchanged(async () => {
      const seen = await discord.member(name).slash(command, options, { ...where, hostile: true });
      expect(seen.ephemeral).toBe(true);
      expect(seen.text).toContain(words);
    });
  });

  it('gets the same for an import', async () => {
    const file = { name: 'facts.json', content: '{}' };
    const seen = await discord.member(name).slash('facts import', { file }, { ...where, hostile: true });
    expect(seen.text).toContain(words);
  });

  it('gets the same for a form, a button and a menu that a moderator opened', async () => {
    await unchanged(async () => {
      const { form, preview } = await opened('Mo');
      const thief = discord.member(name);
      const filled = await thief.submitModal(
        form.modal,
        { 'label-en': 'stolen' },
        { ...where, hostile: true },
      );
      expect(filled.text).toContain(words);
      const id = customIdOf(preview.message, 'Save');
      const forged = (customId: string, type: 2 | 3): Promise<Seen> =>
        thief.forge(
          InteractionType.MessageComponent,
          { custom_id: customId, component_type: type, ...(type === 3 && { values: ['1'] }) },
          { ...where, hostile: true, message: preview.message },
        );
      expect((await forged(id, 2)).text).toContain(words);
      expect((await forged('mod:undo:2:', 2)).text).toContain(words);
      expect((await forged('mod:change:0:', 3)).text).toContain(words);
    });
  });
});

describe('a moderator by permission, one by role, and an administrator', () => {
  it.each(['Mo', 'Rol', 'Adm'])('may take every step: %s', async (name) => {
    const { preview } = await opened(name);
    await discord.member(name).press(preview.message, customIdOf(preview.message, 'Save'));
    expect((await stage.file()).facts[0]?.label.en).toBe(`Label by ${name}`);
    for (const [command, options] of COMMANDS.filter(([one]) => !/add|remove|undo|edit/u.test(one))) {
      const seen = await discord.member(name).slash(command, options, { hostile: true });
      expect(seen.text, command).not.toContain('Only members');
    }
  });

  it('cannot use the draft of another one', async () => {
    await unchanged(async () => {
      const { form, preview } = await opened('Mo');
      const max = discord.member('Max');
      const saved = await max.press(preview.message, customIdOf(preview.message, 'Save'), { hostile: true });
      expect(saved.text).toContain('no longer open');
      const filled = await max.submitModal(form.modal, { 'label-en': 'not mine' }, { hostile: true });
      expect(filled.text).toContain('no longer open');
    });
  });
});

describe('a former moderator', () => {
  it('with an open form, and with an open preview, is refused', async () => {
    await unchanged(async () => {
      const { form, preview } = await opened('Old');
      discord.setRoles('Reports', 'Old', []);
      const old = discord.member('Old');
      const filled = await old.submitModal(form, { 'label-en': 'too late' });
      expect(filled.text).toContain('Only members');
      const saved = await old.press(preview.message, customIdOf(preview.message, 'Save'));
      expect(saved.text).toContain('Only members');
    });
  });
});

describe('a forged or stale custom id', () => {
  it.each([
    'mod:save:0000000000000000:',
    'mod:save:../../etc:',
    'mod:form:abc:__proto__',
    'mod:undo:999999999999999:',
    'mod:undo:1e3:',
    'mod:constructor:1:',
    'mod:',
    `mod:save:${'a'.repeat(60)}:`,
    'mod:alias:1:1:1',
  ])('gets a kind sentence and changes nothing: %s', async (id) => {
    await unchanged(async () => {
      const { preview } = await opened('Mo');
      const seen = await discord.member('Mo').press(preview.message, id, { hostile: true });
      expect(seen.text).toMatch(/no longer open|There is no change|Preview/u);
    });
  });
});

describe('without HOME_GUILD_ID', () => {
  it('a bot in several servers is edited from none', async () => {
    const homeless = await setStage({ elsewhere: true, home: false });
    const seen = await homeless.discord.member('Mo').slash('facts check');
    expect(seen.text).toMatch(/HOME.*GUILD.*ID/u);
    await homeless.clear();
  });

  it('a bot in one server is edited from there', async () => {
    const single = await setStage({ home: false });
    const seen = await single.discord.member('Mo').slash('facts check');
    expect(seen.text).toContain('no problems');
    await single.clear();
  });
});
