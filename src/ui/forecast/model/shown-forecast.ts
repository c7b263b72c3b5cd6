import type { ForecastFrameMeta, HitTimes, LimitSide } from '../../../../contract/forecast.ts';

/** Values over time: null or NaN where there is none. Times are ms since the epoch, ascending. */
export interface Line {
  readonly times: readonly number[];
  readonly values: ReadonlyArray<number | null>;
}

/** Bounds that hold `level` (percent) of what comes, along the times of the forecast. */
export interface Interval {
  readonly level: number;
  readonly lower: ReadonlyArray<number | null>;
  readonly upper: ReadonlyArray<number | null>;
}

/** The figures behind a forecast, as its frames carry them. */
export type ForecastFacts = Omit<ForecastFrameMeta['nightjarForecast'], 'version' | 'output' | 'isEarlier'>;

/** What was forecast from an earlier origin (ms since the epoch; null where nobody says). */
export interface EarlierForecast {
  readonly origin: number | null;
  readonly line: Line;
}

/** The limit as it runs along the forecast, and its bad side. */
export interface ShownLimit {
  readonly line: Line;
  readonly side: LimitSide;
}

/** One series with what is expected of it, as panel and page show it. */
export interface ShownForecast {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly color: string;
  readonly visible: boolean;
  /** The value axis it is drawn on: its unit, or one for all without. */
  readonly scaleKey: string;
  readonly format: (value: number) => string;
  readonly unit: string | undefined;
  readonly history: Line;
  /** What would have been forecast one step ahead. */
  readonly fitted: Line;
  readonly mean: Line;
  /** Widest first. */
  readonly intervals: readonly Interval[];
  /** Newest first. */
  readonly earlier: readonly EarlierForecast[];
  readonly limit: ShownLimit | null;
  readonly hits: HitTimes | null;
  /** Instant of the last value it knows of, ms since the epoch. */
  readonly origin: number;
  readonly facts: ForecastFacts | null;
  /** Where its value stands in the panel's frames; null on pages. */
  readonly place: { readonly frameIndex: number; readonly fieldIndex: number } | null;
}

export const isFiniteNumber = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** The last value that is there; null without any. */
export function lastOf({ times, values }: Line): { readonly time: number; readonly value: number } | null {
  for (let index = times.length - 1; index >= 0; index--) {
    const value = values[index];
    if (isFiniteNumber(value)) {
      return { time: times[index], value };
    }
  }
  return null;
}

/** When the forecast ends, ms since the epoch. */
export function endOf({ mean, origin }: Pick<ShownForecast, 'mean' | 'origin'>): number {
  return mean.times.at(-1) ?? origin;
}
