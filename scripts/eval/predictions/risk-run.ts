import { SEVERITY_THRESHOLDS } from '../../../contract/severity.ts';
import { detectLine } from '../../../backend/detections/batch/detect-line.ts';
import { mad } from '../../../backend/detectors/mad/mad.ts';
import { anomalyRiskOf } from '../../../backend/forecasts/predictions/risk/anomaly-risk.ts';
import { randomFrom } from '../random.ts';
import type { Random } from '../random.ts';
import { RISK_LAWS } from './risk-laws.ts';
import type { Trouble } from './risk-laws.ts';

const STEP_MS = 300_000;
const STEPS_A_DAY = 288;
/** Points of an hour, the horizon the prediction has unless told otherwise. */
const HORIZON = 12;
/** Courses by the law. */
const COURSES = 400;
/** Days of scores the risk is told from, after as many days without, in which the detector comes to know the series. */
const DAYS = 14;
const WARM_UP_DAYS = 2;

export interface RiskRun {
  readonly first: number;
  readonly count: number;
  readonly seed: number;
}

/** One case: probabilities of an anomaly within the hour by the law and as predicted, the share of past hours that had one, and what came. */
export interface RiskResult {
  readonly law: string;
  readonly known: number;
  /** Whether anything went wrong by the law, which `known` is about; a detector overlooks some. */
  readonly wentWrong: boolean;
  readonly predicted: number;
  readonly pastRate: number;
  readonly came: boolean;
}

/** A task of the pool. */
export async function runTask({ first, count, seed }: RiskRun): Promise<RiskResult[]> {
  const results: RiskResult[] = [];
  for (let i = first; i < first + count; i++) {
    results.push(await judge(i, seed));
  }
  return results;
}

async function judge(index: number, seed: number): Promise<RiskResult> {
  const random = randomFrom(seed, 100_000 + index);
  const law = RISK_LAWS[index % RISK_LAWS.length];
  const trouble = law.draw(random, HORIZON);
  const begin = Math.floor(random.uniform() * STEPS_A_DAY);
  const known = (WARM_UP_DAYS + DAYS) * STEPS_A_DAY;
  const off: number[] = Array.from({ length: known }, (_, i) => trouble.next(random, hourOf(begin + i)));
  const byLaw =
    Array.from({ length: COURSES }, () => comes(trouble.copy(), begin + known, random)).filter(Boolean).length /
    COURSES;
  for (let i = known; i < known + HORIZON; i++) {
    off.push(trouble.next(random, hourOf(begin + i)));
  }
  const times = Float64Array.from(off, (_, i) => (begin + i) * STEP_MS);
  const values = rhythm(off, begin, random);
  const line = { id: String(index), times, columns: new Map([['v', values]]), trainUntil: undefined };
  const settings = mad.schema.parse({});
  const { score } = await detectLine(line, index, { detector: mad, settings, mode: 'causal', seed: 1 });
  const threshold = SEVERITY_THRESHOLDS.low;
  const start = WARM_UP_DAYS * STEPS_A_DAY;
  const past = { times: times.slice(start, known), values: score.slice(start, known) };
  const isBad = (from: number): boolean => score.subarray(from, from + HORIZON).some((one) => one >= threshold);
  const hours = Array.from({ length: Math.floor((known - start) / HORIZON) }, (_, hour) =>
    isBad(start + hour * HORIZON)
  );
  return {
    law: law.name,
    known: byLaw,
    wentWrong: off.slice(known).some((one) => one !== 0),
    predicted: anomalyRiskOf(past, threshold, HORIZON, 95)?.value ?? Number.NaN,
    pastRate: hours.filter(Boolean).length / hours.length,
    came: isBad(known),
  };
}

const hourOf = (step: number): number => ((step % STEPS_A_DAY) * 24) / STEPS_A_DAY;

function comes(trouble: Trouble, begin: number, random: Random): boolean {
  return Array.from({ length: HORIZON }, (_, i) => trouble.next(random, hourOf(begin + i))).some((off) => off !== 0);
}

/** A daily rhythm with noise, and what is off on top. */
function rhythm(off: readonly number[], begin: number, random: Random): Float64Array {
  const [level, height, sigma] = [50 + 100 * random.uniform(), 30 * random.uniform(), 1 + random.uniform()];
  return Float64Array.from(
    off,
    (sigmas, i) =>
      level + height * Math.sin((2 * Math.PI * hourOf(begin + i)) / 24) + sigma * (random.normal() + sigmas)
  );
}
