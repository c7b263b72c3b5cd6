import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { endCalls, sharedCalls } from '../../backend/onnx/native-calls.ts';

/* Ends threads that are in ONNX Runtime, again and again; says so at its end. Its argument is how often. */
for (let round = 0; round < Number(process.argv[2]); round++) {
  const calls = sharedCalls();
  const worker = new Worker(new URL('./busy-worker.ts', import.meta.url), { workerData: calls });
  await once(worker, 'message');
  await wait(7 * round);
  await endCalls(calls);
  await worker.terminate();
}
process.stdout.write('all ended\n');
