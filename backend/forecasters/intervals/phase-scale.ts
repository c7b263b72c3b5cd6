import type { BackTest } from '../backtest/errors.ts';
import { fitErrorLaw } from './error-law.ts';

/** Stretches of a season that have a scale of their own at most. */
const MOST_STRETCHES = 24;
/** Errors of the usual size that each stretch is taken to have had already. */
const PRIOR = 5;

/** How far off forecasts of the point `index` of a series are, over what is usual for their step: nights are often easier to tell than days. */
export type PhaseScale = (index: number) => number;

/** By stretches of a season (in points, 1: none), from the errors of a back-test over their step's scale. */
export function phaseScale(test: BackTest, season: number): PhaseScale {
  const stretches = Math.min(MOST_STRETCHES, season);
  const stretchOf = (index: number): number => Math.floor(((index % season) * stretches) / season);
  const { scale } = fitErrorLaw(test);
  const sums = new Float64Array(stretches).fill(PRIOR);
  const counts = new Float64Array(stretches).fill(PRIOR);
  for (const [i, row] of test.errors.entries()) {
    for (let step = 0; step < row.length; step++) {
      if (Number.isFinite(row[step]) && scale[step] > 0) {
        const stretch = stretchOf(test.known[i] + step);
        sums[stretch] += Math.abs(row[step]) / scale[step];
        counts[stretch]++;
      }
    }
  }
  return (index) => sums[stretchOf(index)] / counts[stretchOf(index)];
}

/** A back-test whose errors are as if all phases were alike. */
export function withoutPhase(test: BackTest, phase: PhaseScale): BackTest {
  return {
    ...test,
    errors: test.errors.map((row, i) => row.map((error, step) => error / phase(test.known[i] + step))),
  };
}
