import { tensor } from '../onnx/tensor.ts';
import type { Tensor } from '../onnx/tensor.ts';
import type { Series } from '../series/series.ts';

/**
 * Inputs of an exported model (./feature-graph.ts, ./scoring-graph.ts) from raw series on one grid: `window` [n, lookback + 1, series], oldest first, with `time` [n] of the
 * newest; without lookback, `values` [n, series]. One row a point from `lookback` on.
 */
export function rawWindows(series: readonly Series[], lookback: number): Record<string, Tensor> {
  const width = lookback + 1;
  const rows = series[0].times.length - lookback;
  const windows = new Float64Array(rows * width * series.length);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < width; k++) {
      series.forEach(({ values }, s) => (windows[(i * width + k) * series.length + s] = values[i + k]));
    }
  }
  return lookback === 0
    ? { values: tensor('float64', [rows, series.length], windows) }
    : {
        window: tensor('float64', [rows, width, series.length], windows),
        time: tensor('int64', [rows], BigInt64Array.from(series[0].times.subarray(lookback), BigInt)),
      };
}
