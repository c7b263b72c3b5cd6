import { startPrometheus } from '../prometheus-process.ts';
import { historyText, serveLiveMetrics } from './live-metrics.ts';
import type { LiveMetrics } from './live-metrics.ts';

export interface WatchedPrometheus {
  readonly url: string;
  readonly metrics: LiveMetrics;
  /** The fault in the back-filled history, ms. */
  readonly fault: { readonly from: number; readonly to: number };
  close(): Promise<void>;
}

/**
 * A real Prometheus on loopback with four days of history of the live metrics at 15 s, an hour-old fault of ten minutes in it,
 * that goes on scraping them every 5 s.
 */
export async function startWatchedPrometheus(): Promise<WatchedPrometheus> {
  const now = Date.now();
  const fault = { from: now - 60 * 60_000, to: now - 50 * 60_000 };
  const metrics = await serveLiveMetrics();
  const prometheus = await startPrometheus({
    history: [historyText(now - 4 * 86_400_000, now - 15_000, 15_000, fault)],
    scrape: { port: metrics.port, interval: '5s', labels: { instance: 'shop' } },
  });
  return {
    url: prometheus.url,
    metrics,
    fault,
    close: async () => {
      await prometheus.close();
      await metrics.close();
    },
  };
}
