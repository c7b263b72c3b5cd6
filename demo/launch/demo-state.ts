import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Fault } from '../shop/faults.ts';
import { SETTING_IDS } from '../shop/settings.ts';
import type { SettingChange } from '../shop/settings.ts';
import { ANOMALY_TYPES } from '../../contract/fields.ts';
import { MODELS } from './start-engine.ts';

const DAY = 86_400_000;

/** What the demo remembers between two starts. */
export interface DemoState {
  /** Fingerprint of the simulation that made the history. */
  readonly model: string;
  readonly seed: number;
  /** Where the shop's counters start, ms. */
  readonly origin: number;
  readonly asked: Fault[];
  readonly changes: SettingChange[];
}

const stored = z.object({
  model: z.string(),
  seed: z.number(),
  origin: z.number(),
  asked: z.array(
    z.object({
      id: z.string(),
      type: z.enum(ANOMALY_TYPES),
      service: z.string(),
      signal: z.string(),
      start: z.number(),
      end: z.number(),
      strength: z.number(),
      description: z.string(),
    })
  ),
  changes: z.array(z.object({ id: z.enum(SETTING_IDS), at: z.number(), value: z.number() })),
});

/** History that is back-filled on the first start, and the age from which it is made anew. */
export const HISTORY_MS = 21 * DAY;
const LARGEST_AGE_MS = 45 * DAY;

/** A fingerprint of the simulation's source: a history made by another one would not join the live metrics. */
function modelFingerprint(): string {
  const folder = join(import.meta.dirname, '..', 'shop');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) {
    if (!name.includes('.test.')) {
      hash.update(name).update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** The state kept in `folder`, or a new one (and empty data and model folders) where none fits this simulation, seed and time. */
export function openState(folder: string, seed: number, now: number): DemoState {
  const file = join(folder, 'state.json');
  const model = modelFingerprint();
  const known = existsSync(file) ? stored.safeParse(readJson(file)).data : undefined;
  if (known && known.model === model && known.seed === seed && now - known.origin < LARGEST_AGE_MS) {
    return known;
  }
  // Models fitted on another history would score this one.
  for (const name of ['data', MODELS]) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
  const origin = Math.floor((now - HISTORY_MS) / 60_000) * 60_000;
  const state = { model, seed, origin, asked: [], changes: [] };
  saveState(folder, state);
  return state;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) {
      return null;
    }
    throw error;
  }
}

export function saveState(folder: string, state: DemoState): void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'state.json');
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}
