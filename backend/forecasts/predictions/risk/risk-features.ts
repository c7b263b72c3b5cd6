import type { Course } from '../prediction-input.ts';

const DAY_MS = 86_400_000;
/** Over how many horizons the past is averaged. */
const MEMORIES = [0.25, 1, 4];

/** What is known of the risk at each point of a past, by nothing later. */
export interface RiskFeatures {
  /** One row a point. */
  readonly rows: Float64Array[];
  /** 1 where the point is an anomaly, NaN where it has no score. */
  readonly anomalous: Float64Array;
}

/**
 * Rows of features of scores (0..1): a constant; the score relative to the threshold; for each of three memories (a quarter of the horizon, the horizon, four of them) the share of
 * anomalous points and the mean score; how long ago the last anomaly was; the hour of the day.
 *
 * @param horizon in points
 */
export function riskFeatures({ times, values }: Course, threshold: number, horizon: number): RiskFeatures {
  const anomalous = values.map((score) => (Number.isNaN(score) ? Number.NaN : Number(score >= threshold)));
  const decays = MEMORIES.map((share) => Math.exp(-1 / Math.max(1, share * horizon)));
  const shares = new Float64Array(MEMORIES.length);
  const means = new Float64Array(MEMORIES.length);
  let [since, current] = [4 * horizon, 0];
  const rows = Array.from(values, (score, i) => {
    since++;
    if (!Number.isNaN(score)) {
      current = Math.min(score / threshold, 1.5);
      decays.forEach((decay, memory) => {
        shares[memory] = decay * shares[memory] + (1 - decay) * anomalous[i];
        means[memory] = decay * means[memory] + (1 - decay) * current;
      });
      since = anomalous[i] === 1 ? 0 : since;
    }
    const angle = (2 * Math.PI * (times[i] % DAY_MS)) / DAY_MS;
    return Float64Array.of(
      1,
      current,
      ...shares.map(Math.sqrt),
      ...means,
      Math.log((since + 1) / horizon),
      Math.sin(angle),
      Math.cos(angle)
    );
  });
  return { rows, anomalous };
}

/** Whether an anomaly comes within the next `horizon` points after each point: 1 or 0; NaN where that is not known yet. */
export function comesWithin(anomalous: Float64Array, horizon: number): Float64Array {
  const within = new Float64Array(anomalous.length).fill(Number.NaN);
  let next = Number.POSITIVE_INFINITY;
  for (let i = anomalous.length - 1; i >= 0; i--) {
    if (i + horizon < anomalous.length) {
      within[i] = Number(next <= i + horizon);
    }
    next = anomalous[i] === 1 ? i : next;
  }
  return within;
}
