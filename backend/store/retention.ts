import type { Kysely, Transaction } from 'kysely';
import { forgetOldAlerts, trimAlerts } from './alerts/alert-retention.ts';
import { forgetOldFits, trimFits } from './models/retention.ts';
import type { MonitorAges } from './monitors/monitor-retention.ts';
import { forgetOldOfMonitors, resultBytes, trimDetections, trimResults } from './monitors/monitor-retention.ts';
import type { Tables } from './tables.ts';

/** How long and how much is kept. */
export interface RetentionLimits {
  /** Of fitted models, ms since the last use. */
  readonly maxAgeMs: number;
  /** Of the whole store. */
  readonly maxBytes: number;
}

/** Below the cap by this much when something had to go, so that not every save makes room. */
const ROOM = 0.9;
/** Results may take this share of the cap before they make room for models. */
const RESULTS_SHARE = 0.5;

/**
 * Forgets what is older than its age. While the store is over its cap then, there go, in this order: results beyond their share, the
 * oldest first; fits, the ones unused the longest first; further results, but those of the newest day; detections that nobody
 * has judged; alerts that ended, and resolved incidents. Monitors, what fires, verdicts, pinned fits and files of users stay. `write` runs a transaction; gives the number of records that went.
 */
export async function retain(
  db: Kysely<Tables>,
  limits: RetentionLimits,
  ages: MonitorAges,
  now: number,
  usedBytes: () => Promise<number>,
  write: (task: (transaction: Transaction<Tables>) => Promise<void>) => Promise<void>
): Promise<number> {
  let gone =
    (await forgetOldFits(db, now - limits.maxAgeMs, write)) +
    (await forgetOldOfMonitors(db, ages, now, write)) +
    (await forgetOldAlerts(db, now - ages.detectionsMs, write));
  if ((await usedBytes()) <= limits.maxBytes) {
    return gone;
  }
  const goal = limits.maxBytes * ROOM;
  const fits = async (): Promise<boolean> => (await usedBytes()) <= goal;
  const inShare = async (): Promise<boolean> =>
    (await fits()) || (await resultBytes(db)) <= limits.maxBytes * RESULTS_SHARE;
  gone += await trimResults(db, now, write, inShare);
  gone += await trimFits(db, goal, usedBytes, write);
  gone += await trimResults(db, now, write, fits);
  gone += await trimDetections(db, now, write, fits);
  gone += await trimAlerts(db, now, write, fits);
  return gone;
}
