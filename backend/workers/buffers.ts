/**
 * The array buffers of plain data, each once: what can be handed over to another thread instead of being copied. Buffers that
 * an array shows only a part of are left out, since others may look at the rest.
 */
export function wholeBuffers(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer && value.byteLength === value.buffer.byteLength) {
      found.add(value.buffer);
    }
  } else if (Array.isArray(value)) {
    for (const item of value) {
      wholeBuffers(item, found);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) {
      wholeBuffers(item, found);
    }
  }
  return [...found];
}
