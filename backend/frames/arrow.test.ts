import { createHash } from 'node:crypto';
import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { encodeArrow } from './arrow.ts';
import type { Field, Frame } from './frame.ts';

function frameOf(fields: readonly Field[], rest: Partial<Frame> = {}): Frame {
  return { name: 'checkout', refId: 'A', meta: {}, fields, ...rest };
}

/** Every column as apache-arrow reads it: bigint nanoseconds, numbers, booleans, strings, null where missing. */
function decode(frame: Frame) {
  const table = tableFromIPC(encodeArrow(frame));
  return {
    table,
    columns: table.schema.fields.map((_, i) => {
      const vector = table.getChildAt(i);
      if (!vector) {
        throw new Error(`column ${i} is missing`);
      }
      // `get` would divide timestamps into floating-point milliseconds; the words underneath are exact.
      const exact = vector.type.toString().startsWith('Timestamp')
        ? [...(vector.toArray() as BigInt64Array)]
        : Array.from({ length: vector.length }, (_unused, row) => vector.get(row) as unknown);
      return exact;
    }),
  };
}

const minute = 60_000;
const sample = frameOf(
  [
    { name: 'time', type: 'time', values: Float64Array.of(0, minute, 1_763_719_200_123) },
    {
      name: 'value',
      type: 'number',
      values: Float64Array.of(1.5, Number.NaN, -0),
      labels: { job: 'api', path: '/a"b' },
      config: { unit: 's', displayNameFromDS: 'api' },
    },
    { name: 'anomaly', type: 'boolean', values: Uint8Array.of(0, 1, 0) },
    { name: 'text', type: 'string', values: ['', null, 'Größe 🐦'] },
  ],
  { meta: { type: 'timeseries-multi', typeVersion: [0, 1], notices: [{ severity: 'info', text: 'hello' }] } }
);

describe('encodeArrow', () => {
  it('decodes to the exact values', () => {
    expect(decode(sample).columns).toEqual([
      [0n, 60_000_000_000n, 1_763_719_200_123_000_000n],
      [1.5, null, -0],
      [false, true, false],
      ['', null, 'Größe 🐦'],
    ]);
  });

  it('carries the metadata that Grafana reads', () => {
    const { schema } = decode(sample).table;
    expect(schema.metadata.get('name')).toBe('checkout');
    expect(schema.metadata.get('refId')).toBe('A');
    expect(JSON.parse(schema.metadata.get('meta') ?? '')).toEqual(sample.meta);
    expect(schema.fields.map((field) => [field.name, field.type.toString(), field.nullable])).toEqual([
      ['time', 'Timestamp<NANOSECOND>', false],
      ['value', 'Float64', true],
      ['anomaly', 'Bool', false],
      ['text', 'Utf8', true],
    ]);
    expect(schema.fields.map((field) => field.metadata.get('tstype'))).toEqual(['time', 'number', 'boolean', 'string']);
    expect(JSON.parse(schema.fields[1].metadata.get('labels') ?? '')).toEqual({ job: 'api', path: '/a"b' });
    expect(JSON.parse(schema.fields[1].metadata.get('config') ?? '')).toEqual({ unit: 's', displayNameFromDS: 'api' });
  });

  it('is a file with a footer, not a stream', () => {
    const bytes = Buffer.from(encodeArrow(sample));
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('ARROW1\0\0');
    expect(bytes.subarray(-6).toString('latin1')).toBe('ARROW1');
    const footerLength = bytes.readInt32LE(bytes.length - 10);
    const footerAt = bytes.length - 10 - footerLength;
    expect(bytes.readUInt32LE(footerAt - 8)).toBe(0xffffffff);
    expect(bytes.readUInt32LE(footerAt - 4)).toBe(0);
  });

  it('gives the same bytes for the same frame (golden)', () => {
    expect(createHash('sha256').update(encodeArrow(sample)).digest('hex')).toMatchInlineSnapshot(
      `"0e90c2f5d7ead1d40a42dd8edd99edcf4f74c89ee06793125152656ace7e4ecf"`
    );
  });

  it('keeps the fields of an empty frame, which is how no data is told', () => {
    const empty = frameOf([
      { name: 'time', type: 'time', values: new Float64Array(0) },
      { name: 'score', type: 'number', values: new Float64Array(0), labels: { job: 'api' } },
      { name: 'text', type: 'string', values: [] },
    ]);
    const { table, columns } = decode(empty);
    expect(table.schema.fields.map((field) => field.name)).toEqual(['time', 'score', 'text']);
    expect(columns).toEqual([[], [], []]);
    expect(decode(frameOf([])).columns).toEqual([]);
  });

  it('refuses columns of different lengths and times that are none', () => {
    const times = Float64Array.of(0, 1);
    expect(() =>
      encodeArrow(
        frameOf([
          { name: 'time', type: 'time', values: times },
          { name: 'value', type: 'number', values: Float64Array.of(1) },
        ])
      )
    ).toThrow("Field 'value' of frame 'checkout' has 1 rows where 'time' has 2.");
    for (const none of [Number.NaN, Infinity, 1e16]) {
      expect(() => encodeArrow(frameOf([{ name: 'time', type: 'time', values: Float64Array.of(none) }]))).toThrow(
        RangeError
      );
    }
  });

  it('holds for any values', () => {
    const row = fc.record({
      time: fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 }),
      value: fc.double(),
      flag: fc.boolean(),
      text: fc.option(fc.string({ unit: 'grapheme' })),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 70 }), fc.dictionary(fc.string(), fc.string()), (rows, labels) => {
        const { table, columns } = decode(
          frameOf([
            { name: 'time', type: 'time', values: Float64Array.from(rows, (r) => r.time) },
            { name: 'value', type: 'number', values: Float64Array.from(rows, (r) => r.value), labels },
            { name: 'flag', type: 'boolean', values: Uint8Array.from(rows, (r) => Number(r.flag)) },
            { name: 'text', type: 'string', values: rows.map((r) => r.text) },
          ])
        );
        expect(columns).toEqual([
          rows.map((r) => BigInt(r.time) * 1_000_000n),
          rows.map((r) => (Number.isNaN(r.value) ? null : r.value)),
          rows.map((r) => r.flag),
          rows.map((r) => r.text),
        ]);
        expect(JSON.parse(table.schema.fields[1].metadata.get('labels') ?? '')).toEqual({ ...labels });
      })
    );
  });

  it('keeps fractions of a millisecond', () => {
    const times = Float64Array.of(1_700_000_000_000.25, -0.5, 0.000001);
    expect(decode(frameOf([{ name: 'time', type: 'time', values: times }])).columns).toEqual([
      [1_700_000_000_000_250_000n, -500_000n, 1n],
    ]);
  });
});
