import type { FittedModel, SeriesGroup } from './detector.ts';

/** What a model was fitted on: the group's span in ms (`to` exclusive) and its points that are numbers. */
export function trainedOf({ series, step }: SeriesGroup): FittedModel['trained'] {
  const { times } = series[0];
  return {
    from: times.length > 0 ? times[0] : 0,
    to: times.length > 0 ? times[times.length - 1] + step : 0,
    points: series.reduce((sum, { values }) => sum + values.filter(Number.isFinite).length, 0),
  };
}
