/** How values are turned into what is regressed, and back. `offset` is added before; `centre` is what is taken off afterwards. */
export interface Transform {
  readonly kind: 'log' | 'sqrt' | 'none';
  readonly offset: number;
  readonly centre: number;
  /** Forecasts are kept within, in turned values: the range seen, and once more beyond. */
  readonly low: number;
  readonly high: number;
}

/** The least that a logarithm is taken of, in standard deviations of the values. */
const LEAST_SHARE = 0.1;

/** The turned values' law, by `values` alone. */
export function transformOf(kind: Transform['kind'], values: Float64Array): Transform {
  let [least, sum] = [Infinity, 0];
  for (const value of values) {
    least = Math.min(least, value);
    sum += value;
  }
  const mean = sum / values.length;
  const deviation = Math.sqrt(values.reduce((square, value) => square + (value - mean) ** 2, 0) / values.length);
  const floor = kind === 'log' ? LEAST_SHARE * deviation : 0;
  const offset = kind === 'none' ? 0 : Math.max(0, floor - least);
  const raw = { kind, offset, centre: 0, low: -Infinity, high: Infinity };
  const turned = values.map((value) => turn(raw, value));
  const centre = turned.reduce((total, value) => total + value / turned.length, 0);
  const [low, high] = turned.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
  const range = high - low;
  return { kind, offset, centre, low: low - centre - range, high: high - centre + range };
}

/** A value that came later may be too low for a logarithm: it counts as the lowest there can be. */
export function turn({ kind, offset, centre, low }: Transform, value: number): number {
  switch (kind) {
    case 'log':
      return Math.max(low, Math.log(Math.max(value + offset, Number.MIN_VALUE)) - centre);
    case 'sqrt':
      return Math.sqrt(Math.max(value + offset, 0)) - centre;
    case 'none':
      return value - centre;
  }
}

export function turnBack({ kind, offset, centre, low, high }: Transform, turned: number): number {
  const raw = Math.min(high, Math.max(low, turned)) + centre;
  switch (kind) {
    case 'log':
      return Math.exp(raw) - offset;
    case 'sqrt':
      return Math.max(raw, 0) ** 2 - offset;
    case 'none':
      return raw;
  }
}
