import { setImmediate as turn } from 'node:timers/promises';
import type { Detector, Plain, Scored, SeriesGroup } from '../../detectors/detector.ts';
import { compact, pointsOf } from '../../evaluation/fit-segment.ts';
import { holdModels } from '../../onnx/imports/held-models.ts';
import type { HeldModel } from '../../onnx/imports/held-models.ts';
import { buffersOf } from '../../workers/buffers.ts';
import { packAll, unpack } from '../../workers/pack.ts';
import type { Priority, WorkerPool } from '../../workers/pool.ts';
import type { ModelGroup } from './watched.ts';

/** Longer than this the calling thread is not held up at once, ms. */
const HOLD_MS = 5;
/** Work from this size on goes to a worker, where its detector is no streaming one, ms. */
const WORTH_A_WORKER_MS = 10;
/** What a point costs before it was measured, ms: streaming statistics, and models of windows. */
const FIRST_GUESS_MS = { streams: 0.02, windows: 0.2 };
/** Points of one job for a worker. */
const POINTS_PER_JOB = 20_000;
/** Weight of the newest measurement. */
const RATE = 0.2;

/** A group with the points it is scored on: the detector's look-back before the new ones. */
export interface GroupWindow {
  readonly group: ModelGroup;
  readonly window: SeriesGroup;
}

/** Scores groups and moves their states on, keeping what it costs in mind. */
export class GroupScorer {
  private readonly pool: WorkerPool;
  private readonly priority: Priority;
  /** Milliseconds a point takes, by detector and whether it looks back. */
  private readonly costs = new Map<string, number>();

  /** `priority`: of what runs in workers. */
  constructor(pool: WorkerPool, priority: Priority = 'answer') {
    this.pool = pool;
    this.priority = priority;
  }

  /**
   * One `Scored` a series for each window. Short work runs here, in parts between which others have their turn; what takes long and is no streaming
   * statistic runs in workers. Also gives the processor time, ms. The states of the groups have moved on when it resolves, and are of no
   * use any more when it rejects.
   */
  async score(
    windows: readonly GroupWindow[],
    files: readonly HeldModel[],
    signal?: AbortSignal
  ): Promise<{ readonly scores: readonly (readonly Scored[])[]; readonly milliseconds: number }> {
    const scores = new Array<readonly Scored[]>(windows.length);
    let milliseconds = 0;
    const byDetector = Map.groupBy([...windows.keys()], (i) => windows[i].group.detector);
    for (const [detector, places] of byDetector) {
      const points = pointsOf(places.map((i) => windows[i].window));
      const cost = this.costOf(detector, windows[places[0]]);
      const isHeavy = points * cost > WORTH_A_WORKER_MS && !streamsOn(windows[places[0]].group);
      const atOnce = isHeavy || files.length > 0 ? POINTS_PER_JOB : Math.max(1, HOLD_MS / cost);
      for (const part of partsOf(places, windows, atOnce)) {
        signal?.throwIfAborted();
        const some = part.map((i) => windows[i]);
        const inWorker = (isHeavy || files.length > 0) && this.pool.knows(detector);
        const started = performance.now();
        const scored = inWorker
          ? await this.inWorker(detector, some, files, signal)
          : await scoreHere(detector, some, files);
        const took = performance.now() - started;
        if (!inWorker) {
          this.learnCost(detector, some[0], took / Math.max(1, pointsOf(some.map(({ window }) => window))));
          await turn();
        }
        milliseconds += took;
        part.forEach((i, k) => (scores[i] = scored[k]));
      }
    }
    return { scores, milliseconds };
  }

  private async inWorker(
    detector: Detector,
    some: readonly GroupWindow[],
    files: readonly HeldModel[],
    signal?: AbortSignal
  ): Promise<(readonly Scored[])[]> {
    const { groups, buffers } = compact(some.map(({ window }) => window));
    const input = {
      detector: detector.id,
      models: some.map(({ group }) => group.packed),
      states: packAll(
        some.map(({ group }) => group.state),
        'own'
      ),
      windows: groups,
      files,
    };
    const { scores, states } = await this.pool.run('advance', input, {
      priority: this.priority,
      signal,
      transfer: [...buffers, ...buffersOf(input.states)],
    });
    some.forEach(({ group }, i) => (group.state = unpack<Plain>(states[i])));
    return scores.map((packed) => unpack<Scored[]>(packed));
  }

  private costOf(detector: Detector, one: GroupWindow): number {
    const guess = streamsOn(one.group) ? FIRST_GUESS_MS.streams : FIRST_GUESS_MS.windows;
    return this.costs.get(detector.id) ?? guess;
  }

  private learnCost(detector: Detector, one: GroupWindow, measured: number): void {
    const known = this.costOf(detector, one);
    this.costs.set(detector.id, Math.max(1e-4, known + RATE * (measured - known)));
  }
}

/** Whether scoring is quick whatever came before: nothing but a state is looked at. */
function streamsOn({ detector, settings }: ModelGroup): boolean {
  return detector.streams === true && detector.lookback(settings) === 0;
}

function* partsOf(
  places: readonly number[],
  windows: readonly GroupWindow[],
  pointsAtOnce: number
): Generator<number[]> {
  let part: number[] = [];
  let points = 0;
  for (const place of places) {
    part.push(place);
    points += pointsOf([windows[place].window]);
    if (points >= pointsAtOnce) {
      yield part;
      part = [];
      points = 0;
    }
  }
  if (part.length > 0) {
    yield part;
  }
}

async function scoreHere(
  detector: Detector,
  some: readonly GroupWindow[],
  files: readonly HeldModel[]
): Promise<(readonly Scored[])[]> {
  holdModels(files);
  const scored = await detector.score(
    some.map(({ group }) => group.model),
    some.map(({ group }) => group.state),
    some.map(({ window }) => window),
    true
  );
  some.forEach(({ group }, i) => (group.state = scored[i].state));
  return scored.map(({ series }) => series);
}
