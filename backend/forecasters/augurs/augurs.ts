import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AutoETS, initSync as startEts } from '@bsull/augurs/ets';
import { MSTL, initSync as startMstl } from '@bsull/augurs/mstl';

/**
 * augurs (https://github.com/grafana/augurs), the time series library that runs as WebAssembly: its two models that Nightjar takes. The library keeps its
 * fitted parameters to itself, so that what comes out here are courses. It throws where a series is too short for it; callers have a way out.
 */

/** A started part of the library is kept for the thread's life. */
const started = new Set<string>();

function start(name: 'ets' | 'mstl', startWith: (module: { module: BufferSource }) => unknown): void {
  if (!started.has(name)) {
    startWith({ module: readFileSync(wasmFile(name)) });
    started.add(name);
  }
}

/** The bundle has it beside its chunks, a checkout in the package. */
function wasmFile(name: string): string {
  const isBundle = !import.meta.url.endsWith('.ts');
  return isBundle
    ? join(import.meta.dirname, `${name}_bg.wasm`)
    : createRequire(import.meta.url)
        .resolve(`@bsull/augurs/${name}`)
        .replace(/\.js$/, '_bg.wasm');
}

interface Model {
  fit(values: Float64Array): void;
  predict(horizon: number): { readonly point: readonly number[] };
  free(): void;
}

/** The course a model gives after `values`; it is fitted to them over `unit`, since the library's searches stop at absolute differences. */
function courseOf(model: Model, values: Float64Array, horizon: number): Float64Array {
  const unit = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
  try {
    model.fit(values.map((value) => value / unit));
    return Float64Array.from(model.predict(horizon).point, (value) => value * unit);
  } finally {
    model.free();
  }
}

/**
 * Exponential smoothing without a season, chosen by AICc among none, a linear and a damped trend, additive and (of values above 0) multiplicative errors
 * (Hyndman and others 2008).
 */
export function exponentialSmoothing(values: Float64Array, horizon: number): Float64Array {
  start('ets', startEts);
  return courseOf(new AutoETS(1, 'ZZN'), values, horizon);
}

/** Seasons by repeated LOESS (MSTL: Bandara, Hyndman and Bergmeir 2021), which stay as they last were; what is left goes on by exponential smoothing. */
export function decomposed(values: Float64Array, periods: readonly number[], horizon: number): Float64Array {
  start('mstl', startMstl);
  return courseOf(MSTL.ets(Uint32Array.from(periods)), values, horizon);
}
