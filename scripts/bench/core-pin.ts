import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

/** The core that measurements with a peer share: the last one, which serves fewer interrupts than the first. */
export const CORE = cpus().length - 1;

function setAffinity(cores: string): boolean {
  return spawnSync('taskset', ['-a', '-c', '-p', cores, String(process.pid)]).status === 0;
}

/** Runs `work` with all threads of this process on one core where `taskset` can do that; says whether it could. */
export async function onOneCore<T>(work: () => Promise<T>): Promise<{ result: T; isPinned: boolean }> {
  const isPinned = setAffinity(String(CORE));
  try {
    return { result: await work(), isPinned };
  } finally {
    if (isPinned) {
      setAffinity(`0-${CORE}`);
    }
  }
}
