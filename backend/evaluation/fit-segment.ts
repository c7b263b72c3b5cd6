import type { FittedModel, SeriesGroup } from '../detectors/detector.ts';
import type { NightjarError } from '../errors.ts';
import { asNightjarError } from '../errors.ts';
import { firstValue, without, withZeros } from '../series/gaps.ts';
import { holdModels } from '../onnx/imports/held-models.ts';
import type { Labels, Series } from '../series/series.ts';
import { clockTimes } from '../series/wall-clock.ts';
import type { Packed } from '../workers/pack.ts';
import { interned, packAll, unpack } from '../workers/pack.ts';
import type { Priority, WorkerPool } from '../workers/pool.ts';
import type { History, KeyedSeries } from './history.ts';
import { hasValues } from './history.ts';
import type { CachedModel, FitSet, NoModel } from './model-cache.ts';
import { JOINT } from './model-cache.ts';
import type { ModelRequest } from './request.ts';

/** Points of training that one job fits: small enough that an alert never waits long behind it. */
const POINTS_PER_JOB = 50_000;
/** The same where each series is tried with several detectors. */
const POINTS_PER_CHOICE_JOB = 8_000;
/** Points that are fitted on the calling thread, at once; nothing that takes long enough for another detector to stand in. */
export const INLINE_POINTS = 1_000;

/** Told of what was computed, and what could not be: the engine's metrics and log. */
export interface ComputeObserver {
  fitted(detector: string, models: number, seconds: number): void;
  failed(error: NightjarError): void;
}

/** What could be fitted; `failures` name why the rest could not. */
export interface Fitted {
  readonly models: FitSet;
  readonly failures: readonly NightjarError[];
}

/** A series that needs a model. */
export interface WantedSeries {
  readonly key: string;
  readonly labels: Labels;
}

/**
 * Fits models for `wanted` at a grid instant, on the training window before it: [instant - window, instant), or as much of it as
 * there is. The history must cover that window. A series without any value in it gives null, except for detectors that learn
 * while they run: those start from nothing. A joint detector gets every series with values in the window, wanted or not, so that
 * its columns depend on what came before the instant alone. A job that fails leaves its series out and the others in.
 * `kin`: models of the same series at other instants.
 */
export async function fitSegment(
  pool: WorkerPool,
  request: ModelRequest,
  history: History,
  instant: number,
  wanted: readonly WantedSeries[],
  priority: Priority,
  observer: ComputeObserver,
  kin: readonly FitSet[] = []
): Promise<Fitted> {
  const { detector, settings } = request;
  const window = history.window(instant - request.trainingWindow, instant).map((one) => trainedOn(one, request));
  const models = new Map<string, CachedModel | NoModel>();
  const groups: { readonly name: string; readonly members: readonly KeyedSeries[] }[] = [];
  if (detector.isJoint(settings)) {
    const members = window.filter(({ series }) => hasValues(series));
    groups.push({ name: JOINT, members });
  } else {
    const streams = detector.streams || detector.lookback(settings) === 0;
    const byKey = new Map(window.map((one) => [one.key, one]));
    for (const { key, labels } of wanted) {
      const member = byKey.get(key) ?? { key, series: unbegun(labels, instant, request) };
      groups.push({ name: key, members: streams || hasValues(member.series) ? [member] : [] });
    }
  }
  const pointsPerJob = detector.provisional ? POINTS_PER_CHOICE_JOB : POINTS_PER_JOB;
  const jobs = intoJobs(
    groups.filter(({ members }) => members.length > 0),
    pointsPerJob
  );
  for (const { name } of groups.filter(({ members }) => members.length === 0)) {
    models.set(name, { model: null, since: Date.now() });
  }
  const failures: NightjarError[] = [];
  const fitJob = async (job: (typeof jobs)[number]): Promise<void> => {
    const parts = job.map(({ members }) => toGroup(request.step, members));
    try {
      const related = job.map(({ name }) => kin.flatMap((models) => models.get(name)?.model ?? []));
      const fitted = await fitGroups(pool, request, parts, related, priority, observer);
      job.forEach(({ name, members }, index) =>
        models.set(name, { model: fitted[index], columns: members.map(({ key }) => key) })
      );
    } catch (error) {
      failures.push(asNightjarError(error));
    }
  };
  // As many at a time as keep the workers busy: each holds a copy of its training points, and others' jobs go between them.
  const waiting = jobs.values();
  const line = async (): Promise<void> => {
    for (const job of waiting) {
      await fitJob(job);
    }
  };
  await Promise.all(Array.from({ length: pool.size + 1 }, line));
  // An engine that is being shut down has failed at nothing.
  failures.filter(({ code }) => code !== 'busy').forEach((failure) => observer.failed(failure));
  return { models, failures };
}

async function fitGroups(
  pool: WorkerPool,
  request: ModelRequest,
  groups: readonly SeriesGroup[],
  kin: readonly (readonly Packed[])[],
  priority: Priority,
  observer: ComputeObserver
): Promise<Packed[]> {
  const { detector, settings, seed, files = [] } = request;
  holdModels(files);
  const started = performance.now();
  const isShort = pointsOf(groups) <= INLINE_POINTS && !detector.provisional && files.length === 0;
  const inline = isShort || !pool.knows(detector);
  const sent = inline ? { groups, buffers: [] } : compact(groups);
  const fitted = inline
    ? packAll(
        await detector.fit(
          groups,
          settings,
          seed,
          kin.map((models) => models.map((model) => unpack<FittedModel>(model)))
        ),
        'shared'
      )
    : await pool.run(
        'fit',
        { detector: detector.id, settings, seed, groups: sent.groups, kin, files },
        { priority, transfer: sent.buffers }
      );
  observer.fitted(detector.id, fitted.length, (performance.now() - started) / 1000);
  return fitted.map(interned);
}

/** What a model is fitted on: missing values as zeros, where they count so, from the first value in the training window on; and without what is kept out. */
function trainedOn({ key, series }: KeyedSeries, { missing, untrained = [], clock }: ModelRequest): KeyedSeries {
  const whole = missing === 'zero' ? withZeros(series, firstValue(series.values)) : series;
  const kept = untrained.length > 0 ? without(whole, untrained) : whole;
  return { key, series: clock ? clock.onto(kept) : kept };
}

/** The training window of a series that had not begun. */
function unbegun(labels: Labels, instant: number, { step, trainingWindow }: ModelRequest): Series {
  const first = Math.ceil((instant - trainingWindow) / step);
  const count = Math.max(0, Math.ceil(instant / step) - first);
  const times = Float64Array.from({ length: count }, (_, index) => (first + index) * step);
  return { labels, times, values: new Float64Array(count).fill(Number.NaN) };
}

function intoJobs<T extends { readonly members: readonly KeyedSeries[] }>(
  groups: readonly T[],
  pointsPerJob: number
): T[][] {
  const jobs: T[][] = [];
  let points = Infinity;
  for (const group of groups) {
    const size = group.members.reduce((sum, { series }) => sum + series.values.length, 0);
    if (points + size > pointsPerJob) {
      jobs.push([]);
      points = 0;
    }
    jobs[jobs.length - 1].push(group);
    points += size;
  }
  return jobs;
}

export function toGroup(step: number, members: readonly KeyedSeries[]): SeriesGroup {
  return { step, series: members.map(({ series }) => series) };
}

export function pointsOf(groups: readonly SeriesGroup[]): number {
  return groups.reduce((sum, group) => sum + group.series.reduce((all, { values }) => all + values.length, 0), 0);
}

/** Copies of groups in one piece of memory that shares nothing with anything, to be handed to a worker. */
export function compact(groups: readonly SeriesGroup[]): { groups: SeriesGroup[]; buffers: ArrayBuffer[] } {
  const arrays = new Set(
    groups.flatMap(({ series }) => series.flatMap((one) => [one.times, one.values, clockTimes(one)]))
  );
  const copies = new Map<Float64Array, Float64Array>();
  const memory = new Float64Array([...arrays].reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const array of arrays) {
    memory.set(array, end);
    copies.set(array, memory.subarray(end, end + array.length));
    end += array.length;
  }
  const copy = (array: Float64Array): Float64Array => copies.get(array) ?? array;
  const compacted = groups.map(({ step, series }) => ({
    step,
    series: series.map(({ labels, times, values, clock }) => {
      const copied = { labels, times: copy(times), values: copy(values) };
      return clock ? { ...copied, clock: { ...clock, times: copy(clock.times) } } : copied;
    }),
  }));
  return { groups: compacted, buffers: [memory.buffer] };
}
