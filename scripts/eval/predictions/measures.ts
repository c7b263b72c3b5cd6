/** A probability that was said, and whether it came true. */
export interface Judged {
  readonly probability: number;
  readonly came: boolean;
}

const BINS = 10;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Cases by the tenth their probability lies in; empty tenths are left out. */
export function reliability(judged: readonly Judged[]): { said: number; came: number; count: number }[] {
  return Array.from({ length: BINS }, (_, bin) =>
    judged.filter(({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)) === bin)
  )
    .filter((part) => part.length > 0)
    .map((part) => ({
      said: mean(part.map(({ probability }) => probability)),
      came: mean(part.map(({ came }) => Number(came))),
      count: part.length,
    }));
}

/** Expected calibration error: the mean distance, over tenths, between what was said and how often it came true (Naeini et al. 2015). */
export function calibrationError(judged: readonly Judged[]): number {
  return reliability(judged).reduce(
    (sum, { said, came, count }) => sum + (count * Math.abs(said - came)) / judged.length,
    0
  );
}

/** Mean squared error of the probabilities (Brier 1950). */
export function brier(judged: readonly Judged[]): number {
  return mean(judged.map(({ probability, came }) => (probability - Number(came)) ** 2));
}

/** How much of the Brier score of always saying the base rate is spared: 1 is perfect, 0 no better. */
export function brierSkill(judged: readonly Judged[]): number {
  const rate = mean(judged.map(({ came }) => Number(came)));
  return 1 - brier(judged) / brier(judged.map(({ came }) => ({ probability: rate, came })));
}
