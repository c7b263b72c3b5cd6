import { parentPort, workerData } from 'node:worker_threads';
import { lloyd } from '../../backend/detectors/kmeans/lloyd.ts';
import { shareCalls } from '../../backend/onnx/native-calls.ts';

/* A thread that is in ONNX Runtime nearly all the time, until it is ended. */
shareCalls(workerData as Int32Array);
const rows = Float32Array.from({ length: 12 * 500 }, (_, i) => Math.sin(i * i));
for (let run = 0; ; run++) {
  await lloyd(rows, 12, rows.slice(0, 96));
  if (run === 0) {
    parentPort?.postMessage('it runs');
  }
}
