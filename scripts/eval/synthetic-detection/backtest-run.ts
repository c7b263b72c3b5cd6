import { runsOf } from '../../../contract/interpretation.ts';
import { partOfGroup } from '../../../backend/detectors/group-part.ts';
import { findDetector } from '../../../backend/workers/find-detector.ts';
import { SEVERITY_THRESHOLDS } from '../../../contract/severity.ts';
import { cleanGroup } from '../clean-corpus/clean-group.ts';
import { CLEAN_FAMILIES } from '../clean-corpus/index.ts';
import { DAY_POINTS } from '../clean-corpus/shapes.ts';
import { randomFrom } from '../random.ts';
import { FAULTS, noiseOf } from './faults.ts';

export const TRAINING_DAYS = 14;
/** Size of faults in robust standard deviations from point to point. */
export const FAULT_SIZE = 10;
/** A mark that begins this long after a fault's end belongs to it: values return, and do not return at once. */
export const AFTERMATH_POINTS = 60;

/** What one process back-tests: one generated series with a fault of every kind, each in a day of its own. */
export interface BacktestRun {
  readonly detector: string;
  readonly family: string;
  readonly seed: number;
}

export interface BacktestResult extends BacktestRun {
  readonly days: number;
  /** Marks of severity medium and above, and how many of them meet a fault. */
  readonly marks: number;
  readonly right: number;
  /** Minutes from onset to the first medium score in a fault's course, by fault; null where it was missed. */
  readonly delays: Readonly<Record<string, number | null>>;
}

export async function runTask({ detector: id, family: name, seed }: BacktestRun): Promise<BacktestResult> {
  const detector = findDetector(id);
  const settings = detector.schema.parse({});
  const family = CLEAN_FAMILIES.find((one) => one.name === name);
  if (!family) {
    throw new Error(`There is no family '${name}'.`);
  }
  const kinds = Object.entries(FAULTS);
  const days = kinds.length;
  const isGroup = detector.isJoint(settings) || (detector.leastSeries ?? 1) > 1;
  const group = cleanGroup(family, seed, (TRAINING_DAYS + days) * DAY_POINTS, isGroup);
  const from = TRAINING_DAYS * DAY_POINTS;
  const values = group.series[0].values;
  const random = randomFrom(seed, 1);
  const noise = noiseOf(values.subarray(0, from));
  const faults = kinds.map(([fault, { points, apply }], day) => {
    const first = from + day * DAY_POINTS + Math.floor(random.uniform() * (DAY_POINTS - points - AFTERMATH_POINTS));
    apply(values, first, first + points - 1, FAULT_SIZE * noise, random);
    return { fault, first: first - from, last: first - from + points - 1 };
  });
  const [model] = await detector.fit([partOfGroup(group, 0, from)], settings, 1);
  const start = from - detector.lookback(settings);
  const [{ series }] = await detector.score([model], [null], [partOfGroup(group, start, values.length)]);
  const score = series[0].score.subarray(from - start);
  const flags = Uint8Array.from(score, (one) => (one >= SEVERITY_THRESHOLDS.low ? 1 : 0));
  const isMarked = (at: number): boolean => score[at] >= SEVERITY_THRESHOLDS.medium;
  const marks = runsOf(flags, score).filter((run) => within(run.first, run.last).some(isMarked));
  const meets = (run: { first: number; last: number }): boolean =>
    faults.some(({ first, last }) => run.first <= last + AFTERMATH_POINTS && run.last >= first);
  return {
    detector: id,
    family: name,
    seed,
    days,
    marks: marks.length,
    right: marks.filter(meets).length,
    delays: Object.fromEntries(
      faults.map(({ fault, first, last }) => {
        const at = within(first, last).find(isMarked);
        return [fault, at === undefined ? null : at - first];
      })
    ),
  };
}

const within = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);
