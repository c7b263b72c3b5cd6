import type { Arithmetic } from './arithmetic.ts';

/**
 * How rare a deviation is, from four quantiles of deviations so far: those exceeded by one in 10, 100, 1,000 and 10,000 points. Each is tracked by
 * stochastic approximation (Robbins & Monro 1951; for quantiles Tierney 1983, with a constant step for streams Chen, Lambert & Pinheiro 2000) on
 * the logarithm, as a multiple of the one before, so that a heavy tail seen at one in 100 is expected at one in 10,000 too. They begin as those
 * of a normal distribution. Between them, and beyond, rarity grows with the logarithm of the deviation.
 */
export const TAIL_CELLS = 4;

/** Logarithm of the first quantile, and of each further one's multiple of the one before: a normal distribution's. */
export const INITIAL_TAIL: readonly number[] = [Math.log(1.645), 0.449, 0.245, 0.167];
/** How far an exceedance moves each: rarer ones further, since they come less often. */
const STEPS = [0.005, 0.01, 0.03, 0.05];
const LEAST = [-1, 0.2, 0.12, 0.08];
const MOST = [4, 5, 4, 3];
/** What the tail does beyond one in 10,000: its last multiple, less in proportion to how it fell before, at least so much of it. */
const LEAST_KEPT = 0.7;
/** No deviation is rarer: 10^-30. */
const RAREST = 30;

/** -log10 of the share of points at least `deviation` (>= 0) out. `base`: the tail's first cell. */
export function rarityOf<N, B>(m: Arithmetic<N, B>, base: number, deviation: N): N {
  const position = m.sub(m.log(m.max(deviation, 1e-300)), m.get(base));
  const second = m.get(base + 1);
  const third = m.get(base + 2);
  const fourth = m.get(base + 3);
  const beyondSecond = m.sub(position, second);
  const beyondThird = m.sub(beyondSecond, third);
  const beyondFourth = m.sub(beyondThird, fourth);
  const last = m.mul(fourth, m.max(LEAST_KEPT, m.min(1, m.div(fourth, third))));
  const rarity = m.select(
    m.less(position, 0),
    m.exp(m.min(position, 0)),
    m.select(
      m.less(beyondSecond, 0),
      m.add(1, m.div(position, second)),
      m.select(
        m.less(beyondThird, 0),
        m.add(2, m.div(beyondSecond, third)),
        m.add(
          m.select(m.less(beyondFourth, 0), 3, 4),
          m.div(
            m.select(m.less(beyondFourth, 0), beyondThird, beyondFourth),
            m.select(m.less(beyondFourth, 0), fourth, last)
          )
        )
      )
    )
  );
  return m.min(rarity, RAREST);
}

/** The deviation of a given rarity (a constant): the inverse of `rarityOf`. */
export function deviationAt<N, B>(m: Arithmetic<N, B>, base: number, rarity: number): N {
  if (rarity < 1) {
    return m.mul(rarity, m.exp(m.get(base)));
  }
  const [third, fourth] = [m.get(base + 2), m.get(base + 3)];
  const last = m.mul(fourth, m.max(LEAST_KEPT, m.min(1, m.div(fourth, third))));
  const part = (from: number) => Math.max(0, Math.min(1, rarity - from));
  const second = m.mul(part(1), m.get(base + 1));
  const rest = m.add(m.mul(part(2), third), m.add(m.mul(part(3), fourth), m.mul(Math.max(0, rarity - 4), last)));
  return m.exp(m.add(m.get(base), m.add(second, rest)));
}

/** Learns a deviation. `share`: the share of points this tail speaks of (a half for one of two sides); `weight`: 0..1 of a step. */
export function learnTail<N, B>(m: Arithmetic<N, B>, base: number, deviation: N, share: number, weight: N): void {
  let quantile: N | number = 0;
  const position = m.log(m.max(deviation, 1e-300));
  for (let k = 0; k < TAIL_CELLS; k++) {
    const own = m.get(base + k);
    quantile = m.add(quantile, own);
    const exceeded = m.select(m.less(quantile, position), STEPS[k], 0);
    const moved = m.add(own, m.mul(weight, m.sub(exceeded, STEPS[k] * share * 10 ** -(k + 1))));
    m.set(base + k, m.max(LEAST[k], m.min(MOST[k], moved)));
  }
}
