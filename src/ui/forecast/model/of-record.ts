import { formattedValueToString, getValueFormat } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import type { ForecastRecord } from '../../../api/forecasts.ts';
import { constant } from './read-forecasts.ts';
import { seriesName } from './series-name.ts';
import type { ShownForecast } from './shown-forecast.ts';

/** A unit's values as people read them. */
export function unitFormat(unit: string): (value: number) => string {
  const format = getValueFormat(unit);
  return (value) => formattedValueToString(format(value));
}

/** A forecast as a route answers it, as it is drawn; `index` is its place among the series shown, `level` (percent) the one that was asked for. */
export function ofRecord(
  record: ForecastRecord,
  { expr, level, index }: { readonly expr: string; readonly level: number; readonly index: number },
  theme: GrafanaTheme2
): ShownForecast {
  const { labels, unit, origin, step, horizon, times, mean, hits, accuracy, history, fitted, earlier } = record;
  const { palette } = theme.visualization;
  const line = hits && constant([history.times[0] ?? origin, times.at(-1) ?? origin], hits.limit);
  return {
    name: seriesName(labels, expr),
    labels,
    color: theme.visualization.getColorByName(palette[index % palette.length]),
    visible: true,
    scaleKey: unit,
    format: unitFormat(unit),
    unit,
    history,
    fitted,
    mean: { times, values: mean },
    intervals: record.intervals.map((one) => ({ ...one, level: Number((100 * one.level).toFixed(2)) })).toReversed(),
    earlier: earlier.map((one) => ({ origin: one.origin, line: { times: one.times, values: one.mean } })),
    limit: hits && line ? { line, side: hits.side } : null,
    hits,
    origin,
    facts: {
      expr,
      step,
      origin,
      horizon,
      level,
      forecaster: record.forecaster,
      members: record.members.map((one) => ({ ...one, mase: one.mase ?? Number.NaN })),
      periods: record.periods,
      accuracy: {
        ...accuracy,
        mase: accuracy.mase ?? Number.NaN,
        naiveMase: accuracy.naiveMase ?? Number.NaN,
        mae: accuracy.mae ?? Number.NaN,
        coverage: accuracy.coverage.map((one) => ({ ...one, share: one.share ?? Number.NaN })),
        byLead: accuracy.byLead.map(({ lead, mae, naiveMae, coverage }) => ({
          lead,
          mae: mae ?? Number.NaN,
          naiveMae: naiveMae ?? Number.NaN,
          coverage: coverage ?? Number.NaN,
        })),
      },
      hits,
      components: record.components,
      notes: record.notes,
    },
    place: null,
  };
}
