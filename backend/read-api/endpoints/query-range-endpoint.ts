import { matrix } from '../format-reply.ts';
import { durationParameter, textParameter, timeParameter } from '../parameters.ts';
import { evaluate } from '../promql/evaluate.ts';
import { parseExpression } from '../promql/parse-expression.ts';
import { ReadApiError } from '../read-api-error.ts';
import { selectResults } from '../select-results.ts';
import type { Endpoint } from './endpoint.ts';
import { limited, lookbackOf } from './query-endpoint.ts';

/** As Prometheus has it: the most steps of one query. */
const MOST_POINTS = 11_000;

/** `query_range`: an expression at every step from start to end. */
export const queryRangeEndpoint: Endpoint = {
  path: '/query_range',
  methods: ['GET', 'POST'],
  async answer({ reader, owner, parameters }) {
    const start = timeParameter(parameters, 'start');
    const end = timeParameter(parameters, 'end');
    if (end < start) {
      throw new ReadApiError('bad_data', 'invalid parameter "end": end timestamp must not be before start time');
    }
    const step = durationParameter(parameters, 'step');
    if (step <= 0) {
      throw new ReadApiError(
        'bad_data',
        'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer'
      );
    }
    if ((end - start) / step > MOST_POINTS) {
      throw new ReadApiError(
        'bad_data',
        'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)'
      );
    }
    const lookback = lookbackOf(parameters);
    const expression = parseExpression(textParameter(parameters, 'query'));
    if (expression.kind === 'string') {
      throw new ReadApiError(
        'bad_data',
        'invalid parameter "query": invalid expression type "string" for range query, must be Scalar or instant Vector'
      );
    }
    const grid = { start, step, count: Math.floor((end - start) / step) + 1 };
    const value = await evaluate(expression, grid, (matchers) =>
      selectResults(reader, owner, matchers, grid, lookback)
    );
    const series =
      value.type === 'vector'
        ? value.series
        : value.type === 'scalar'
          ? [{ labels: {}, values: value.values, present: new Uint8Array(grid.count).fill(1) }]
          : [];
    return limited({ resultType: 'matrix', result: matrix(series, grid) }, parameters);
  },
};
