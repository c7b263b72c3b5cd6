import { openOnlineClusters } from '../alerts/clustering/auto/auto-clusters.ts';
import { findClusterer } from '../alerts/clustering/find-clusterer.ts';
import { rankCauses } from '../alerts/root-cause/rank-causes.ts';
import type { EngineConfig } from '../config.ts';
import { parseDuration } from '../../contract/duration.ts';
import { NightjarError } from '../errors.ts';
import type { AlertService } from '../incidents/alert-service.ts';
import { BatchEngine } from '../incidents/clusters/batch-engine.ts';
import { onlineEngine } from '../incidents/clusters/cluster-engine.ts';
import type { DeskParts } from '../incidents/desk/desk.ts';
import { LocalAlertService } from '../incidents/local-alert-service.ts';
import { OwnAlerts } from '../incidents/own-alerts/own-alerts.ts';
import { AlertmanagerPoller } from '../incidents/polling/alertmanager-poller.ts';
import { SourceSilencer } from '../incidents/silences/source-silencer.ts';
import type { Log } from '../log.ts';
import type { Connected } from '../monitors/schedule/evaluator.ts';
import { hasAlerts } from '../store/alerts/has-alerts.ts';
import type { Owner } from '../store/owner.ts';
import type { Store } from '../store/store.ts';
import type { MonitorParts } from './make-monitors.ts';

/** Calls between services are read from the newest of so much, ms. */
const CALLS_MS = 300_000;
const STEP_MS = 60_000;

/** What of the engine alerts are made with. */
export interface AlertNeeds extends Pick<
  MonitorParts,
  'monitors' | 'connect' | 'owners' | 'reach' | 'keepReach' | 'recallReaches'
> {
  readonly config: EngineConfig;
  readonly log: Log;
  readonly store: Store;
}

export interface AlertParts {
  readonly alerts: AlertService;
  /** Reads the Alertmanagers that settings name. */
  readonly poller: AlertmanagerPoller;
  /** Makes alerts of what monitors find. */
  readonly own: OwnAlerts;
}

/** Alerts and incidents of an engine's store; each part begins with its `start`. */
export function makeAlerts(needs: AlertNeeds): AlertParts {
  const { config, log, store, monitors, connect, owners, reach, keepReach, recallReaches } = needs;
  const isNeeded = (): boolean => hasAlerts(store.place.folder);
  const silencer = new SourceSilencer({ reach, options: (owner) => alerts.options(owner) });
  const alerts: AlertService = new LocalAlertService({
    store,
    log,
    defaults: config.alerts,
    parts: { now: Date.now, openEngine, rankCauses },
    silencer,
    readCalls: async (owner, query) => {
      const calls = await readCalls(connect, owner, query);
      await keepReach(owner);
      return calls;
    },
    isNeeded,
  });
  const poller = new AlertmanagerPoller({
    alerts,
    owners,
    reach,
    keep: keepReach,
    recall: recallReaches,
    everyMs: parseDuration(config.alertmanagerPollEvery) ?? 15_000,
    settleMs: parseDuration(config.alertmanagerSettle) ?? 120_000,
    log,
    hasOptions: isNeeded,
  });
  const own = new OwnAlerts({ alerts, monitors, store: store.monitors, log, now: Date.now });
  return { alerts, poller, own };
}

/** The engine of the algorithm that the options choose. */
export const openEngine: DeskParts['openEngine'] = (context, kept) => {
  const { clusteringAlgorithm: id } = context.options;
  return id === 'auto'
    ? onlineEngine(openOnlineClusters(context, kept))
    : new BatchEngine(findClusterer(id), context, kept);
};

async function readCalls(connect: AlertNeeds['connect'], owner: Owner, expr: string): Promise<[string, string][]> {
  const end = Math.floor(Date.now() / STEP_MS) * STEP_MS;
  const source = sourceOf(connect, owner);
  if (!source) {
    return [];
  }
  const { series } = await source.queryRange({ expr, start: end - CALLS_MS, end, step: STEP_MS });
  return series.flatMap(({ labels: { client, server }, values }): [string, string][] =>
    client && server && values.some((value) => value > 0) ? [[client, server]] : []
  );
}

/** Null where the datasource has no Prometheus that could tell: alerts come in without one. */
function sourceOf(connect: AlertNeeds['connect'], owner: Owner): Connected['source'] | null {
  try {
    return connect(owner).source;
  } catch (error) {
    if (error instanceof NightjarError && error.code === 'bad-settings') {
      return null;
    }
    throw error;
  }
}
