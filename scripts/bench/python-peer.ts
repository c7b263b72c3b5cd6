import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PYTHON_ENVIRONMENT, ensurePython } from '../reference/python.ts';

/** A Python program that does tasks, a line of JSON each, in a process of its own. */
export interface PythonPeer<Task> {
  /** Does a task and gives the ms of one call, as Python's own clock has them. */
  ask(task: Task): Promise<number>;
  close(): void;
}

/** Starts `script`, a file of this folder, on one thread. */
function startPeer<Task>(python: string, script: string): PythonPeer<Task> {
  const child = spawn(python, [join(import.meta.dirname, script)], {
    env: { ...process.env, ...PYTHON_ENVIRONMENT },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (task) => {
      child.stdin.write(`${JSON.stringify(task)}\n`);
      const { value, done } = await lines.next();
      if (done) {
        throw new Error(`${script} ended`);
      }
      return (JSON.parse(value) as { ms: number }).ms;
    },
    close: () => child.stdin.end(),
  };
}

/** Does `work` with the peer of a script and a folder for data; both are gone afterwards. */
export async function withPeer<Task, T>(
  say: (line: string) => void,
  script: string,
  work: (peer: PythonPeer<Task>, folder: string) => Promise<T>
): Promise<T> {
  const peer = startPeer<Task>(ensurePython(say), script);
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-bench-'));
  try {
    return await work(peer, folder);
  } finally {
    peer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
