import fc from 'fast-check';
import { NightjarError } from '../../errors.ts';
import { parseMatrix } from './parse-matrix.ts';

const GRID = { start: 1_767_571_200_000, step: 15_000, count: 8 };

const bytes = (text: string): Uint8Array => Buffer.from(text);

function body(result: unknown, more: object = {}): Uint8Array {
  return bytes(JSON.stringify({ status: 'success', data: { resultType: 'matrix', result }, ...more }));
}

const at = (index: number): number => (GRID.start + index * GRID.step) / 1000;

it('keeps every bit of every number, however it is written', () => {
  const written = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value.toExponential()),
    fc.integer().map((value) => `${value}.0`),
    fc.tuple(fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }), fc.nat(30)).map(([m, d]) => `${m}e-${d}`),
    fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `${a}.${b}`),
    fc.constantFrom('0.1', '1e+15', '9007199254740993', '-0', '0.30000000000000004', '123456789012345678', '5e-324')
  );
  fc.assert(
    fc.property(fc.array(written, { maxLength: GRID.count }), (texts) => {
      const values = texts.map((text, index) => [at(index), text]);
      const { rows } = parseMatrix(body([{ metric: {}, values }]), GRID);
      expect(Array.from(rows[0].subarray(0, texts.length))).toEqual(texts.map(Number));
    })
  );
});

it('reads labels of any text, whatever stands around them', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), (metric) => {
      const own = Object.fromEntries(Object.entries(metric));
      const result = [{ extra: { a: ['}', '"'] }, metric: own, values: [[at(1), '2']] }];
      const text = JSON.stringify(
        { isPartial: false, status: 'success', data: { resultType: 'matrix', result } },
        null,
        2
      );
      const { labels, rows } = parseMatrix(bytes(text), GRID);
      expect(labels).toEqual([own]);
      expect(rows[0][1]).toBe(2);
    })
  );
});

it('puts samples in any order on the grid and counts what it could not take', () => {
  const values = [
    [at(3), '3'],
    [at(1), '1'],
    [at(3), '33'],
    [at(1) + 7, '9'],
    [at(99), '9'],
    [at(5), '+Inf'],
    [at(6), 'NaN'],
  ];
  const { rows, flaws } = parseMatrix(body([{ metric: {}, values }]), GRID);
  expect(Array.from(rows[0])).toEqual([NaN, 1, NaN, 33, NaN, NaN, NaN, NaN]);
  expect(flaws).toEqual({ infinite: 1, offGrid: 2, duplicate: 1, histograms: 0 });
});

it('takes no series, and warnings', () => {
  expect(parseMatrix(body([], { warnings: ['partial'], infos: ['slow'] }), GRID)).toMatchObject({
    rows: [],
    warnings: ['partial', 'slow'],
  });
});

it.each<[string, string, string]>([
  ['nothing', '', 'source-broken-reply'],
  [
    'half a reply',
    '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"2',
    'source-broken-reply',
  ],
  ['no JSON', '{"status": oops}', 'source-broken-reply'],
  [
    'a sample without value',
    '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1]]}]}}',
    'source-broken-reply',
  ],
  [
    'a value that is no number',
    '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"x"]]}]}}',
    'source-broken-reply',
  ],
  ['a vector', '{"status":"success","data":{"resultType":"vector","result":[]}}', 'source-broken-reply'],
  ['data of null', '{"status":"success","data":null}', 'source-broken-reply'],
  ['an error', '{"status":"error","errorType":"bad_data","error":"no"}', 'source-rejected'],
  ['other JSON', '{"a":1}', 'source-not-prometheus'],
  ['an array', '[]', 'source-not-prometheus'],
])('refuses %s', (_name, text, code) => {
  expect(() => parseMatrix(bytes(text), GRID)).toThrow(NightjarError);
  expect(() => parseMatrix(bytes(text), GRID)).toThrow(expect.objectContaining({ code }));
});
