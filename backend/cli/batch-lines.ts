import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseBatchLine } from '../detections/batch/line.ts';
import type { BatchLine } from '../detections/batch/line.ts';
import { NightjarError } from '../errors.ts';

/** The lines of `--batch FILE` (`-`: standard input), one at a time, with their numbers from 1; empty lines are skipped. Throws `bad-request`. */
export async function* batchLines(batch: string): AsyncGenerator<{ line: BatchLine; number: number }> {
  if (batch !== '-' && !existsSync(batch)) {
    throw new NightjarError('bad-request', `There is no file ${batch}.`);
  }
  const input = batch === '-' ? process.stdin : createReadStream(batch);
  let number = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (text.trim() !== '') {
      yield { line: parseBatchLine(text, number), number };
    }
  }
}
