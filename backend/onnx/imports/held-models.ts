import { createHash } from 'node:crypto';

/** A checked file in memory that threads share, by the SHA-256 of its bytes. */
export interface HeldModel {
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/** Bytes of files that a thread keeps at hand; the longest unused go first. They are shared, so that more threads take no more. */
const CAPACITY = 256 * 2 ** 20;

const held = new Map<string, Uint8Array>();
let heldBytes = 0;

/** The file as threads can share it, and as `heldModel` finds it in this one. */
export function holdBytes(bytes: Uint8Array): HeldModel {
  const hash = sha256(bytes);
  const known = held.get(hash);
  const shared = known ?? new Uint8Array(new SharedArrayBuffer(bytes.length));
  if (!known) {
    shared.set(bytes);
  }
  const model = { hash, bytes: shared };
  holdModels([model]);
  return model;
}

/** Has `heldModel` find these files in this thread. */
export function holdModels(models: readonly HeldModel[]): void {
  for (const { hash, bytes } of models) {
    heldBytes += held.delete(hash) ? 0 : bytes.length;
    held.set(hash, bytes);
  }
  for (const [oldest, bytes] of held) {
    if (heldBytes <= CAPACITY || held.size === 1) {
      break;
    }
    held.delete(oldest);
    heldBytes -= bytes.length;
  }
}

/** The file of a hash; undefined where this thread does not have it. */
export function heldModel(hash: string): Uint8Array | undefined {
  return held.get(hash);
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
