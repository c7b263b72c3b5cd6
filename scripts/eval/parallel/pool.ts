import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { NightjarError } from '../../../backend/errors.ts';
import type { Ask, Reply } from './worker.ts';

const WORKER = join(import.meta.dirname, 'worker.ts');

export interface ParallelOptions {
  /** Processes; two unless told otherwise. */
  readonly workers?: number;
  /** Told after every input that is done, in the order they end. */
  progress?(done: number, all: number): void;
}

/**
 * Runs the function `runTask` of a module over inputs, each in one of a few processes, and gives the results in the inputs' order. Inputs and results pass
 * by structured clone. The first task that throws ends the run with its message.
 */
export async function runParallel<Result>(
  module: string,
  inputs: readonly unknown[],
  options: ParallelOptions = {}
): Promise<Result[]> {
  const results = new Array<Result>(inputs.length);
  let next = 0;
  let done = 0;
  const workers = Array.from({ length: Math.min(options.workers ?? 2, inputs.length) }, () =>
    fork(WORKER, [], { serialization: 'advanced', execArgv: [...process.execArgv, '--no-warnings'] })
  );
  const serve = async (worker: ChildProcess): Promise<void> => {
    while (next < inputs.length) {
      const index = next++;
      results[index] = (await ask(worker, { module, input: inputs[index] })) as Result;
      options.progress?.(++done, inputs.length);
    }
  };
  try {
    await Promise.all(workers.map(serve));
  } finally {
    workers.forEach((worker) => worker.kill());
  }
  return results;
}

function ask(worker: ChildProcess, message: Ask): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      worker.off('message', take);
      worker.off('exit', fail);
    };
    const take = (reply: Reply) => {
      leave();
      if ('problem' in reply) {
        reject(new NightjarError('internal', reply.problem));
      } else {
        resolve(reply.result);
      }
    };
    const fail = (code: number | null, signal: string | null) => {
      leave();
      reject(new NightjarError('internal', `A process of the evaluation ended (${signal ?? `status ${code}`}).`));
    };
    worker.on('message', take);
    worker.on('exit', fail);
    worker.send(message);
  });
}
