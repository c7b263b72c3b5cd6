import type { Arithmetic } from '../online-statistics/arithmetic.ts';
import { learnLeastSpread, leastSpread } from '../online-statistics/least-spread.ts';
import { SIGMA_OF_MEAN_DEVIATION } from '../online-statistics/season.ts';
import type { Statistic } from '../online-statistics/statistic.ts';

const MEDIAN = 0;
const DEVIATION = 1;
const MEAN_DEVIATION = 2;

/** Standard deviation over median absolute deviation of a normal distribution. */
const SIGMA_OF_MAD = 1.4826;
/** With these a step's pull towards the median, and the MAD, is that of a mean of the same rate, for a normal distribution. */
const MEDIAN_GAIN = 1.25;
const DEVIATION_GAIN = 1.17;

function signOf<N, B>(m: Arithmetic<N, B>, a: N): N {
  return m.select(m.less(0, a), 1, m.select(m.less(a, 0), -1, 0));
}

function spreadOf<N, B>(m: Arithmetic<N, B>, base: number): N {
  return m.max(m.mul(SIGMA_OF_MAD, m.get(base + DEVIATION)), leastSpread(m, base + MEAN_DEVIATION));
}

/**
 * Streaming median and median absolute deviation by stochastic approximation of quantiles (Tierney 1983; with a constant step for streams Chen,
 * Lambert & Pinheiro 2000): each moves a step in proportion to the spread towards the side the point lies on, however far. The first points
 * of a new level go by their mean.
 */
export const medianAndDeviation: Statistic = {
  cells: 3,
  sides: 1,
  centre: (m, base) => m.get(base + MEDIAN),
  spread: spreadOf,
  learn(m, base, { residual, ratio, trust, centreRate, spreadRate, isCentreBounded, isSpreadBounded }) {
    const median = m.get(base + MEDIAN);
    const deviation = m.get(base + DEVIATION);
    const mean = m.get(base + MEAN_DEVIATION);
    const usual = spreadOf(m, base);
    const error = m.sub(residual, median);
    const step = m.mul(m.mul(m.mul(MEDIAN_GAIN, ratio), usual), signOf(m, error));
    const isBySign = m.select(m.less(0, usual), m.select(isCentreBounded, 1, 0), 0);
    m.set(base + MEDIAN, m.add(median, m.mul(centreRate, m.select(m.less(0.5, isBySign), step, error))));
    const size = m.div(m.abs(error), ratio);
    learnLeastSpread(m, base + MEAN_DEVIATION, size, usual, spreadRate, trust);
    const pull = m.mul(m.mul(DEVIATION_GAIN, m.max(deviation, m.mul(0.1, mean))), signOf(m, m.sub(size, deviation)));
    const moved = m.max(0, m.add(deviation, m.mul(spreadRate, pull)));
    m.set(
      base + DEVIATION,
      m.select(isSpreadBounded, moved, m.mul(SIGMA_OF_MEAN_DEVIATION / SIGMA_OF_MAD, m.get(base + MEAN_DEVIATION)))
    );
  },
  move(m, base, shift, factor) {
    m.set(base + MEDIAN, m.add(m.get(base + MEDIAN), shift));
    m.set(base + DEVIATION, m.mul(m.get(base + DEVIATION), factor));
    m.set(base + MEAN_DEVIATION, m.mul(m.get(base + MEAN_DEVIATION), factor));
  },
};
