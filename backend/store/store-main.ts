import { parentPort, workerData } from 'node:worker_threads';
import { tidyArrays } from '../collect-garbage.ts';
import { packFailure } from '../failure.ts';
import { HEARTBEAT_MS } from './lease.ts';
import type { LocalStoreOptions } from './local-store.ts';
import { LocalStore } from './local-store.ts';
import { OPERATIONS } from './operations.ts';
import { thisProcess } from './process-identity.ts';
import { storeFailure } from './store-failure.ts';
import type { StoreReply, StoreRequest } from './store-messages.ts';

/*
 * The store's thread: SQLite answers while it is asked, so it is asked here and not where health checks and alerts are answered. Requests
 * follow each other; the lease's heartbeat and retention take their turn among them. The bundle has it as `store-main.js`.
 */
const port = parentPort;
if (!port) {
  throw new Error('store-main runs as a worker thread only.');
}

/** How often old models are looked for, ms. */
const RETAIN_MS = 3_600_000;

const reply = (message: StoreReply): void => port.postMessage(message);
const { place, limits } = workerData as Pick<LocalStoreOptions, 'place' | 'limits'>;
const store = await LocalStore.open({ place, limits, holder: thisProcess(), now: Date.now });

let turn: Promise<void> = Promise.resolve();
/** Runs a task when all that came before it are done. */
function inTurn(task: () => Promise<void>): void {
  turn = turn.then(task);
}

let wrote = (await store.status()).writes;
function housekeeping(what: string, task: () => Promise<unknown>): () => void {
  return () =>
    inTurn(async () => {
      try {
        await task();
      } catch (thrown) {
        const error = storeFailure(thrown);
        store.noteFailure(error);
        reply({ level: 'warn', line: `${what} failed. ${error.message}` });
      }
    });
}

const heartbeat = housekeeping('The heartbeat of the store’s lease', async () => {
  const { held, holder } = await store.heartbeat();
  if (held !== wrote) {
    wrote = held;
    const line = held
      ? 'This process now evaluates the store.'
      : `Another process (${holder ?? 'unknown'}) evaluates the store now; this one only reads it.`;
    reply({ level: held ? 'info' : 'warn', line });
  }
});
const retain = housekeeping('Looking through the store for old models', () => store.retain());

const timers = [setInterval(heartbeat, HEARTBEAT_MS), setInterval(retain, RETAIN_MS)];
retain();

port.on('message', (request: StoreRequest) => {
  if (request.name === 'close') {
    timers.forEach(clearInterval);
  }
  inTurn(async () => {
    const { id, name, input } = request;
    try {
      if (name === 'close') {
        await store.close();
        reply({ id, result: null });
        port.close();
        return;
      }
      const operation = OPERATIONS[name] as (store: LocalStore, input: unknown) => Promise<unknown>;
      reply({ id, result: await operation(store, input) });
    } catch (thrown) {
      const error = storeFailure(thrown);
      if (error.code === 'engine-failure') {
        store.noteFailure(error);
      }
      reply({ id, failure: packFailure(error) });
    }
    tidyArrays();
  });
});
