import { join } from 'node:path';
import { formatDuration } from '../../contract/duration.ts';
import { importHistory } from '../../scripts/prometheus-process.ts';
import { step } from '../launch/progress.ts';
import type { Say } from '../launch/progress.ts';
import { SERIES_COUNT } from '../shop/read-samples.ts';
import type { Reader } from '../shop/read-samples.ts';
import { coveredUntil, dropHead } from './blocks.ts';
import { SCRAPE_MS, openMetricsText } from './open-metrics.ts';

/** Gaps up to this long are left to the first scrape. */
const SMALL_GAP_MS = 1.5 * SCRAPE_MS;

export interface FillOptions {
  /** The demo's folder; Prometheus's data lie in `data`. */
  readonly folder: string;
  /** Where the shop's counters start, ms. */
  readonly origin: number;
  readonly read: Reader;
  readonly say: Say;
}

/** Brings the stopped Prometheus's data up to the present: all of it the first time, what is missing later. */
export async function fillHistory({ folder, origin, read, say }: FillOptions): Promise<void> {
  const data = join(folder, 'data');
  dropHead(data);
  for (let from = Math.max(origin, coveredUntil(data)); ;) {
    // A long back-fill takes a while itself: what came to pass meanwhile is filled in the next round.
    const to = Math.floor(Date.now() / 1000) * 1000;
    if (to - from < SMALL_GAP_MS) {
      return;
    }
    const start = from;
    const minutes = Math.floor((to - start) / SCRAPE_MS);
    const samples = ((minutes * SERIES_COUNT) / 1e6).toFixed(1);
    const what = `Back-filling ${formatDuration(minutes * SCRAPE_MS)} of history (${samples} million samples)`;
    await step(say, what, () => importHistory(openMetricsText(read, start, to), data, folder));
    from = to;
  }
}
