import { factorise, solve } from './cholesky.ts';
import { extraCount, extrasAt } from './design.ts';
import type { Design } from './design.ts';
import { windowGrams } from './window-gram.ts';
import type { WindowGram } from './window-gram.ts';

/** Normal equations of all steps ahead, which share their left side; `size` columns: the lags, newest first, then the extras. */
export interface Equations {
  readonly design: Design;
  readonly size: number;
  /** Lower Cholesky factor of the left side, row-major [size, size]. */
  readonly factor: Float64Array;
  /** A right side a step, row-major [size, ahead]. */
  readonly right: Float64Array;
  /** What extra columns are multiplied by, so that one penalty suits them and the lags. */
  readonly scale: number;
}

/** Normal equations by what came before each origin (ascending counts of values known). `ridge`: the penalty as a share of the windows' count times the values' variance. */
export function equationsAt(
  values: Float64Array,
  design: Design,
  ridge: number,
  origins: readonly number[]
): Equations[] {
  const width = design.lags + design.ahead;
  const grams = windowGrams(values, width, origins);
  const extras = extraSums(values, design, grams);
  return grams.map((gram, i) => equationsOf(gram, extras[i], design, ridge));
}

/** Sums of products of the extra columns: with each other (row-major [count, count]) and with the window's values ([count, width]). */
interface ExtraSums {
  readonly own: Float64Array;
  readonly windows: Float64Array;
}

function extraSums(values: Float64Array, design: Design, grams: readonly WindowGram[]): ExtraSums[] {
  const count = extraCount(design);
  const own = new Float64Array(count * count);
  const row = new Float64Array(count);
  let counted = 0;
  const width = design.lags + design.ahead;
  const windows = new Float64Array(count * width);
  return grams.map((gram) => {
    for (let start = counted; start < gram.count; start++) {
      extrasAt(design, start + design.lags - 1, row);
      for (let k = 0; k < count; k++) {
        const extra = row[k];
        for (let j = 0; j < count; j++) {
          own[k * count + j] += extra * row[j];
        }
        const to = k * width;
        for (let a = 0; a < width; a++) {
          windows[to + a] += extra * values[start + a];
        }
      }
    }
    counted = Math.max(counted, gram.count);
    return { own: own.slice(), windows: windows.slice() };
  });
}

function equationsOf(gram: WindowGram, extras: ExtraSums, design: Design, ridge: number): Equations {
  const { lags, around, ahead } = design;
  const { width, products, count } = gram;
  const extra = extraCount(design);
  const size = lags + extra;
  const left = new Float64Array(size * size);
  const right = new Float64Array(ahead * size);
  // The newest value of a window's lags; `mean[b]` sums the products of the lags' mean with value b.
  const newest = lags - 1;
  const mean = new Float64Array(width);
  for (let k = 0; k < around; k++) {
    const row = (newest - k) * width;
    for (let b = 0; b < width; b++) {
      mean[b] += products[row + b] / around;
    }
  }
  let meanSquare = 0;
  for (let k = 0; k < around; k++) {
    meanSquare += mean[newest - k] / around;
  }
  let trace = 0;
  for (let i = 0; i < lags; i++) {
    const row = (newest - i) * width;
    const less = mean[newest - i] - meanSquare;
    for (let j = 0; j <= i; j++) {
      left[i * size + j] = products[row + newest - j] - less - mean[newest - j];
    }
    trace += left[i * size + i];
  }
  const variance = trace / lags;
  const scale = Math.sqrt(variance / Math.max(1, count)) || 1;
  const extraMean = new Float64Array(extra);
  for (let k = 0; k < extra; k++) {
    for (let b = 0; b < around; b++) {
      extraMean[k] += extras.windows[k * width + newest - b] / around;
    }
    const row = (lags + k) * size;
    for (let j = 0; j < lags; j++) {
      left[row + j] = (extras.windows[k * width + newest - j] - extraMean[k]) * scale;
    }
    for (let j = 0; j <= k; j++) {
      left[row + lags + j] = extras.own[k * extra + j] * scale * scale;
    }
  }
  const penalty = ridge * variance || 1;
  for (let i = 0; i < size; i++) {
    left[i * size + i] += penalty;
  }
  for (let h = 0; h < ahead; h++) {
    const target = lags + h;
    const base = baseOf(design, h);
    const meanPart = mean[target] - mean[base];
    for (let j = 0; j < lags; j++) {
      const row = (newest - j) * width;
      right[j * ahead + h] = products[row + target] - products[row + base] - meanPart;
    }
    for (let k = 0; k < extra; k++) {
      const row = k * width;
      right[(lags + k) * ahead + h] = (extras.windows[row + target] - extras.windows[row + base]) * scale;
    }
  }
  factorise(left, size, penalty * 1e-6);
  return { design, size, factor: left, right, scale };
}

/** Which of the window's values step `h` (from 0) is told as a difference from: the same place of the last season known; the newest known is at `lags - 1`. */
export function baseOf({ lags, season }: Pick<Design, 'lags' | 'season'>, h: number): number {
  return lags + h - season * Math.ceil((h + 1) / season);
}

/** The columns at the newest known value, less their mean where they are lags. */
export function columnsAt(values: Float64Array, known: number, design: Design, scale: number): Float64Array {
  const { lags, around } = design;
  const columns = new Float64Array(lags + extraCount(design));
  let mean = 0;
  for (let k = 0; k < around; k++) {
    mean += values[known - 1 - k] / around;
  }
  for (let j = 0; j < lags; j++) {
    columns[j] = values[known - 1 - j] - mean;
  }
  extrasAt(design, known - 1, columns, lags);
  for (let k = lags; k < columns.length; k++) {
    columns[k] *= scale;
  }
  return columns;
}

/** Weights of the columns by step, row-major [size, ahead]: what they give is added to the season before. */
export function weightsOf({ design, size, factor, right }: Equations): Float64Array {
  const weights = right.slice();
  solve(factor, size, weights, design.ahead);
  return weights;
}

/** What the `ahead` values after the first `known` differ by from the season before, without the weights: one solution for the columns serves all steps. */
export function differencesAfter(values: Float64Array, known: number, equations: Equations): Float64Array {
  const { design, size, factor, right, scale } = equations;
  const columns = columnsAt(values, known, design, scale);
  solve(factor, size, columns, 1);
  const differences = new Float64Array(design.ahead);
  for (let k = 0; k < size; k++) {
    const from = k * design.ahead;
    for (let h = 0; h < design.ahead; h++) {
      differences[h] += columns[k] * right[from + h];
    }
  }
  return differences;
}
