import { NightjarError } from '../errors.ts';
import type { Forecaster } from '../forecasters/forecaster.ts';
import { FORECASTERS } from '../forecasters/index.ts';

/** The forecaster of an id. Throws `bad-query` listing those there are. */
export function findForecaster(id: string): Forecaster {
  const forecaster = FORECASTERS.find((one) => one.id === id);
  if (!forecaster) {
    const known = FORECASTERS.map((one) => one.id).join(', ');
    throw new NightjarError('bad-query', `There is no forecaster '${id.slice(0, 60)}': take one of ${known}.`);
  }
  return forecaster;
}
