import type { BackTest } from '../forecasters/backtest/errors.ts';
import { meanMagnitude } from '../forecasters/backtest/errors.ts';
import type { PredictiveLaw } from '../forecasters/intervals/predictive-law.ts';
import type { Prepared } from '../forecasters/preparation/prepare.ts';

/** The law with what points of a block differ from their block's value added to its scale, as independent of it. */
export function withinBlocks(law: PredictiveLaw, { block, roughness }: Prepared): PredictiveLaw {
  const spread = block === 1 ? Number.NaN : meanMagnitude([roughness]);
  return Number.isNaN(spread) ? law : { ...law, scale: law.scale.map((scale) => Math.hypot(scale, spread)) };
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
