import { NightjarError } from '../../../backend/errors.ts';
import type { Frame } from '../../../backend/frames/frame.ts';
import type { Labels } from '../../../backend/series/series.ts';
import type { AnomalyInterval, FrameMetaCustom } from '../../../contract/detection.ts';
import { FIELD } from '../../../contract/fields.ts';
import { SEVERITY_THRESHOLDS } from '../../../contract/severity.ts';

/** One anomaly of severity medium or above. Times in ms. */
export interface Mark {
  /** Id of the demo query. */
  readonly query: string;
  readonly service: string;
  readonly start: number;
  readonly end: number;
  /** When its score first reached medium: from then on it was marked. */
  readonly marked: number;
  readonly type: string;
  readonly score: number;
  readonly text: string;
}

/** The marks of one series, from a frame of the output *anomalies*. */
export function marksIn(frame: Frame, query: string): Mark[] {
  const times = column(frame, FIELD.time).values;
  const score = column(frame, FIELD.score);
  return intervalsOf(frame).map(({ start, end, type, score: highest, explanation }) => {
    const marked = times.find(
      (time, i) => time >= start && time <= end && score.values[i] >= SEVERITY_THRESHOLDS.medium
    );
    return {
      query,
      service: score.labels.service ?? '',
      start,
      end,
      marked: marked ?? Number.NaN,
      type,
      score: highest,
      text: explanation.summary,
    };
  });
}

function intervalsOf(frame: Frame): readonly AnomalyInterval[] {
  const custom = frame.meta?.custom as Partial<FrameMetaCustom> | undefined;
  if (!custom?.nightjar) {
    throw new NightjarError('internal', 'A frame of anomalies says nothing of its intervals.');
  }
  return custom.nightjar.intervals;
}

function column(frame: Frame, name: string): { values: Float64Array; labels: Labels } {
  const field = frame.fields.find((one) => one.name === name);
  if (!field || (field.type !== 'time' && field.type !== 'number')) {
    throw new NightjarError('internal', `A frame of anomalies lacks the numbers '${name}'.`);
  }
  return { values: field.values, labels: (field.type === 'number' && field.labels) || {} };
}
