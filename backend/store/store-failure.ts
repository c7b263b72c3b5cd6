import { NightjarError } from '../errors.ts';

/** SQLite's own errors (a full disk, a damaged page) as ours. */
export function storeFailure(thrown: unknown): NightjarError {
  if (thrown instanceof NightjarError) {
    return thrown;
  }
  const why = thrown instanceof Error ? thrown.message : String(thrown);
  return new NightjarError(
    'engine-failure',
    `The store failed (${why}): look whether its disk is full or read-only; answers go on without it.`,
    { cause: thrown }
  );
}
