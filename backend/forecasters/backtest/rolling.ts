import type { FittedWithRolls, Forecaster, Past } from '../forecaster.ts';
import { prefixOf } from './prefix.ts';

/**
 * A model of each past, and what its forecaster would have said at each origin of that past by what came before it alone. A forecaster without `rolling` is
 * fitted on what comes before a past's first origin and predicts from all of them (Tashman 2000, "rolling origin" without recalibration).
 */
export async function fitWithRolls<S>(
  forecaster: Forecaster<S>,
  pasts: readonly Past[],
  origins: readonly (readonly number[])[],
  horizon: number,
  settings: S,
  seed: number
): Promise<FittedWithRolls> {
  if (forecaster.fitWithRolls) {
    return forecaster.fitWithRolls(pasts, origins, horizon, settings, seed);
  }
  const rolls = await rollAll(forecaster, pasts, origins, horizon, settings, seed);
  return { models: await forecaster.fit(pasts, settings, seed, horizon), rolls };
}

/** What a forecaster would have said at each origin of each past. */
export async function rollAll<S>(
  forecaster: Forecaster<S>,
  pasts: readonly Past[],
  origins: readonly (readonly number[])[],
  horizon: number,
  settings: S,
  seed: number
): Promise<Float64Array[][]> {
  if (forecaster.rolling) {
    const rolls: Float64Array[][] = [];
    for (const [i, past] of pasts.entries()) {
      rolls.push(origins[i].length === 0 ? [] : await forecaster.rolling(past, origins[i], horizon, settings, seed));
    }
    return rolls;
  }
  const tried = pasts.flatMap((past, i) => (origins[i].length > 0 ? [{ past, origins: origins[i], index: i }] : []));
  const starts = tried.map((one) => prefixOf(one.past, one.origins[0]));
  const models = tried.length > 0 ? await forecaster.fit(starts, settings, seed, horizon) : [];
  const asked = tried.flatMap((one, k) =>
    one.origins.map((known) => ({ model: models[k], prefix: prefixOf(one.past, known) }))
  );
  const said = await forecaster.predict(
    asked.map(({ model }) => model),
    asked.map(({ prefix }) => prefix),
    horizon,
    settings
  );
  const rolls: Float64Array[][] = pasts.map(() => []);
  let at = 0;
  for (const one of tried) {
    rolls[one.index] = one.origins.map(() => said[at++].mean);
  }
  return rolls;
}
