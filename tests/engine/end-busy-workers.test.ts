import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

// Processes start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

it('threads that are in ONNX Runtime end without taking the process with them', async () => {
  const ended = await promisify(execFile)(process.execPath, [join(__dirname, 'end-busy-workers.ts'), '6']);
  expect(ended.stdout).toBe('all ended\n');
});
