import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const LISTENING = '0A';

/** Id of the process that listens on this port of 127.0.0.1, as Linux tells under /proc. Throws where there is none, or it is another user's. */
export function findListener(port: number): number {
  const address = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const sockets = new Set(
    readFileSync('/proc/net/tcp', 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => local === address && state === LISTENING)
      .map((fields) => `socket:[${fields[9]}]`)
  );
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name) && openFiles(name).some((file) => sockets.has(file))) {
      return Number(name);
    }
  }
  throw new Error(`No process of this user listens on port ${port}.`);
}

/** Targets of a process's file descriptors; none where the process is gone or another user's. */
function openFiles(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => linkTarget(`/proc/${pid}/fd/${fd}`) ?? []);
  } catch {
    return [];
  }
}

/** null where it was closed meanwhile. */
function linkTarget(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
