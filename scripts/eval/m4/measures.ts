/** Measures of the M4 competition (Makridakis, Spiliotis and Assimakopoulos 2020, "The M4 Competition: 100,000 time series and 61 forecasting methods"). */

/** Mean of 200 |y - p| / (|y| + |p|), percent; a value and a forecast that are both 0 count as no error. */
export function smape(came: Float64Array, said: ArrayLike<number>): number {
  return (
    came.reduce((sum, y, i) => sum + ratio(200 * Math.abs(y - said[i]), Math.abs(y) + Math.abs(said[i])), 0) /
    came.length
  );
}

const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b);

/** Mean absolute difference to one season before, over what is known. */
export function seasonalScale(train: Float64Array, season: number): number {
  let sum = 0;
  for (let i = season; i < train.length; i++) {
    sum += Math.abs(train[i] - train[i - season]);
  }
  return sum / (train.length - season);
}

/** Mean absolute error over the scale. */
export function mase(came: Float64Array, said: ArrayLike<number>, scale: number): number {
  return came.reduce((sum, y, i) => sum + Math.abs(y - said[i]), 0) / came.length / scale;
}

/** Mean scaled interval score of an interval that is to hold a share `level`: its width, and 2 / (1 - level) times what lies outside. */
export function msis(
  came: Float64Array,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  level: number,
  scale: number
): number {
  const penalty = 2 / (1 - level);
  const score = (y: number, i: number): number =>
    upper[i] - lower[i] + penalty * (Math.max(0, lower[i] - y) + Math.max(0, y - upper[i]));
  return came.reduce((sum, y, i) => sum + score(y, i), 0) / came.length / scale;
}

/** Share of what came that lies within. */
export function held(came: Float64Array, lower: ArrayLike<number>, upper: ArrayLike<number>): number {
  return came.filter((y, i) => y >= lower[i] && y <= upper[i]).length / came.length;
}
