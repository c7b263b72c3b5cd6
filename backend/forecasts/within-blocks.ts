import type { BackTest } from '../forecasters/backtest/errors.ts';
import { meanMagnitude } from '../forecasters/backtest/errors.ts';
import type { PredictiveLaw } from '../forecasters/intervals/predictive-law.ts';
import type { Prepared } from '../forecasters/preparation/prepare.ts';

/** Sums of an error and a difference within a block that are looked at. */
const MOST_SUMS = 2_000;
/** Steps of the golden ratio through a list meet all of it evenly. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The law with what points of a block differ from their block's value added to it, as independent of it. */
export function withinBlocks(law: PredictiveLaw, { block, roughness }: Prepared): PredictiveLaw {
  const spread = block === 1 ? Number.NaN : meanMagnitude([roughness]);
  if (Number.isNaN(spread)) {
    return law;
  }
  const scale = law.scale.map((one) => Math.hypot(one, spread));
  const within = roughness.filter(Number.isFinite);
  const { sorted } = law.law;
  const typical = law.scale.reduce((sum, one) => sum + one, 0) / law.scale.length;
  const whole = Math.hypot(typical, spread);
  if (sorted.length === 0 || whole === 0) {
    return { ...law, scale };
  }
  // Errors of blocks may have quite another law than what happens within one: theirs alone would tell too little of the tails.
  const sums = Float64Array.from({ length: MOST_SUMS }, (_, i) => {
    const error = sorted[Math.floor(((i * GOLDEN) % 1) * sorted.length)];
    return (error * typical + within[Math.floor((i * within.length) / MOST_SUMS)]) / whole;
  });
  return { ...law, scale, law: { ...law.law, sorted: sums.sort() }, chance: (law.chance * typical) / whole };
}

/** A back-test on blocks as one on their points: every point has its block's error. */
export function onPoints(test: BackTest, block: number): BackTest {
  return block === 1
    ? test
    : {
        known: test.known,
        horizon: test.horizon * block,
        errors: test.errors.map((row) =>
          Float64Array.from({ length: row.length * block }, (_, i) => row[Math.floor(i / block)])
        ),
      };
}
