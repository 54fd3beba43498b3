import { parseArgs } from 'node:util';
import { hurl } from '../test/moderators/hurl.ts';

// Random interactions, repeatable by their seed.
//
//   npm run fuzz -- [--runs 100000] [--seed 1]

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const start = performance.now();
const { examples, ...counts } = await hurl(Number(values.runs), Number(values.seed));
const words = Object.entries(counts).map(([name, count]) => `${name} ${String(Math.round(count))}`);
process.stdout.write(`${words.join(', ')}, in ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
for (const example of examples) process.stdout.write(`${example}\n`);
process.exitCode = counts.silent + counts.faults + counts.refused > 0 ? 1 : 0;
