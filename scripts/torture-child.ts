import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { contentHash } from '../src/facts/delta.ts';
import { diskFiles } from '../src/facts/durable.ts';
import { changeFact } from '../src/facts/edit.ts';
import { openStore, type FactStore } from '../src/facts/store.ts';
import { faultyFiles, stopAt, type Around, type Moment } from '../test/facts/faults.ts';

// The process that is killed: opens the facts and edits them without end. Tells each acknowledged edit, in one
// synchronous write, so that what was told can be held against what is on the disk.
//
//   node --import tsx scripts/torture-child.ts FACTS_FILE [STEP MOMENT | on-word]
//
// With a step, it kills itself at that step of its second edit. With "on-word", it makes one edit once it gets a line,
// so that its calls can be watched from there on.

const [factsFile = '', step, moment = 'before'] = process.argv.slice(2);
let around: Around = (_call, perform) => perform();
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const files = faultyFiles(diskFiles, (call, perform) => around(call, perform));
const onWord = step === 'on-word';
// So short that each save puts the journal by, where each of its steps is of interest; else every few saves.
const journalBytes = step === undefined ? 16_384 : 1;
const store = await openStore({
  factsFile,
  log: silent,
  files,
  journalBytes,
  ...(onWord && { watchEveryMs: 0 }),
});
tell(`ready ${performance.now().toFixed(1)}`);
if (onWord) {
  await once(process.stdin, 'data');
  const { sequence } = await edit(store);
  tell(`saved ${String(sequence)} ${contentHash(store.base().file)}`);
  process.exit();
}

for (let edits = 0; ; edits++) {
  if (step !== undefined && edits === 1) around = stopAt(Number(step), readMoment(moment), die);
  const { sequence } = await edit(store);
  tell(`saved ${String(sequence)} ${contentHash(store.base().file)}`);
}

// Gives one fact after the other a new name in place of the last such name; each eighth edit is an undo.
async function edit(store: FactStore): Promise<{ sequence: number }> {
  const [last] = await store.history(undefined, 1);
  const number = (last?.sequence ?? 0) + 1;
  if (number % 8 === 0 && last?.action === 'change') return store.undo(last.sequence, 'torture');
  const { facts } = store.base();
  const fact = facts[number % facts.length];
  if (fact === undefined) throw new Error('There is no fact to edit.');
  const rename = changeFact(fact.id, fact.revision, (old) => ({
    ...old,
    aliases: {
      ...old.aliases,
      en: [...old.aliases.en.filter((name) => !name.startsWith('edit ')), `edit ${String(number)}`],
    },
  }));
  return store.change({ actor: 'torture', action: 'change', edit: rename });
}

function readMoment(text: string): Moment {
  if (text === 'before' || text === 'halfway' || text === 'after') return text;
  throw new Error(`There is no moment "${text}".`);
}

function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise<never>(() => undefined);
}

function tell(line: string): void {
  writeSync(1, `${line}\n`);
}
