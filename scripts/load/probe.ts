import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import type { Sample } from './processes.ts';

// Loaded into the bot's process before the bot itself, and run alone as a process with nothing to do: tells the parent
// once a second how the process is doing, and changes nothing about it.

const EVERY = 1000;
const NANOSECONDS = 1e6;

const loop = monitorEventLoopDelay({ resolution: 1 });
loop.enable();
let longestCollection = 0;
let collecting = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) {
    longestCollection = Math.max(longestCollection, duration);
    collecting += duration;
  }
}).observe({ entryTypes: ['gc'] });

let cpu = process.cpuUsage();
setInterval(() => {
  const spent = process.cpuUsage(cpu);
  cpu = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  const sample: Sample = {
    rss,
    heapUsed,
    // A wait of the resolution's length is on time.
    loopP99: loop.percentile(99) / NANOSECONDS - 1,
    loopMax: loop.max / NANOSECONDS - 1,
    longestCollection,
    collecting,
    busy: (spent.user + spent.system) / 1000 / EVERY,
  };
  process.send?.(sample);
  loop.reset();
  longestCollection = 0;
  collecting = 0;
}, EVERY);

// With --expose-gc: what is no longer needed is left out of the next sample.
process.on('message', (word) => {
  if (word === 'collect') globalThis.gc?.();
});
process.once('disconnect', () => process.exit());
