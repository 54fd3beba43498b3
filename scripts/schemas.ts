import { writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { factFileJsonSchema } from '../src/facts/schema.ts';
import { lexiconJsonSchema } from '../src/question/lexicon.ts';

// `npm run schemas`: writes the JSON Schemas beside the data files, from the zod schemas that check them.

for (const [path, schema] of [
  ['data/facts.schema.json', factFileJsonSchema()],
  ['data/lexicon.schema.json', lexiconJsonSchema()],
] as const) {
  await writeFile(path, await format(JSON.stringify(schema), { parser: 'json', printWidth: 110 }));
}
