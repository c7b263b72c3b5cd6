import type { Course } from '../prediction-input.ts';

const DAY_MS = 86_400_000;
/** Over how many horizons the past is averaged. */
const MEMORIES = [0.5, 2, 8];
/** Days that the rate at a time of the day looks back on, as it forgets. */
const DAYS = 14;
/** Days that rate is doubted by, and held near the rate at any time. */
const DOUBT = 1;

/** What is known of the risk at each point of a past, by nothing later. */
export interface RiskFeatures {
  /** One row a point. */
  readonly rows: Float64Array[];
  /** 1 where the point is an anomaly, NaN where it has no score. */
  readonly anomalous: Float64Array;
}

/**
 * Rows of features of scores (0..1): a constant; the score relative to the threshold; for each of three memories (half the horizon, two, eight of them) how many points
 * were anomalies; how long ago the last anomaly was; and on how many of the days before there was one within the horizon after this time of the day.
 *
 * @param horizon in points
 */
export function riskFeatures({ times, values }: Course, threshold: number, horizon: number): RiskFeatures {
  const anomalous = values.map((score) => (Number.isNaN(score) ? Number.NaN : Number(score >= threshold)));
  const decays = MEMORIES.map((share) => Math.exp(-1 / Math.max(1, share * horizon)));
  const shares = new Float64Array(MEMORIES.length);
  const sameTime = daysBefore(times, anomalous, horizon);
  let [since, current] = [8 * horizon, 0];
  const rows = Array.from(values, (score, i) => {
    since++;
    if (!Number.isNaN(score)) {
      current = Math.min(score / threshold, 1.5);
      decays.forEach((decay, memory) => {
        shares[memory] = decay * shares[memory] + (1 - decay) * anomalous[i];
      });
      since = anomalous[i] === 1 ? 0 : since;
    }
    const long = Math.log((Math.min(since, 8 * horizon) + 1) / horizon);
    return Float64Array.of(1, current, ...shares.map((share) => Math.sqrt(share * horizon)), long, sameTime[i]);
  });
  return { rows, anomalous };
}

/** At each point, logit of how often there was an anomaly within the horizon after the same time of the days before, beyond how often there is at any time. */
function daysBefore(times: Float64Array, anomalous: Float64Array, horizon: number): Float64Array {
  const step = times.length > 1 ? (times[times.length - 1] - times[0]) / (times.length - 1) : DAY_MS;
  const day = Math.round(DAY_MS / step);
  const within = comesWithin(anomalous, horizon);
  const [came, count] = [new Float64Array(times.length), new Float64Array(times.length)];
  let [all, known] = [0, 0];
  const keep = 1 - 1 / DAYS;
  return times.map((_, i) => {
    // Whether one came after a point is known a horizon later.
    const told = i - horizon;
    if (told >= 0 && !Number.isNaN(within[told])) {
      all += within[told];
      known++;
    }
    const before = i - day;
    if (before < 0 || day <= horizon) {
      return 0;
    }
    const isKnown = !Number.isNaN(within[before]);
    came[i] = keep * came[before] + (isKnown ? within[before] : 0);
    count[i] = keep * count[before] + (isKnown ? 1 : 0);
    const usual = (all + 0.5) / (known + 1);
    const rate = (came[i] + DOUBT * usual) / (count[i] + DOUBT);
    return Math.log(rate / (1 - rate)) - Math.log(usual / (1 - usual));
  });
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
