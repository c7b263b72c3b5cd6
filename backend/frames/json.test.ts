import fc from 'fast-check';
import type { Frame } from './frame.ts';
import { encodeJson } from './json.ts';

const frame: Frame = {
  name: 'checkout',
  refId: 'B',
  meta: { type: 'timeseries-multi', typeVersion: [0, 1] },
  fields: [
    { name: 'time', type: 'time', values: Float64Array.of(1000, 2000, 3000, 4000) },
    {
      name: 'value',
      type: 'number',
      values: Float64Array.of(1.5, Number.NaN, Infinity, -Infinity),
      labels: { job: 'api' },
      config: { unit: 's' },
    },
    { name: 'anomaly', type: 'boolean', values: Uint8Array.of(0, 1, 0, 1) },
    { name: 'title', type: 'string', values: ['a', null, '', 'b'] },
  ],
};

it('is Grafana’s DataFrameJSON (golden)', () => {
  expect(encodeJson(frame)).toEqual({
    schema: {
      name: 'checkout',
      refId: 'B',
      meta: { type: 'timeseries-multi', typeVersion: [0, 1] },
      fields: [
        { name: 'time', type: 'time', typeInfo: { frame: 'time.Time' } },
        {
          name: 'value',
          type: 'number',
          typeInfo: { frame: 'float64', nullable: true },
          labels: { job: 'api' },
          config: { unit: 's' },
        },
        { name: 'anomaly', type: 'boolean', typeInfo: { frame: 'bool' } },
        { name: 'title', type: 'string', typeInfo: { frame: 'string', nullable: true } },
      ],
    },
    data: {
      values: [
        [1000, 2000, 3000, 4000],
        [1.5, null, null, null],
        [false, true, false, true],
        ['a', null, '', 'b'],
      ],
      entities: [null, { Inf: [2], NegInf: [3] }, null, null],
    },
  });
});

it('goes through JSON text without losing a number', () => {
  fc.assert(
    fc.property(fc.array(fc.double()), (numbers) => {
      const values = Float64Array.from(numbers);
      const encoded = encodeJson({ name: '', refId: 'A', meta: {}, fields: [{ name: 'v', type: 'number', values }] });
      const { data } = JSON.parse(JSON.stringify(encoded)) as typeof encoded;
      const read = data.values[0].map((value, row) => {
        if (data.entities?.[0]?.Inf?.includes(row)) {
          return Infinity;
        }
        if (data.entities?.[0]?.NegInf?.includes(row)) {
          return -Infinity;
        }
        return value ?? Number.NaN;
      });
      // JSON.stringify writes -0 as 0.
      expect(read).toEqual(numbers.map((number) => (Object.is(number, -0) ? 0 : number)));
    })
  );
});

it('refuses columns of different lengths', () => {
  const broken: Frame = {
    ...frame,
    fields: [frame.fields[0], { name: 'v', type: 'number', values: new Float64Array(1) }],
  };
  expect(() => encodeJson(broken)).toThrow(RangeError);
});
