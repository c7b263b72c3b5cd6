/** What a detection, a miss and a false mark cost: NAB's application profiles. */
export interface Profile {
  readonly tpWeight: number;
  readonly fnWeight: number;
  readonly fpWeight: number;
}

/** A labelled anomaly: indices of its first and last point. */
export interface LabelledWindow {
  readonly first: number;
  readonly last: number;
}

/** One file's scores beside its labels. `scores` NaN counts as 0. */
export interface ScoredFile {
  readonly name: string;
  readonly scores: Float64Array;
  readonly windows: readonly LabelledWindow[];
}

/** A point that NAB would count if its score passed: `window` -1 is a false mark; `credit` is unweighted. */
interface CountedPoint {
  readonly score: number;
  readonly file: number;
  readonly window: number;
  readonly credit: number;
}

/** Files made ready for thresholds: points by falling score. */
export interface Prepared {
  readonly points: readonly CountedPoint[];
  /** Number of the file each window belongs to. */
  readonly windows: readonly number[];
}

/** 2 / (1 + e^5x) - 1: nearly 1 at the start of a window (-1), 0 at its end, -1 from three window lengths behind it on. */
function sigmoidCredit(position: number): number {
  return position >= 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
}

/** Points at the start of a file that are not counted: 15 % of it, at most 750. */
export function probation(length: number): number {
  return Math.min(Math.floor(0.15 * length), 0.15 * 5000);
}

/**
 * NAB's score by threshold, after Lavin and Ahmad, "Evaluating Real-time Anomaly Detection Algorithms" (2015), sections III and IV, with
 * the details of NAB 1.1: the best-placed detection in a window counts, one at its start for 1; a point outside counts against, less so
 * shortly behind a window; a window without detection costs `fnWeight`.
 */
export function prepare(files: readonly ScoredFile[]): Prepared {
  const points: CountedPoint[] = [];
  const windows: number[] = [];
  files.forEach((file, f) => {
    const from = probation(file.scores.length);
    const base = windows.length;
    file.windows.forEach((window) => windows.push(window.last >= from ? f : -1));
    let next = 0;
    for (let i = 0; i < file.scores.length; i++) {
      while (next < file.windows.length && i > file.windows[next].last) {
        next++;
      }
      const inside = next < file.windows.length && i >= file.windows[next].first;
      if (i >= from) {
        const score = Number.isNaN(file.scores[i]) ? 0 : file.scores[i];
        points.push({
          score,
          file: f,
          window: inside ? base + next : -1,
          credit: creditAt(file.windows, next, inside, i),
        });
      }
    }
  });
  points.sort((a, b) => b.score - a.score);
  return { points, windows };
}

function creditAt(windows: readonly LabelledWindow[], next: number, inside: boolean, i: number): number {
  if (inside) {
    const { first, last } = windows[next];
    return sigmoidCredit(-(last - i + 1) / (last - first + 1)) / sigmoidCredit(-1);
  }
  if (next === 0) {
    return sigmoidCredit(3);
  }
  const { first, last } = windows[next - 1];
  return sigmoidCredit((i - last) / (last - first));
}

export interface ThresholdScore {
  readonly threshold: number;
  /** Sum over files, not normalised. */
  readonly raw: number;
}

/** Walks thresholds downwards over the files of `use` (all by default); `visit` sees each with its raw score. */
function sweep(
  prepared: Prepared,
  profile: Profile,
  use: readonly boolean[] | null,
  visit: (at: ThresholdScore) => void
): void {
  const best = new Float64Array(prepared.windows.length).fill(Number.NaN);
  let raw = 0;
  prepared.windows.forEach((file, w) => {
    if (file >= 0 && (use === null || use[file])) {
      best[w] = -profile.fnWeight;
      raw -= profile.fnWeight;
    }
  });
  let threshold = Number.POSITIVE_INFINITY;
  for (const point of prepared.points) {
    if (use !== null && !use[point.file]) {
      continue;
    }
    if (point.score !== threshold) {
      visit({ threshold, raw });
      threshold = point.score;
    }
    if (point.window < 0) {
      raw += point.credit * profile.fpWeight;
    } else {
      const credit = point.credit * profile.tpWeight;
      if (credit > best[point.window]) {
        raw += credit - best[point.window];
        best[point.window] = credit;
      }
    }
  }
  visit({ threshold, raw });
}

/** The threshold with the highest raw score over the files of `use`, as NAB's optimiser looks for it, every score tried. */
export function optimise(prepared: Prepared, profile: Profile, use: readonly boolean[] | null = null): ThresholdScore {
  let best: ThresholdScore = { threshold: Number.POSITIVE_INFINITY, raw: Number.NEGATIVE_INFINITY };
  sweep(prepared, profile, use, (at) => {
    best = at.raw > best.raw ? at : best;
  });
  return best;
}

/** Raw score over the files of `use` with points of at least `threshold` marked. */
export function rawAt(
  prepared: Prepared,
  profile: Profile,
  threshold: number,
  use: readonly boolean[] | null = null
): number {
  let raw = Number.NaN;
  sweep(prepared, profile, use, (at) => {
    raw = at.threshold >= threshold ? at.raw : raw;
  });
  return raw;
}

/** 0 for a detector that marks nothing, 100 for one that marks the first point of every window and nothing else. */
export function normalise(
  prepared: Prepared,
  profile: Profile,
  raw: number,
  use: readonly boolean[] | null = null
): number {
  const windows = prepared.windows.filter((file) => file >= 0 && (use === null || use[file])).length;
  const nothing = -profile.fnWeight * windows;
  return (100 * (raw - nothing)) / (profile.tpWeight * windows - nothing);
}
