/** Pure functions on the numbers of series that several methods need. */

/** The newest number; NaN where there is none. */
export function lastOf(values: ArrayLike<number>): number {
  for (let i = values.length - 1; i >= 0; i--) {
    if (Number.isFinite(values[i])) {
      return values[i];
    }
  }
  return Number.NaN;
}

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) {
      sum += values[i];
      count++;
    }
  }
  return count === 0 ? Number.NaN : sum / count;
}

/** `value` raised to two significant digits: 1,234 to 1,300; bytes in their own scale (1.3 GiB). */
export function niceUp(value: number, unit: string): number {
  if (!(value > 0)) {
    return value;
  }
  const scale = unit === 'bytes' ? 1024 ** Math.floor(Math.log(value) / Math.log(1024)) : 1;
  const scaled = value / scale;
  const digit = 10 ** (Math.floor(Math.log10(scaled)) - 1);
  // Rounded first: 1.2000000000000002 / 0.1 is not to be raised.
  const raised = Math.ceil(Number((scaled / digit).toPrecision(12))) * digit;
  const nice = Number(raised.toPrecision(12)) * scale;
  return unit === 'short' ? Math.ceil(nice) : nice;
}

/** A share of trials that came true, drawn towards one half where trials are few (Laplace). */
export function laplace(successes: number, trials: number): number {
  return (successes + 1) / (trials + 2);
}

/** Percent, to one digit. */
export function percent(share: number): number {
  return Math.round(share * 1000) / 10;
}

/** Fall from `before` to `after` in percent of `before`; 0 where there was nothing to fall. Never beyond -999. */
export function fallInPercent(before: number, after: number): number {
  return before > 0 ? Math.max(-999, percent(1 - after / before)) : 0;
}
