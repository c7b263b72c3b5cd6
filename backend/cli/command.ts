import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

/** One subcommand of `nightjar`. JSON goes to stdout, everything else to stderr. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `nightjar NAME --help` prints. */
  readonly usage: string;
  /** Resolves to the exit status: 0, 1 (failed) or 2 (bad usage). */
  run(args: readonly string[]): Promise<number>;
}

/** Bad usage: printed with the command's usage, exit status 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** `util.parseArgs` that answers a wrong flag with a UsageError. */
export function parseFlags<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
