import type { AnomalyInterval } from '../../contract/detection.ts';
import { FIELD } from '../../contract/fields.ts';
import type { Detection } from '../detections/detection.ts';
import type { FrameContext } from './frame-context.ts';
import { displayName } from '../series/display-name.ts';
import type { Field, Frame, FrameMeta } from './frame.ts';

/**
 * Anomalous intervals of all series, by start, in the columns Grafana reads annotations from: `time` to `timeEnd` is a region, at
 * least one step long; `tags` are comma-separated.
 */
export function intervalsTable(detections: readonly Detection[], context: FrameContext, meta: FrameMeta): Frame {
  const { query, expr, step } = context;
  const rows = detections
    .flatMap(({ series, intervals }) => {
      const name = displayName(series.labels, query.legendFormat, expr);
      return intervals.map((interval) => ({ name, interval }));
    })
    .sort((a, b) => a.interval.start - b.interval.start || (a.interval.id < b.interval.id ? -1 : 1));
  const texts = (name: string, of: (interval: AnomalyInterval, series: string) => string): Field => ({
    name,
    type: 'string',
    values: rows.map((row) => of(row.interval, row.name)),
  });
  const times = (name: string, of: (interval: AnomalyInterval) => number): Field => ({
    name,
    type: 'time',
    values: Float64Array.from(rows, (row) => of(row.interval)),
  });
  const fields: Field[] = [
    times(FIELD.time, ({ start }) => start),
    times(FIELD.timeEnd, ({ start, end }) => Math.max(end, start + step)),
    texts(
      FIELD.title,
      ({ severity, type, missing }, name) =>
        `${missing ? 'No value' : capitalized(type.replaceAll('_', ' '))} (${severity}): ${name}`
    ),
    texts(FIELD.text, ({ explanation }) => explanation.summary),
    texts(FIELD.tags, ({ severity, type }) => ['nightjar', severity, type].join(',')),
    texts(FIELD.id, ({ id }) => id),
    texts(FIELD.severity, ({ severity }) => severity),
    texts(FIELD.type, ({ type }) => type),
    texts(FIELD.series, (_, name) => name),
    { name: FIELD.score, type: 'number', values: Float64Array.from(rows, ({ interval }) => interval.score) },
  ];
  return {
    name: 'anomalies',
    refId: query.refId,
    fields,
    meta: { ...meta, type: 'table', preferredVisualisationType: 'table' },
  };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
