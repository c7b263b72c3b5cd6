import { parentPort, workerData } from 'node:worker_threads';
import { packFailure } from '../failure.ts';
import { configureProvider } from '../onnx/provider.ts';
import { buffersOf } from './buffers.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { ReplyMessage, TaskMessage, WorkerSettings } from './messages.ts';
import { TASKS } from './tasks.ts';

/** Bytes of typed arrays by which a full collection is worth its time. */
const MUCH = 32 * 2 ** 20;
/** Bytes of them that the last full collection left: models stand among them for as long as the engine keeps them. */
let held = 0;

/** A worker thread: takes one task after the other from the pool. The bundle has it as `worker-main.js` beside its main file. */
const port = parentPort;
if (!port) {
  throw new Error('worker-main runs as a worker thread only.');
}

configureProvider(
  (workerData as WorkerSettings).provider,
  (line) => port.postMessage({ line }),
  (provider) => port.postMessage({ provider })
);

port.on('message', async ({ id, name, input }: TaskMessage) => {
  let reply: ReplyMessage;
  try {
    const task = TASKS[name as keyof typeof TASKS] as (input: unknown) => Promise<unknown>;
    reply = { id, result: await task(input) };
  } catch (error) {
    reply = { id, failure: packFailure(error) };
  }
  port.postMessage(reply, 'result' in reply ? buffersOf(reply.result) : []);
  tidy();
});

function tidy(): void {
  const { arrayBuffers } = process.memoryUsage();
  held = Math.min(held, arrayBuffers);
  if (arrayBuffers - held > MUCH) {
    collectGarbage('major');
    held = process.memoryUsage().arrayBuffers;
  } else {
    collectGarbage('minor');
  }
}
