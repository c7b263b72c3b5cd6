import { within } from '../online-statistics/arithmetic.ts';
import { learnLeastSpread, leastSpread } from '../online-statistics/least-spread.ts';
import type { Statistic } from '../online-statistics/statistic.ts';

const MEAN = 0;
const VARIANCE = 1;
const MEAN_DEVIATION = 2;
/** Errors beyond so many spreads teach no more than one of so many (winsorised). */
const CLIP = 4;

/**
 * Mean and variance with forgetting: Welford's update (1962) with a rate that falls as 1/n until the half-life holds it (West 1979; Finch 2009).
 */
export const meanAndVariance: Statistic = {
  cells: 3,
  sides: 1,
  centre: (m, base) => m.get(base + MEAN),
  spread: (m, base) => m.max(m.sqrt(m.get(base + VARIANCE)), leastSpread(m, base + MEAN_DEVIATION)),
  learn(m, base, { residual, ratio, trust, centreRate, spreadRate, isCentreBounded, isSpreadBounded }) {
    const mean = m.get(base + MEAN);
    const variance = m.get(base + VARIANCE);
    const usual = m.max(m.sqrt(variance), leastSpread(m, base + MEAN_DEVIATION));
    const error = m.sub(residual, mean);
    const bounded = m.select(m.less(0, usual), within(m, error, m.mul(m.mul(CLIP, ratio), usual)), error);
    m.set(base + MEAN, m.add(mean, m.mul(centreRate, m.select(isCentreBounded, bounded, error))));
    const size = m.div(m.select(isSpreadBounded, bounded, error), ratio);
    const kept = m.sub(1, spreadRate);
    m.set(base + VARIANCE, m.mul(kept, m.add(variance, m.mul(spreadRate, m.mul(size, size)))));
    learnLeastSpread(m, base + MEAN_DEVIATION, m.div(m.abs(error), ratio), usual, spreadRate, trust);
  },
  move(m, base, shift, factor) {
    m.set(base + MEAN, m.add(m.get(base + MEAN), shift));
    m.set(base + VARIANCE, m.mul(m.get(base + VARIANCE), m.mul(factor, factor)));
    m.set(base + MEAN_DEVIATION, m.mul(m.get(base + MEAN_DEVIATION), factor));
  },
};
