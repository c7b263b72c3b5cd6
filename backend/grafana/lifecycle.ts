import type { Log } from '../log.ts';

/** How long an engine may take to close before the process ends anyway; the host kills after two seconds. */
const CLOSE_MS = 1_200;
const PARENT_CHECK_MS = 1_000;

/**
 * Ends this process when the host says so (the returned function, SIGTERM), when the host is gone, or when it failed beyond repair.
 * SIGINT is the terminal's and goes to the whole process group: the host decides what it means.
 *
 * @param close Closes everything; it may take long or fail, the process ends all the same.
 */
export function superviseProcess(close: () => Promise<void>, log: Log): () => void {
  let ending = false;
  const end = (exitCode: number): void => {
    if (ending) {
      return;
    }
    ending = true;
    const exit = (): never => process.exit(exitCode);
    setTimeout(exit, CLOSE_MS);
    close()
      .catch((error: unknown) => log('error', 'closing failed', { error: describe(error) }))
      .finally(exit);
  };

  process.on('SIGINT', () => log('debug', 'SIGINT ignored'));
  process.on('SIGTERM', () => end(0));
  const crash = (error: unknown): void => {
    log('error', 'Nightjar failed and ends; Grafana starts it again', { error: describe(error) });
    end(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  // The host reads both; when it is gone there is nobody left to write to.
  process.stdout.on('error', () => end(0));
  process.stderr.on('error', () => end(0));

  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) {
      log('info', 'Grafana is gone: ending');
      end(0);
    }
  }, PARENT_CHECK_MS).unref();
  return () => end(0);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
