import { formatDuration } from '../../contract/duration.ts';
import type { FrameMetaCustom } from '../../contract/detection.ts';
import { FIELD } from '../../contract/fields.ts';
import { selectionOf } from '../../contract/query.ts';
import { unitOf } from '../../contract/units.ts';
import type { Detection } from '../detections/detection.ts';
import type { FittedModel } from '../detectors/detector.ts';
import { displayName } from '../series/display-name.ts';
import type { Field, Frame, FrameMeta, Notice } from './frame.ts';
import type { FrameContext } from './frame-context.ts';
import { intervalsTable } from './interval-table.ts';

/** One series' result with the newest model behind it. */
export interface DetectionOf {
  readonly detection: Detection;
  readonly model: FittedModel | null;
}

/**
 * The frames of a query's output: one a series (`anomalies`, `scores`, `bands`) or one table (`intervals`). Without any series, one
 * empty frame with its fields. Notices are on the first frame alone, since Grafana shows those of all.
 */
export function detectionFrames(results: readonly DetectionOf[], context: FrameContext): Frame[] {
  if (selectionOf(context.query) === 'intervals') {
    return [
      intervalsTable(
        results.map(({ detection }) => detection),
        context,
        metaOf(null, context, context.notices)
      ),
    ];
  }
  if (results.length === 0) {
    return [seriesFrame(null, context, context.notices)];
  }
  return results.map((result, index) => seriesFrame(result, context, index === 0 ? context.notices : []));
}

function seriesFrame(result: DetectionOf | null, context: FrameContext, notices: readonly Notice[]): Frame {
  const { query, expr } = context;
  const selection = selectionOf(query);
  const none = new Float64Array(0);
  const detection = result?.detection;
  const labels = detection?.series.labels ?? {};
  const name = detection ? displayName(labels, query.legendFormat, expr) : '';
  const unit = unitOf(labels.__name__ ?? '', expr);
  const named = (suffix: string): string => (suffix ? `${name} ${suffix}` : name);
  const number = (field: string, values: Float64Array | undefined, suffix: string, inUnit: boolean): Field => ({
    name: field,
    type: 'number',
    values: values ?? none,
    labels,
    config: { displayNameFromDS: named(suffix) || field, ...(inUnit && unit !== 'short' ? { unit } : {}) },
  });
  const time: Field = { name: FIELD.time, type: 'time', values: detection?.series.times ?? none };
  const score = number(FIELD.score, detection?.score, selection === 'scores' ? '' : 'score', false);
  const lines = [
    number(FIELD.value, detection?.series.values, '', true),
    number(FIELD.expected, detection?.expected, 'expected', true),
    number(FIELD.lower, detection?.lower, 'lower', true),
    number(FIELD.upper, detection?.upper, 'upper', true),
  ];
  const anomaly: Field = {
    name: FIELD.anomaly,
    type: 'boolean',
    values: detection?.anomaly ?? new Uint8Array(0),
    labels,
    config: { displayNameFromDS: named('anomaly') },
  };
  const fields = {
    anomalies: [time, ...lines, score, anomaly],
    bands: [time, ...lines],
    scores: [time, score],
    intervals: [],
  }[selection];
  return { name, refId: query.refId, fields, meta: metaOf(result, context, notices) };
}

function metaOf(result: DetectionOf | null, context: FrameContext, notices: readonly Notice[]): FrameMeta {
  const { query, expr, step, pendingFits, pendingChoices, monitor } = context;
  const selection = selectionOf(query);
  const custom: FrameMetaCustom = {
    nightjar: {
      version: 1,
      output: selection,
      detector: query.detector,
      expr,
      step,
      sensitivity: query.sensitivity,
      intervals: [...(result?.detection.intervals ?? [])],
      minSeverity: query.minSeverity,
      trained: result?.model?.trained ?? null,
      pendingFits,
      ...(result?.model?.choice ? { choice: result.model.choice } : {}),
      ...(pendingChoices > 0 ? { pendingChoices } : {}),
      ...(monitor ? { monitor: { id: monitor.id, name: monitor.name } } : {}),
    },
  };
  return {
    ...(selection === 'scores' ? { type: 'timeseries-multi', typeVersion: [0, 1] } : {}),
    executedQueryString: `Expr: ${expr}\nStep: ${formatDuration(step)}`,
    ...(notices.length > 0 ? { notices } : {}),
    custom,
  };
}
