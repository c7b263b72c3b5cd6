const UNITS: readonly (readonly [string, number])[] = [
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** Units that take prefixes: their sign, and what one prefix is worth. */
const SCALED: Readonly<Record<string, readonly [string, number]>> = {
  bytes: ['B', 1024],
  Bps: ['B/s', 1024],
  bits: ['b', 1000],
  bps: ['b/s', 1000],
};
const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** A number with three significant digits. */
function digits(value: number): string {
  return Math.abs(value) >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** A value of a Grafana unit as people say it: `93.7 GiB`, `12 %`, `350 ms`; of others, the number alone. */
export function amount(value: number, unit = 'short'): string {
  const scaled = SCALED[unit];
  if (scaled) {
    const [sign, base] = scaled;
    const steps = value === 0 ? 0 : Math.floor(Math.log(Math.abs(value)) / Math.log(base));
    const power = Math.min(PREFIXES.length - 1, Math.max(0, steps));
    const prefix = base === 1024 && power > 0 ? `${PREFIXES[power].toUpperCase()}i` : PREFIXES[power];
    return `${digits(value / base ** power)} ${prefix}${sign}`;
  }
  if (unit === 'percentunit' || unit === 'percent') {
    return `${digits(unit === 'percent' ? value : value * 100)} %`;
  }
  if (unit === 's' || unit === 'ms') {
    const ms = unit === 's' ? value * 1000 : value;
    return Math.abs(ms) < 1000 ? `${digits(ms)} ms` : ms > 0 ? stretch(ms) : `${digits(ms / 1000)} s`;
  }
  return digits(value);
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
