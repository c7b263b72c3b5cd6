const UNITS: readonly (readonly [string, number])[] = [
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** A number with three significant digits. */
export function amount(value: number): string {
  return Math.abs(value) >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** A stretch of time (ms) in the unit people would say it in: `3.5 days`, `1 hour`, `40 seconds`. */
export function stretch(ms: number): string {
  const [name, length] = UNITS.find(([, unit]) => ms >= unit) ?? ['second', 1_000];
  const count = Number((ms / length).toPrecision(2));
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** A probability (0..1) in whole percent, never 0 % or 100 % where that is not certain. */
export function percent(probability: number): string {
  if (probability > 0.99) {
    return 'over 99 %';
  }
  return probability < 0.01 ? 'under 1 %' : `${Math.round(probability * 100)} %`;
}
