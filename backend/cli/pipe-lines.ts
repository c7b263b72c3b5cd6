import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { NightjarError } from '../errors.ts';

/** Answers each line of a file that is not empty with a line in another; `-` is standard input or output. Lines are numbered from 1. */
export async function pipeLines(
  batch: string,
  out: string,
  answer: (text: string, number: number) => Promise<string>
): Promise<void> {
  const input = batch === '-' ? process.stdin : createReadStream(batch);
  const output = out === '-' ? process.stdout : createWriteStream(out);
  const opened = Promise.all([input, output].map((stream) => failing(stream)));
  const work = answerLines(input, output, answer);
  await Promise.race([work, opened]);
  await work;
  if (output !== process.stdout) {
    output.end();
    await finished(output);
  }
}

/** Never resolves; rejects with a sentence when the stream fails. */
function failing(stream: NodeJS.EventEmitter & { path?: unknown }): Promise<never> {
  return new Promise((_, reject) => {
    stream.once('error', (error: Error) => {
      reject(
        new NightjarError('bad-request', `${String(stream.path ?? 'The stream')}: ${error.message}.`, { cause: error })
      );
    });
  });
}

async function answerLines(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  answer: (text: string, number: number) => Promise<string>
): Promise<void> {
  let number = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (text.trim() !== '' && !output.write(`${await answer(text, number)}\n`)) {
      await once(output, 'drain');
    }
  }
}
