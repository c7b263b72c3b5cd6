import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SINGLE_THREADED } from '../reference/python.ts';

/** What seasonal_peer.py takes. */
export type NumpyTask =
  | { readonly do: 'load'; readonly file: string; readonly slots: number }
  | { readonly do: 'fit' }
  | { readonly do: 'score'; readonly points: number; readonly repeat: number }
  | { readonly do: 'online'; readonly points: number };

export interface NumpyPeer {
  /** Does a task and gives the ms of one call, as Python's own clock has them. */
  ask(task: NumpyTask): Promise<number>;
  close(): void;
}

/** The NumPy model in a process of its own, on one thread. */
export function startNumpy(python: string): NumpyPeer {
  const child = spawn(python, [join(import.meta.dirname, 'seasonal_peer.py')], {
    env: { ...process.env, ...SINGLE_THREADED },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (task) => {
      child.stdin.write(`${JSON.stringify(task)}\n`);
      const { value, done } = await lines.next();
      if (done) {
        throw new Error('the NumPy process ended');
      }
      return (JSON.parse(value) as { ms: number }).ms;
    },
    close: () => child.stdin.end(),
  };
}
