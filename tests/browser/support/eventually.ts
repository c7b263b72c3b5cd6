/**
 * Waits until `check` passes and gives what it returns; after `timeout` ms throws what it threw last. It is for what a person would
 * wait for too: nothing is asserted about how long it takes.
 */
export async function eventually<T>(check: () => Promise<T>, timeout = 20_000): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
