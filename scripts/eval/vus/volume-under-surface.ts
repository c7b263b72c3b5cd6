/** Thresholds a curve is read at, evenly spaced in rank, as TSB-AD does. */
const THRESHOLDS = 250;

interface Stretch {
  /** Indices, both inclusive. */
  readonly first: number;
  readonly last: number;
}

/**
 * VUS-PR (Paparrizos et al., _Volume Under the Surface_, PVLDB 15, 2022): the mean over buffer lengths 0..`window` of the area under the range-based precision-recall curve,
 * in which labelled ranges have soft edges that long and a range counts as far as it is found at all. In the form that TSB-AD's code gives it (`RangeAUC_volume_opt`).
 *
 * @param labels 1 where anomalous, else 0; one entry a point, at least one of them 1
 * @param scores higher = more anomalous; NaN counts as the lowest
 * @param window longest buffer in points
 * @returns 0..1
 */
export function vusPr(labels: Uint8Array, scores: Float64Array, window: number): number {
  const { found, bins } = thresholdsOf(scores);
  const ranges = stretchesOf(labels);
  const hard = new Float64Array(THRESHOLDS);
  labels.forEach((label, i) => {
    hard[bins[i]] += label;
  });
  const positives = hard.reduce((sum, count) => sum + count, 0);
  let volume = 0;
  for (let buffer = 0; buffer <= window; buffer++) {
    const soft = softLabels(labels, ranges, buffer, bins);
    const firstFound = mergedRanges(ranges, buffer, labels.length).map((range) => earliestBin(bins, range));
    volume += areaOf(hard, soft, firstFound, found, positives);
  }
  return volume / (window + 1);
}

/** How many points each threshold finds, and the first threshold that finds each point. */
function thresholdsOf(scores: Float64Array): { found: Float64Array; bins: Uint16Array } {
  const known = scores.map((score) => (Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score));
  const sorted = known.slice().sort().reverse();
  const step = (sorted.length - 1) / (THRESHOLDS - 1);
  const values = Array.from(
    { length: THRESHOLDS },
    (_, k) => sorted[k === THRESHOLDS - 1 ? sorted.length - 1 : Math.floor(k * step)]
  );
  const found = new Float64Array(THRESHOLDS);
  const bins = Uint16Array.from(known, (score) => {
    let low = 0;
    let high = THRESHOLDS - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (score >= values[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    found[low] += 1;
    return low;
  });
  for (let k = 1; k < THRESHOLDS; k++) {
    found[k] += found[k - 1];
  }
  return { found, bins };
}

function stretchesOf(labels: Uint8Array): Stretch[] {
  const out: Stretch[] = [];
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === 1 && labels[i - 1] !== 1) {
      let last = i;
      while (labels[last + 1] === 1) {
        last++;
      }
      out.push({ first: i, last });
    }
  }
  return out;
}

/** Weight of the soft edges outside the labelled ranges, by the first threshold that finds it. */
function softLabels(labels: Uint8Array, ranges: readonly Stretch[], buffer: number, bins: Uint16Array): Float64Array {
  const half = buffer >> 1;
  const weights = new Map<number, number>();
  const add = (i: number, distance: number): void => {
    if (i >= 0 && i < labels.length && labels[i] === 0) {
      weights.set(i, (weights.get(i) ?? 0) + Math.sqrt(1 - distance / buffer));
    }
  };
  for (const { first, last } of ranges) {
    for (let distance = 1; distance <= half; distance++) {
      add(last + distance, distance);
      add(first - distance, distance);
    }
  }
  const soft = new Float64Array(THRESHOLDS);
  weights.forEach((weight, i) => {
    soft[bins[i]] += Math.min(1, weight);
  });
  return soft;
}

/** Ranges with their buffers; those whose buffers touch are one. */
function mergedRanges(ranges: readonly Stretch[], buffer: number, length: number): Stretch[] {
  const half = buffer >> 1;
  const out: Stretch[] = [];
  for (const range of ranges) {
    const first = Math.max(0, range.first - half);
    const last = Math.min(length - 1, range.last + half);
    const before = out.at(-1);
    if (before && before.last >= range.first - half) {
      out[out.length - 1] = { first: before.first, last };
    } else {
      out.push({ first, last });
    }
  }
  return out;
}

function earliestBin(bins: Uint16Array, { first, last }: Stretch): number {
  let earliest = bins[first];
  for (let i = first + 1; i <= last; i++) {
    earliest = Math.min(earliest, bins[i]);
  }
  return earliest;
}

/** Area under one precision-recall curve. `hard` and `soft`: label weight each threshold adds. */
function areaOf(
  hard: Float64Array,
  soft: Float64Array,
  firstFound: readonly number[],
  found: Float64Array,
  positives: number
): number {
  let area = 0;
  let truth = 0;
  let edges = 0;
  let recallBefore = 0;
  for (let k = 0; k < THRESHOLDS; k++) {
    truth += hard[k] + soft[k];
    edges += soft[k];
    const existence = firstFound.filter((bin) => bin <= k).length / firstFound.length;
    const recall = Math.min(1, truth / (positives + edges / 2)) * existence;
    area += (recall - recallBefore) * (truth / found[k]);
    recallBefore = recall;
  }
  return area;
}
