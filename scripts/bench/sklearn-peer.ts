import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SINGLE_THREADED } from '../reference/python.ts';

/** What sklearn_peer.py takes. */
export type SklearnTask =
  | { readonly do: 'load'; readonly file: string; readonly rows: number; readonly columns: number }
  | { readonly do: 'fit'; readonly contamination: number | 'auto' }
  | { readonly do: 'score'; readonly rows: number; readonly repeat: number };

export interface SklearnPeer {
  /** Does a task and gives the ms of one call, as Python's own clock has them. */
  ask(task: SklearnTask): Promise<number>;
  close(): void;
}

/** scikit-learn in a process of its own, on one thread. */
export function startSklearn(python: string): SklearnPeer {
  const child = spawn(python, [join(import.meta.dirname, 'sklearn_peer.py')], {
    env: { ...process.env, ...SINGLE_THREADED },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (task) => {
      child.stdin.write(`${JSON.stringify(task)}\n`);
      const { value, done } = await lines.next();
      if (done) {
        throw new Error('the scikit-learn process ended');
      }
      return (JSON.parse(value) as { ms: number }).ms;
    },
    close: () => child.stdin.end(),
  };
}
