import type { BackTest } from '../forecasters/backtest/errors.ts';
import type { PredictiveLaw } from '../forecasters/intervals/predictive-law.ts';
import type { Prepared } from '../forecasters/preparation/prepare.ts';
import type { Series } from '../series/series.ts';

/** The law with what points of a block differ from their block's value added to its scale, as independent of it. */
export function withinBlocks(law: PredictiveLaw, { values }: Series, { past, block }: Prepared): PredictiveLaw {
  if (block === 1) {
    return law;
  }
  const spread = spreadWithin(values, past.values, block);
  return { ...law, scale: law.scale.map((scale) => Math.hypot(scale, spread)) };
}

/** Mean magnitude of the difference between a point and its block; both end with the same point. */
function spreadWithin(raw: Float64Array, blocks: Float64Array, block: number): number {
  let [sum, count] = [0, 0];
  for (let i = 1; i <= Math.min(raw.length, blocks.length * block); i++) {
    const difference = raw[raw.length - i] - blocks[blocks.length - 1 - Math.floor((i - 1) / block)];
    if (Number.isFinite(difference)) {
      sum += Math.abs(difference);
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
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
