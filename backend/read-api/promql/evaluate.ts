import type { Matcher } from '../../../contract/promql.ts';
import type { Labels } from '../../series/series.ts';
import { labelsKey } from '../../series/series.ts';
import { ReadApiError } from '../read-api-error.ts';
import type { Expression, NumericExpression } from './expression.ts';
import type { Grid } from './grid.ts';
import { ARITHMETIC, COMPARE } from './operators.ts';
import type { GridSeries, Value } from './value.ts';

/** What selectors select, over the grid. */
export type Select = (matchers: readonly Matcher[]) => Promise<readonly GridSeries[]>;

type NumericValue = Exclude<Value, { readonly type: 'string' }>;

/**
 * Evaluates an expression at every instant of a grid, with the meaning that Prometheus gives it.
 *
 * @throws ReadApiError `execution` where series become the same by losing their name.
 */
export async function evaluate(expression: Expression, grid: Grid, select: Select): Promise<Value> {
  return expression.kind === 'string'
    ? { type: 'string', text: expression.value }
    : evaluateNumeric(expression, grid, select);
}

async function evaluateNumeric(expression: NumericExpression, grid: Grid, select: Select): Promise<NumericValue> {
  switch (expression.kind) {
    case 'number':
      return { type: 'scalar', values: new Float64Array(grid.count).fill(expression.value) };
    case 'selector':
      return { type: 'vector', series: await select(expression.matchers) };
    case 'negation': {
      const value = await evaluateNumeric(expression.operand, grid, select);
      if (value.type === 'scalar') {
        return { type: 'scalar', values: value.values.map((one) => -one) };
      }
      const negated = value.series.map(({ labels, values, present }) => ({
        labels: withoutName(labels),
        values: values.map((one) => -one),
        present,
      }));
      return { type: 'vector', series: merged(negated, 'ever') };
    }
    default: {
      const left = await evaluateNumeric(expression.left, grid, select);
      const right = await evaluateNumeric(expression.right, grid, select);
      return combine(expression, left, right);
    }
  }
}

type Binary = Extract<NumericExpression, { readonly left: NumericExpression }>;

function combine(expression: Binary, left: NumericValue, right: NumericValue): NumericValue {
  const operation = operationOf(expression);
  if (left.type === 'vector') {
    const others = right.type === 'scalar' ? right.values : noScalar();
    return applied(expression, left.series, (value, i) => operation(value, others[i]));
  }
  if (right.type === 'vector') {
    return applied(expression, right.series, (value, i) => operation(left.values[i], value));
  }
  return { type: 'scalar', values: left.values.map((value, i) => operation(value, right.values[i])) };
}

function noScalar(): never {
  throw new ReadApiError('bad_data', 'operations between two vectors are not supported here');
}

/** A filter keeps samples as they are where the operation gives 1; anything else takes its results, which have no name. */
function applied(
  expression: Binary,
  series: readonly GridSeries[],
  operation: (value: number, i: number) => number
): NumericValue {
  if (expression.kind === 'comparison' && !expression.asNumber) {
    const kept = series.map(({ labels, values, present }) => ({
      labels,
      values,
      present: present.map((there, i) => (there && operation(values[i], i) === 1 ? 1 : 0)),
    }));
    return { type: 'vector', series: kept };
  }
  const results = series.map(({ labels, values, present }) => ({
    labels: withoutName(labels),
    values: values.map(operation),
    present,
  }));
  return { type: 'vector', series: merged(results, 'at once') };
}

function operationOf(expression: Binary): (left: number, right: number) => number {
  if (expression.kind === 'arithmetic') {
    return ARITHMETIC[expression.operator];
  }
  const compare = COMPARE[expression.operator];
  return (left, right) => (compare(left, right) ? 1 : 0);
}

function withoutName(labels: Labels): Labels {
  const { __name__: _name, ...rest } = labels;
  return rest;
}

/** Series that have become the same are one, unless both have a sample `ever`, or `at once`. */
function merged(series: readonly GridSeries[], conflict: 'ever' | 'at once'): GridSeries[] {
  const byLabels = new Map<string, GridSeries>();
  for (const one of series) {
    if (!one.present.includes(1)) {
      continue;
    }
    const key = labelsKey(one.labels);
    const other = byLabels.get(key);
    if (!other) {
      byLabels.set(key, { ...one, values: one.values.slice(), present: one.present.slice() });
      continue;
    }
    for (let i = 0; i < one.present.length; i++) {
      if (conflict === 'ever' || (one.present[i] && other.present[i])) {
        throw new ReadApiError('execution', 'vector cannot contain metrics with the same labelset');
      }
      if (one.present[i]) {
        other.present[i] = 1;
        other.values[i] = one.values[i];
      }
    }
  }
  return [...byLabels.values()];
}
