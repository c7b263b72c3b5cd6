import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { openState } from '../launch/demo-state.ts';
import { step } from '../launch/progress.ts';
import { readerOf } from '../shop/read-samples.ts';
import { openShop } from '../shop/shop.ts';
import { openMetricsText } from './open-metrics.ts';

/** `node demo/history/write-history.ts --folder FOLDER [--seed N]`: FOLDER/history.txt for docker-compose.yaml, unless it is there. */
const { values } = parseArgs({ options: { folder: { type: 'string' }, seed: { type: 'string', default: '1' } } });
if (values.folder === undefined) {
  process.stderr.write('Name the folder: --folder FOLDER\n');
  process.exit(2);
}
const now = Date.now();
const state = openState(values.folder, Number(values.seed), now);
const file = join(values.folder, 'history.txt');
if (!existsSync(file)) {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const text = openMetricsText(readerOf(openShop(state)), state.origin, now);
  await step(say, `Writing the history to ${file}`, () => pipeline(Readable.from(text), createWriteStream(file)));
}
