import { decodeJson } from './decode-json.ts';
import type { Frame } from './frame.ts';
import { encodeJson } from './json.ts';

it('reads back what encodeJson writes', () => {
  const frame: Frame = {
    name: 'checkout',
    refId: 'B',
    meta: { type: 'timeseries-multi', typeVersion: [0, 1], notices: [{ severity: 'info', text: 'x' }] },
    fields: [
      { name: 'time', type: 'time', values: Float64Array.of(1000, 2000) },
      {
        name: 'value',
        type: 'number',
        values: Float64Array.of(1.5, Number.NaN),
        labels: { job: 'api' },
        config: { unit: 's' },
      },
      { name: 'anomaly', type: 'boolean', values: Uint8Array.of(0, 1), labels: { job: 'api' } },
      { name: 'title', type: 'string', values: ['a', null] },
    ],
  };
  expect(decodeJson(JSON.parse(JSON.stringify(encodeJson(frame))))).toEqual(frame);
});

it.each([null, {}, { schema: { fields: [] } }, { schema: { fields: [] }, data: { values: [[1]] } }])(
  'refuses %j',
  (json) => {
    expect(() => decodeJson(json)).toThrow();
  }
);
