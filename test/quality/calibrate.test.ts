import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { foldsOf, groupsOf } from '../../src/quality/folds.ts';
import { gainOfValue, harmless, heldOut, isWorthwhile } from '../../scripts/calibrate/held-out.ts';
import { asCode } from '../../scripts/calibrate/report.ts';
import { STEPS, valuesAround } from '../../scripts/calibrate/steps.ts';
import { utilityOf } from '../../src/quality/utility.ts';
import { TUNING } from '../../src/question/tuning.ts';

describe('what answers are worth', () => {
  test('one wrong figure undoes three right ones, and asking back costs nothing', () => {
    expect(utilityOf(['right', 'right', 'right', 'wrong', 'asked'])).toBe(0);
    expect(utilityOf(['missed'])).toBeLessThan(utilityOf(['asked']));
  });
});

describe('the folds', () => {
  const questions = [
    'How many students were helped in 2019?',
    '2019年资助了多少学生？',
    'how many students were helped in 2018',
    'Which villages have broadband?',
  ];

  test('questions that are nearly the same are one group', () => {
    expect(groupsOf(questions)).toEqual([0, 1, 0, 3]);
  });

  test('two questions that differ are one group where a third is nearly the same as both', () => {
    expect(groupsOf(['abcdefgh', 'abcdefghijk', 'defghijk'])).toEqual([0, 0, 0]);
    expect(groupsOf(['abcdefgh', 'defghijk'])).toEqual([0, 1]);
  });

  test('a group stays in one fold, which no new question changes', () => {
    const folds = foldsOf(questions, groupsOf(questions), 5, 'seed');
    expect(folds[0]).toBe(folds[2]);
    const more = [...questions, 'What did the training cost?'];
    expect(foldsOf(more, groupsOf(more), 5, 'seed').slice(0, questions.length)).toEqual(folds);
  });

  test('every fold gets its share', () => {
    const many = Array.from({ length: 500 }, (_, place) => `${String(place)} ${String(place ** 3)}`);
    const folds = foldsOf(many, [...many.keys()], 5, 'seed');
    for (let fold = 0; fold < 5; fold++)
      expect(folds.filter((own) => own === fold).length).toBeGreaterThan(70);
  });
});

describe('a choice judged on other questions', () => {
  const split = { folds: [0, 0, 1, 1], groups: [0, 1, 2, 3] };

  test('counts where a value is better everywhere', () => {
    const trials = new Map([
      [1, [0, 0, 0, 0]],
      [2, [1, 1, 1, 1]],
    ]);
    expect(heldOut(trials, 1, split)).toEqual({ gain: 4, error: 2, best: 2 });
  });

  test('costs where what is better on one half is worse on the other', () => {
    const trials = new Map([
      [1, [0, 0, 0, 0]],
      [2, [2, 2, -1, -1]],
    ]);
    expect(heldOut(trials, 1, split)).toMatchObject({ gain: -2, best: 2 });
  });

  test('is none between equally good values', () => {
    const trials = new Map([
      [2, [1, 0, 1, 0]],
      [1, [1, 0, 1, 0]],
      [3, [0, 1, 0, 1]],
    ]);
    expect(heldOut(trials, 1, split)).toEqual({ gain: 0, error: 0, best: 1 });
  });

  test('counts questions that are nearly the same as one piece of evidence', () => {
    const trials = new Map([
      [1, [0, 0, 0, 0]],
      [2, [1, 1, 1, 1]],
    ]);
    expect(gainOfValue(trials, 1, 2, [0, 0, 0, 0])).toEqual({ gain: 4, error: 4 });
  });
});

describe('a number is changed', () => {
  test('only for more than its standard error and more than 0.15 % of the questions', () => {
    expect(isWorthwhile({ gain: 6, error: 5 }, 3000)).toBe(true);
    expect(isWorthwhile({ gain: 6, error: 6 }, 3000)).toBe(false);
    expect(isWorthwhile({ gain: 4, error: 1 }, 3000)).toBe(false);
  });

  test('never to a value that makes a kind of questions worse', () => {
    const trials = new Map([
      [1, [1, 0, 0]],
      [2, [0, 9, 9]],
      [3, [1, 1, -1]],
    ]);
    const { allowed, harmed } = harmless(trials, [1, 0, 0], ['chat', 'section', 'section']);
    expect([...allowed.keys()]).toEqual([1, 3]);
    expect([...harmed]).toEqual([[2, 'chat']]);
  });
});

describe('the numbers that decide', () => {
  test('are all tried, with values on both sides', () => {
    expect(STEPS.map(([key]) => key).sort()).toEqual(Object.keys(TUNING).sort());
    for (const [key, step] of STEPS) {
      const values = valuesAround(TUNING[key], step);
      expect(values).toContain(TUNING[key]);
      expect(values.length).toBeGreaterThan(2);
    }
  });

  test('stand in the code and in the evidence as the script wrote them', async () => {
    expect(await readFile('src/question/calibrated.ts', 'utf8')).toBe(asCode(TUNING));
    const evidence = await readFile('docs/calibration.md', 'utf8');
    const written = [...evidence.matchAll(/^\| `(\w+)` +\| (?:[\d.]+ → \*\*)?([\d.]+)/gmu)];
    expect(Object.fromEntries(written.map(([, key, value]) => [key, Number(value)]))).toEqual(TUNING);
  });
});
