import { NightjarError } from '../../backend/errors.ts';
import { seededRandom } from '../../backend/features/random.ts';
import { UTC_CALENDAR } from '../../backend/forecasters/calendar.ts';
import type { Past } from '../../backend/forecasters/forecaster.ts';
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

/** Every shape an exported regression can have. */
const KINDS: readonly Kind[] = [
  { ...USUAL, name: 'day-and-week' },
  { ...USUAL, name: 'long-season-as-waves', periods: [24, 400] },
  { ...USUAL, name: 'below-zero', floor: -Infinity, change: (value) => value - 100 },
  { ...USUAL, name: 'touching-zero', change: (value) => Math.max(0, value - 110) },
  { ...USUAL, name: 'large-values', change: (value) => value * 1e13 },
  { ...USUAL, name: 'no-season', points: 120, periods: [], horizon: 12 },
  { ...USUAL, name: 'below-a-ceiling', ceiling: 125, change: (value) => Math.min(125, value) },
];

/** The regression's own forecasts from several origins after what it was fitted on, as its file must give them. */
async function forecastCase({ name, points, periods, horizon, floor, ceiling, change }: Kind): Promise<OnnxCase> {
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
  const settings = ridge.schema.parse({});
  const [model] = await ridge.fit([until(points)], settings, 1, horizon);
  const known = Array.from({ length: ROWS }, (_, row) => points + row + 1);
  const { lags, ahead, waves } = (model.parameters as unknown as { parts: readonly Fitted[] }).parts[0].design;
  if (ahead < horizon) {
    throw new NightjarError('engine-failure', `${name} has ${ahead} steps of its own and not ${horizon}.`);
  }
  const forecasts = await ridge.predict(
    known.map(() => model),
    known.map(until),
    ahead,
    settings
  );
  const windows = new Float64Array(ROWS * lags);
  known.forEach((at, row) => windows.set(values.subarray(at - lags, at), row * lags));
  const times = BigInt64Array.from(known, (at) => BigInt(START + (at - 1) * HOUR));
  const expected = new Float64Array(ROWS * ahead);
  forecasts.forEach(({ mean }, row) => expected.set(mean, row * ahead));
  return {
    name: `ridge-${name}`,
    model: (ridge.toOnnx as NonNullable<typeof ridge.toOnnx>)(model),
    inputs: {
      values: tensor('float64', [ROWS, lags], windows),
      ...(waves.length > 0 ? { time: tensor('int64', [ROWS], times) } : {}),
    },
    expected: { mean: tensor('float64', [ROWS, ahead], expected) },
    tolerance: 1e-9 * Math.max(...values.map(Math.abs)),
  };
}

interface Fitted {
  readonly design: { readonly lags: number; readonly ahead: number; readonly waves: readonly unknown[] };
}

/** The steps ahead of the regression's files, within 1e-9 of the largest value. */
export async function forecastCases(): Promise<OnnxCase[]> {
  const cases: OnnxCase[] = [];
  for (const kind of KINDS) {
    cases.push(await forecastCase(kind));
  }
  return cases;
}
