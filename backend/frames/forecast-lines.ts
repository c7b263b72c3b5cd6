import { FIELD } from '../../contract/fields.ts';
import { FORECAST_FIELD } from '../../contract/forecast.ts';
import { lowerBound } from '../series/slice.ts';
import type { ForecastOf, Named } from './forecast-frames.ts';
import type { Field, Frame, FrameMeta } from './frame.ts';

/** How Grafana's time series panel draws a line, unless the panel overrides it. */
type Look = Readonly<Record<string, unknown>>;

const DASHED: Look = { lineStyle: { fill: 'dash', dash: [8, 6] }, fillOpacity: 0 };
const DOTTED: Look = { lineStyle: { fill: 'dot', dash: [0, 8] }, fillOpacity: 0 };

/**
 * One series as lines over its past and its horizon: what it did, what is expected, the bounds of each level (the query's own are called `lower` and `upper`, others by
 * their percent), what would have been forecast one step ahead, and the limit. NaN where a line has no value.
 */
export function forecastLines(
  { series, forecast, hits }: ForecastOf,
  { name, labels, unit }: Named,
  meta: FrameMeta,
  level: number
): Omit<Frame, 'refId'> {
  // A series whose last values are missing is forecast from the last one there is.
  const past = lowerBound(series.times, forecast.times[0]);
  const rows = past + forecast.times.length;
  const times = new Float64Array(rows);
  times.set(series.times.subarray(0, past));
  times.set(forecast.times, past);
  const line = (field: string, suffix: string, values: Float64Array, custom?: Look): Field => ({
    name: field,
    type: 'number',
    values,
    labels,
    config: {
      displayNameFromDS: suffix ? `${name} ${suffix}` : name,
      ...(unit === 'short' ? {} : { unit }),
      // Lines of few values would be drawn with their points, those of the bounds as points alone.
      custom: { showPoints: 'never', ...custom },
    },
  });
  const from = (at: number, values: Float64Array): Float64Array => {
    const whole = new Float64Array(rows).fill(Number.NaN);
    whole.set(values, at);
    return whole;
  };
  const bounds = forecast.intervals.flatMap((interval) => {
    const percent = Math.round(interval.level * 1e4) / 100;
    const isOwn = Math.abs(percent - level) < 1e-6;
    const [lower, upper] = [FORECAST_FIELD.lower, FORECAST_FIELD.upper].map((field) =>
      isOwn ? field : `${field}_${percent}`
    );
    const suffix = isOwn ? '' : ` ${percent} %`;
    return [
      line(lower, `lower${suffix}`, from(past, interval.lower), { lineWidth: 0, fillOpacity: 0 }),
      line(upper, `upper${suffix}`, from(past, interval.upper), {
        lineWidth: 0,
        fillOpacity: 12,
        fillBelowTo: `${name} lower${suffix}`,
      }),
    ];
  });
  const { times: at, values: said } = forecast.fitted;
  const fitted = at.length > 0 ? [line(FORECAST_FIELD.fitted, 'forecast then', onto(times, at, said), DOTTED)] : [];
  return {
    name,
    fields: [
      { name: FIELD.time, type: 'time', values: times },
      line(FIELD.value, '', from(0, series.values.subarray(0, past))),
      line(FORECAST_FIELD.mean, 'forecast', from(past, forecast.mean), DASHED),
      ...bounds,
      ...fitted,
      ...(hits ? [line(FORECAST_FIELD.limit, 'limit', new Float64Array(rows).fill(hits.limit), DASHED)] : []),
    ],
    meta,
  };
}

/** Values at their own instants among others, both ascending; NaN elsewhere. */
function onto(times: Float64Array, at: Float64Array, values: Float64Array): Float64Array {
  const whole = new Float64Array(times.length).fill(Number.NaN);
  for (let row = 0, next = 0; row < times.length && next < at.length;) {
    if (times[row] === at[next]) {
      whole[row++] = values[next++];
    } else if (times[row] < at[next]) {
      row++;
    } else {
      next++;
    }
  }
  return whole;
}
