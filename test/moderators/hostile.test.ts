import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factBase } from '../../src/facts/base.ts';
import { printFacts } from '../../src/facts/delta.ts';
import { changeFact } from '../../src/facts/edit.ts';
import { parseFacts } from '../../src/facts/file.ts';
import { sayProblem } from '../../src/facts/problem.ts';
import { readReportText } from '../../src/facts/report-text.ts';
import { tried } from '../../src/moderate/trial.ts';
import { factFrom, FIELDS, FORMS, typedOf, type Field } from '../../src/moderate/typed.ts';
import { wordsIn } from '../../src/words/words.ts';
import { sampleFact, sampleFile, sampleText } from '../facts/sample.ts';
import { customIdOf, textOf } from '../loopback/components.ts';
import type { Seen } from '../loopback/seen.ts';
import { HOSTILE } from './hostile-texts.ts';
import { setStage, type Stage } from './stage.ts';

const base = factBase(sampleFile(), new Map([['county', readReportText(sampleText())]]));
const original = sampleFact('A', 11);

describe(`${HOSTILE.length} hostile texts in each field of a fact, one at a time`, () => {
  it('are a hundred at least, all different', () => {
    expect(new Set(HOSTILE).size).toBeGreaterThanOrEqual(100);
  });

  it.each(FIELDS)('are stored as they are or refused with a reason: %s', (field: Field) => {
    const stored: string[] = [];
    for (const text of [...HOSTILE, 'x'.repeat(1024 * 1024)]) {
      const typed = { ...typedOf(original), [field]: text };
      const { fact, unread } = factFrom(typed, original.id, original, undefined, base);
      if (unread.length > 0) continue;
      if (JSON.stringify(fact) === JSON.stringify(original)) continue;
      const trial = tried(
        changeFact(original.id, original.revision, () => fact),
        base,
      );
      if (trial.base === null) {
        for (const problem of trial.problems) expect(sayProblem(problem, wordsIn('en'))).toMatch(/\S/u);
        expect(trial.problems.length).toBeGreaterThan(0);
        continue;
      }
      stored.push(text);
      const { file } = trial.base;
      expect(parseFacts(printFacts(file))).toEqual(file);
      // The figure and its source are the report's, whatever was typed.
      expect(file.facts[0]?.figure).toEqual(original.figure);
      expect(file.facts[0]?.source).toEqual(original.source);
      expect(JSON.stringify(typedOf(fact)[field])).toBe(JSON.stringify(text.trim()));
      expect(text).not.toMatch(
        /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069]/u,
      );
    }
    const free: readonly Field[] = ['label-zh', 'label-en', 'aliases-zh', 'aliases-en'];
    if (free.includes(field)) expect(stored).toContain('__proto__');
    else expect(stored).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('the same texts at Discord', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(() => stage.clear());

  /** What Discord would take for markup of somebody's own. */
  const MARKUP =
    /(?<!\\)<[@#/t:ai]|(?<!\\)\]\(|(?<!\\)\|\||(?<!\\)```|https?:\/\/|discord:\/\/|^#{1,3} |^-# |^>/imu;

  function expectHarmless(seen: Seen, text: string): void {
    for (const message of seen.messages) {
      expect(message.pings, text).toEqual({ everyone: false, roles: [], users: [] });
      for (const { title = '', description = '', fields = [] } of message.embeds)
        for (const shown of [title, description, ...fields.map(({ value }) => value)])
          // The figure stands out and its sentence is quoted: the bot's own markup.
          expect(shown.replaceAll(/^# (?=\d+所$)|^> (?=\p{Lu}鎮)/gmu, ''), text).not.toMatch(MARKUP);
    }
  }

  it('in every field of both forms are refused or shown literally, and ping nobody', async () => {
    const mo = stage.discord.member('Mo');
    for (const text of HOSTILE) {
      const before = await stage.file();
      for (const form of ['figure', 'names'] as const) {
        const opened = await mo.slash('facts edit', { fact: 'schools-i', form });
        const fields = Object.fromEntries(FORMS[form].map((field) => [field, text]));
        const seen = await mo.submitModal(opened, fields, { hostile: true });
        expect(seen.text, text).toMatch(/Not ready to save|Preview|Not saved/u);
        expectHarmless(seen, text);
      }
      expect(await stage.file()).toEqual(before);
    }
  });

  it('as names and labels that can be saved are shown literally to members and in the log', async () => {
    const mo = stage.discord.member('Mo');
    let saved = 0;
    for (const text of HOSTILE) {
      const form = await mo.slash('facts edit', { fact: 'schools-h', form: 'names' });
      const fields = { 'label-zh': text, 'label-en': text, 'aliases-en': `${text} too` };
      const preview = await mo.submitModal(form, fields, { hostile: true });
      if (!preview.text.includes('Preview')) continue;
      const done = await mo.press(preview.message, customIdOf(preview.message, 'Save'));
      if (textOf(done.message).includes('Saved as change')) saved += 1;
      expectHarmless(done, text);
      const asked = await stage.discord.member('Ann').slash('metric', { name: 'schools-h' });
      expect(asked.text).toContain('18所');
      expectHarmless(asked, text);
    }
    expect(saved).toBeGreaterThan(30);
    for (const message of stage.discord.messagesIn('log')) {
      expect(message.pings).toEqual({ everyone: false, roles: [], users: [] });
      for (const { description = '' } of message.embeds) expect(description).not.toMatch(MARKUP);
    }
  });

  it.each<[string, (text: string) => [string, Record<string, string | number>]]>([
    ['the id of a new fact', (id) => ['facts add', { id }]],
    ['a series', (series) => ['facts add', { id: 'in-a-series', series }]],
    ['a name to add', (name) => ['facts alias add', { fact: 'schools-g', name }]],
    ['a name to take away', (name) => ['facts alias remove', { fact: 'schools-g', name }]],
    ['a fact to edit', (fact) => ['facts edit', { fact }]],
    ['a fact to remove', (fact) => ['facts remove', { fact }]],
    ['a fact’s history', (fact) => ['facts history', { fact }]],
    ['a fact to show', (fact) => ['facts show', { fact, revision: 3 }]],
    ['a question to try', (question) => ['facts try', { question }]],
    ['the reason of an undo', (reason) => ['facts undo', { change: 1, reason }]],
  ])('as %s get an answer that pings nobody and forges nothing', async (_what, call) => {
    const mo = stage.discord.member('Mo');
    for (const text of HOSTILE) {
      const [command, options] = call(text);
      const seen = await mo.slash(command, options, { hostile: true });
      expect(seen.type, text).toBeGreaterThan(0);
      expectHarmless(seen, text);
    }
    expect(await stage.file()).toMatchObject({
      facts: sampleFile(10).facts.map(({ figure }) => ({ figure })),
    });
    expect(stage.lines.join('\n')).not.toMatch(/"level":(?:50|60)/u);
  });
});
