/**
 * The array buffers behind plain data, each once: what can be handed over to another thread instead of being copied. For data whose
 * arrays nobody else looks at. Memory that threads share is left out.
 */
export function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) {
      found.add(value.buffer);
    }
  } else if (Array.isArray(value)) {
    for (const item of value) {
      buffersOf(item, found);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) {
      buffersOf(item, found);
    }
  }
  return [...found];
}
