import { median } from '../../features/order-statistics.ts';
import { columnCount, columnsOf, designOf, interceptAt, leadOf } from './columns.ts';
import type { Columns, Design } from './columns.ts';
import { leastAbsolute } from './least-absolute.ts';

/** What is kept of a fit. Values are told as so many `unit` from `centre`. */
export interface RobustModel {
  readonly design: Design;
  readonly centre: number;
  readonly unit: number;
  /** Forecasts are kept within, told likewise: the range seen, and half of it beyond. */
  readonly low: number;
  readonly high: number;
  /** Steps ahead that have weights of their own, ascending; those between share their neighbours', those after the last one's. */
  readonly leads: readonly number[];
  /** Row-major [leads, columns]. */
  readonly weights: Float64Array;
}

/** From one step with weights of its own to the next. */
const GROWTH = 1.5;
/** Windows that are learned from at most; of more every second, third, ... */
const MOST_WINDOWS = 1_000;
/** Windows a column wants. */
const WINDOWS_A_COLUMN = 3;
/** How far weights are drawn to zero, where forecasts are the usual value: always, and for every column and step that windows overlap by, over their count. */
const PENALTY = 0.01;
const OVERLAP_PENALTY = 0.4;
/** Part of the range seen that a forecast may lie beyond it. */
const BEYOND = 0.5;

/** How values are told, by the first `known` of them; null where they are too few, or all the same. `periods` are those that may take part. */
export function startRegression(
  values: Float64Array,
  known: number,
  periods: readonly number[],
  horizon: number
): Omit<RobustModel, 'weights'> | null {
  const before = values.subarray(0, known);
  const design = designOf(periods.filter((period) => known >= period));
  const most = known - leadOf(design, known) - WINDOWS_A_COLUMN * columnCount(design);
  const centre = median(before);
  const unit = before.reduce((sum, value) => sum + Math.abs(value - centre) / known, 0);
  if (most < 1 || !(unit > 0)) {
    return most < 1 && design.periods.length > 0 ? startRegression(values, known, [], horizon) : null;
  }
  const told = before.map((value) => (value - centre) / unit);
  return {
    design,
    centre,
    unit,
    ...rangeOf(told, known),
    leads: leadsOf(Math.min(horizon, most)),
  };
}

/** Where forecasts may lie after the first `known` values. */
export function rangeOf(told: Float64Array, known: number): Pick<RobustModel, 'low' | 'high'> {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < known; i++) {
    low = Math.min(low, told[i]);
    high = Math.max(high, told[i]);
  }
  const beyond = BEYOND * (high - low);
  return { low: low - beyond, high: high + beyond };
}

/** The columns of values told as the regression tells them. */
export function columnsFor(
  values: Float64Array,
  { design, centre, unit }: Pick<RobustModel, 'design' | 'centre' | 'unit'>
) {
  const told = values.map((value) => (value - centre) / unit);
  return { told, columns: columnsOf(told, design) };
}

function leadsOf(horizon: number): number[] {
  const leads: number[] = [];
  for (let lead = 1; lead < horizon; lead = Math.max(lead + 1, Math.round(lead * GROWTH))) {
    leads.push(lead);
  }
  return [...leads, horizon];
}

/** Weights of the columns at each lead, by what came before the first `known` values end. */
export function learn(
  { design, leads }: Omit<RobustModel, 'weights'>,
  told: Float64Array,
  columns: Columns,
  known: number
): Float64Array {
  const size = columnCount(design);
  const weights = new Float64Array(leads.length * size);
  const rows = { columns: new Float64Array(MOST_WINDOWS * size), targets: new Float64Array(MOST_WINDOWS) };
  const first = leadOf(design, known) + 1;
  leads.forEach((lead, k) => {
    const windows = known - lead - first + 1;
    const stride = Math.ceil(windows / MOST_WINDOWS);
    let count = 0;
    for (let origin = known - lead; origin >= first; origin -= stride) {
      const base = columns.at(origin, lead, rows.columns, count * size);
      rows.targets[count++] = told[origin + lead - 1] - base;
    }
    const penalty = PENALTY + (OVERLAP_PENALTY * size * lead) / windows;
    weights.set(leastAbsolute({ ...rows, count }, size, penalty, interceptAt(design)), k * size);
  });
  return weights;
}

/** The usual values after the first `known`, and what the regression says there, told in the series' unit. */
export function courseAfter(
  { design, centre, unit, low, high, leads, weights }: RobustModel,
  columns: Columns,
  known: number,
  horizon: number
): { readonly usual: Float64Array; readonly mean: Float64Array } {
  const size = columnCount(design);
  const row = new Float64Array(size);
  const [usual, mean] = [new Float64Array(horizon), new Float64Array(horizon)];
  let k = 0;
  for (let h = 0; h < horizon; h++) {
    const base = columns.at(known, h + 1, row);
    while (k + 1 < leads.length && leads[k + 1] <= h + 1) {
      k++;
    }
    const next = Math.min(k + 1, leads.length - 1);
    const part = next === k ? 0 : (h + 1 - leads[k]) / (leads[next] - leads[k]);
    let value = base;
    for (let a = 0; a < size; a++) {
      value += ((1 - part) * weights[k * size + a] + part * weights[next * size + a]) * row[a];
    }
    usual[h] = centre + unit * base;
    mean[h] = centre + unit * Math.min(high, Math.max(low, value));
  }
  return { usual, mean };
}
