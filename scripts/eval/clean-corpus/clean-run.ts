import { runsOf } from '../../../contract/interpretation.ts';
import type { Detector, SeriesGroup } from '../../../backend/detectors/detector.ts';
import { partOfGroup } from '../../../backend/detectors/group-part.ts';
import { findDetector } from '../../../backend/workers/find-detector.ts';
import { SEVERITIES, SEVERITY_THRESHOLDS } from '../../../contract/severity.ts';
import { cleanGroup } from './clean-group.ts';
import { CLEAN_FAMILIES } from './index.ts';
import { rarityOfScore } from './score-rarity.ts';
import { DAY_POINTS } from './shapes.ts';

/** What one process scores: a month of one clean series. */
export interface CleanRun {
  readonly detector: string;
  readonly family: string;
  readonly seed: number;
}

/** What came of it. */
export interface CleanResult extends CleanRun {
  /** Instants scored. */
  readonly points: number;
  /** Instants by rarity claimed, in bins of `BIN` decades. */
  readonly histogram: Uint32Array;
  /** Alarms whose highest score reaches low, medium, high: runs as the product joins them. */
  readonly alarms: readonly number[];
  /** Seconds of fitting and scoring. */
  readonly seconds: number;
}

export const MONTH_DAYS = 30;
export const TRAINING_DAYS = 14;
/** Days between fits. The product fits daily unless told otherwise; weekly costs a seventh and leaves models older, not younger. */
const REFIT_DAYS = 7;
/** Decades a bin of the histogram is wide, and bins. */
export const BIN = 0.01;
const BINS = 1600;

/**
 * Scores one generated month as the product does: a model from the 14 days before each instant of a fixed grid scores what follows until the next; a
 * streaming detector runs on from its model's state. A joint detector's score of an instant is the highest of its series.
 */
export async function runTask({ detector: id, family: name, seed }: CleanRun): Promise<CleanResult> {
  const detector = findDetector(id);
  const settings = detector.schema.parse({});
  const family = CLEAN_FAMILIES.find((one) => one.name === name);
  if (!family) {
    throw new Error(`There is no family '${name}'.`);
  }
  const group = cleanGroup(
    family,
    seed,
    MONTH_DAYS * DAY_POINTS,
    detector.isJoint(settings) || (detector.leastSeries ?? 1) > 1
  );
  const started = performance.now();
  const score = await scoreMonth(detector, settings, group);
  const seconds = (performance.now() - started) / 1000;
  const histogram = new Uint32Array(BINS);
  let points = 0;
  for (const one of score) {
    if (!Number.isNaN(one)) {
      histogram[Math.min(BINS - 1, Math.floor(rarityOfScore(one) / BIN))] += 1;
      points += 1;
    }
  }
  return { detector: id, family: name, seed, points, histogram, alarms: alarmsOf(score), seconds };
}

async function scoreMonth(detector: Detector, settings: unknown, group: SeriesGroup): Promise<Float64Array> {
  const first = TRAINING_DAYS * DAY_POINTS;
  const end = group.series[0].times.length;
  const scores = new Float64Array(end - first).fill(Number.NaN);
  for (let from = first; from < end; from += REFIT_DAYS * DAY_POINTS) {
    const [model] = await detector.fit([partOfGroup(group, from - first, from)], settings, 1);
    const start = from - detector.lookback(settings);
    const window = partOfGroup(group, start, Math.min(end, from + REFIT_DAYS * DAY_POINTS));
    const [{ series }] = await detector.score([model], [null], [window]);
    for (const { score } of series) {
      for (let i = from - start; i < score.length; i++) {
        const at = start + i - first;
        scores[at] = Number.isNaN(scores[at]) ? score[i] : Math.max(scores[at], score[i]);
      }
    }
  }
  return scores;
}

function alarmsOf(score: Float64Array): number[] {
  const flags = Uint8Array.from(score, (one) => (one >= SEVERITY_THRESHOLDS.low ? 1 : 0));
  const peaks = runsOf(flags, score).map(({ first, last }) =>
    Math.max(...score.subarray(first, last + 1).filter((one) => !Number.isNaN(one)))
  );
  return SEVERITIES.map((severity) => peaks.filter((peak) => peak >= SEVERITY_THRESHOLDS[severity]).length);
}
