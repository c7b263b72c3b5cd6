import fc from 'fast-check';
import { interned, packAll, repack, unpack, unpackCopy } from './pack.ts';

const arrays = fc.oneof(
  fc.float64Array(),
  fc.float32Array(),
  fc.int32Array(),
  fc.uint8Array().map((bytes) => Uint8Array.from(bytes))
);
const { plain } = fc.letrec((tie) => ({
  plain: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double(),
    fc.string(),
    arrays,
    fc.array(fc.double()),
    fc.array(tie('plain')),
    fc.dictionary(fc.string(), tie('plain'))
  ),
}));

it.each(['shared', 'own'] as const)('gives back what was packed, in %s memory', (memory) => {
  fc.assert(
    fc.property(fc.array(plain), (values) => {
      const packed = packAll(values, memory);
      expect(packed.map((one) => unpack(one))).toEqual(values);
      expect(packed.map((one) => unpackCopy(one))).toEqual(values);
      expect(new Set(packed.map(({ bytes }) => bytes.buffer)).size).toBeLessThanOrEqual(1);
    })
  );
});

it('keeps the text of equal forms once, whatever the numbers', () => {
  const [one, other] = packAll(
    [
      { a: 1, b: Float32Array.of(1, 2) },
      { a: Number.NaN, b: Float32Array.of(3, 4) },
    ],
    'own'
  );
  expect(other.shape).toBe(one.shape);
  expect(interned(other).shape).toBe(one.shape);
});

it('writes to a copy never reach what was packed', () => {
  const [packed] = packAll([Float64Array.of(1, 2)], 'shared');
  unpackCopy<Float64Array>(packed)[0] = 9;
  expect(unpack(packed)).toEqual(Float64Array.of(1, 2));
});

it.each([[undefined], [{ a: () => 1 }], [new BigInt64Array(1)]])('refuses what is no plain data: %p', (value) => {
  expect(() => packAll([value], 'own')).toThrow(TypeError);
});

it('packs what was changed in place, or into another form', () => {
  fc.assert(
    fc.property(plain, plain, (before, after) => {
      const [packed] = packAll([before], 'own');
      expect(unpack(repack(packed, after, 'own'))).toEqual(after);
    })
  );
});

it('keeps the bytes of a state whose arrays were changed in place', () => {
  const [, packed] = packAll([{ a: 1 }, { cells: Float64Array.of(1, 2), until: 5, list: [1, 2], name: 'x' }], 'shared');
  const state = unpack<{ cells: Float64Array; until: number; list: number[]; name: string }>(packed);
  state.cells[1] = 7;
  const after = { ...state, until: 6, list: [3, 4] };
  const again = repack(packed, after, 'shared');
  expect(again).toBe(packed);
  expect(unpack(again)).toEqual(after);
});
