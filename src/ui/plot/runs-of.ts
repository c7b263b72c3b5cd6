export const isNumber = (value: number | null | undefined): value is number =>
  typeof value === 'number' && !Number.isNaN(value);

/**
 * Runs of indices in `range` (inclusive) for which `has` holds. Indices for which `isMissing` holds, times at which only other series
 * have a point, are left out and do not end a run.
 */
export function runsOf(
  has: (index: number) => boolean,
  isMissing: (index: number) => boolean,
  [from, to]: readonly [number, number]
): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  for (let index = from; index <= to; index++) {
    if (has(index)) {
      run.push(index);
    } else if (!isMissing(index) && run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  if (run.length > 0) {
    runs.push(run);
  }
  return runs;
}
