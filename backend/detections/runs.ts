/** Indices of the first and last anomalous point of a run. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** Points below the threshold that may lie between two anomalous ones of the same run; missing values are not counted. */
export const BRIDGE = 3;

/**
 * Runs of set entries, those at most `BRIDGE` unset ones apart joined. A run so far depends on earlier points alone: what comes later
 * can lengthen it, never move its start.
 */
export function runsOf(flags: Uint8Array, values: Float64Array): Run[] {
  const runs: Run[] = [];
  let first = -1;
  let last = -1;
  let between = 0;
  for (let i = 0; i < flags.length; i++) {
    if (flags[i]) {
      if (first < 0) {
        first = i;
      } else if (between > BRIDGE) {
        runs.push({ first, last });
        first = i;
      }
      last = i;
      between = 0;
    } else if (!Number.isNaN(values[i])) {
      between++;
    }
  }
  if (first >= 0) {
    runs.push({ first, last });
  }
  return runs;
}
