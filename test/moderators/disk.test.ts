import { readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { printFacts } from '../../src/facts/delta.ts';
import { diskFiles } from '../../src/facts/durable.ts';
import { almostFull, failing, faultyFiles, type Around, type FileCall } from '../facts/faults.ts';
import { sentence } from '../facts/sample.ts';
import { customIdOf, textOf } from '../loopback/components.ts';
import { eventually } from '../loopback/real-client.ts';
import { setStage, type Stage } from './stage.ts';

// What a moderator sees where the disk fails under an edit. The file system is the real one, with calls that fail: a
// folder without the right to write stops nobody who runs as root.

const WORKING: Around = (_call, perform) => perform();
const READ_ONLY = failing(
  ({ name, path }) =>
    ['rename', 'link', 'mkdir'].includes(name) || (name === 'open' && /\.(?:tmp|journal)$/u.test(path)),
  'EROFS',
);

function failingOnce(matches: (call: FileCall) => boolean, code: string): Around {
  let failures = 1;
  return failing((call) => matches(call) && failures-- > 0, code);
}

let around: Around = READ_ONLY;
let stage: Stage;
let discord: Stage['discord'];

beforeAll(async () => {
  const files = faultyFiles(diskFiles, (call, perform) => around(call, perform));
  stage = await setStage({ live: { store: { files } } });
  discord = stage.discord;
});
afterAll(() => stage.clear());

it('a folder that cannot be written is started on read-only: members are answered, moderators are told', async () => {
  expect((await discord.member('Ann').slash('metric', { name: 'schools-a' })).text).toContain('11所');
  await eventually(() => discord.messagesIn('log').some((one) => textOf(one).includes('cannot be written')));
  const check = await discord.member('Mo').slash('facts check');
  expect(check.text).toContain(
    'Changes cannot be saved at present: The folder of the facts cannot be written.',
  );
  const refused = await discord.member('Tai').slash('facts alias add', { fact: 'schools-a', name: 'no' });
  expect(refused.text).toContain('事實所在的資料夾無法寫入。請營運者開放寫入');
});

const size = (): number => Buffer.byteLength(JSON.stringify(stage.live.store.base().file, null, 2)) + 1;

it.each<[string, () => Around, string]>([
  ['a folder that cannot be written', () => READ_ONLY, 'cannot be written'],
  ['a disk with no byte free', () => almostFull(0), 'The disk is full'],
  ['a disk with one byte free', () => almostFull(1), 'The disk is full'],
  ['a disk with 4096 bytes free', () => almostFull(4096), 'The disk is full'],
  ['a disk with a byte too few', () => almostFull(size() - 1), 'The disk is full'],
  [
    'an fsync that fails',
    () => failingOnce(({ name }) => name === 'sync', 'EIO'),
    'The disk reports an error',
  ],
  [
    'a file that may not be renamed',
    () => failing(({ name, path }) => name === 'rename' && path === stage.factsFile, 'EACCES'),
    'cannot be written',
  ],
])(
  'with %s, an edit is refused with what to do, the old file stays, and Save works once it can',
  async (_disk, fault, words) => {
    around = WORKING;
    const mo = discord.member('Mo');
    await mo.slash('facts alias add', { fact: 'schools-b', name: `before ${words} ${size()}` });
    const before = await readFile(stage.factsFile, 'utf8');
    const form = await mo.slash('facts edit', { fact: 'schools-c', form: 'names' });
    const label = `Saved in spite of ${size()}`;
    const preview = await mo.submitModal(form, { 'label-en': label });
    around = fault();
    const refused = await mo.press(preview.message, customIdOf(preview.message, 'Save'));
    expect(textOf(refused.message)).toContain(words);
    expect(textOf(refused.message)).not.toMatch(/\.json|\.tmp|E[A-Z]{3,}|Error/u);
    around = WORKING;
    expect(await readFile(stage.factsFile, 'utf8')).toBe(before);
    expect((await discord.member('Ann').slash('metric', { name: 'schools-c' })).text).not.toContain(label);
    // What was typed is kept: the form opens with it, and its preview can be saved.
    const again = await mo.press(refused.message, customIdOf(refused.message, 'Names and topic'));
    expect(JSON.stringify(again.modal)).toContain(label);
    const second = await mo.submitModal(again, {});
    const saved = await mo.press(second.message, customIdOf(second.message, 'Save'));
    expect(textOf(saved.message)).toContain('Saved as change');
    expect(await readFile(stage.factsFile, 'utf8')).toContain(label);
    expect((await readdir(dirname(stage.factsFile))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  },
);

it('a removal and an import that the disk refuses keep the reason, and are saved by one more press', async () => {
  around = WORKING;
  const mo = discord.member('Mo');
  const file = await stage.file();
  const content = printFacts({
    ...file,
    facts: file.facts.map((fact) => ({ ...fact, period: { kind: 'cumulative' as const } })),
  });
  const steps = [
    ['Replace the facts', 'facts import', { file: { name: 'facts.json', content } }],
    ['Remove', 'facts remove', { fact: 'schools-j' }],
  ] as const;
  for (const [button, command, options] of steps) {
    const asked = await mo.slash(command, options);
    await asked.until((seen) => seen.text !== '');
    const why = await mo.press(asked.message, customIdOf(asked.message, button));
    around = almostFull(0);
    const refused = await mo.submitModal(why, { reason: `${button}, for a reason` });
    expect(textOf(refused.message)).toContain('The disk is full');
    around = WORKING;
    const again = await mo.press(refused.message, customIdOf(refused.message, button));
    expect(JSON.stringify(again.modal)).toContain(`${button}, for a reason`);
    const done = await mo.submitModal(again, {});
    expect(textOf(done.message)).toContain('Saved as change');
  }
  const later = await mo.slash('facts history', {});
  expect(later.text).toContain('Replace the facts, for a reason');
});

it('a disk that fails at the worst moment leaves it open, and says so', async () => {
  around = WORKING;
  const mo = discord.member('Mo');
  const form = await mo.slash('facts edit', { fact: 'schools-d' });
  const preview = await mo.submitModal(form, { figure: '15所', quote: sentence('E', 15) });
  const why = await mo.press(preview.message, customIdOf(preview.message, 'Save'));
  const folder = dirname(stage.factsFile);
  around = failing(({ name, path }) => name === 'sync' && path === folder, 'EIO');
  const unsure = await mo.submitModal(why, { reason: 'the disk is old' });
  expect(textOf(unsure.message)).toContain('not certain whether this was saved');
  expect(textOf(unsure.message)).toContain('Look at the fact before you repeat the change');
  around = WORKING;
  expect((await mo.slash('facts show', { fact: 'schools-d' })).text).toContain('15所');
  const next = await mo.slash('facts alias add', { fact: 'schools-d', name: 'certain again' });
  expect(next.text).toContain('Saved as change');
});
