import type { Engine } from '../answers/engine.ts';

/** An engine that is made when first needed, and once. */
export interface LazyEngine {
  /** The engine; a failure to make it is the caller's, and the next call tries again. */
  get(): Promise<Engine>;
  /** Closes the engine where there is one. */
  close(): Promise<void>;
}

export function lazyEngine(create: () => Promise<Engine>): LazyEngine {
  let made: Promise<Engine> | undefined;
  return {
    get: () => {
      if (!made) {
        made = create();
        made.catch(() => (made = undefined));
      }
      return made;
    },
    close: async () => (await made)?.close(),
  };
}
