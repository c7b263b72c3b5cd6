import type { ForecastRecord, ForecastReply, PredictionReply } from '../../backend/forecasts/forecast-record.ts';
import type { HitTimes, PredictionKind, StoredForecast } from '../../contract/forecast.ts';
import { callRoute } from './request.ts';
import type { ResourceSender } from './request.ts';

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

/** The newest forecast of one series of a forecast monitor. Times in ms. */
export interface WatchedForecast {
  readonly monitor: { readonly id: string; readonly name: string };
  readonly labels: Readonly<Record<string, string>>;
  readonly origin: number;
  readonly horizon: number;
  readonly hits: HitTimes | null;
  readonly accuracy: Pick<ForecastRecord['accuracy'], 'mase' | 'naiveMase' | 'isWorseThanNaive' | 'origins'>;
  /** What is expected at the end of the horizon. */
  readonly mean: number | null;
  /** Grafana unit id. */
  readonly unit: string;
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

/** The newest forecasts of all forecast monitors, the most urgent first. */
export async function readWatched(datasource: ResourceSender): Promise<readonly WatchedForecast[]> {
  const { rows } = await callRoute<{ rows: WatchedForecast[] }>(datasource, 'GET', 'forecasts/watched');
  return rows;
}
