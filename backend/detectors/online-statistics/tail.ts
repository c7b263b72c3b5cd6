import type { Arithmetic } from './arithmetic.ts';

const { exp, log, max, min } = Math;

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
/** How far each falls at a point, exceeded or not, so that it stands still where it is exceeded as often as it should be. */
const FALLS = STEPS.map((step, k) => step * 10 ** -(k + 1));
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
    const moved = m.add(own, m.mul(weight, m.sub(exceeded, FALLS[k] * share)));
    m.set(base + k, m.max(LEAST[k], m.min(MOST[k], moved)));
  }
}

/**
 * `rarityOf` of a deviation and then `learnTail` of it (share 1) over plain cells, in a quarter of the time: the logarithm once, the exponential
 * only where it is asked for.
 */
export function judgeAndLearn(cells: Float64Array, base: number, deviation: number, weight: number): number {
  const position = log(max(deviation, 1e-300));
  const rarity = rarityAt(cells, base, position);
  let quantile = 0;
  for (let k = 0; k < TAIL_CELLS; k++) {
    const own = cells[base + k];
    quantile += own;
    const moved = own + weight * ((quantile < position ? STEPS[k] : 0) - FALLS[k]);
    cells[base + k] = max(LEAST[k], min(MOST[k], moved));
  }
  return rarity;
}

/** The rarity of a deviation whose logarithm is `logarithm`. */
function rarityAt(cells: Float64Array, base: number, logarithm: number): number {
  const position = logarithm - cells[base];
  const second = cells[base + 1];
  const third = cells[base + 2];
  const fourth = cells[base + 3];
  if (position < 0) {
    return exp(position);
  }
  const beyondSecond = position - second;
  if (beyondSecond < 0) {
    return 1 + position / second;
  }
  const beyondThird = beyondSecond - third;
  if (beyondThird < 0) {
    return 2 + beyondSecond / third;
  }
  const beyondFourth = beyondThird - fourth;
  if (beyondFourth < 0) {
    return 3 + beyondThird / fourth;
  }
  const last = fourth * max(LEAST_KEPT, min(1, fourth / third));
  return min(RAREST, 4 + beyondFourth / last);
}
