import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { hasCode } from './error-code.ts';

/** Who may hold a lease: one store of one process. */
export interface Holder {
  /** Random for each opened store. */
  readonly id: string;
  readonly pid: number;
  /** Where that process id means something: machine, boot and process namespace. Two containers have two. */
  readonly place: string;
  /** Name of the machine, for people. */
  readonly host: string;
}

export function thisProcess(): Holder {
  const host = hostname();
  const boot = read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const namespace = read(() => readlinkSync('/proc/self/ns/pid'));
  return { id: randomUUID(), pid: process.pid, place: `${host} ${boot} ${namespace}`, host };
}

/** Systems without /proc have one namespace of processes, and the name of the machine must do. */
function read(get: () => string): string {
  try {
    return get();
  } catch {
    return '-';
  }
}

/**
 * Whether a holder's process has surely ended. One in another container or on another machine cannot be seen, and one whose id
 * another process has got since looks alive: for those the lease must run out.
 */
export function hasEnded(holder: Pick<Holder, 'pid' | 'place'>, own: Holder): boolean {
  if (holder.place !== own.place || holder.pid === own.pid) {
    return false;
  }
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return hasCode(error, 'ESRCH');
  }
}
