import { setTimeout as wait } from 'node:timers/promises';

/** Waits for a condition; throws where it does not come true within `limitMs`, which is a failure and no measurement. */
export async function until(holds: () => boolean | Promise<boolean>, limitMs = 10_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) {
      throw new Error(`did not come true: ${holds}`);
    }
    await wait(5);
  }
}
