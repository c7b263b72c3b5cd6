import { NightjarError } from '../errors.ts';
import type { Forecaster } from '../forecasters/forecaster.ts';
import { FORECASTERS } from '../forecasters/index.ts';

/** The forecaster with an id. Throws `bad-query` for one that is not there. */
export function findForecaster(id: string): Forecaster {
  const forecaster = FORECASTERS.find((one) => one.id === id);
  if (forecaster === undefined) {
    throw new NightjarError(
      'bad-query',
      `There is no forecaster '${id.slice(0, 60)}': take one of ${FORECASTERS.map((one) => one.id).join(', ')}.`
    );
  }
  return forecaster;
}

/** Settings as the forecaster takes them. Throws `bad-query` naming the field that is wrong. */
export function checkedSettings(forecaster: Forecaster, settings: unknown): unknown {
  const checked = forecaster.schema.safeParse(settings ?? {});
  if (!checked.success) {
    const { path, message } = checked.error.issues[0];
    throw new NightjarError('bad-query', `Setting ${path.join('.')} of the forecaster ${forecaster.id}: ${message}.`);
  }
  return checked.data;
}
