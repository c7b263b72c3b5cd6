import { fitOf, modelOf, Scratch } from '../../backend/store/example-store.ts';
import { Store } from '../../backend/store/store.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

let scratch: Scratch;
beforeEach(() => (scratch = new Scratch()));
afterEach(() => scratch.forget());

const MANY = Array.from({ length: 300 }, (_, index) => modelOf(`s${index}`, index, 4_500));

/** How often the event loop came round while `task` ran. */
async function turnsDuring(task: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let over = false;
  const count = (): void => {
    turns++;
    if (!over) {
      setImmediate(count);
    }
  };
  setImmediate(count);
  await task();
  over = true;
  return turns;
}

it('goes on while the store writes and reads for a long time', async () => {
  const limits = { maxBytes: 2 ** 30, maxAgeMs: 1e12, maxFileBytes: 2 ** 20 };
  const store = new Store({ place: { folder: scratch.folder }, limits, log: () => undefined });
  await store.status();
  const { owner, lineage } = fitOf(1);
  const writing = await turnsDuring(() => store.saveFit(fitOf(1), MANY));
  const reading = await turnsDuring(() => store.loadFits(owner, lineage, [1], 1e9));
  await store.close();
  // The same on this thread, which SQLite holds for one model after the other.
  const local = await scratch.open();
  const blocked = await turnsDuring(() => local.saveFit(fitOf(2), MANY));
  expect(blocked).toBeLessThan(5);
  expect(writing).toBeGreaterThan(50);
  expect(reading).toBeGreaterThan(50);
});
