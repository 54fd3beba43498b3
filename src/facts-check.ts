import { loadConfig } from './config.ts';
import { readFacts } from './facts/file.ts';
import { FactFileError } from './facts/problem.ts';
import { mendable } from './failure.ts';

// `npm run facts:check`: checks the fact file and prints every problem with its place.

const path = process.argv[2] ?? loadConfig().factsFile;
try {
  const base = await readFacts(path);
  process.stdout.write(`${path}: ${String(base.facts.length)} facts, no problems.\n`);
} catch (error) {
  const words = mendable(error, { factsFile: path });
  if (words === undefined) throw error;
  process.stdout.write(`${words}\n`);
  if (error instanceof FactFileError) process.stdout.write(`${String(error.problems.length)} problem(s).\n`);
  process.exitCode = 1;
}
