import { parentPort, workerData } from 'node:worker_threads';
import { packFailure } from '../failure.ts';
import { shareCalls } from '../onnx/native-calls.ts';
import { configureProvider } from '../onnx/provider.ts';
import { buffersOf } from './buffers.ts';
import { tidyArrays } from '../collect-garbage.ts';
import type { ReplyMessage, TaskMessage, WorkerStart } from './messages.ts';
import { TASKS } from './tasks.ts';

/** A worker thread: takes one task after the other from the pool. The bundle has it as `worker-main.js` beside its main file. */
const port = parentPort;
if (!port) {
  throw new Error('worker-main runs as a worker thread only.');
}

const { provider, calls } = workerData as WorkerStart;
shareCalls(calls);
configureProvider(
  provider,
  (line) => port.postMessage({ line }),
  (found) => port.postMessage({ provider: found })
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
  tidyArrays(true);
});
