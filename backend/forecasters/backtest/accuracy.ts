import type { ForecastAccuracy } from '../../../contract/forecast.ts';
import type { Adaptation } from '../intervals/adaptive.ts';
import type { BackTest } from './errors.ts';
import { meanMagnitude } from './errors.ts';

/** Leads that accuracy is told of. */
const MOST_LEADS = 24;

/** What a back-test says of a forecast beside the seasonal naive one; `scale`: the naive error within the training data, `step` in ms, `level` the query's (0..1). */
export function accuracyOf(
  test: BackTest,
  naive: BackTest,
  scale: number,
  adaptation: Adaptation,
  step: number,
  level: number
): ForecastAccuracy {
  const mae = meanMagnitude(test.errors);
  const naiveMae = meanMagnitude(naive.errors);
  const row = adaptation.nominal.indexOf(level);
  return {
    origins: test.known.length,
    mase: mae / scale,
    naiveMase: naiveMae / scale,
    isWorseThanNaive: mae > naiveMae,
    mae,
    coverage: adaptation.nominal.map((one, i) => ({ level: one, share: adaptation.held[i] })),
    byLead: leadsOf(test.horizon).map(([from, to]) => ({
      lead: to * step,
      mae: meanMagnitude(test.errors, from, to),
      naiveMae: meanMagnitude(naive.errors, from, to),
      coverage: row < 0 ? Number.NaN : meanMagnitude([adaptation.heldByStep[row]], from, to),
    })),
  };
}

/** Up to 24 stretches of steps, [from, to). */
function leadsOf(horizon: number): [number, number][] {
  const count = Math.min(MOST_LEADS, horizon);
  const endOf = (i: number): number => Math.round((i * horizon) / count);
  return Array.from({ length: count }, (_, i) => [endOf(i), endOf(i + 1)]);
}
