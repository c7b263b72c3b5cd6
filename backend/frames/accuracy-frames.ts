import { FIELD } from '../../contract/fields.ts';
import { FORECAST_FIELD } from '../../contract/forecast.ts';
import type { Forecast } from '../forecasts/forecast.ts';
import type { Named } from './forecast-frames.ts';
import type { Field, Frame, FrameMeta } from './frame.ts';

/** A series, the forecast of it, and what its frames say of themselves. */
export interface AccuracyOf extends Named {
  readonly forecast: Forecast;
  readonly meta: FrameMeta;
}

/** How forecasts would have done: a table of all series, then one of each series by how far ahead. `level`: percent, of the interval whose coverage is told. */
export function accuracyFrames(all: readonly AccuracyOf[], refId: string, level: number): Frame[] {
  if (all.length === 0) {
    return [];
  }
  return [overview(all, refId, level), ...all.map((one) => byLead(one, refId))];
}

function overview(all: readonly AccuracyOf[], refId: string, level: number): Frame {
  const numbers = (name: string, of: (forecast: Forecast) => number, unit?: string): Field => ({
    name,
    type: 'number',
    values: Float64Array.from(all, ({ forecast }) => of(forecast)),
    ...(unit ? { config: { unit } } : {}),
  });
  const texts = (name: string, of: (one: AccuracyOf) => string): Field => ({
    name,
    type: 'string',
    values: all.map(of),
  });
  return {
    name: 'accuracy',
    refId,
    fields: [
      texts(FIELD.series, ({ name }) => name),
      texts('forecaster', ({ forecast }) => forecast.forecaster),
      numbers('mase', ({ accuracy }) => accuracy.mase),
      numbers('naive_mase', ({ accuracy }) => accuracy.naiveMase),
      texts('verdict', ({ forecast: { accuracy } }) => verdictOf(accuracy)),
      numbers('error', ({ accuracy }) => accuracy.mae),
      numbers(FORECAST_FIELD.coverage, ({ accuracy }) => coverageAt(accuracy, level), 'percentunit'),
      numbers('origins', ({ accuracy }) => accuracy.origins),
    ],
    meta: { ...all[0].meta, type: 'table', preferredVisualisationType: 'table' },
  };
}

function verdictOf({ origins, isWorseThanNaive }: Forecast['accuracy']): string {
  if (origins === 0) {
    return 'too little history to tell';
  }
  return isWorseThanNaive ? 'worse than naive' : 'better than naive';
}

function coverageAt({ coverage }: Forecast['accuracy'], level: number): number {
  return coverage.find((one) => Math.abs(one.level * 100 - level) < 1e-6)?.share ?? Number.NaN;
}

function byLead({ name, labels, unit, forecast: { accuracy }, meta }: AccuracyOf, refId: string): Frame {
  const rows = accuracy.byLead;
  const line = (field: string, suffix: string, of: (row: (typeof rows)[number]) => number, inUnit: string): Field => ({
    name: field,
    type: 'number',
    values: Float64Array.from(rows, of),
    labels,
    config: { displayNameFromDS: `${name} ${suffix}`, ...(inUnit === 'short' ? {} : { unit: inUnit }) },
  });
  return {
    name,
    refId,
    fields: [
      {
        name: FORECAST_FIELD.lead,
        type: 'number',
        values: Float64Array.from(rows, ({ lead }) => lead / 1000),
        config: { displayName: 'Ahead', unit: 's' },
      },
      line(FORECAST_FIELD.error, 'error', ({ mae }) => mae, unit),
      line(FORECAST_FIELD.naiveError, 'naive error', ({ naiveMae }) => naiveMae, unit),
      line(FORECAST_FIELD.coverage, 'coverage', ({ coverage }) => coverage, 'percentunit'),
    ],
    meta: { ...meta, type: 'table' },
  };
}
