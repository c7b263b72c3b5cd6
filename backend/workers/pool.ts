import { Worker } from 'node:worker_threads';
import { NightjarError } from '../errors.ts';
import { unpackFailure } from '../failure.ts';
import type { Detector } from '../detectors/detector.ts';
import { DETECTORS } from '../detectors/index.ts';
import { endCalls, sharedCalls } from '../onnx/native-calls.ts';
import { adoptProvider } from '../onnx/provider.ts';
import type { ReplyMessage, WorkerSettings, WorkerStart } from './messages.ts';
import type { TaskInput, TaskName, TaskResult } from './tasks.ts';
import { TASKS } from './tasks.ts';

/** What goes first: alerts, then answers that someone waits for, then fits in the background, then choices of detectors. */
export const PRIORITIES = ['alert', 'answer', 'background', 'choice'] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface RunOptions {
  readonly priority: Priority;
  /** Run on the calling thread: for jobs too small to be worth the way. */
  readonly inline?: boolean;
  readonly signal?: AbortSignal;
  /** Buffers of the input that are handed over instead of copied: the caller must not use them afterwards. */
  readonly transfer?: readonly ArrayBuffer[];
}

interface Job {
  readonly id: number;
  readonly name: TaskName;
  readonly input: unknown;
  readonly transfer: readonly ArrayBuffer[];
  readonly priority: Priority;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  /** Whether it is in ONNX Runtime. */
  readonly calls: Int32Array;
  job: Job | null;
  idle: NodeJS.Timeout | null;
}

/** Megabytes of JavaScript heap of one worker: a task that needs more fails, and the engine goes on. */
const WORKER_HEAP_MB = 1024;
/** Megabytes for its short-lived objects: results are typed arrays beside the heap, so little is enough. */
const WORKER_YOUNG_MB = 8;
/** A worker starts in a fraction of a second, and holds some 25 MB while it waits. */
const IDLE_MS = 20_000;
const WORKER_FILE = new URL(import.meta.url.endsWith('.ts') ? './worker-main.ts' : './worker-main.js', import.meta.url);

/**
 * A small pool of worker threads. Workers start when first needed, or a little before, and end after a while without work. One worker of several is
 * kept free of background jobs and choices. A worker that dies fails its job with `engine-failure` and is replaced by the next job.
 */
export class WorkerPool {
  private readonly threads = new Set<Thread>();
  private readonly queues: Record<Priority, Job[]> = { alert: [], answer: [], background: [], choice: [] };
  private nextId = 1;
  private closed = false;
  private settings: WorkerSettings;
  private readonly log: (line: string) => void;
  readonly size: number;

  /** `log` gets what workers have to say, e.g. that CUDA is not there. */
  constructor(size: number, settings: WorkerSettings, log: (line: string) => void) {
    this.size = size;
    this.settings = settings;
    this.log = log;
  }

  /** Whether workers can find this detector: it is a registered one. */
  knows(detector: Detector): boolean {
    return DETECTORS.includes(detector);
  }

  /** Starts the workers there can be, for work that is about to come: they take a while. */
  prepare(): void {
    while (!this.closed && this.threads.size < this.size) {
      this.rest(this.start());
    }
  }

  /** Runs a task. An abort takes a waiting job out of its queue; one that runs is left to end, its result unused. */
  run<K extends TaskName>(name: K, input: TaskInput<K>, options: RunOptions): Promise<TaskResult<K>> {
    if (options.signal?.aborted) {
      return Promise.reject(cancelled());
    }
    if (options.inline) {
      const task = TASKS[name] as (input: TaskInput<K>) => Promise<TaskResult<K>>;
      return task(input);
    }
    if (this.closed) {
      return Promise.reject(new NightjarError('busy', 'Nightjar is shutting down: ask again in a moment.'));
    }
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        const queue = this.queues[options.priority];
        const at = queue.indexOf(job);
        if (at >= 0) {
          queue.splice(at, 1);
        }
        reject(cancelled());
      };
      const job: Job = {
        id: this.nextId++,
        name,
        input,
        transfer: options.transfer ?? [],
        priority: options.priority,
        resolve: (result) => {
          options.signal?.removeEventListener('abort', abort);
          resolve(result as TaskResult<K>);
        },
        reject: (error) => {
          options.signal?.removeEventListener('abort', abort);
          reject(error);
        },
      };
      options.signal?.addEventListener('abort', abort, { once: true });
      this.queues[options.priority].push(job);
      this.dispatch();
    });
  }

  /** Ends all workers; jobs not yet done fail. */
  async close(): Promise<void> {
    this.closed = true;
    for (const queue of Object.values(this.queues)) {
      for (const job of queue.splice(0)) {
        job.reject(new NightjarError('busy', 'Nightjar is shutting down: ask again in a moment.'));
      }
    }
    await Promise.all([...this.threads].map(end));
  }

  private dispatch(): void {
    for (;;) {
      const job = this.nextJob();
      if (!job) {
        return;
      }
      const free = [...this.threads].find((thread) => thread.job === null);
      this.hand(free ?? this.start(), job);
    }
  }

  /** The next job that a worker may take now, removed from its queue. */
  private nextJob(): Job | undefined {
    const busy = [...this.threads].filter((thread) => thread.job !== null);
    if (busy.length >= this.size) {
      return undefined;
    }
    const urgent = this.queues.alert.shift() ?? this.queues.answer.shift();
    const behind = busy.filter(({ job }) => job?.priority === 'background' || job?.priority === 'choice').length;
    const hasRoom = behind < Math.max(1, this.size - 1);
    return urgent ?? (hasRoom ? (this.queues.background.shift() ?? this.queues.choice.shift()) : undefined);
  }

  private start(): Thread {
    const calls = sharedCalls();
    const worker = new Worker(WORKER_FILE, {
      workerData: { ...this.settings, calls } satisfies WorkerStart,
      resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB, maxYoungGenerationSizeMb: WORKER_YOUNG_MB },
    });
    const thread: Thread = { worker, calls, job: null, idle: null };
    worker.on('message', (reply: ReplyMessage) => this.finish(thread, reply));
    worker.on('error', (error) => this.lose(thread, error));
    worker.on('exit', () => this.lose(thread, undefined));
    this.threads.add(thread);
    return thread;
  }

  private hand(thread: Thread, job: Job): void {
    if (thread.idle) {
      clearTimeout(thread.idle);
      thread.idle = null;
    }
    thread.job = job;
    thread.worker.ref();
    thread.worker.postMessage({ id: job.id, name: job.name, input: job.input }, job.transfer);
  }

  /** Has a worker wait for its next job: without holding the process up, and not for ever. */
  private rest(thread: Thread): void {
    thread.worker.unref();
    thread.idle = setTimeout(() => {
      // No job may be handed to it while it ends.
      this.threads.delete(thread);
      void end(thread);
    }, IDLE_MS).unref();
  }

  private finish(thread: Thread, reply: ReplyMessage): void {
    if ('line' in reply) {
      this.log(reply.line);
      return;
    }
    if ('provider' in reply) {
      // Health tells it, and workers to come need not find out again.
      adoptProvider(reply.provider);
      this.settings = { ...this.settings, provider: reply.provider.provider };
      return;
    }
    const job = thread.job;
    thread.job = null;
    this.rest(thread);
    if (job?.id === reply.id) {
      if ('failure' in reply) {
        job.reject(unpackFailure(reply.failure));
      } else {
        job.resolve(reply.result);
      }
    }
    this.dispatch();
  }

  private lose(thread: Thread, error: unknown): void {
    if (!this.threads.delete(thread)) {
      return;
    }
    if (thread.idle) {
      clearTimeout(thread.idle);
    }
    thread.job?.reject(lost(error));
    if (!this.closed) {
      this.dispatch();
    }
  }
}

/** Ends a worker, between two calls of ONNX Runtime. */
async function end({ worker, calls }: Thread): Promise<void> {
  await endCalls(calls);
  await worker.terminate();
}

function lost(error: unknown): NightjarError {
  const memory =
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return new NightjarError(
    'engine-failure',
    memory
      ? 'A worker of Nightjar ran out of memory on this: ask for fewer series, a shorter training window or a coarser step.'
      : 'A worker of Nightjar ended while it computed this: try again; its log says why.',
    { cause: error }
  );
}

function cancelled(): NightjarError {
  return new NightjarError('cancelled', 'The request was cancelled.');
}
