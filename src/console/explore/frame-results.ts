import { getFrameDisplayName } from '@grafana/data';
import type { DataFrame, QueryResultMetaNotice } from '@grafana/data';
import type { AnomalyInterval, FrameMetaCustom } from '../../../contract/detection.ts';

function nightjarOf(frame: DataFrame): FrameMetaCustom['nightjar'] | undefined {
  return (frame.meta?.custom as Partial<FrameMetaCustom> | undefined)?.nightjar;
}

/** An anomaly with the name of the series it belongs to. */
export interface NamedInterval extends AnomalyInterval {
  readonly series: string;
}

/** The anomalies the frames carry, newest first. */
export function intervalsOf(frames: DataFrame[]): NamedInterval[] {
  return frames
    .flatMap((frame) =>
      (nightjarOf(frame)?.intervals ?? []).map((interval) => ({
        ...interval,
        series: getFrameDisplayName(frame),
      }))
    )
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
