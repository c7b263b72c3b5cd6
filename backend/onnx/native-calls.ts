/** Places of the shared memory: whether the thread is to end, whether it is in a native call, and one that nothing ever wakes. */
const ENDING = 0;
const IN_CALL = 1;
const NEVER = 2;

/** Memory that a thread and the one that ends it share. */
export function sharedCalls(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
}

let own: Int32Array | null = null;

/** Lets another thread end this one between its native calls, by `endCalls`. */
export function shareCalls(shared: Int32Array): void {
  own = shared;
}

/**
 * Calls ONNX Runtime. A thread that is ended within such a call takes the whole process with it, since the library then meets an environment that is
 * gone: one that is to end goes into no further call, and waits for its end instead.
 */
export function nativeCall<T>(call: () => T): T {
  enter();
  try {
    return call();
  } finally {
    leave();
  }
}

/** The same of a call that takes turns of the event loop, such as loading the library. */
export async function nativeCalls<T>(call: () => Promise<T>): Promise<T> {
  enter();
  try {
    return await call();
  } finally {
    leave();
  }
}

function enter(): void {
  if (own) {
    Atomics.add(own, IN_CALL, 1);
    if (Atomics.load(own, ENDING) === 1) {
      Atomics.sub(own, IN_CALL, 1);
      Atomics.wait(own, NEVER, 0);
    }
  }
}

function leave(): void {
  if (own) {
    Atomics.sub(own, IN_CALL, 1);
  }
}

/** Between two looks at a thread that is in a native call, ms: most take less than a few. */
const PAUSE_MS = 2;
/** A thread that is in one for longer is not waited for. */
const PATIENCE_MS = 10_000;

/** Resolves once the thread that shares this memory is in no native call and goes into none any more, after some seconds at the latest: then it can be ended. */
export async function endCalls(shared: Int32Array): Promise<void> {
  Atomics.store(shared, ENDING, 1);
  const until = performance.now() + PATIENCE_MS;
  while (Atomics.load(shared, IN_CALL) > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
