import fc from 'fast-check';
import { seededRandom } from '../features/random.ts';
import { snappyBlock } from './snappy-block.ts';

/** Reads a block by the format's description. */
function unpacked(block: Uint8Array): Uint8Array {
  let at = 0;
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = block[at++];
    length |= (byte & 0x7f) << shift;
    if (byte < 0x80) {
      break;
    }
  }
  const output: number[] = [];
  while (at < block.length) {
    const tag = block[at++];
    const upper = tag >> 2;
    if ((tag & 3) === 0) {
      const bytes = upper < 60 ? 0 : upper - 59;
      let count = upper;
      if (bytes > 0) {
        count = 0;
        for (let i = 0; i < bytes; i++) {
          count |= block[at++] << (8 * i);
        }
      }
      for (let i = 0; i <= count; i++) {
        output.push(block[at++]);
      }
    } else {
      expect(tag & 3).toBe(2);
      const offset = block[at++] | (block[at++] << 8);
      expect(offset).toBeGreaterThan(0);
      expect(offset).toBeLessThanOrEqual(output.length);
      for (let i = 0; i <= upper; i++) {
        output.push(output[output.length - offset]);
      }
    }
  }
  expect(output).toHaveLength(length);
  return Uint8Array.from(output);
}

it.each([0, 1, 59, 60, 61, 255, 256, 257, 65_535, 65_536, 65_537, 200_000])('keeps %i bytes of noise', (length) => {
  const random = seededRandom(length);
  const bytes = Uint8Array.from({ length }, () => Math.floor(random() * 256));
  expect(Buffer.compare(unpacked(snappyBlock(bytes)), bytes)).toBe(0);
});

it('keeps whatever it is given', () => {
  const pieces = fc.array(fc.oneof(fc.uint8Array({ maxLength: 90 }), fc.constant(Uint8Array.of(1, 2, 3, 4, 5))), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(pieces, fc.integer({ min: 1, max: 4 }), (parts, times) => {
      const bytes = Buffer.concat(Array.from({ length: times }, () => parts).flat());
      expect(Buffer.compare(unpacked(snappyBlock(bytes)), bytes)).toBe(0);
    })
  );
});

it('makes labels that repeat small', () => {
  const text = Array.from({ length: 2_000 }, (_, i) => `__name__ nightjar_anomaly_score job api instance host-${i}`);
  const bytes = Buffer.from(text.join(' '));
  const block = snappyBlock(bytes);
  expect(Buffer.compare(unpacked(block), bytes)).toBe(0);
  expect(block.length).toBeLessThan(bytes.length / 4);
});
