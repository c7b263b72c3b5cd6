import { ExampleService, START, alertEvent, exampleStore } from '../../backend/incidents/example-service.ts';

/*
 * Takes alerts into the store of the folder given, from the number given on, five at a time, and prints the number of the last one as soon as they are
 * acknowledged. Ends when it is killed.
 */
const [folder, from] = process.argv.slice(2);
const example = new ExampleService(exampleStore(folder), {}, { orgId: 1, datasource: 'one' });
example.now = Date.now();
for (let number = Number(from); ; number += 5) {
  const events = [0, 1, 2, 3, 4].map((i) => {
    const one = number + i;
    return alertEvent(`Rule${one % 7}`, `service-${one % 5}`, 0, {
      start: START + one * 1_000,
      labels: { pod: `pod-${one}` },
    });
  });
  await example.service.take(example.owner, events);
  process.stdout.write(`${number + 4}\n`);
}
