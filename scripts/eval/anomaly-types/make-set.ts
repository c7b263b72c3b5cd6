import { ANOMALY_TYPES } from '../../../contract/fields.ts';
import type { AnomalyType } from '../../../contract/fields.ts';
import { seededRandom } from '../../../backend/features/random.ts';
import { JUDGED_METRICS, JUDGED_SERVICES, TRAINING_METRICS, TRAINING_SERVICES } from './catalogue.ts';
import type { Family } from './catalogue.ts';
import { makeFault, typeOf } from './faults.ts';
import type { Course, TypedFault, World } from './faults.ts';

export const TRAINING_WORLD: World = {
  metrics: TRAINING_METRICS,
  services: TRAINING_SERVICES,
  levels: [[-2, 4]],
  sigmas: [[5, 20]],
};
/** Other names, other services, other magnitudes: nothing of it is in the training world. */
export const JUDGED_WORLD: World = {
  metrics: JUDGED_METRICS,
  services: JUDGED_SERVICES,
  levels: [
    [-5, -2],
    [4, 9],
  ],
  sigmas: [
    [4, 5],
    [20, 60],
  ],
};

interface Kind {
  readonly family: Family;
  readonly side: 'above' | 'below';
  readonly course: Course;
}

const COURSES: readonly Course[] = ['spike', 'shift', 'ramp', 'unsteady'];
const SIDES = ['above', 'below'] as const;

/** Every kind of fault there is, by the type it can have. */
function kindsByType(): ReadonlyMap<AnomalyType, readonly Kind[]> {
  const kinds = (Object.keys(TRAINING_METRICS) as Family[]).flatMap((family) =>
    SIDES.flatMap((side) => COURSES.map((course) => ({ family, side, course })))
  );
  return new Map(
    ANOMALY_TYPES.map((type) => [
      type,
      kinds.filter(({ family, side, course }) =>
        [false, true].some((slight) => typeOf(family, side, course, slight) === type)
      ),
    ])
  );
}

/** `perType` faults of each of the eight types, whatever kinds they come from; the same for the same seed. */
export function makeSet(world: World, perType: number, seed: number): TypedFault[] {
  const random = seededRandom(seed);
  const kinds = kindsByType();
  return ANOMALY_TYPES.flatMap((type) => {
    const of = kinds.get(type) ?? [];
    const made: TypedFault[] = [];
    while (made.length < perType) {
      const { family, side, course } = of[Math.floor(random() * of.length)];
      const fault = makeFault(world, family, side, course, random);
      if (fault?.type === type) {
        made.push(fault);
      }
    }
    return made;
  });
}
