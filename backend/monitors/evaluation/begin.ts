import type { NightjarError } from '../../errors.ts';
import { History, hasValues } from '../../evaluation/history.ts';
import type { KeyedSeries } from '../../evaluation/history.ts';
import { lastSeen } from '../../series/gaps.ts';
import { fitGroups } from './fit-groups.ts';
import type { FittedGroup } from './fit-groups.ts';
import type { MonitorParts } from './run-context.ts';
import { lookbackOf, priorityOf, requestOf, standInOf } from './run-context.ts';
import { lastOf, watch } from './watched.ts';
import type { MonitorMemory } from './watched.ts';

/** A monitor begins with scores of its last hour, at least of so many points. */
const SCORED_MS = 3_600_000;
const SCORED_POINTS = 30;

/** Where the first scores of a monitor stand that is evaluated up to `to` for the first time, ms. */
export function firstScored(plan: MonitorParts['plan'], to: number): number {
  return Math.floor((to - scoredAtFirst(plan)) / plan.step) * plan.step;
}

/** How much of the past a monitor's first evaluation covers, ms. */
export function scoredAtFirst({ step, trainingWindow }: MonitorParts['plan']): number {
  return Math.min(trainingWindow / 4, Math.max(SCORED_MS, SCORED_POINTS * step));
}

export interface Beginning {
  readonly memory: MonitorMemory;
  /** What the source has from `from` to `to`, to be evaluated first. */
  readonly data: readonly KeyedSeries[];
  readonly isStandIn: boolean;
  readonly warnings: readonly string[];
  readonly failures: readonly NightjarError[];
}

/**
 * Fits models on the training window before `from` (ms), with a detector that stands in where the monitor's own takes long, and fetches what is to be
 * evaluated up to `to`. Throws what the source throws, and the first failure where nothing could be fitted.
 */
export async function begin(
  parts: MonitorParts,
  ordinals: Map<string, number>,
  from: number,
  to: number,
  signal?: AbortSignal
): Promise<Beginning> {
  const { plan, pool, observer } = parts;
  const { step, trainingWindow } = plan;
  const own = requestOf(parts);
  const other = standInOf(parts, own);
  const request = { ...(other ?? own), untrained: await untrainedOf(parts, from) };
  const history = new History(parts.source, '', step);
  await history.cover(from - trainingWindow, to + step, signal);
  const known = history.window(from - trainingWindow, to + step).filter(({ series }) => hasValues(series));
  const wanted = known.map(({ key, series }) => ({ key, labels: series.labels }));
  const fitted = await fitGroups(pool, request, history, from, wanted, other !== null, priorityOf(parts), observer);
  if (fitted.groups.length === 0 && fitted.failures.length > 0) {
    throw fitted.failures[0];
  }
  const lookback = lookbackOf(parts);
  const memory: MonitorMemory = { series: new Map(), groups: [], ordinals, lookback, stateTo: from - step };
  const before = new Map(history.window(from - trainingWindow, from).map((one) => [one.key, one.series]));
  for (const { key, labels } of wanted) {
    const series = watch(memory, key, labels, from);
    const values = before.get(key);
    if (values) {
      series.recent = lastOf(series.recent, values.values, lookback);
      series.lastSeen = lastSeen(values).at(-1) ?? Number.NEGATIVE_INFINITY;
    }
  }
  bind(memory, fitted.groups);
  const { warnings } = history;
  const data = history.window(from, to + step);
  return { memory, data, isStandIn: other !== null, warnings: [...warnings], failures: fitted.failures };
}

/** Puts models into the memory, in the place of those of the same series. */
export function bind(memory: MonitorMemory, fitted: readonly FittedGroup[]): void {
  const bound = fitted.map(({ keys, group }) => ({
    ...group,
    columns: keys.map((key) => watch(memory, key, {}, memory.stateTo)),
  }));
  const taken = new Set(bound.flatMap(({ columns }) => columns));
  memory.groups = [...memory.groups.filter(({ columns }) => !columns.some((one) => taken.has(one))), ...bound];
}

/** Stretches kept out of training before an instant. */
export async function untrainedOf(
  { feedback, row, plan }: MonitorParts,
  instant: number
): Promise<readonly { readonly start: number; readonly end: number }[]> {
  return feedback.exclusionsOf(row, instant - plan.trainingWindow, instant);
}
