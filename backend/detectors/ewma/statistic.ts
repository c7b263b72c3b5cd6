import type { Arithmetic } from '../online-statistics/arithmetic.ts';
import { towards, within } from '../online-statistics/arithmetic.ts';
import type { Statistic } from '../online-statistics/statistic.ts';
import { meanAndVariance } from '../zscore/statistic.ts';

/** The chart's cells follow those of the process's mean and variance. */
const CHARTED = meanAndVariance.cells;
const CHARTED_VARIANCE = CHARTED + 1;
/** A point further than so many standard deviations from the mean pulls the average no harder: one spike must not mark the points after it. */
const CLIP = 10;
/** The same for the variance of the average, in its own standard deviations. */
const VARIANCE_CLIP = 4;

/**
 * EWMA control chart (Roberts 1959): z = smoothing x residual + (1 - smoothing) x z, judged by its distance from the process's mean in
 * standard deviations of z. Those are tracked, not computed from the points' by sqrt(smoothing / (2 - smoothing)), which holds for independent
 * points alone.
 */
export function controlChart(smoothing: number): Statistic {
  const chart = <N, B>(m: Arithmetic<N, B>, base: number, residual: N, ratio: N): N => {
    const mean = meanAndVariance.centre(m, base);
    const spread = m.mul(meanAndVariance.spread(m, base), ratio);
    const error = m.sub(residual, mean);
    const bounded = m.select(m.less(0, spread), within(m, error, m.mul(CLIP, spread)), error);
    return towards(m, m.get(base + CHARTED), bounded, smoothing);
  };
  return {
    cells: meanAndVariance.cells + 2,
    sides: 1,
    centre: meanAndVariance.centre,
    spread: meanAndVariance.spread,
    deviation(m, base, residual, ratio) {
      const usual = m.mul(m.sqrt(m.get(base + CHARTED_VARIANCE)), ratio);
      return m.div(chart(m, base, residual, ratio), m.max(usual, 1e-300));
    },
    learn(m, base, lesson) {
      const { residual, ratio, spreadRate, isCentreBounded, isSpreadBounded } = lesson;
      const next = chart(m, base, residual, ratio);
      const variance = m.get(base + CHARTED_VARIANCE);
      const size = m.div(next, ratio);
      const limit = m.mul(VARIANCE_CLIP, m.sqrt(variance));
      const bounded = m.select(m.less(0, variance), within(m, size, limit), size);
      const taken = m.select(isSpreadBounded, bounded, size);
      m.set(base + CHARTED_VARIANCE, towards(m, variance, m.mul(taken, taken), spreadRate));
      const mean = meanAndVariance.centre(m, base);
      meanAndVariance.learn(m, base, lesson);
      // The average is kept as a distance from the mean; at a new level it begins anew.
      const moved = m.sub(meanAndVariance.centre(m, base), mean);
      m.set(base + CHARTED, m.select(isCentreBounded, m.sub(next, moved), 0));
    },
    move(m, base, shift, factor) {
      meanAndVariance.move(m, base, shift, factor);
      m.set(base + CHARTED, m.mul(m.get(base + CHARTED), factor));
      m.set(base + CHARTED_VARIANCE, m.mul(m.get(base + CHARTED_VARIANCE), m.mul(factor, factor)));
    },
  };
}
