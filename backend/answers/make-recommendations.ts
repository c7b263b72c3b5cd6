import type { EngineConfig } from '../config.ts';
import type { AlertService } from '../incidents/alert-service.ts';
import { HealthService } from '../incidents/health/health-service.ts';
import type { SystemHealth } from '../incidents/records.ts';
import type { Log } from '../log.ts';
import { LocalRecommendationService } from '../recommendations/local-recommendation-service.ts';
import { foreseeWith } from '../recommendations/methods/foresee.ts';
import type { RecommendationService } from '../recommendations/recommendation-service.ts';
import type { Owner } from '../store/owner.ts';
import type { Store } from '../store/store.ts';
import type { WorkerPool } from '../workers/pool.ts';
import type { MonitorParts } from './make-monitors.ts';

/** What of the engine recommendations and health are made with. */
export interface RecommendationNeeds extends Pick<MonitorParts, 'monitors' | 'connect' | 'owners'> {
  readonly config: EngineConfig;
  readonly log: Log;
  readonly store: Store;
  readonly pool: WorkerPool;
  readonly alerts: AlertService;
}

export interface RecommendationParts {
  readonly recommendations: RecommendationService;
  readonly health: HealthService;
  systemHealth(owner: Owner): Promise<SystemHealth>;
}

/** Recommendations shown beside health. */
const TOP = 5;
const MOST_COUNTED = 5_000;

/** Recommendations and health over an engine's alerts and monitors. */
export function makeRecommendations(needs: RecommendationNeeds): RecommendationParts {
  const { alerts, monitors, connect, owners, pool, config, log } = needs;
  const store = needs.store.recommendations;
  // The process that has the store's lease alone keeps what nobody asked for.
  const keeps = async (): Promise<boolean> => (await needs.store.status()).writes;
  const shared = { alerts, store, owners, keeps, now: Date.now };
  const recommendations = new LocalRecommendationService({
    ...shared,
    monitors,
    connect,
    log,
    foresee: foreseeWith(
      (input, signal) => pool.run('forecast', input, { priority: 'background', signal }),
      config.seed
    ),
  });
  const health = new HealthService({
    ...shared,
    failed: ({ code, message, cause }) =>
      log('warn', 'The course of the health score could not be kept.', {
        code,
        reason: cause instanceof Error ? (cause.stack ?? message) : message,
      }),
  });
  return {
    recommendations,
    health,
    async systemHealth(owner) {
      const [now, pending] = await Promise.all([
        health.health(owner),
        recommendations.list(owner, { states: ['pending'], limit: MOST_COUNTED }),
      ]);
      return { ...now, pendingRecommendations: pending.length, topRecommendations: pending.slice(0, TOP) };
    },
  };
}
