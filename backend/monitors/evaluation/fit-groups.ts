import { enoughPoints } from '../../detections/missing-values.ts';
import type { FittedModel } from '../../detectors/detector.ts';
import type { NightjarError } from '../../errors.ts';
import type { ComputeObserver } from '../../evaluation/fit-segment.ts';
import { fitSegment } from '../../evaluation/fit-segment.ts';
import type { History } from '../../evaluation/history.ts';
import type { CachedModel } from '../../evaluation/model-cache.ts';
import type { ModelRequest } from '../../evaluation/request.ts';
import type { Labels } from '../../series/series.ts';
import { unpack } from '../../workers/pack.ts';
import type { Priority, WorkerPool } from '../../workers/pool.ts';
import type { ModelGroup } from './watched.ts';

/** A series that needs a model. */
export interface Unfitted {
  readonly key: string;
  readonly labels: Labels;
}

/** Models as they come from a fit, not yet bound to what is watched. */
export interface FittedGroup {
  readonly keys: readonly string[];
  readonly group: Omit<ModelGroup, 'columns'>;
}

export interface FitOutcome {
  readonly groups: readonly FittedGroup[];
  readonly failures: readonly NightjarError[];
}

/**
 * Fits models for series on the training window before `instant` (ms). Series without a value in it are left out, unless their detector learns while
 * it runs. The history must cover the window.
 */
export async function fitGroups(
  pool: WorkerPool,
  request: ModelRequest,
  history: History,
  instant: number,
  wanted: readonly Unfitted[],
  isStandIn: boolean,
  priority: Priority,
  observer: ComputeObserver
): Promise<FitOutcome> {
  const { models, failures } = await fitSegment(pool, request, history, instant, wanted, priority, observer);
  const cached = [...models.values()].filter((entry): entry is CachedModel => entry.model !== null);
  const { detector, settings } = request;
  const groups = cached.map(({ model: packed, columns }): FittedGroup => {
    const model = unpack<FittedModel>(packed);
    const { points, to } = model.trained;
    const group = {
      detector,
      settings,
      isStandIn,
      packed,
      model,
      state: model.state,
      isKnown: points / Math.max(1, columns.length) >= enoughPoints(settings),
      trainedTo: to,
    };
    return { keys: columns, group };
  });
  return { groups, failures };
}
