import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { missesFile } from '../../src/discord/misses.ts';
import { controlsOf, customIdOf, textOf } from '../loopback/components.ts';
import { setStage, type Stage } from './stage.ts';

let stage: Stage;
let discord: Stage['discord'];

beforeAll(async () => {
  stage = await setStage({
    facts: 'real',
    live: {
      recorded: [
        { question: '党支部有多少个', language: 'zh-Hans', kind: 'chat', facts: ['party-branches'] },
        { question: '4G覆盖率', language: 'zh-Hans', kind: 'chat', facts: ['coverage-4g'] },
        { question: 'blorptastic count', language: 'en', kind: 'chat', facts: ['party-branches'] },
        { question: 'how many zorbly quexingtons', language: 'en', kind: 'off-topic', facts: [] },
      ],
    },
  });
  discord = stage.discord;
});
afterAll(() => stage.clear());

/** Misses are written after the member has their answer. */
async function recorded(words: string): Promise<void> {
  const file = missesFile(stage.factsFile);
  await vi.waitFor(async () => {
    expect(await readFile(file, 'utf8')).toContain(words);
  });
}

describe('/facts misses', () => {
  it('groups what found nothing, makes one an alias, and shows that it is found now', async () => {
    const ann = discord.member('Ann');
    for (const question of ['how many lighthouses', 'How many lighthouses?'])
      expect((await ann.slash('ask', { question })).text).toContain('Not in the report');
    await recorded('How many lighthouses');
    const mo = discord.member('Mo');
    const listed = await mo.slash('facts misses');
    expect(listed.text).toMatch(/2× .*lighthouses/u);
    const [menu] = controlsOf(listed.message);
    const shown = await mo.choose(listed.message, String(menu?.custom_id), ['0']);
    const [facts] = controlsOf(shown.message);
    if (facts === undefined || !('options' in facts)) throw new Error('no menu of facts');
    const [target] = facts.options;
    const done = await mo.choose(shown.message, facts.custom_id, [String(target?.value)]);
    await done.until((seen) => textOf(seen.message).includes('Saved as change'), 10_000);
    expect(textOf(done.message)).toContain('finds ');
    expect(textOf(done.message)).toContain('None of the 4 recorded questions is answered worse');
    const again = await ann.slash('ask', { question: 'how many lighthouses' });
    expect(again.text).toContain(stage.live.current().base.fact.get(String(target?.value))?.figure.text);
    expect((await mo.slash('facts misses')).text).toContain('none to deal with');
  });

  it('says which recorded questions would be answered worse, and asks', async () => {
    const mo = discord.member('Mo');
    await discord.member('Ann').slash('ask', { question: 'how many zorbly quexingtons' });
    await recorded('zorbly');
    const listed = await mo.slash('facts misses');
    const [menu] = controlsOf(listed.message);
    const shown = await mo.choose(listed.message, String(menu?.custom_id), ['0']);
    const [facts] = controlsOf(shown.message);
    if (facts === undefined || !('options' in facts)) throw new Error('no menu of facts');
    const asked = await mo.choose(shown.message, facts.custom_id, [String(facts.options[0]?.value)]);
    await asked.until((seen) => textOf(seen.message).includes('would be answered worse'), 10_000);
    expect(textOf(asked.message)).toContain('how many zorbly quexingtons: right →');
    await mo.press(asked.message, customIdOf(asked.message, 'Cancel'));
    const back = await mo.slash('facts misses');
    const [again] = controlsOf(back.message);
    const one = await mo.choose(back.message, String(again?.custom_id), ['0']);
    const dropped = await mo.press(one.message, customIdOf(one.message, 'Dismiss'));
    expect(textOf(dropped.message)).toContain('none to deal with');
  });
});

describe('/facts alias', () => {
  const names = (id: string): readonly string[] => stage.live.store.base().fact.get(id)?.aliases.en ?? [];

  it('is saved at once where no recorded question is answered worse, and shows that with an undo', async () => {
    const mo = discord.member('Mo');
    const fact = 'party-branches';
    const done = await mo.slash('facts alias add', { fact, name: 'blorptastic count' });
    await done.until((seen) => textOf(seen.message).includes('Saved as change'), 10_000);
    expect(textOf(done.message)).toContain('“blorptastic count” finds party-branches (found)');
    expect(textOf(done.message)).toContain('None of the 4 recorded questions is answered worse');
    expect(customIdOf(done.message, 'Undo')).toMatch(/^mod:undo:/u);
    expect(names(fact)).toContain('blorptastic count');
  });

  it.each([
    ['add', 'coverage-4g', 'how many zorbly quexingtons', 'With the name', 'right → wrong'],
    ['remove', 'party-branches', 'blorptastic count', 'Without the name', 'right → missed'],
  ])(
    '%s asks first where a recorded question is answered worse, and says which',
    async (what, fact, name, title, grades) => {
      const mo = discord.member('Mo');
      const before = names(fact);
      const asked = await mo.slash(`facts alias ${what}`, { fact, name });
      await asked.until((seen) => textOf(seen.message).includes(title), 10_000);
      expect(textOf(asked.message)).toContain(`${name}: ${grades}`);
      await mo.press(asked.message, customIdOf(asked.message, 'Cancel'));
      expect(names(fact)).toEqual(before);
      const again = await mo.slash(`facts alias ${what}`, { fact, name });
      await again.until((seen) => textOf(seen.message).includes(title), 10_000);
      const saved = await mo.press(again.message, customIdOf(again.message, 'Save'));
      await saved.until((seen) => textOf(seen.message).includes('Saved as change'), 10_000);
      await mo.press(saved.message, customIdOf(saved.message, 'Undo'));
      expect(names(fact)).toEqual(before);
    },
  );
});

describe('/facts try', () => {
  it('shows what members get, with score and reasons', async () => {
    const seen = await discord.member('Mo').slash('facts try', { question: 'how many party branches?' });
    expect(seen.text).toContain('1200多個');
    expect(seen.text).toMatch(/party-branches: score \d\.\d\d/u);
    expect(seen.ephemeral).toBe(true);
  });
});

describe('the real facts', () => {
  it('can be removed for a reason, which then stands beside the numeral, and come back by undo', async () => {
    const mo = discord.member('Mo');
    const before = await stage.file();
    const asked = await mo.slash('facts remove', { fact: 'gastroscopy-patients' });
    const why = await mo.press(asked.message, customIdOf(asked.message, 'Remove'));
    const done = await mo.submitModal(why, { reason: 'counted twice' });
    expect(textOf(done.message)).toContain('Saved as change');
    const [report] = (await stage.file()).reports;
    expect(report?.leftOut.at(-1)?.reason).toBe('counted twice');
    await mo.press(done.message, customIdOf(done.message, 'Undo'));
    const after = await stage.file();
    expect(after.facts.map(({ id }) => id)).toEqual(before.facts.map(({ id }) => id));
    expect(after.reports).toEqual(before.reports);
  });

  it('every one opens both of its forms within Discord’s limits, and answers in the member’s language', async () => {
    const tai = discord.member('Tai');
    for (const { id } of stage.live.current().base.facts.slice(0, 59)) {
      for (const form of ['figure', 'names']) {
        const opened = await tai.slash('facts edit', { fact: id, form });
        expect(opened.modal.components.length).toBeLessThanOrEqual(5);
      }
    }
    expect((await tai.slash('facts history')).text).toContain('歷史');
    expect(discord.unexpected()).toEqual([]);
  });
});
