import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { readonly type: 'minor' | 'major'; readonly execution: 'sync' }) => void;

let collect: Collect | undefined;

/**
 * Frees dead typed arrays now. V8 weighs only the small objects on its heap, so that tens of megabytes of dead numbers wait for a
 * collection that little else brings about. A minor collection takes about a millisecond.
 */
export function collectGarbage(type: 'minor' | 'major'): void {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as Collect;
  }
  collect({ type, execution: 'sync' });
}

/** Bytes of typed arrays by which a full collection is worth its time. */
const MUCH = 32 * 2 ** 20;
/** Bytes of them that the last full collection left: models stand among them for as long as the engine keeps them. */
let held = 0;

/** Frees dead typed arrays of this thread, once there are many; `isQuick`: collects at least the youngest always. */
export function tidyArrays(isQuick = false): void {
  const { arrayBuffers } = process.memoryUsage();
  held = Math.min(held, arrayBuffers);
  if (arrayBuffers - held > MUCH) {
    collectGarbage('major');
    held = process.memoryUsage().arrayBuffers;
  } else if (isQuick) {
    collectGarbage('minor');
  }
}

/**
 * Lets this process's heap grow by 30 % beyond what is in use before it is collected, instead of to a multiple of it: thousands of series leave little behind
 * with each evaluation, of which hundreds of megabytes would pile up. Costs a few hundredths of the processor time.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=30');
}
