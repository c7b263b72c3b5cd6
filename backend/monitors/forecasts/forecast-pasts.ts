import type { ForecastRecord } from '../../forecasts/forecast-record.ts';
import type { PlacedForecast } from './forecast-chunk.ts';
import { packColumns, unpackColumns } from './columns.ts';

/** What came before the newest forecast of a series: kept once, not with every origin. */
export type ForecastPast = Pick<ForecastRecord, 'history' | 'fitted'>;

interface Stretch {
  readonly start: number;
  readonly step: number;
}

interface Header {
  readonly origin: number;
  readonly series: readonly { readonly ordinal: number; readonly history: Stretch; readonly fitted: Stretch }[];
}

/** Pasts of forecasts from one origin as bytes; their times are as far apart as the first two. */
export function encodePasts(forecasts: readonly PlacedForecast[]): Uint8Array {
  const columns = forecasts.flatMap(({ record: { history, fitted } }) => [columnOf(history), columnOf(fitted)]);
  const series = forecasts.map(({ ordinal, record: { history, fitted, step } }) => ({
    ordinal,
    history: stretchOf(history, step),
    fitted: stretchOf(fitted, step),
  }));
  return packColumns({ origin: forecasts[0]?.record.origin ?? 0, series }, columns);
}

/** Opposite of `encodePasts`, by ordinal. Throws `internal` for other bytes. */
export function decodePasts(bytes: Uint8Array): { origin: number; pasts: Map<number, ForecastPast> } {
  const { header, column } = unpackColumns<Header>(bytes);
  const pasts = header.series.map(({ ordinal, history, fitted }, i): [number, ForecastPast] => [
    ordinal,
    { history: valuesOf(history, column(2 * i)), fitted: valuesOf(fitted, column(2 * i + 1)) },
  ]);
  return { origin: header.origin, pasts: new Map(pasts) };
}

function columnOf({ values }: ForecastRecord['history']): Float32Array {
  return Float32Array.from(values, (value) => value ?? Number.NaN);
}

function stretchOf({ times }: ForecastRecord['history'], step: number): Stretch {
  return { start: times[0] ?? 0, step: times.length > 1 ? times[1] - times[0] : step };
}

function valuesOf({ start, step }: Stretch, column: Float32Array): ForecastRecord['history'] {
  return {
    times: Array.from(column, (_, i) => start + i * step),
    values: Array.from(column, (value) => (Number.isNaN(value) ? null : value)),
  };
}
