import type { FittedModel, SeriesGroup } from './detector.ts';

/** What a model was fitted on: the group's span in ms (`to` exclusive) and its points that are numbers. */
export function trainedOf({ series, step }: SeriesGroup): FittedModel['trained'] {
  const { times } = series[0];
  return {
    from: times.length > 0 ? times[0] : 0,
    to: times.length > 0 ? times[times.length - 1] + step : 0,
    points: series.reduce((sum, { values }) => sum + finiteIn(values), 0),
  };
}

function finiteIn(values: Float64Array): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    count += Number.isFinite(values[i]) ? 1 : 0;
  }
  return count;
}
