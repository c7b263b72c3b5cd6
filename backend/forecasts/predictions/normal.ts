import { normalQuantile } from '../../forecasters/intervals/normal-quantile.ts';

/** P(Z <= z) of a standard normal; error below 1e-7 relative in the tails too (complementary error function by Chebyshev fit, Numerical Recipes, 3rd edition, 6.2.2). */
export function normalBelow(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const series =
    1.00002368 +
    t *
      (0.37409196 +
        t *
          (0.09678418 +
            t *
              (-0.18628806 +
                t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277)))))));
  const tail = 0.5 * t * Math.exp(-x * x - 1.26551223 + t * series);
  return z > 0 ? 1 - tail : tail;
}

/** How many standard deviations hold `level` percent on both sides of the middle. */
export function zOfLevel(level: number): number {
  return normalQuantile(0.5 + level / 200);
}
