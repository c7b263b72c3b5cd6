import type { ForecastRecord, ForecastReply, PredictionReply } from '../../backend/forecasts/forecast-record.ts';
import type { WatchedForecast } from '../../backend/monitors/forecasts/watched-forecasts.ts';
import type { PredictionKind, StoredForecast } from '../../contract/forecast.ts';
import { pathOf } from './monitors.ts';
import type { MonitorRecord } from './monitors.ts';
import { callRoute } from './request.ts';
import type { ResourceSender } from './request.ts';

export type { WatchedForecast } from '../../backend/monitors/forecasts/watched-forecasts.ts';
export type {
  ForecastRecord,
  ForecastReply,
  PredictionRecord,
  PredictionReply,
} from '../../backend/forecasts/forecast-record.ts';

/** What is to be forecast. Durations are Prometheus's. */
export interface ForecastQuestion {
  readonly expr: string;
  readonly trainingWindow?: string;
  readonly step?: string;
  /** Forecasts as of then, ms since the epoch; now, without. */
  readonly at?: number;
  readonly forecast?: StoredForecast;
}

/** What a monitor foretold from one origin, and the origins there are, newest first, ms since the epoch. */
export interface KeptForecasts {
  readonly origins: readonly number[];
  readonly forecasts: readonly ForecastRecord[];
}

export function askForecasts(datasource: ResourceSender, question: ForecastQuestion): Promise<ForecastReply> {
  return callRoute<ForecastReply>(datasource, 'POST', 'forecasts', { data: question });
}

export function askPrediction(
  datasource: ResourceSender,
  kind: PredictionKind,
  question: ForecastQuestion
): Promise<PredictionReply> {
  return callRoute<PredictionReply>(datasource, 'POST', `predictions/${kind}`, { data: question });
}

/** The newest forecasts of all forecast monitors, the most urgent first, and whether there are more. */
export function readWatched(
  datasource: ResourceSender
): Promise<{ readonly rows: readonly WatchedForecast[]; readonly more: boolean }> {
  return callRoute(datasource, 'GET', 'forecasts/watched');
}

/** What a monitor foretold: the newest, or what was the newest at `origin` (ms since the epoch). */
export function readKept(datasource: ResourceSender, monitor: string, origin: number | null): Promise<KeptForecasts> {
  const params = origin === null ? {} : { origin };
  return callRoute<KeptForecasts>(datasource, 'GET', `${pathOf(monitor)}/forecasts`, { params });
}

/** Makes a monitor that forecasts what a question asks, on schedule. */
export function keepForecast(
  datasource: ResourceSender,
  name: string,
  { expr, trainingWindow, step, forecast }: ForecastQuestion
): Promise<MonitorRecord> {
  const training = trainingWindow === undefined ? {} : { training: { window: trainingWindow } };
  const spec = {
    name,
    queries: [{ expr }],
    ...training,
    ...(step === undefined ? {} : { step }),
    forecast: forecast ?? {},
  };
  return callRoute<MonitorRecord>(datasource, 'POST', 'monitors', { data: { spec } });
}
