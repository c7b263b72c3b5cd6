/** Says what is being done, and how long it took. */
export type Say = (line: string) => void;

export async function step<T>(say: Say, what: string, work: () => Promise<T>): Promise<T> {
  say(`${what} ...`);
  const start = Date.now();
  const result = await work();
  const seconds = (Date.now() - start) / 1000;
  if (seconds >= 1) {
    say(`  done in ${seconds.toFixed(0)} s`);
  }
  return result;
}
