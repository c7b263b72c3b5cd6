import fc from 'fast-check';
import type { ForecastRecord } from '../../forecasts/forecast-record.ts';
import { packColumns, unpackColumns } from './columns.ts';
import { decodeForecasts, encodeForecasts } from './forecast-chunk.ts';
import { decodePasts, encodePasts } from './forecast-pasts.ts';

const float = fc.float({ noNaN: true, noDefaultInfinity: true });
const figure = fc.option(float);
const STEP = 300_000;
const ORIGIN = 1_767_614_400_000;

/** Forecasts of one origin, step and horizon with numbers of single precision. */
const records = fc
  .record({ count: fc.integer({ min: 1, max: 30 }), levels: fc.uniqueArray(fc.constantFrom(0.5, 0.8, 0.95)) })
  .chain(({ count, levels }) => {
    const column = fc.array(float, { minLength: count, maxLength: count });
    const past = fc.array(figure, { maxLength: 20 });
    return fc
      .array(
        fc.record({
          mean: column,
          bounds: fc.array(fc.tuple(column, column), { minLength: levels.length, maxLength: levels.length }),
          components: fc.array(fc.record({ name: fc.string(), values: column }), { maxLength: 3 }),
          leads: fc.array(fc.tuple(figure, figure, figure), { maxLength: 5 }),
          hits: fc.option(fc.record({ p50: fc.option(fc.integer()), byStep: column })),
          mase: figure,
          history: past,
          fitted: past,
        }),
        { maxLength: 5 }
      )
      .map((all) => all.map((one) => recordOf(one, count, levels)));
  });

interface Drawn {
  readonly mean: number[];
  readonly bounds: [number[], number[]][];
  readonly components: { readonly name: string; readonly values: number[] }[];
  readonly leads: [number | null, number | null, number | null][];
  readonly hits: { readonly p50: number | null; readonly byStep: number[] } | null;
  readonly mase: number | null;
  readonly history: (number | null)[];
  readonly fitted: (number | null)[];
}

function recordOf(drawn: Drawn, count: number, levels: readonly number[]): ForecastRecord {
  const { mean, bounds, components, leads, hits, mase, history, fitted } = drawn;
  const before = (values: (number | null)[]) => ({
    times: values.map((_, i) => ORIGIN - (values.length - 1 - i) * STEP),
    values,
  });
  return {
    labels: { service: 'cart' },
    unit: 'percent',
    origin: ORIGIN,
    step: STEP,
    horizon: count * STEP,
    times: Array.from({ length: count }, (_, i) => ORIGIN + (i + 1) * STEP),
    mean,
    intervals: levels.map((level, i) => ({ level, lower: bounds[i][0], upper: bounds[i][1] })),
    components: components.map((one) => ({ kind: 'season', ...one })),
    members: [{ forecaster: 'ridge', name: 'Ridge', weight: 1, mase }],
    forecaster: 'auto',
    periods: [86_400_000],
    trained: { from: ORIGIN - 100 * STEP, to: ORIGIN, points: 101 },
    accuracy: {
      origins: 3,
      mase,
      naiveMase: 1,
      isWorseThanNaive: false,
      mae: 2,
      coverage: [{ level: 0.95, share: 0.9 }],
      byLead: leads.map(([mae, naiveMae, coverage], i) => ({ lead: (i + 1) * STEP, mae, naiveMae, coverage })),
    },
    hits: hits && { limit: 90, side: 'above', isPast: false, probability: 0.25, p10: null, p90: null, ...hits },
    history: before(history),
    fitted: before(fitted),
    earlier: [],
    notes: ['Outliers were replaced.'],
  };
}

it('forecasts come back as they were, to single precision', () => {
  fc.assert(
    fc.property(records, (all) => {
      const placed = all.map((record, i) => ({ ordinal: 3 * i, record }));
      const none = { history: { times: [], values: [] }, fitted: { times: [], values: [] } };
      expect(decodeForecasts(encodeForecasts(placed)).map((one) => one.record({ service: 'cart' }))).toEqual(
        all.map((record) => ({ ...record, ...none }))
      );
      const { pasts } = decodePasts(encodePasts(placed));
      expect(placed.map(({ ordinal }) => pasts.get(ordinal))).toEqual(
        all.map(({ history, fitted }) => ({ history, fitted }))
      );
    })
  );
});

it('single series and intervals are read without the others', () => {
  const drawn = { components: [], leads: [], hits: null, mase: 1, history: [], fitted: [] };
  const one = recordOf(
    {
      ...drawn,
      mean: [1, 2],
      bounds: [
        [
          [0, 1],
          [2, 3],
        ],
      ],
    },
    2,
    [0.95]
  );
  const two = recordOf(
    {
      ...drawn,
      mean: [5, 6],
      bounds: [
        [
          [4, 5],
          [6, 7],
        ],
      ],
    },
    2,
    [0.95]
  );
  const bytes = encodeForecasts([
    { ordinal: 4, record: one },
    { ordinal: 7, record: two },
  ]);
  const [found, ...others] = decodeForecasts(bytes, (ordinal) => ordinal === 7);
  expect(others).toEqual([]);
  expect([...found.mean]).toEqual([5, 6]);
  expect([...(found.interval(0.95)?.upper ?? [])]).toEqual([6, 7]);
  expect(found.interval(0.8)).toBeNull();
});

it.each([
  ['nothing', new Uint8Array(0)],
  ['another version', new Uint8Array(12)],
  ['a part of it', packColumns({}, [Float32Array.of(1, 2, 3)]).subarray(0, 20)],
  ['a header that is cut off', packColumns({ a: 1 }, []).subarray(0, 14)],
])('says of %s that it cannot be read', (_, bytes) => {
  expect(() => unpackColumns(bytes)).toThrow('cannot be read');
});
