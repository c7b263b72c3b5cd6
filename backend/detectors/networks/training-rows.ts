/** Of five stretches of training time one is held out. */
const FOLDS = 5;
const HELD_FOLD = 2;
/** Rows a network learns from: a power of two between, so that models of like size train side by side. */
const LEAST_LEARNT = 256;
const MOST_LEARNT = 2048;
/** Held-out rows that decide when to stop. */
const MOST_JUDGED = 256;

/** Which rows a network learns from and which judge it; indices of rows. */
export interface RowSplit {
  /** Whether a row is held out. */
  readonly isHeld: Uint8Array;
  /** As many as `learntCount` says; where there are fewer rows they come again. */
  readonly learnt: Int32Array;
  /** Exactly `MOST_JUDGED`, again with repeats. */
  readonly judged: Int32Array;
}

/** Rows that models of `count` training rows learn from. */
export function learntCount(count: number): number {
  let size = LEAST_LEARNT;
  while (size < count && size < MOST_LEARNT) {
    size *= 2;
  }
  return size;
}

/**
 * Splits `count` rows of `points` points each in order of time. Stretches are several windows long where there are enough rows, so that few held-out
 * rows share points with learnt ones. `count` at least 5.
 */
export function splitRows(count: number, points: number): RowSplit {
  const stretch = Math.max(1, Math.min(4 * points, Math.floor(count / FOLDS)));
  const isHeld = Uint8Array.from({ length: count }, (_, i) => Number(Math.floor(i / stretch) % FOLDS === HELD_FOLD));
  const indices = Array.from({ length: count }, (_, i) => i);
  return {
    isHeld,
    learnt: spread(
      indices.filter((i) => !isHeld[i]),
      learntCount(count)
    ),
    judged: spread(
      indices.filter((i) => isHeld[i]),
      MOST_JUDGED
    ),
  };
}

/** `size` of the indices, evenly spread: none twice before all came once. */
function spread(from: readonly number[], size: number): Int32Array {
  return from.length >= size
    ? Int32Array.from({ length: size }, (_, i) => from[Math.floor((i * from.length) / size)])
    : Int32Array.from({ length: size }, (_, i) => from[i % from.length]);
}
