import type { Arithmetic } from './arithmetic.ts';

/** What a point teaches, and how much. */
export interface Lesson<N, B> {
  /** The value apart from its season. */
  readonly residual: N;
  /** How much wider than usual the spread is at this hour. */
  readonly ratio: N;
  /** 1, and less for each further point of a run of outliers. */
  readonly trust: N;
  /** Shares of the centre and of the spread the point replaces: 1 / points at first, then by the half-life. */
  readonly centreRate: N;
  readonly spreadRate: N;
  /** Whether far values count as nearer ones for centre and spread; not in the first points, nor when a new state is taken on. */
  readonly isCentreBounded: B;
  readonly isSpreadBounded: B;
}

/**
 * An online statistic of residuals (values apart from their season): where their centre lies and how far they usually stray. It owns `cells`
 * cells of the state from `base` on. All functions are pure in `m`'s state but `learn`, `move`.
 */
export interface Statistic {
  readonly cells: number;
  /** 2: deviations above and below the centre have tails of their own. */
  readonly sides: 1 | 2;
  centre<N, B>(m: Arithmetic<N, B>, base: number): N;
  /** Usual spread, a standard deviation; 0 while nothing varied. */
  spread<N, B>(m: Arithmetic<N, B>, base: number): N;
  /** The deviation of the point itself in usual spreads, signed, where that is not (residual - centre) / (spread x ratio). */
  deviation?<N, B>(m: Arithmetic<N, B>, base: number, residual: N, ratio: N): N;
  learn<N, B>(m: Arithmetic<N, B>, base: number, lesson: Lesson<N, B>): void;
  /** Adds `shift` to centres and multiplies spreads by `factor`: the season in use has changed. */
  move<N, B>(m: Arithmetic<N, B>, base: number, shift: N, factor: N): void;
}
