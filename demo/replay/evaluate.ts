import { NightjarError } from '../../backend/errors.ts';
import { labelsKey } from '../../backend/series/series.ts';
import type { Labels } from '../../backend/series/series.ts';
import { SCRAPE_MS } from '../history/open-metrics.ts';
import { histogramQuantile } from './histogram-quantile.ts';
import type { Aggregation, Expression } from './parse.ts';
import { selectSeries } from './store.ts';
import type { SampleStore, StoredSeries } from './store.ts';

/** Instants at which an expression is evaluated, ms. */
export interface Grid {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** One series of a result on the grid; NaN where it has no value. */
export interface Row {
  readonly labels: Labels;
  readonly values: Float64Array;
}

/** How far back an instant selector looks for a sample. */
const LOOKBACK_MS = 300_000;

/** Evaluates an expression at every instant of the grid as Prometheus does. */
export function evaluate(store: SampleStore, expression: Expression, grid: Grid): Row[] {
  switch (expression.kind) {
    case 'number':
    case 'vector':
      return [{ labels: {}, values: new Float64Array(grid.count).fill(expression.value) }];
    case 'selector':
      return selectSeries(store, expression.matchers).map((series) => ({
        labels: series.labels,
        values: latestValues(store, series, grid),
      }));
    case 'rate':
      return selectSeries(store, expression.matchers).map((series) => ({
        labels: withoutName(series.labels),
        values: increases(store, series, grid, expression.range, expression.fn === 'rate'),
      }));
    case 'aggregation':
      return aggregate(evaluate(store, expression.of, grid), expression.fn, expression.by, grid);
    case 'quantile':
      return quantiles(evaluate(store, expression.of, grid), expression.q, grid);
    case 'binary':
      return combine(expression, evaluate(store, expression.left, grid), evaluate(store, expression.right, grid), grid);
  }
}

function withoutName(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([label]) => label !== '__name__'));
}

function latestValues(store: SampleStore, series: StoredSeries, grid: Grid): Float64Array {
  const values = new Float64Array(grid.count).fill(Number.NaN);
  for (let i = 0; i < grid.count; i++) {
    const time = grid.start + i * grid.step;
    const at = Math.min(store.length - 1, Math.floor((time - store.start) / SCRAPE_MS));
    if (at >= 0 && store.start + at * SCRAPE_MS > time - LOOKBACK_MS) {
      values[i] = series.values[at];
    }
  }
  return values;
}

/** `extrapolatedRate` of Prometheus's promql/functions.go for counters without resets, which the shop's are. */
function increases(
  store: SampleStore,
  series: StoredSeries,
  grid: Grid,
  range: number,
  perSecond: boolean
): Float64Array {
  const result = new Float64Array(grid.count).fill(Number.NaN);
  for (let i = 0; i < grid.count; i++) {
    const end = grid.start + i * grid.step;
    const last = Math.min(store.length - 1, Math.floor((end - store.start) / SCRAPE_MS));
    const first = Math.max(0, Math.floor((end - range - store.start) / SCRAPE_MS) + 1);
    if (last <= first) {
      continue;
    }
    const increase = series.values[last] - series.values[first];
    const sampled = (last - first) * SCRAPE_MS;
    const threshold = 1.1 * SCRAPE_MS;
    let toStart = store.start + first * SCRAPE_MS - (end - range);
    let toEnd = end - (store.start + last * SCRAPE_MS);
    toStart = toStart < threshold ? toStart : SCRAPE_MS / 2;
    toEnd = toEnd < threshold ? toEnd : SCRAPE_MS / 2;
    if (increase > 0) {
      toStart = Math.min(toStart, sampled * (series.values[first] / increase));
    }
    const extrapolated = (increase * (sampled + toStart + toEnd)) / sampled;
    result[i] = perSecond ? extrapolated / (range / 1000) : extrapolated;
  }
  return result;
}

const pick = (labels: Labels, names: readonly string[]): Labels =>
  Object.fromEntries(names.filter((name) => labels[name] !== undefined).map((name) => [name, labels[name]]));

function grouped(
  rows: readonly Row[],
  keyOf: (labels: Labels) => Labels
): Map<string, { labels: Labels; rows: Row[] }> {
  const groups = new Map<string, { labels: Labels; rows: Row[] }>();
  for (const row of rows) {
    const labels = keyOf(row.labels);
    const key = labelsKey(labels);
    const group = groups.get(key) ?? { labels, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return groups;
}

function aggregate(rows: readonly Row[], fn: Aggregation, by: readonly string[], grid: Grid): Row[] {
  return [...grouped(rows, (labels) => pick(labels, by)).values()].map((group) => {
    const values = new Float64Array(grid.count).fill(Number.NaN);
    for (let i = 0; i < grid.count; i++) {
      const there = group.rows.map((row) => row.values[i]).filter((value) => !Number.isNaN(value));
      values[i] = there.length > 0 ? aggregated(fn, there) : Number.NaN;
    }
    return { labels: group.labels, values };
  });
}

function aggregated(fn: Aggregation, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (fn) {
    case 'sum':
      return sum;
    case 'avg':
      return sum / values.length;
    case 'max':
      return Math.max(...values);
    case 'min':
      return Math.min(...values);
    case 'count':
      return values.length;
  }
}

function quantiles(rows: readonly Row[], q: number, grid: Grid): Row[] {
  const withoutLe = (labels: Labels) =>
    Object.fromEntries(Object.entries(labels).filter(([label]) => label !== 'le' && label !== '__name__'));
  return [...grouped(rows, withoutLe).values()].map((group) => {
    const buckets = group.rows
      .map((row) => ({ bound: row.labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(row.labels.le), row }))
      .sort((a, b) => a.bound - b.bound);
    const bounds = buckets.map((bucket) => bucket.bound);
    const values = new Float64Array(grid.count);
    for (let i = 0; i < grid.count; i++) {
      values[i] = histogramQuantile(
        q,
        bounds,
        buckets.map((bucket) => bucket.row.values[i])
      );
    }
    return { labels: group.labels, values };
  });
}

const OPERATIONS = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
};

function combine(expression: Extract<Expression, { kind: 'binary' }>, left: Row[], right: Row[], grid: Grid): Row[] {
  const apply = OPERATIONS[expression.op];
  const zip = (labels: Labels, a: Row, b: Row): Row => ({
    labels: withoutName(labels),
    values: Float64Array.from({ length: grid.count }, (_, i) => apply(a.values[i], b.values[i])),
  });
  if (expression.right.kind === 'number') {
    return left.map((row) => zip(row.labels, row, right[0]));
  }
  if (expression.left.kind === 'number') {
    return right.map((row) => zip(row.labels, left[0], row));
  }
  const partners = new Map<string, Row>();
  for (const row of right) {
    const key = labelsKey(withoutName(row.labels));
    if (partners.has(key)) {
      throw new NightjarError('bad-query', `Several series on the right of '${expression.op}' have the same labels.`);
    }
    partners.set(key, row);
  }
  return left.flatMap((row) => {
    const partner = partners.get(labelsKey(withoutName(row.labels)));
    return partner ? [zip(row.labels, row, partner)] : [];
  });
}
