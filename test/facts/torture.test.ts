import { expect, test } from 'vitest';
import { printReport, torture } from '../../scripts/torture.ts';
import { sampleFolder } from './sample.ts';

// A short run of `npm run torture`; the long one is for a change of how facts are saved.

test('a process killed at random moments of its edits loses nothing that it acknowledged', async () => {
  const report = await torture({
    factsFile: await sampleFolder(),
    kills: 12,
    seed: 1,
    steps: false,
    lanes: 2,
  });
  expect(report).toMatchObject({ runs: 12, lost: 0, unreadable: 0 });
  expect(report.acknowledged).toBeGreaterThan(0);
  expect(Math.max(...report.recoveries)).toBeLessThan(2000);
  expect(printReport(report)).toMatch(
    /^runs 12, acknowledged \d+, lost 0, unreadable 0, recovery p50 \d+ ms/u,
  );
}, 60_000);
