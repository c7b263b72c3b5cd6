import { NightjarError } from '../../backend/errors.ts';
import { seededRandom } from '../../backend/features/random.ts';
import { UTC_CALENDAR } from '../../backend/forecasters/calendar.ts';
import type { FittedForecaster, Forecaster, Past } from '../../backend/forecasters/forecaster.ts';
import { network } from '../../backend/forecasters/network/network.ts';
import type { NetworkParameters } from '../../backend/forecasters/network/predict-network.ts';
import type { RidgeModel } from '../../backend/forecasters/ridge/part.ts';
import { ridge } from '../../backend/forecasters/ridge/ridge.ts';
import { tensor } from '../../backend/onnx/tensor.ts';
import type { OnnxCase } from './onnx-case.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5);
/** Origins that each file forecasts from. */
const ROWS = 20;

interface Kind {
  readonly name: string;
  readonly points: number;
  readonly periods: readonly number[];
  readonly horizon: number;
  readonly floor: number;
  readonly ceiling: number;
  readonly change: (value: number) => number;
}

const USUAL = {
  points: 900,
  periods: [24, 168],
  horizon: 48,
  floor: 0,
  ceiling: Infinity,
  change: (value: number) => value,
};

/** Every shape an exported forecaster can have. */
const KINDS: readonly Kind[] = [
  { ...USUAL, name: 'day-and-week' },
  { ...USUAL, name: 'long-season-as-waves', periods: [24, 400] },
  { ...USUAL, name: 'below-zero', floor: -Infinity, change: (value) => value - 100 },
  { ...USUAL, name: 'touching-zero', change: (value) => Math.max(0, value - 110) },
  { ...USUAL, name: 'large-values', change: (value) => value * 1e13 },
  { ...USUAL, name: 'no-season', points: 120, periods: [], horizon: 12 },
  { ...USUAL, name: 'below-a-ceiling', ceiling: 125, change: (value) => Math.min(125, value) },
];

/** What a fitted model's file takes and gives. */
interface FileShape {
  readonly lags: number;
  readonly ahead: number;
  readonly takesTime: boolean;
}

/** A forecaster's own forecasts from several origins after what it was fitted on, as its file must give them. `within`: differences, as a share of the largest value. */
async function forecastCase<S>(
  forecaster: Forecaster<S>,
  { name, points, periods, horizon, floor, ceiling, change }: Kind,
  shapeOf: (model: FittedForecaster) => FileShape,
  within: number
): Promise<OnnxCase> {
  const random = seededRandom(11);
  const wave = (i: number, period: number) => Math.sin((2 * Math.PI * i) / period);
  const values = Float64Array.from({ length: points + ROWS }, (_, i) =>
    change(110 + 12 * wave(i, 24) + 5 * wave(i, 168) + 6 * (random() - 0.5))
  );
  const until = (known: number): Past => ({
    step: HOUR,
    start: START,
    values: values.subarray(0, known),
    measured: new Uint8Array(known).fill(1),
    periods,
    floor,
    ceiling,
    calendar: UTC_CALENDAR,
    exogenous: [],
  });
  const settings = forecaster.schema.parse({});
  const [model] = await forecaster.fit([until(points)], settings, 1, horizon);
  const known = Array.from({ length: ROWS }, (_, row) => points + row + 1);
  const { lags, ahead, takesTime } = shapeOf(model);
  const forecasts = await forecaster.predict(
    known.map(() => model),
    known.map(until),
    ahead,
    settings
  );
  if (!forecaster.toOnnx) {
    throw new NightjarError('engine-failure', `${forecaster.id} exports no ONNX files.`);
  }
  const windows = new Float64Array(ROWS * lags);
  known.forEach((at, row) => windows.set(values.subarray(at - lags, at), row * lags));
  const times = BigInt64Array.from(known, (at) => BigInt(START + (at - 1) * HOUR));
  const expected = new Float64Array(ROWS * ahead);
  forecasts.forEach(({ mean }, row) => expected.set(mean, row * ahead));
  return {
    name: `${forecaster.id}-${name}`,
    model: forecaster.toOnnx(model),
    inputs: {
      values: tensor('float64', [ROWS, lags], windows),
      ...(takesTime ? { time: tensor('int64', [ROWS], times) } : {}),
    },
    expected: { mean: tensor('float64', [ROWS, ahead], expected) },
    tolerance: within * Math.max(...values.map(Math.abs)),
  };
}

/** The steps ahead of the regression's files, within 1e-9 of the largest value. */
export async function regressionCases(): Promise<OnnxCase[]> {
  const shapeOf = ({ parameters }: FittedForecaster): FileShape => {
    const { design } = (parameters as unknown as RidgeModel).parts[0];
    return { ...design, takesTime: design.waves.length > 0 };
  };
  return casesOf(KINDS, (kind) => forecastCase(ridge, kind, shapeOf, 1e-9));
}

/** Those of the network's, which are computed in float32. */
export async function networkForecastCases(): Promise<OnnxCase[]> {
  const shapeOf = ({ parameters }: FittedForecaster): FileShape => ({
    ...(parameters as unknown as NetworkParameters).design,
    takesTime: true,
  });
  return casesOf(
    KINDS.filter(({ name }) => name !== 'long-season-as-waves'),
    (kind) => forecastCase(network, kind, shapeOf, 1e-5)
  );
}

async function casesOf(kinds: readonly Kind[], caseOf: (kind: Kind) => Promise<OnnxCase>): Promise<OnnxCase[]> {
  const cases: OnnxCase[] = [];
  for (const kind of kinds) {
    cases.push(await caseOf(kind));
  }
  return cases;
}
