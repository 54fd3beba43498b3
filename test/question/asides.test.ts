import { describe, expect, test } from 'vitest';
import { asideSpans, countsYearIn, deniesTotal } from '../../src/question/asides.ts';
import { fold } from '../../src/text/fold.ts';

/** What is left of a question without its asides. */
function asked(question: string): string {
  const folded = fold(question);
  const spans = asideSpans(folded);
  return [...folded].filter((_, at) => !spans.some(([from, to]) => from <= at && at < to)).join('');
}

describe('what a question says in passing', () => {
  test.each([
    ['歷年捐了多少？產業基金那筆不要算', '历年捐了多少?'],
    ['县和乡先不论，单说村，摘帽的有几个', ',单说村,摘帽的有几个'],
    ['别跟我说村，只数县，有几个', ',只数县,有几个'],
    ['how much was donated (not the fund)', 'how much was donated ()'],
    ['villages, not counties, lifted', 'villages, , lifted'],
    ['apart from the fund, what was donated', ', what was donated'],
  ])('in “%s” leaves “%s”: what is ruled out is not asked for', (question, left) => {
    expect(asked(question)).toBe(left);
  });

  test.each([
    '免费不要钱的课有多少学生',
    '不算穷了的村有几个',
    '捐了多少钱',
    'how many villages are not poor any more',
  ])('leaves “%s” whole', (question) => {
    expect(asked(question)).toBe(fold(question));
  });

  test('drops what something is compared with, but keeps a comparison that is asked for', () => {
    expect(asked('比縣小一號的地方有幾個')).toBe('比小一号的地方有几个');
    expect(asked('村比县多几个')).toBe('村比县多几个');
    expect(asked('something smaller than a county')).toBe('something smaller than a ');
  });

  test('drops a first clause about the asker where a later one asks', () => {
    expect(asked('我在凉山一所小学教书，想知道惠及多少所学校')).toBe('想知道惠及多少所学校');
    expect(asked("I'm a teacher in Guizhou: how many schools were reached?")).toBe(
      ' how many schools were reached?',
    );
    expect(asked('我想知道捐了多少')).toBe('我想知道捐了多少');
  });

  test.each([
    '连同2019年新增的在内，出资多少',
    'including what it added in 2019, how much in total',
    '不只2019年',
  ])('reads in “%s” a year that is counted in', (question) => {
    expect(countsYearIn(fold(question))).toBe(true);
  });

  test.each(['2019年捐了多少', 'how much was donated in 2019'])(
    'reads in “%s” a year that is asked for',
    (question) => {
      expect(countsYearIn(fold(question))).toBe(false);
    },
  );

  test.each([
    '不要累计的',
    '非累计的那个数',
    '唔好畀累計嗰個我',
    '不看历年累计',
    'the non-cumulative number',
    'not the running total',
  ])('hears that “%s” rules out the running total', (question) => {
    expect(deniesTotal(fold(question))).toBe(true);
  });

  test.each(['累计捐了多少', 'the running total', '不要基金，要累计捐赠'])(
    'hears no such thing in “%s”',
    (question) => {
      expect(deniesTotal(fold(question))).toBe(false);
    },
  );

  test('takes time that grows with the length of the text alone', () => {
    const long = '不是'.repeat(300) + '比'.repeat(300) + '我在，'.repeat(100);
    expect(asideSpans(fold(long)).length).toBeGreaterThan(0);
  });
});
