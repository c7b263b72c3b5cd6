import { fitOf, modelOf } from '../../backend/store/example-store.ts';
import { Store } from '../../backend/store/store.ts';

/*
 * Keeps fits in the folder given, one after the other from the number given on, and prints the number of each as soon as it is acknowledged.
 * Ends when it is killed.
 */
const [folder, from] = process.argv.slice(2);
const limits = { maxBytes: 2 ** 30, maxAgeMs: 1e12, maxFileBytes: 2 ** 20 };
const store = new Store({ place: { folder }, limits, log: () => undefined });
for (let instant = Number(from); ; instant++) {
  const models = Array.from({ length: 20 }, (_, index) => modelOf(`s${index}`, instant + index / 100, 500));
  await store.saveFit(fitOf(instant), models);
  process.stdout.write(`${instant}\n`);
}
