import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlsOf, customIdOf, textOf } from '../loopback/components.ts';
import { eventually } from '../loopback/real-client.ts';
import type { SeenMessage } from '../loopback/messages.ts';
import { sentence } from '../facts/sample.ts';
import { setStage, type Stage } from './stage.ts';

let stage: Stage;
let discord: Stage['discord'];

beforeAll(async () => {
  stage = await setStage();
  discord = stage.discord;
});
afterAll(() => stage.clear());

const save = (message: SeenMessage): string => customIdOf(message, 'Save');

describe('/facts edit', () => {
  it('opens a form filled with what is there, previews old and new, and saves', async () => {
    const mo = discord.member('Mo');
    const form = await mo.slash('facts edit', { fact: 'schools-a', form: 'names' });
    expect(JSON.stringify(form.modal)).toContain('Schools in town A');
    const preview = await mo.submitModal(form, { 'label-en': 'Schools built in town A' });
    expect(preview.ephemeral).toBe(true);
    expect(preview.text).toContain('Schools in town A → Schools built in town A');
    expect(preview.message.embeds.map(({ title }) => title)).toEqual(['Preview: schools-a', 'Now', 'After']);
    const done = await mo.press(preview.message, save(preview.message));
    expect(textOf(done.message)).toContain('Saved as change');
    const [fact] = (await stage.file()).facts;
    expect(fact?.label.en).toBe('Schools built in town A');
    const asked = await discord.member('Ann').slash('metric', { name: 'schools-a' });
    expect(asked.text).toContain('Schools built in town A');
  });

  it('tries a question on what is not saved yet', async () => {
    const mo = discord.member('Mo');
    const question = 'towering learning halls';
    const form = await mo.slash('facts edit', { fact: 'schools-i', form: 'names' });
    const preview = await mo.submitModal(form, { 'aliases-en': question });
    const asked = await mo.press(preview.message, customIdOf(preview.message, 'Try a question'));
    const shown = await mo.submitModal(asked, { question });
    expect(shown.ephemeral).toBe(true);
    expect(shown.text).toContain('which is not saved yet');
    expect(shown.text).toContain('19所');
    expect(shown.text).toMatch(/schools-i: score \d/u);
    expect((await mo.slash('facts try', { question })).text).not.toContain('19所');
    // The preview is still there, to be saved.
    const done = await mo.press(preview.message, save(preview.message));
    expect(textOf(done.message)).toContain('Saved as change');
  });

  it('calls out a change of magnitude in full digits and wants a reason for it', async () => {
    const mo = discord.member('Mo');
    const form = await mo.slash('facts edit', { fact: 'schools-b' });
    const preview = await mo.submitModal(form, { figure: '13所', quote: sentence('C', 13) });
    expect(preview.text).toContain('Magnitude: 12 → 13');
    const asked = await mo.press(preview.message, save(preview.message));
    expect(asked.modal.custom_id).toMatch(/^mod:reason:/u);
    const done = await mo.submitModal(asked, { reason: 'Town B was mixed up with town C' });
    expect(textOf(done.message)).toContain('Saved as change');
    expect((await stage.live.store.history('schools-b', 1))[0]).toMatchObject({
      reason: 'Town B was mixed up with town C',
      actor: `Mo (${mo.id})`,
    });
  });

  it('lists every problem with its field, keeps what was typed, and opens the form with it', async () => {
    const mo = discord.member('Mo');
    const form = await mo.slash('facts edit', { fact: 'schools-d' });
    const refused = await mo.submitModal(form, { figure: '99所', period: 'some day' });
    expect(refused.text).toContain('Not ready to save');
    expect(refused.text).toContain('Figure, as printed: The figure "99所" does not stand in its quote');
    expect(refused.text).toContain('Period: Write a year');
    const again = await mo.press(refused.message, customIdOf(refused.message, 'Figure and source'));
    expect(JSON.stringify(again.modal)).toContain('99所');
    expect(JSON.stringify(again.modal)).toContain('some day');
    expect((await stage.file()).facts[3]?.figure.text).toBe('14所');
  });

  it.each([
    ['Tai', '沒有逐字出現在原句裡', '請寫年份', '不是事實「schools-d」的名稱', '含有看不見的字符'],
    ['Jun', '没有逐字出现在原句里', '请写年份', '不是事实“schools-d”的名称', '含有看不见的字符'],
  ])('says what is wrong in the language of %s', async (name, figure, period, alias, invisible) => {
    const moderator = discord.member(name);
    const form = await moderator.slash('facts edit', { fact: 'schools-d' });
    const refused = await moderator.submitModal(form, { figure: '99所', period: 'some day' });
    const names = await moderator.slash('facts edit', { fact: 'schools-d', form: 'names' });
    const shape = await moderator.submitModal(names, { 'label-zh': 'x\u202Ey' }, { hostile: true });
    const lacking = await moderator.slash('facts alias remove', { fact: 'schools-d', name: 'no such name' });
    expect(refused.text).toContain(figure);
    expect(refused.text).toContain(period);
    expect(shape.text).toContain(invisible);
    expect(lacking.text).toContain(alias);
    // No English sentence is left: three words of letters in a row.
    for (const { text } of [refused, shape, lacking])
      expect(text.replaceAll('no such name', '')).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/iu);
  });

  it('shows the period in the language of its moderator, called out once, and takes it back in either', async () => {
    const tai = discord.member('Tai');
    const form = await tai.slash('facts edit', { fact: 'schools-d' });
    expect(JSON.stringify(form.modal)).toContain('2019年');
    const preview = await tai.submitModal(form, { period: 'end of 2019' }, { hostile: true });
    const again = await tai.press(preview.message, customIdOf(preview.message, '數字與出處'));
    expect(JSON.stringify(again.modal)).toContain('2019年底');
    expect(textOf(preview.message).match(/期間：/gu)).toHaveLength(1);
    expect(textOf(preview.message)).toContain('⚠ 期間：2019年 → 截至2019年底');
    const back = await tai.submitModal(again, { period: '2019年' });
    expect(textOf(back.message)).toContain('沒有要修改的');
  });

  it('is refused where somebody changed the fact since, shows the difference, and lays the one over the other', async () => {
    const [mo, max] = [discord.member('Mo'), discord.member('Max')];
    const slow = await mo.slash('facts edit', { fact: 'schools-e', form: 'names' });
    const slowPreview = await mo.submitModal(slow, { 'label-en': 'Slow label' });
    const quick = await max.slash('facts edit', { fact: 'schools-e', form: 'names' });
    const quickPreview = await max.submitModal(quick, { 'aliases-en': 'town E schools' });
    await max.press(quickPreview.message, save(quickPreview.message));
    const conflict = await mo.press(slowPreview.message, save(slowPreview.message));
    expect(textOf(conflict.message)).toContain(`changed by Max \\(${max.id}\\)`.replaceAll('\\', ''));
    expect(textOf(conflict.message)).toContain('town E schools');
    expect(textOf(conflict.message)).toContain('Slow label');
    const merged = await mo.press(conflict.message, customIdOf(conflict.message, 'My changes over theirs'));
    await mo.press(merged.message, save(merged.message));
    const fact = (await stage.file()).facts.find(({ id }) => id === 'schools-e');
    expect(fact).toMatchObject({ label: { en: 'Slow label' }, aliases: { en: ['town E schools'] } });
  });

  it('saves once where the button is pressed twice', async () => {
    const mo = discord.member('Mo');
    const form = await mo.slash('facts edit', { fact: 'schools-f', form: 'names' });
    const preview = await mo.submitModal(form, { 'label-en': 'Pressed twice' });
    const id = save(preview.message);
    const before = (await stage.live.store.history('schools-f')).length;
    await Promise.all([mo.press(preview.message, id), mo.press(preview.message, id, { hostile: true })]);
    expect((await stage.live.store.history('schools-f')).length).toBe(before + 1);
  });
});

describe('/facts alias', () => {
  it('adds a name at once, the question then finds the fact, and undo takes it away', async () => {
    const mo = discord.member('Mo');
    const done = await mo.slash('facts alias add', { fact: 'schools-g', name: 'gigantic learning houses' });
    expect(done.text).toContain('Saved as change');
    const asked = await discord.member('Ann').slash('ask', { question: 'gigantic learning houses?' });
    expect(asked.text).toContain('17所');
    await mo.press(done.message, customIdOf(done.message, 'Undo'));
    expect((await stage.file()).facts.find(({ id }) => id === 'schools-g')?.aliases.en).toEqual([]);
  });

  it('suggests and removes a name; a name of another fact is refused', async () => {
    const mo = discord.member('Mo');
    await mo.slash('facts alias add', { fact: 'schools-h', name: '壬鎮學堂' });
    const { choices } = await mo.autocomplete('facts alias remove', { fact: 'schools-h' }, 'name');
    expect(choices.map(({ value }) => value)).toEqual(['壬鎮學堂']);
    const clash = await mo.slash('facts alias add', { fact: 'schools-i', name: '壬鎮學堂' });
    expect(clash.text).toContain('already a name of the fact');
    const gone = await mo.slash('facts alias remove', { fact: 'schools-h', name: '壬鎮學堂' });
    expect(gone.text).toContain('Saved as change');
  });
});

describe('/facts history, show and undo', () => {
  it('say who, when, what and why, and what a fact was', async () => {
    const mo = discord.member('Mo');
    const listed = await mo.slash('facts history', { fact: 'schools-b' });
    expect(listed.text).toContain('Town B was mixed up');
    const [menu] = controlsOf(listed.message);
    const [change] = await stage.live.store.history('schools-b', 1);
    const shown = await mo.choose(listed.message, String(menu?.custom_id), [String(change?.sequence)]);
    expect(textOf(shown.message)).toContain('Magnitude: 12 → 13');
    const was = await mo.slash('facts show', { fact: 'schools-b', revision: 1 });
    expect(was.text).toContain('12所');
  });

  it('ask before somebody else’s change is undone, and undo one’s own at once', async () => {
    const max = discord.member('Max');
    const [change] = await stage.live.store.history('schools-b', 1);
    const asked = await max.slash('facts undo', { change: change?.sequence ?? 0 });
    expect(asked.text).toContain('It was made by Mo');
    expect((await stage.file()).facts[1]?.figure.text).toBe('13所');
    await max.press(asked.message, customIdOf(asked.message, 'Undo'));
    expect((await stage.file()).facts[1]?.figure.text).toBe('12所');
    const own = await max.slash('facts undo', { change: (change?.sequence ?? 0) + 100 });
    expect(own.text).toContain('There is no change');
  });

  it('refuse what was changed again since with the difference, and the first entry at once', async () => {
    const mo = discord.member('Mo');
    const [label, other] = ['Renamed once', 'Renamed twice'];
    for (const name of [label, other]) {
      const form = await mo.slash('facts edit', { fact: 'schools-i', form: 'names' });
      const preview = await mo.submitModal(form, { 'label-en': name });
      await mo.press(preview.message, save(preview.message));
    }
    const [, first] = await stage.live.store.history('schools-i', 2);
    const late = await mo.slash('facts undo', { change: first?.sequence ?? 0 });
    expect(late.text).toContain('changed by Mo');
    expect(late.text).toContain(`English label: ${label} → ${other}`);
    expect(late.text).toContain('Take back the later changes first');
    const baseline = await mo.slash('facts undo', { change: 1 });
    expect(baseline.text).toContain('nothing to undo');
    expect(controlsOf(baseline.message)).toEqual([]);
    expect((await mo.slash('facts history', { fact: 'no-such' })).text).toContain(
      'There is no fact "no-such"',
    );
  });
});

describe('/facts add and remove', () => {
  it('remove asks, wants a reason, and add brings it back', async () => {
    const mo = discord.member('Mo');
    const asked = await mo.slash('facts remove', { fact: 'schools-j' });
    const why = await mo.press(asked.message, customIdOf(asked.message, 'Remove'));
    const removed = await mo.submitModal(why, { reason: 'not ours' });
    expect(textOf(removed.message)).toContain('Removed schools-j: 20所');
    expect((await stage.file()).facts).toHaveLength(9);
    const form = await mo.slash('facts add', { id: 'schools-j2' });
    const half = await mo.submitModal(form, {
      figure: '20所',
      unit: 'school',
      period: '2019年',
      section: 'county/opening',
      quote: sentence('J', 20),
    });
    expect(half.text).toContain('Value in full digits: 20 schools (exact)');
    expect(half.text).toContain('Next: fill in the names and the topic');
    expect(half.text).not.toContain('must not be empty');
    const names = await mo.press(half.message, customIdOf(half.message, 'Names and topic'));
    const preview = await mo.submitModal(names, {
      'label-zh': '癸鎮學校數',
      'label-en': 'Schools in the last town',
      'aliases-zh': '癸鎮學校\n末鎮學校',
      topic: 'schools',
    });
    expect(textOf(preview.message)).toContain('Value in full digits: 20 schools (exact)');
    await mo.press(preview.message, save(preview.message));
    expect((await stage.file()).facts.at(-1)).toMatchObject({
      id: 'schools-j2',
      figure: { text: '20所', value: '20', unit: 'school', qualifier: 'exact' },
      aliases: { zh: ['癸鎮學校', '末鎮學校'] },
    });
  });
});

describe('after a restart', () => {
  it('an open form says kindly that it must be reopened, with what was typed, and nothing saved is lost', async () => {
    const mo = discord.member('Mo');
    const done = await mo.slash('facts alias add', { fact: 'schools-a', name: 'before the restart' });
    expect(done.text).toContain('Saved as change');
    const form = await mo.slash('facts edit', { fact: 'schools-a', form: 'names' });
    const asked = await mo.slash('facts remove', { fact: 'schools-a' });
    const why = await mo.press(asked.message, customIdOf(asked.message, 'Remove'));
    await stage.restart();
    expect((await mo.submitModal(why, { reason: 'Why it should go' })).text).toContain('Why it should go');
    const stale = await mo.submitModal(form, { 'label-en': 'Typed before the restart' });
    expect(stale.text).toContain('Nothing that was saved is lost');
    expect(stale.text).toContain('Typed before the restart');
    expect((await stage.file()).facts[0]?.aliases.en).toContain('before the restart');
    const undone = await mo.press(done.message, customIdOf(done.message, 'Undo'));
    expect(textOf(undone.message)).toContain('Saved as change');
  });
});

describe('the log channel', () => {
  it('has every change, with an undo button that works for moderators alone', async () => {
    const mo = discord.member('Mo');
    await mo.slash('facts alias add', { fact: 'schools-c', name: 'logged name' });
    await eventually(() =>
      discord.messagesIn('log').some((message) => textOf(message).includes('logged name')),
    );
    const posted = discord.messagesIn('log').find((message) => textOf(message).includes('logged name'));
    if (posted === undefined) throw new Error('nothing was posted');
    const refused = await discord.member('Ann').press(posted, customIdOf(posted, 'Undo'));
    expect(refused.text).toContain('Only members with Manage Server');
    const undone = await mo.press(posted, customIdOf(posted, 'Undo'));
    expect(undone.ephemeral).toBe(true);
    expect(textOf(undone.message)).toContain('Saved as change');
    expect((await stage.file()).facts.find(({ id }) => id === 'schools-c')?.aliases.en).toEqual([]);
  });
});

describe('a correction', () => {
  it('reaches the bot’s old replies, public ones alone', async () => {
    const asked = await discord.member('Ann').slash('metric', { name: 'schools-d' });
    const mo = discord.member('Mo');
    const form = await mo.slash('facts edit', { fact: 'schools-d' });
    const preview = await mo.submitModal(form, { figure: '15所', quote: sentence('E', 15) });
    const why = await mo.press(preview.message, save(preview.message));
    await mo.submitModal(why, { reason: 'wrong town' });
    await eventually(() => textOf(asked.message).includes('Corrected since'));
    expect(textOf(asked.message)).toContain('is now 15所, not 14所');
    expect(asked.message.embeds).toHaveLength(1);
  });
});
