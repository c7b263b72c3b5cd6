import type { DataFrame, QueryResultMetaNotice } from '@grafana/data';
import type { AnomalyInterval } from '../../../contract/detection.ts';
import { readSeries } from '../../ui/model/read-series.ts';

/** An anomaly with the name of the series it belongs to. */
export interface NamedInterval extends AnomalyInterval {
  readonly series: string;
}

/** The anomalies the frames carry, newest first, their series named as the panel's legend names them. */
export function intervalsOf(frames: readonly DataFrame[]): NamedInterval[] {
  const reading = readSeries(frames);
  const series = reading.ok ? reading.series : [];
  return series
    .flatMap(({ name, meta }) => (meta?.intervals ?? []).map((interval) => ({ ...interval, series: name })))
    .sort((a, b) => b.start - a.start);
}

/** What the engine remarks on these frames, each remark once. */
export function noticesOf(frames: readonly DataFrame[]): QueryResultMetaNotice[] {
  const byText = new Map<string, QueryResultMetaNotice>();
  for (const notice of frames.flatMap((frame) => frame.meta?.notices ?? [])) {
    byText.set(notice.text, notice);
  }
  return [...byText.values()];
}
