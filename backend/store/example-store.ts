import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalStoreOptions } from './local-store.ts';
import { LocalStore } from './local-store.ts';
import type { FitRecord, NewModel } from './models/model-record.ts';
import type { Holder } from './process-identity.ts';

/** What tests of the store have in common: small models of known content, a clock to turn, a folder that goes. */
export const OWNER = { orgId: 1, datasource: 'one' };
export const HOUR = 3_600_000;
export const LIMITS = { maxBytes: 2 ** 30, maxAgeMs: 90 * 24 * HOUR, maxFileBytes: 2 ** 20 };

export class Scratch {
  readonly folder = mkdtempSync(join(tmpdir(), 'nightjar-store-'));
  now = Date.UTC(2026, 0, 5);
  private readonly opened: LocalStore[] = [];

  async open(changes: Partial<LocalStoreOptions> = {}): Promise<LocalStore> {
    const holder = holderOf('first', 1);
    const options = { place: { folder: this.folder }, limits: LIMITS, holder, now: () => this.now, ...changes };
    const store = await LocalStore.open(options);
    this.opened.push(store);
    return store;
  }

  async forget(): Promise<void> {
    await Promise.all(this.opened.map((store) => store.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A process of another machine, of which nobody here can tell whether it has ended. */
export function holderOf(id: string, pid: number): Holder {
  return { id, pid, place: `elsewhere ${id}`, host: `host-${id}` };
}

export function fitOf(instant: number, changes: Partial<FitRecord> = {}): FitRecord {
  return {
    owner: OWNER,
    lineage: 'lineage',
    instant,
    detector: 'seasonal',
    expr: 'up',
    settings: { bandWidth: 3 },
    seed: 1,
    step: 60_000,
    trainingWindow: HOUR,
    ...changes,
  };
}

/** A model of `length` numbers that follow from `content`. */
export function modelOf(name: string, content: number, length = 16): NewModel {
  const numbers = Float64Array.from({ length }, (_, index) => Math.sin(content * 1_000 + index));
  return {
    name,
    columns: [name],
    shape: JSON.stringify({ array: ['Float64Array', 0, length] }),
    bytes: new Uint8Array(numbers.buffer),
    trained: { from: 0, to: HOUR, points: 60 },
    metrics: { loss: content },
  };
}
