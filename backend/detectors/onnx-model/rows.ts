import { sortedFinite } from '../../features/order-statistics.ts';
import { fitPipeline, transform } from '../../features/pipeline/pipeline.ts';
import type { FittedPipeline } from '../../features/pipeline/pipeline.ts';
import { fitScale } from '../../features/pipeline/scaling.ts';
import { LARGEST_SCALED, windowRows } from '../../features/window-rows.ts';
import type { WindowColumn } from '../../features/window-rows.ts';
import { formatLabels } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';
import type { SeriesGroup } from '../detector.ts';
import type { RunPlan } from './declaration.ts';

/** How one series enters a model: scaling fitted on training data alone. */
export type InputColumn = {
  readonly value: { readonly center: number; readonly scale: number };
  /** With features. */
  readonly pipeline: FittedPipeline | null;
};

/** Rows [count, window x columns] as the model takes them, and the instants (indices into the group's times) they speak of. */
export interface InputRows {
  readonly count: number;
  readonly rows: Float64Array | Float32Array;
  readonly instants: Int32Array;
}

export function fitInput({ scaling, features }: RunPlan, series: Series, step: number): InputColumn {
  return {
    value: fitScale(sortedFinite(series.values), scaling),
    pipeline: features === '' ? null : fitPipeline(features, scaling, series, step),
  };
}

/**
 * Rows of a group. Raw windows of the product's own files need every value of every series; declared windows fill gaps as ../../features/window-rows.ts does.
 * A predicting model's row speaks of the instant that follows it.
 */
export function inputRows(plan: RunPlan, group: SeriesGroup, columns: readonly InputColumn[]): InputRows {
  if (plan.form === 'nightjar') {
    return rawRows(plan, group.series);
  }
  const [series] = group.series;
  const { pipeline, value } = columns[0];
  const made = pipeline ? featureRows(plan, pipeline, series) : valueRows(plan, value, series);
  return plan.meaning === 'prediction' ? ofTheNext(made, series, plan.window * plan.columns) : made;
}

function rawRows({ window }: RunPlan, series: readonly Series[]): InputRows {
  const points = series[0].times.length;
  const instants: number[] = [];
  let since = 0;
  for (let i = 0; i < points; i++) {
    since = series.every(({ values }) => Number.isFinite(values[i])) ? since + 1 : 0;
    if (since >= window) {
      instants.push(i);
    }
  }
  const width = window * series.length;
  const rows = new Float64Array(instants.length * width);
  instants.forEach((instant, k) => {
    for (let p = 0; p < window; p++) {
      series.forEach(({ values }, s) => {
        rows[k * width + p * series.length + s] = values[instant - window + 1 + p];
      });
    }
  });
  return { count: instants.length, rows, instants: Int32Array.from(instants) };
}

function valueRows({ window }: RunPlan, { center, scale }: InputColumn['value'], series: Series): InputRows {
  const column: WindowColumn = {
    name: formatLabels(series.labels),
    period: 0,
    slots: Float64Array.of(0),
    center,
    scale,
  };
  return windowRows([series], [column], window);
}

/** Windows of features: an instant has one where it and the points before it have all their features. */
function featureRows({ window }: RunPlan, pipeline: FittedPipeline, series: Series): InputRows {
  const { count, rows, instants, names } = transform(pipeline, series);
  if (window === 1) {
    return { count, rows, instants };
  }
  const kept: number[] = [];
  for (let k = window - 1; k < count; k++) {
    if (instants[k] - instants[k - window + 1] === window - 1) {
      kept.push(k);
    }
  }
  const width = window * names.length;
  const windows = new Float32Array(kept.length * width);
  kept.forEach((k, i) => {
    windows.set(rows.subarray((k - window + 1) * names.length, (k + 1) * names.length), i * width);
  });
  return { count: kept.length, rows: windows, instants: Int32Array.from(kept, (k) => instants[k]) };
}

function ofTheNext({ rows, instants, count }: InputRows, { values }: Series, width: number): InputRows {
  const kept = Array.from({ length: count }, (_, k) => k).filter((k) => Number.isFinite(values[instants[k] + 1]));
  const moved =
    rows instanceof Float32Array ? new Float32Array(kept.length * width) : new Float64Array(kept.length * width);
  kept.forEach((k, i) => moved.set(rows.subarray(k * width, (k + 1) * width), i * width));
  return { count: kept.length, rows: moved, instants: Int32Array.from(kept, (k) => instants[k] + 1) };
}

/** A value as the model sees it. */
export function scaledValue({ center, scale }: InputColumn['value'], value: number): number {
  return Math.max(-LARGEST_SCALED, Math.min(LARGEST_SCALED, (value - center) / scale));
}
