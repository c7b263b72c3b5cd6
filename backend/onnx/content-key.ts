import { createHash } from 'node:crypto';
import { rawBytes } from './tensor.ts';
import type { TensorData } from './tensor.ts';

/** A key that equal contents share and, for all practical purposes, different ones do not (SHA-256). */
export function contentKey(...parts: readonly TensorData[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(`${part.byteLength}:`).update(rawBytes(part));
  }
  return hash.digest('base64');
}
