import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { NightjarError } from '../../errors.ts';

/** Writes values as JSON lines; `-` is standard output. */
export async function writeLines(file: string, values: readonly unknown[]): Promise<void> {
  const text = values.map((value) => `${JSON.stringify(value)}\n`).join('');
  if (file !== '-') {
    try {
      writeFileSync(file, text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new NightjarError('bad-request', `${file} cannot be written: ${reason}.`, { cause: error });
    }
  } else if (!process.stdout.write(text)) {
    await once(process.stdout, 'drain');
  }
}
