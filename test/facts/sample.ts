import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { printFacts } from '../../src/facts/delta.ts';
import type { StoreLog } from '../../src/facts/holding.ts';
import type { Fact, FactFile } from '../../src/facts/schema.ts';
import { openStore, type FactStore, type StoreOptions } from '../../src/facts/store.ts';

// A small fact file that passes every check: towns A, B, C … with 11, 12, 13 … schools.

const TOWNS = Array.from('ABCDEFGHIJ');

/** The sentence of one town in the sample report. */
export function sentence(town: string, schools: number): string {
  return `${town}鎮建成${String(schools)}所學校。`;
}

export function sampleFact(town: string, schools: number, revision = 1): Fact {
  return {
    id: `schools-${town.toLowerCase()}`,
    revision,
    topic: 'schools',
    label: { zh: `${town}鎮學校數`, en: `Schools in town ${town}` },
    figure: { text: `${String(schools)}所`, value: String(schools), unit: 'school', qualifier: 'exact' },
    period: { kind: 'year', year: '2019' },
    source: { report: 'county', section: 'opening', quote: sentence(town, schools) },
    aliases: { zh: [], en: [] },
  };
}

export function sampleFile(facts = 5): FactFile {
  const towns = TOWNS.slice(0, facts);
  const none = { zh: [], en: [] };
  return {
    revision: 1,
    units: [{ id: 'school', dimension: 'count', zh: '所', en: { one: 'school', other: 'schools' } }],
    reports: [
      {
        id: 'county',
        title: { zh: '縣報告', en: 'County report' },
        organisation: { zh: '縣', en: 'County', aliases: none },
        published: '2020',
        year: '2019',
        text: 'reports/county.txt',
        sections: [
          {
            id: 'opening',
            heading: '開篇',
            lead: '',
            printed: false,
            title: { zh: '開篇', en: 'Opening' },
            aliases: none,
          },
        ],
        // Lets a test remove a fact without the check missing its figure.
        leftOut: towns.map((town, index) => ({
          text: `${town}鎮建成${String(11 + index)}所`,
          reason: 'free to be a fact or not',
        })),
      },
    ],
    topics: [{ id: 'schools', title: { zh: '學校', en: 'Schools' }, aliases: none }],
    facts: towns.map((town, index) => sampleFact(town, 11 + index)),
  };
}

export function sampleText(facts = 5): string {
  return `${TOWNS.slice(0, facts)
    .map((town, index) => sentence(town, 11 + index))
    .join('\n')}\n`;
}

/** A folder of its own with the sample in it; gone after the test. */
export async function sampleFolder(file = sampleFile(), text = sampleText()): Promise<string> {
  const folder = await emptyFolder();
  await mkdir(join(folder, 'reports'));
  await writeFile(join(folder, 'reports', 'county.txt'), text);
  await writeFile(join(folder, 'facts.json'), printFacts(file));
  return join(folder, 'facts.json');
}

export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'facts-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Lines extends StoreLog {
  readonly lines: string[];
}

/** A log that keeps its messages. */
export function memoryLog(): Lines {
  const lines: string[] = [];
  function keep(details: object, message: string): void {
    const more = 'problems' in details ? ` ${String(details.problems)}` : '';
    lines.push(`${message}${more}`);
  }
  return { lines, info: keep, warn: keep, error: keep };
}

/** A store that is closed after the test and does not watch unless told to. */
export async function openSample(options: Partial<StoreOptions> & { factsFile: string }): Promise<FactStore> {
  const store = await openStore({ log: memoryLog(), watchEveryMs: 0, ...options });
  onTestFinished(() => store.close());
  return store;
}
