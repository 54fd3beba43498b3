import { describe, expect, test } from 'vitest';
import { sentenceOf } from '../../src/facts/base.ts';
import { judgeAll, type Judged } from '../../src/question/decide.ts';
import { matched } from './matched.ts';

function judged(question: string): Judged[] {
  return judgeAll(matched(question));
}

/** The kinds of obstacles between the question and a fact. */
function obstacles(question: string, id: string): string[] {
  const found = judged(question).find(({ hit }) => hit.fact.id === id);
  if (found === undefined) throw new Error(`“${question}” has nothing to do with ${id}.`);
  return found.obstacles.map(({ kind }) => kind);
}

describe('an obstacle', () => {
  test.each([
    ['2018年捐了多少钱', 'donation-2019', 'other-year'],
    ['当年派出的挂职干部有多少', 'cadres-total', 'only-cumulative'],
    ['累计引进多少家企业', 'enterprises-2019', 'only-year'],
    ['同悦工程惠及多少学生', 'sponsored-students', 'not-about'],
    ['4G覆盖率', 'coverage-broadband', 'contrast'],
    ['how many televisions were given away', 'devices-donated', 'together'],
    ['电视送了几部', 'devices-donated', 'together'],
    ['捐的4000部设备里有多少部手机', 'devices-donated', 'breakdown'],
    ['消费扶贫有多少人', 'consumption-2019', 'unit'],
    ['2019年员工工资捐了多少钱', 'donation-2019', 'gap'],
  ])('between “%s” and %s is: %s', (question, id, kind) => {
    expect(obstacles(question, id)).toContain(kind);
  });

  test.each([
    ['2019年捐了多少钱', 'donation-2019'],
    ['累计捐了多少钱', 'donation-total'],
    ['how many villages were lifted out of poverty', 'villages-lifted'],
  ])('is not between “%s” and %s', (question, id) => {
    expect(obstacles(question, id)).toEqual([]);
  });
});

describe('a figure that counts what is asked', () => {
  const all = judged('hospitals were hooked up to telemedicine - how many people benefited?');
  const people = all.find(({ hit, obstacles: own }) => own.length === 0 && hit.fact.figure.unit === 'person');

  test('is lent what the question says of another figure of its sentence', () => {
    expect(people?.fit).toBeGreaterThan(people?.hit.score ?? Infinity);
    const lenders = all.filter(
      ({ hit, obstacles: own }) =>
        own.length > 0 && people !== undefined && sentenceOf(hit.fact) === sentenceOf(people.hit.fact),
    );
    expect(Math.max(...lenders.map(({ fit }) => fit))).toBeGreaterThan(people?.fit ?? Infinity);
  });

  test('lends nothing itself, and neither does one of another sentence', () => {
    for (const { hit, fit, obstacles: own } of all) if (own.length > 0) expect(fit).toBe(hit.score);
  });
});
