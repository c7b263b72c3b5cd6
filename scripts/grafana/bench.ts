import type { GrafanaBrowser } from './browser.ts';
import type { GrafanaClient } from './grafana-client.ts';
import type { WatchedPrometheus } from './watched-prometheus.ts';

/** What a check works with. */
export interface Bench {
  readonly grafana: GrafanaClient;
  readonly prometheus: WatchedPrometheus;
  readonly browser: GrafanaBrowser;
  /** Port of 127.0.0.1 at which the datasource lets its results be read. */
  readonly readApiPort: number;
}

/** Checks run in the order of their list; a later one may need what an earlier one of its group made. */
export interface Check {
  readonly name: string;
  /** Why it cannot be run here; null where it can. */
  skip?(): string | null;
  run(bench: Bench): Promise<void>;
}

export function demand(condition: boolean, otherwise: string): asserts condition {
  if (!condition) {
    throw new Error(otherwise);
  }
}
