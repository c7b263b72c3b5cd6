import { formatDuration } from '../../contract/duration.ts';
import type { ForecastFrameMeta, ForecastOutput, HitTimes, Prediction } from '../../contract/forecast.ts';
import { FORECAST_FIELD } from '../../contract/forecast.ts';
import type { NightjarQuery } from '../../contract/query.ts';
import { unitOf } from '../../contract/units.ts';
import type { Forecast } from '../forecasts/forecast.ts';
import { displayName } from '../series/display-name.ts';
import type { Labels, Series } from '../series/series.ts';
import { accuracyFrames } from './accuracy-frames.ts';
import { hitFrames, predictionFrame, probabilityFrame } from './forecast-numbers.ts';
import { forecastLines } from './forecast-lines.ts';
import type { Frame, FrameMeta, Notice } from './frame.ts';

/** One series with all that a query's output may tell of it. */
export interface ForecastOf {
  /** What it did, over the range that is shown up to the origin. */
  readonly series: Series;
  readonly forecast: Forecast;
  /** null where the query has no limit, or the series has none. */
  readonly hits: HitTimes | null;
  /** From earlier origins, newest first. */
  readonly earlier: readonly Forecast[];
  /** Where the output is `prediction`. */
  readonly prediction: Prediction | null;
}

/** What all frames of an answer share; durations in ms, `expr` as it was sent to Prometheus. */
export interface ForecastFrameContext {
  readonly query: NightjarQuery;
  readonly output: ForecastOutput;
  readonly expr: string;
  readonly step: number;
  readonly origin: number;
  readonly horizon: number;
  /** Percent. */
  readonly level: number;
  readonly forecaster: string;
  readonly notices: readonly Notice[];
}

/** How a series is called, and in what it is measured. */
export interface Named {
  readonly name: string;
  readonly labels: Labels;
  /** Grafana unit id. */
  readonly unit: string;
}

/**
 * The frames of a query's output: lines of a series (`forecast`, and one frame more for each earlier one), numbers that a rule takes (`time-to-threshold`, `probability`,
 * `prediction`) or tables (`accuracy`). Notices are on the first frame alone, since Grafana shows those of all.
 */
export function forecastFrames(results: readonly ForecastOf[], context: ForecastFrameContext): Frame[] {
  const frames = framesOf(results, context);
  if (frames.length === 0) {
    return [{ name: '', refId: context.query.refId, fields: [], meta: metaOf(null, context, context.notices) }];
  }
  const [first, ...others] = frames;
  const { notices } = context;
  return [notices.length > 0 ? { ...first, meta: { ...first.meta, notices } } : first, ...others];
}

function framesOf(results: readonly ForecastOf[], context: ForecastFrameContext): Frame[] {
  const { refId } = context.query;
  const each = (frames: (one: ForecastOf, named: Named, meta: FrameMeta) => Omit<Frame, 'refId'>[]): Frame[] =>
    results.flatMap((one) =>
      frames(one, namedOf(one, context), metaOf(one, context)).map((frame) => ({ ...frame, refId }))
    );
  switch (context.output) {
    case 'forecast':
      return each((one, named, meta) => [
        forecastLines(one, named, meta, context.level),
        ...one.earlier.map((forecast) => earlierLines(one, forecast, named, context)),
      ]);
    case 'time-to-threshold':
      return each(({ hits }, named, meta) => (hits ? hitFrames(hits, named, meta) : []));
    case 'probability':
      return each(({ hits }, named, meta) => (hits ? [probabilityFrame(hits, named, meta)] : []));
    case 'prediction':
      return each(({ prediction }, named, meta) => (prediction ? [predictionFrame(prediction, named, meta)] : []));
    case 'accuracy':
      return accuracyFrames(
        results.map((one) => ({ ...namedOf(one, context), forecast: one.forecast, meta: metaOf(one, context) })),
        refId,
        context.level
      );
  }
}

/** What was forecast from an earlier origin. */
function earlierLines(
  one: ForecastOf,
  forecast: Forecast,
  named: Named,
  context: ForecastFrameContext
): Omit<Frame, 'refId'> {
  const name = `${named.name} from ${new Date(forecast.origin).toISOString().slice(0, 16)}Z`;
  const meta = metaOf({ ...one, forecast, hits: null }, { ...context, origin: forecast.origin }, [], true);
  return {
    name,
    fields: [
      { name: 'time', type: 'time', values: forecast.times },
      {
        name: FORECAST_FIELD.mean,
        type: 'number',
        values: forecast.mean,
        labels: named.labels,
        config: { displayNameFromDS: name, ...(named.unit === 'short' ? {} : { unit: named.unit }) },
      },
    ],
    meta,
  };
}

function namedOf({ series: { labels } }: ForecastOf, { query, expr }: ForecastFrameContext): Named {
  return { name: displayName(labels, query.legendFormat, expr), labels, unit: unitOf(labels.__name__ ?? '', expr) };
}

function metaOf(
  one: ForecastOf | null,
  context: ForecastFrameContext,
  notices: readonly Notice[] = [],
  isEarlier = false
): FrameMeta {
  const { output, expr, step, origin, horizon, level } = context;
  const forecast = one?.forecast;
  const custom: ForecastFrameMeta = {
    nightjarForecast: {
      version: 1,
      output,
      expr,
      step,
      origin,
      horizon,
      level,
      forecaster: forecast?.forecaster ?? context.forecaster,
      members: forecast?.members ?? [],
      periods: forecast?.periods ?? [],
      accuracy: forecast?.accuracy ?? null,
      hits: one?.hits ?? null,
      components:
        output === 'forecast' && forecast && !isEarlier
          ? forecast.components.map(({ kind, name, values }) => ({ kind, name, values: Array.from(values) }))
          : [],
      isEarlier,
      ...(one?.prediction ? { prediction: one.prediction } : {}),
      notes: forecast?.notes ?? [],
    },
  };
  return {
    ...(NUMBERS.has(output) ? { type: 'numeric-multi', typeVersion: [0, 1] } : {}),
    executedQueryString: `Expr: ${expr}\nStep: ${formatDuration(step)}\nFrom: ${new Date(origin).toISOString()}`,
    ...(notices.length > 0 ? { notices } : {}),
    custom,
  };
}

/** Outputs whose frames hold one number each. */
const NUMBERS: ReadonlySet<ForecastOutput> = new Set(['time-to-threshold', 'probability', 'prediction']);
