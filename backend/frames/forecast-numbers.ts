import type { HitTimes, Prediction } from '../../contract/forecast.ts';
import { FORECAST_FIELD, QUANTILE_LABEL } from '../../contract/forecast.ts';
import { FIELD } from '../../contract/fields.ts';
import type { Labels } from '../series/series.ts';
import type { Named } from './forecast-frames.ts';
import type { Field, Frame, FrameMeta } from './frame.ts';

type Bare = Omit<Frame, 'refId'>;

const QUANTILES = [
  ['0.1', 'p10'],
  ['0.5', 'p50'],
  ['0.9', 'p90'],
] as const;

/**
 * Seconds until the limit is hit, a frame for each quantile. Infinite where it is not within the horizon: no rule on a number of seconds fires then, while no value at all
 * would be an alert of its own.
 */
export function hitFrames(hits: HitTimes, named: Named, meta: FrameMeta): Bare[] {
  return QUANTILES.map(([quantile, key]) => {
    const ms = hits.isPast ? 0 : hits[key];
    return {
      name: `${named.name} P${Number(quantile) * 100}`,
      fields: [
        number(FORECAST_FIELD.seconds, ms === null ? Infinity : ms / 1000, 's', named, { [QUANTILE_LABEL]: quantile }),
      ],
      meta,
    };
  });
}

/** The probability (0..1) that the limit is hit within the horizon. */
export function probabilityFrame(hits: HitTimes, named: Named, meta: FrameMeta): Bare {
  const probability = hits.isPast ? 1 : hits.probability;
  return { name: named.name, fields: [number(FORECAST_FIELD.probability, probability, 'percentunit', named)], meta };
}

/** A prediction's value, which a rule takes, with its interval behind it. */
export function predictionFrame(prediction: Prediction, named: Named, meta: FrameMeta): Bare {
  const { value, lower, upper, unit } = prediction;
  return {
    name: named.name,
    fields: [
      number(FIELD.value, value ?? Number.NaN, unit, named),
      number(FIELD.lower, lower ?? Number.NaN, unit, named, {}, 'lower'),
      number(FIELD.upper, upper ?? Number.NaN, unit, named, {}, 'upper'),
      { name: FIELD.text, type: 'string', values: [prediction.summary] },
    ],
    meta,
  };
}

function number(field: string, value: number, unit: string, named: Named, more: Labels = {}, suffix = ''): Field {
  const quantile = more[QUANTILE_LABEL];
  const words = [named.name, quantile ? `P${Number(quantile) * 100}` : '', suffix].filter((word) => word !== '');
  return {
    name: field,
    type: 'number',
    values: Float64Array.of(value),
    labels: { ...named.labels, ...more },
    config: { displayNameFromDS: words.join(' '), ...(unit === 'short' ? {} : { unit }) },
  };
}
