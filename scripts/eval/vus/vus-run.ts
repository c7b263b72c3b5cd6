import { detectLine } from '../../../backend/detections/batch/detect-line.ts';
import { findDetector } from '../../../backend/workers/find-detector.ts';
import { CONTROLS } from './controls.ts';
import { readVusSeries } from './vus-series.ts';
import type { LabelledSeries, VusSet } from './vus-series.ts';
import { vusPr } from './volume-under-surface.ts';

/** What one process does: one detector or control, one mode, one labelled series. */
export interface VusRun {
  readonly detector: string;
  readonly mode: 'causal' | 'range';
  /** Index among the series of `data`. */
  readonly index: number;
  readonly data: string;
}

export interface VusResult extends VusRun {
  readonly set: VusSet;
  readonly name: string;
  readonly vus: number;
  /** Points scored, columns counted singly, and seconds it took. */
  readonly points: number;
  readonly seconds: number;
}

/** Longest buffer, in points: TSB-AD's default. */
export const WINDOW = 100;
const START = Date.UTC(2026, 0, 5);

let series: readonly LabelledSeries[] | undefined;

/** VUS-PR of one detector on one series, with scores as `nightjar detect --batch` gives them. */
export async function runTask(run: VusRun): Promise<VusResult> {
  series ??= readVusSeries(run.data);
  const one = series[run.index];
  const started = performance.now();
  const scores = await scoresOf(run, one);
  const seconds = (performance.now() - started) / 1000;
  const vus = vusPr(one.labels.subarray(one.from), scores.subarray(one.from), WINDOW);
  return { ...run, set: one.set, name: one.name, vus, points: one.labels.length * one.columns.size, seconds };
}

async function scoresOf({ detector: id, mode }: VusRun, one: LabelledSeries): Promise<Float64Array> {
  const control = CONTROLS[id];
  if (control) {
    return control(one, mode === 'causal');
  }
  const detector = findDetector(id);
  const joint = detector.schema.safeParse({ joint: true });
  const settings =
    one.columns.size > 1 && joint.success && detector.isJoint(joint.data) ? joint.data : detector.schema.parse({});
  const line = {
    id: one.name,
    times: Float64Array.from(one.labels, (_, i) => START + i * one.step),
    columns: one.columns,
    trainUntil: mode === 'causal' && one.from > 0 ? one.from : undefined,
  };
  return (await detectLine(line, 1, { detector, settings, mode, seed: 1 })).score;
}
