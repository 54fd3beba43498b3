import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { botFor } from '../../src/bot.ts';
import { readFacts } from '../../src/facts/file.ts';
import { cut } from '../../src/question/cut.ts';
import { featuresOf } from '../../src/question/features.ts';
import { indexFacts } from '../../src/question/index.ts';
import { weighFeatures } from '../../src/question/match.ts';
import { sectionByOrdinal } from '../../src/question/ordinals.ts';
import { matchSections, matchTopics } from '../../src/question/sections.ts';
import { fold } from '../../src/text/fold.ts';

const base = await readFacts('data/facts.json');
const { lexicon } = botFor(base, JSON.parse(await readFile('data/lexicon.json', 'utf8')));
const index = indexFacts(base, lexicon);

function weighed(text: string): ReturnType<typeof weighFeatures> {
  return weighFeatures(featuresOf(cut(fold(text), lexicon), lexicon), index);
}

describe('sectionByOrdinal', () => {
  test.each([
    ['第一部分讲了什么', 'safeguards'],
    ['第二章', 'network'],
    ['第三節', 'network-plus'],
    ['the first section', 'safeguards'],
    ['2nd part', 'network'],
    ['part three', 'network-plus'],
    ['報告開頭', 'opening'],
    ['the introduction', 'opening'],
    ['结语', 'closing'],
    ['the last paragraph', 'closing'],
    ['第一章第二小點是什麼主題', 'funds'],
    ['第一部分里的第三条', 'talent'],
    ['the second item of the second chapter', 'tariffs'],
    ['first point under the third heading', 'education'],
    ['中间那章', 'network'],
    ['the last chapter', 'network-plus'],
  ])('finds the part called “%s”: %s', (text, section) => {
    expect(sectionByOrdinal(fold(text), index)?.section.id).toBe(section);
  });

  test.each(['第四部分', 'education', '', '一部分', '第一章第六條'])('finds no part called “%s”', (text) => {
    expect(sectionByOrdinal(fold(text), index)).toBeNull();
  });
});

describe('matchSections', () => {
  test.each([
    ['强化资金保障', 'funds'],
    ['強化人才保障', 'talent'],
    ['持续开展终端扶贫', 'devices'],
    ['資費扶貧', 'tariffs'],
    ['健康', 'health'],
    ['education', 'education'],
    ['party building', 'party'],
    ['網絡覆蓋', 'coverage'],
  ])('puts first, for “%s”, the part %s', (text, section) => {
    const [best] = matchSections(fold(text), weighed(text), index);
    expect(best?.section.id).toBe(section);
    expect(best?.coverage).toBeGreaterThan(0.45);
  });

  test('finds every part of the report by its own heading or lead phrase', () => {
    for (const report of base.file.reports) {
      for (const section of report.sections.filter(({ printed }) => printed)) {
        const name = section.lead === '' ? section.heading : section.lead;
        expect(matchSections(fold(name), weighed(name), index)[0]?.section.id, name).toBe(section.id);
      }
    }
  });

  test('gives the better fit first and nothing that does not fit at all', () => {
    const hits = matchSections(fold('健康扶贫'), weighed('健康扶贫'), index);
    const coverages = hits.map(({ coverage }) => coverage);
    expect(coverages).toEqual([...coverages].sort((one, other) => other - one));
    expect(Math.min(...coverages)).toBeGreaterThan(0);
    expect(matchSections(fold('天气'), weighed('天气'), index)).toEqual([]);
  });
});

describe('matchTopics', () => {
  test.each([
    ['医疗', 'health'],
    ['employment', 'employment'],
    ['教育', 'education'],
    ['幹部', 'talent'],
  ])('puts first, for “%s”, the topic %s', (text, topic) => {
    expect(matchTopics(weighed(text), index)[0]?.topic.id).toBe(topic);
  });

  test('finds none for what the report is silent on', () => {
    expect(matchTopics(weighed('天气'), index)).toEqual([]);
    expect(matchTopics([], index)).toEqual([]);
  });
});
