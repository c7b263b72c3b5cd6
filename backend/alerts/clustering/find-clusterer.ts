import { NightjarError } from '../../errors.ts';
import type { Clusterer } from './clusterer.ts';
import { CLUSTERERS } from './index.ts';

/** The clusterer with an id. Throws `bad-settings` for one that is not there. */
export function findClusterer(id: string): Clusterer {
  const clusterer = CLUSTERERS.find((one) => one.id === id);
  if (clusterer === undefined) {
    throw new NightjarError(
      'bad-settings',
      `There is no clustering algorithm '${id.slice(0, 60)}': take one of ${CLUSTERERS.map((one) => one.id).join(', ')}.`
    );
  }
  return clusterer;
}
