// Coefficients that keep a process stationary, as functions of unbounded numbers: each number gives a partial autocorrelation within -1..1 (Monahan 1984), and
// those give the coefficients by Levinson's recursion (Jones 1980).

import type { ArimaOrder } from './order.ts';

/** Beyond it a partial autocorrelation is 1 but for 6e-6, and no likelihood of thousands of values tells the difference. */
export const LARGEST = 300;

/** Coefficients phi of a stationary autoregression from unbounded numbers, into `target`, as many. */
export function constrain(free: Float64Array, target: Float64Array): void {
  const held = new Float64Array(free.length);
  for (let k = 0; k < free.length; k++) {
    const bounded = Math.min(LARGEST, Math.max(-LARGEST, free[k]));
    const partial = bounded / Math.sqrt(1 + bounded * bounded);
    held.set(target.subarray(0, k));
    for (let i = 0; i < k; i++) {
      target[i] = held[i] - partial * held[k - 1 - i];
    }
    target[k] = partial;
  }
}

/** Partial autocorrelations of the autoregression with coefficients phi; null where it is not stationary. */
export function partialAutocorrelations(phi: Float64Array): Float64Array | null {
  const partial = Float64Array.from(phi);
  const held = new Float64Array(phi.length);
  for (let k = phi.length - 1; k >= 0; k--) {
    const last = partial[k];
    const scale = 1 - last * last;
    if (!(scale > 0)) {
      return null;
    }
    held.set(partial.subarray(0, k));
    for (let i = 0; i < k; i++) {
      partial[i] = (held[i] + last * held[k - 1 - i]) / scale;
    }
  }
  return partial;
}

/** The inverse of `constrain`; null where phi is not stationary. */
export function unconstrain(phi: Float64Array): Float64Array | null {
  return partialAutocorrelations(phi)?.map((one) => one / Math.sqrt(1 - one * one)) ?? null;
}

/** Coefficients of all four parts (as `expand` takes them) from unbounded numbers; moving averages are invertible in the same way, with the sign turned. */
export function constrainAll({ p, q, P, Q }: ArimaOrder, free: Float64Array, target: Float64Array): void {
  let from = 0;
  for (const [count, isMoving] of [
    [p, false],
    [q, true],
    [P, false],
    [Q, true],
  ] as const) {
    const part = target.subarray(from, from + count);
    constrain(free.subarray(from, from + count), part);
    if (isMoving) {
      for (let i = 0; i < count; i++) {
        part[i] = -part[i];
      }
    }
    from += count;
  }
}

/** The inverse of `constrainAll`: a part that is not stationary or not invertible starts from zeros. */
export function unconstrainAll({ p, q, P, Q }: ArimaOrder, coefficients: Float64Array): Float64Array {
  const free = new Float64Array(coefficients.length);
  let from = 0;
  for (const [count, sign] of [
    [p, 1],
    [q, -1],
    [P, 1],
    [Q, -1],
  ] as const) {
    const part = coefficients.slice(from, from + count).map((one) => sign * one);
    free.set(unconstrain(part) ?? new Float64Array(count), from);
    from += count;
  }
  return free;
}
