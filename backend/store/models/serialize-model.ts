import type { ModelContent } from './model-record.ts';

/*
 * A model as one run of bytes: length of the shape's text (uint32, little-endian), the text in UTF-8, zeros up to a multiple of eight,
 * the numbers as the machine has them.
 */
const HEADER = 4;
const ALIGN = 8;

export function serializeModel({ shape, bytes }: ModelContent): Uint8Array {
  const text = Buffer.from(shape);
  const start = Math.ceil((HEADER + text.length) / ALIGN) * ALIGN;
  const whole = new Uint8Array(start + bytes.byteLength);
  new DataView(whole.buffer).setUint32(0, text.length, true);
  whole.set(text, HEADER);
  whole.set(bytes, start);
  return whole;
}

/** The models that were serialized, their numbers in one piece of memory that threads share. */
export function parseModels(contents: readonly Uint8Array[]): ModelContent[] {
  const parts = contents.map((content) => {
    const length = new DataView(content.buffer, content.byteOffset).getUint32(0, true);
    const shape = Buffer.from(content.buffer, content.byteOffset + HEADER, length).toString();
    return { shape, numbers: content.subarray(Math.ceil((HEADER + length) / ALIGN) * ALIGN) };
  });
  const aligned = (size: number): number => Math.ceil(size / ALIGN) * ALIGN;
  const memory = new SharedArrayBuffer(parts.reduce((sum, { numbers }) => sum + aligned(numbers.byteLength), 0));
  let end = 0;
  return parts.map(({ shape, numbers }) => {
    const bytes = new Uint8Array(memory, end, numbers.byteLength);
    bytes.set(numbers);
    end += aligned(numbers.byteLength);
    return { shape, bytes };
  });
}
