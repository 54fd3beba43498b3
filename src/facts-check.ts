import { loadConfig } from './config.ts';
import { readFacts } from './facts/file.ts';
import { FactFileError, printProblem } from './facts/problem.ts';

// `npm run facts:check`: checks the fact file and prints every problem with its place.

const path = process.argv[2] ?? loadConfig().factsFile;
try {
  const base = await readFacts(path);
  process.stdout.write(`${path}: ${String(base.facts.length)} facts, no problems.\n`);
} catch (error) {
  if (!(error instanceof FactFileError)) throw error;
  for (const problem of error.problems) process.stdout.write(`${path}:${printProblem(problem)}\n`);
  process.stdout.write(`${String(error.problems.length)} problem(s).\n`);
  process.exitCode = 1;
}
