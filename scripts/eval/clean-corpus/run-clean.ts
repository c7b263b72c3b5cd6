import { join } from 'node:path';
import { runParallel } from '../parallel/pool.ts';
import type { CleanResult, CleanRun } from './clean-run.ts';
import type { CleanFamily } from './family.ts';

const MODULE = join(import.meta.dirname, 'clean-run.ts');

/** A month of every family and seed, scored by one detector, with a line of progress after every tenth. */
export async function runClean(
  detector: string,
  families: readonly CleanFamily[],
  seeds: readonly number[],
  say: (line: string) => void
): Promise<CleanResult[]> {
  const runs: CleanRun[] = seeds.flatMap((seed) => families.map(({ name }) => ({ detector, family: name, seed })));
  const started = performance.now();
  return await runParallel<CleanResult>(MODULE, runs, {
    progress: (done, all) => {
      if (done % 10 === 0 || done === all) {
        say(`${detector}: ${done} of ${all} clean months, ${Math.round((performance.now() - started) / 1000)} s`);
      }
    },
  });
}
