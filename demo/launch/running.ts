import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const running = z.object({
  pid: z.number(),
  /** Programs it started. */
  children: z.array(z.number()),
  shopUrl: z.string(),
  consoleUrl: z.string(),
});
export type Running = z.infer<typeof running>;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether the process is one of the demo's: a number may long belong to another program. */
function isOurs(pid: number, folder: string): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  return isAlive(pid) && existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes(folder);
}

/** The demo that runs over `folder`, if one does. Ends what a killed one left behind. */
export async function findRunning(folder: string): Promise<Running | null> {
  const file = join(folder, 'running.json');
  if (!existsSync(file)) {
    return null;
  }
  const { data } = running.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (data && isAlive(data.pid) && (await answers(data.shopUrl))) {
    return data;
  }
  const left = (data?.children ?? []).filter((pid) => isOurs(pid, folder));
  for (const pid of left) {
    process.kill(pid, 'SIGTERM');
  }
  while (left.some(isAlive)) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  rmSync(file, { force: true });
  return null;
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false
  );

export function saveRunning(folder: string, entry: Running): void {
  writeFileSync(join(folder, 'running.json'), JSON.stringify(entry));
}

export function forgetRunning(folder: string): void {
  rmSync(join(folder, 'running.json'), { force: true });
}
