import { formatScalar, instantVector } from '../format-reply.ts';
import { countParameter, durationParameter, textParameter, timeParameter } from '../parameters.ts';
import type { Parameters } from '../parameters.ts';
import { evaluate } from '../promql/evaluate.ts';
import { parseExpression } from '../promql/parse-expression.ts';
import type { Value } from '../promql/value.ts';
import { ReadApiError } from '../read-api-error.ts';
import { selectResults } from '../select-results.ts';
import type { Answer, Endpoint } from './endpoint.ts';

/** `query`: an expression at one instant. */
export const queryEndpoint: Endpoint = {
  path: '/query',
  methods: ['GET', 'POST'],
  async answer({ reader, owner, parameters, now }) {
    const start = timeParameter(parameters, 'time', now);
    const lookback = lookbackOf(parameters);
    const grid = { start, step: 1, count: 1 };
    const expression = parseExpression(textParameter(parameters, 'query'));
    const value = await evaluate(expression, grid, (matchers) =>
      selectResults(reader, owner, matchers, grid, lookback)
    );
    return limited({ resultType: value.type, result: resultOf(value, start) }, parameters);
  },
};

function resultOf(value: Value, start: number): unknown {
  switch (value.type) {
    case 'scalar':
      return [start / 1000, formatScalar(value.values[0])];
    case 'string':
      return [start / 1000, value.text];
    case 'vector':
      return instantVector(value.series, { start, step: 1, count: 1 });
  }
}

/** ms, or null where the request leaves it to the monitors. */
export function lookbackOf(parameters: Parameters): number | null {
  if (textParameter(parameters, 'lookback_delta') === '') {
    return null;
  }
  const lookback = durationParameter(parameters, 'lookback_delta');
  if (lookback <= 0) {
    throw new ReadApiError('bad_data', 'invalid parameter "lookback_delta": it must be longer than 0');
  }
  return lookback;
}

/** The reply with no more series than the parameter `limit` says, and a warning where there were more. */
export function limited(data: { resultType: string; result: unknown }, parameters: Parameters): Answer {
  const limit = countParameter(parameters, 'limit');
  if (limit === 0 || (data.resultType !== 'vector' && data.resultType !== 'matrix')) {
    return { data };
  }
  const all = data.result as readonly unknown[];
  return all.length <= limit
    ? { data }
    : { data: { ...data, result: all.slice(0, limit) }, warnings: ['results truncated due to limit'] };
}
