/** The six predictions, in the order people see them. */
export const PREDICTIONS = [
  'performance_forecast',
  'resource_usage',
  'error_probability',
  'capacity_planning',
  'performance_trend',
  'anomaly_risk',
] as const;
export type PredictionKind = (typeof PREDICTIONS)[number];

/** What a query answers with from a forecast: lines into the future, when a limit is hit, how likely that is, how good it was, or one of the six predictions. */
export const FORECAST_OUTPUTS = ['forecast', 'time-to-threshold', 'probability', 'accuracy', 'prediction'] as const;
export type ForecastOutput = (typeof FORECAST_OUTPUTS)[number];

/** Which side of a limit is the bad one. */
export const LIMIT_SIDES = ['above', 'below'] as const;
export type LimitSide = (typeof LIMIT_SIDES)[number];

/** What a series must not go past: a number, or what a PromQL query gives (one value, or one a series by equal labels). */
export interface ForecastLimit {
  /** In the series' unit; null where there is none, or where `expr` says it. */
  value: number | null;
  /** PromQL; empty where `value` says it. */
  expr: string;
  side: LimitSide;
}

/** What a query asks of a forecast; stored in the query's `forecast`, where any part may be absent. Durations are Prometheus's (`60m`, `4d`). */
export interface ForecastQuery {
  forecaster: string;
  /** The forecaster's own settings; validated against its schema, missing ones take its defaults. */
  settings: Record<string, unknown>;
  horizon: string;
  /** Percent of values that lie within the interval: above 0, below 100. */
  level: number;
  /** Further levels, for a fan. */
  levels: number[];
  limit: ForecastLimit;
  /** Which prediction, where the query's output is `prediction`. */
  prediction: PredictionKind;
  /** PromQL of series that may explain this one, by equal labels or one for all. */
  exogenous: string[];
  /** No value can lie below it; `auto`: 0 where the series never was below 0. */
  floor: 'auto' | 'none' | number;
  ceiling: 'none' | number;
  /** IANA name of the zone whose clock days and weeks are told by. */
  timeZone: string;
  /** How many earlier forecasts are answered beside the newest, one each `horizon` before. */
  earlier: number;
}

/** Defaults of the field; horizon and level are those of the six predictions. */
export const FORECAST_DEFAULTS: ForecastQuery = {
  forecaster: 'auto',
  settings: {},
  horizon: '60m',
  level: 95,
  levels: [],
  limit: { value: null, expr: '', side: 'above' },
  prediction: 'performance_forecast',
  exogenous: [],
  floor: 'auto',
  ceiling: 'none',
  timeZone: 'UTC',
  earlier: 0,
};

/** What a stored query's `forecast` means: whatever is absent takes its default. */
export function withForecastDefaults(forecast: StoredForecast | undefined): ForecastQuery {
  const known = dropAbsent(forecast ?? {});
  return {
    ...FORECAST_DEFAULTS,
    ...known,
    limit: { ...FORECAST_DEFAULTS.limit, ...dropAbsent(forecast?.limit ?? {}) },
  };
}

/** A `ForecastQuery` as it may be stored, where any part may be absent. */
export type StoredForecast = Partial<Omit<ForecastQuery, 'limit'>> & { limit?: Partial<ForecastLimit> };

/** How a forecast would have done: rolling origins over the series' own past. */
export type ForecastAccuracy = {
  /** Origins it was tried from; 0 where the past is too short, and then no figure is finite. */
  readonly origins: number;
  /** Mean absolute error over the mean absolute error of the seasonal naive forecast within the training data (Hyndman and Koehler 2006). */
  readonly mase: number;
  /** The same of the seasonal naive forecast from the same origins. */
  readonly naiveMase: number;
  /** Whether the seasonal naive forecast did better. */
  readonly isWorseThanNaive: boolean;
  /** Mean absolute error, in the series' unit. */
  readonly mae: number;
  /** Share (0..1) of values within the intervals, by level. */
  readonly coverage: readonly { readonly level: number; readonly share: number }[];
  /** By how far ahead, ms; ascending. */
  readonly byLead: readonly {
    readonly lead: number;
    readonly mae: number;
    readonly naiveMae: number;
    /** Share within the interval of the query's level. */
    readonly coverage: number;
  }[];
};

/** When a series will go past its limit, by simulated courses; durations are ms from the origin. */
export type HitTimes = {
  readonly limit: number;
  readonly side: LimitSide;
  /** Whether it is past it already. */
  readonly isPast: boolean;
  /** Share (0..1) of courses that go past it within the horizon. */
  readonly probability: number;
  /** By when 10, 50 and 90 in 100 courses have; null where that share does not within the horizon. */
  readonly p10: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  /** How probable it is to be past by each step of the horizon, 0..1, ascending. */
  readonly byStep: readonly number[];
};

/** One of the six predictions of one series. */
export type Prediction = {
  readonly kind: PredictionKind;
  readonly labels: Readonly<Record<string, string>>;
  /** What it says, in `unit`; null where it cannot be said, and `why` says why. */
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Grafana unit id. */
  readonly unit: string;
  /** Percent. */
  readonly level: number;
  /** ms. */
  readonly horizon: number;
  /** ms since the epoch of the last value known. */
  readonly origin: number;
  /** Id of the forecaster, or of what else it was made with. */
  readonly model: string;
  /** One sentence for people. */
  readonly summary: string;
  readonly why?: string;
  /** `capacity_planning` and `error_probability`. */
  readonly hits?: HitTimes;
  /** `performance_trend`: change a week, and how probable so much is without any trend. */
  readonly trend?: { readonly perWeek: number; readonly pValue: number; readonly isSignificant: boolean };
};

/** `frame.meta.custom` of every frame of a forecast (key `nightjarForecast`). */
export interface ForecastFrameMeta {
  nightjarForecast: {
    version: 1;
    output: ForecastOutput;
    expr: string;
    /** ms. */
    step: number;
    origin: number;
    horizon: number;
    level: number;
    forecaster: string;
    members: readonly { forecaster: string; name: string; weight: number; mase: number }[];
    periods: readonly number[];
    accuracy: ForecastAccuracy | null;
    hits: HitTimes | null;
    /** Parts of the mean by step of the horizon. */
    components: readonly { kind: string; name: string; values: readonly number[] }[];
    /** Where this is an earlier forecast shown beside the newest. */
    isEarlier: boolean;
    /** Where the output is `prediction`. */
    prediction?: Prediction;
    notes: readonly string[];
  };
}

/** Names of the fields in frames of forecasts; `value` and `time` are as in `FIELD`. Bounds of further levels are `lower_80`, `upper_80`. */
export const FORECAST_FIELD = {
  mean: 'mean',
  lower: 'lower',
  upper: 'upper',
  /** One-step forecasts over the past. */
  fitted: 'fitted',
  probability: 'probability',
  seconds: 'seconds',
  limit: 'limit',
  /** What a forecast was tried with: rows by how far ahead, in seconds. */
  lead: 'lead',
  error: 'error',
  naiveError: 'naive_error',
  coverage: 'coverage',
} as const;

/** Label that tells the quantile of a time to threshold in frames for alert rules: `0.1`, `0.5`, `0.9`. */
export const QUANTILE_LABEL = 'quantile';

function dropAbsent<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}
