import type { EngineConfig } from '../config.ts';
import { NightjarError } from '../errors.ts';
import type { ComputeObserver } from '../evaluation/fit-segment.ts';
import type { Log } from '../log.ts';
import { BacktestService } from '../monitors/backtest/backtest-service.ts';
import { Committer } from '../monitors/evaluation/committer.ts';
import { FitQueue } from '../monitors/evaluation/fit-queue.ts';
import { FeedbackService } from '../monitors/feedback/feedback-service.ts';
import { verdictFeedback } from '../monitors/feedback/verdict-feedback.ts';
import { MonitorFolder } from '../monitors/files/monitor-folder.ts';
import { TrainingExclusions } from '../monitors/hygiene/training-exclusions.ts';
import type { MonitorService } from '../monitors/monitor-service.ts';
import { readAnnotations } from '../sources/grafana/annotations.ts';
import type { SharedParts } from '../monitors/evaluation/run-context.ts';
import { GroupScorer } from '../monitors/evaluation/score-groups.ts';
import { LocalMonitorService } from '../monitors/local-monitor-service.ts';
import type { Connected, EvaluatorOptions } from '../monitors/schedule/evaluator.ts';
import type { Reach } from '../monitors/vault.ts';
import { Vault } from '../monitors/vault.ts';
import type { Owner } from '../store/owner.ts';
import { hasConnections } from '../store/monitors/has-connections.ts';
import { hasMonitors } from '../store/monitors/has-monitors.ts';
import type { Store } from '../store/store.ts';
import type { WorkerPool } from '../workers/pool.ts';
import type { Connections } from './connections.ts';
import type { EngineMetrics } from './metrics.ts';
import type { ModelFiles } from './model-files.ts';
import { ResultOutlets } from './result-outlets.ts';

/** Fits for monitors at once: the history of each is in memory meanwhile. */
const FITS_AT_ONCE = 1;

/** What of the engine monitors are made with. */
export interface MonitorNeeds {
  readonly config: EngineConfig;
  readonly log: Log;
  readonly store: Store;
  readonly vaultKey: Buffer | null;
  /** Secret; what tells the settings of outlets apart is made with it. */
  readonly outletKey: Buffer;
  readonly pool: WorkerPool;
  readonly connections: Connections;
  readonly models: ModelFiles;
  readonly counters: EngineMetrics;
  readonly observer: ComputeObserver;
}

/** Monitors and what belongs to them. */
export interface MonitorParts {
  readonly monitors: MonitorService;
  readonly feedback: FeedbackService;
  readonly exclusions: TrainingExclusions;
  readonly backtests: BacktestService;
  /** Follows the YAML files of a folder; null where none is set. */
  readonly folder: MonitorFolder | null;
  readonly outlets: ResultOutlets;
  /** How an owner's datasource is asked when nobody does; throws NightjarErrors where that is not known. */
  connect(owner: Owner): Connected;
  /** Whose datasources are known. */
  owners(): readonly Owner[];
  /** How an owner's datasource is reached; null where nobody has said. */
  reach(owner: Owner): Reach | null;
  /** Has it known after a restart too. */
  keepReach(owner: Owner): Promise<void>;
  /** Reads what was kept so before a restart. */
  recallReaches(): Promise<void>;
}

/** The monitors of an engine's store; they begin to be evaluated with `start`. */
export function makeMonitors(needs: MonitorNeeds): MonitorParts {
  const { config, log, store, pool, models, counters, observer } = needs;
  const vault = new Vault(store.monitors, needs.vaultKey);
  const exclusions = new TrainingExclusions(store.monitors, annotationsOf(vault));
  const parts: SharedParts = {
    store: store.monitors,
    pool,
    observer,
    scorer: new GroupScorer(pool),
    committer: new Committer(store.monitors),
    fits: new FitQueue(FITS_AT_ONCE),
    feedback: verdictFeedback(exclusions, (reason) =>
      log('warn', 'Annotations could not be kept out of training: models are fitted with what they mark.', { reason })
    ),
    seed: config.seed,
    maxPoints: config.monitorMaxPoints,
    now: () => Date.now(),
  };
  const asked: Pick<EvaluatorOptions, 'queriesPerSecond' | 'connect' | 'prepare'> = {
    queriesPerSecond: config.monitorQueriesPerSecond,
    connect: (owner) => connect(needs.connections, vault, owner),
    prepare: (owner, { detector, settings, step }) => models.prepare(owner, detector, settings, step),
  };
  const service = new LocalMonitorService({
    store,
    vault,
    log,
    isNeeded: () => hasMonitors(store.place.folder),
    parts,
    evaluator: {
      ...asked,
      concurrency: config.monitorConcurrency,
      observer: {
        evaluated: (status, seconds) => counters.evaluated(status, seconds),
        detected: () => undefined,
        failed: ({ id, name }, error) =>
          log('warn', 'A monitor could not be evaluated; it is tried again.', {
            monitor: name,
            id,
            code: error.code,
            reason: error.cause instanceof Error ? (error.cause.stack ?? error.message) : error.message,
          }),
      },
    },
  });
  counters.watchMonitors(() => service.counts());
  const feedback = new FeedbackService(store.monitors, service);
  const mostPoints = config.backtestMaxPoints;
  const backtests = new BacktestService({ ...asked, store: store.monitors, parts, mostPoints });
  const { outletKey: key } = needs;
  const outlets = new ResultOutlets({
    config,
    monitors: service,
    store: store.monitors,
    vault,
    hasMonitors: () => hasMonitors(store.place.folder),
    counters,
    key,
    log,
  });
  return {
    monitors: service,
    feedback,
    exclusions,
    backtests,
    folder: folderOf(needs, vault, service),
    outlets,
    connect: asked.connect,
    owners: () => vault.owners(),
    reach: (owner) => vault.find(owner),
    keepReach: (owner) => vault.keep(owner, Date.now()),
    recallReaches: async () => {
      const unread = hasConnections(store.place.folder) ? await vault.load() : [];
      if (unread.length > 0) {
        const datasources = unread.map(({ datasource }) => datasource).join(', ');
        const text =
          'Secrets of datasources cannot be read, for the key is another one: their Alertmanagers wait until somebody opens a dashboard or Save & test.';
        log('warn', text, { datasources });
      }
    },
  };
}

function annotationsOf(vault: Vault): ConstructorParameters<typeof TrainingExclusions>[1] {
  return async (owner, tags, from, to) => {
    const { settings, secrets } = vault.find(owner) ?? { settings: {}, secrets: {} };
    return readAnnotations(settings, secrets, tags, from, to);
  };
}

function folderOf({ config, log, store }: MonitorNeeds, vault: Vault, service: MonitorService): MonitorFolder | null {
  if (!config.monitorsFolder) {
    return null;
  }
  return new MonitorFolder(config.monitorsFolder, {
    listMonitors: (options) => store.monitors.listMonitors(null, options),
    service,
    log,
    ownerOf: async ({ orgId, datasource }) => {
      if (datasource !== '') {
        return { orgId, datasource };
      }
      const known = vault.owners().filter((owner) => owner.orgId === orgId);
      if (known.length !== 1) {
        throw new NightjarError(
          'bad-request',
          known.length === 0
            ? 'say whose monitors these are: datasource: <UID of the Nightjar datasource>.'
            : `say whose monitors these are: datasource: one of ${known.map((owner) => owner.datasource).join(', ')}.`
        );
      }
      return known[0];
    },
  });
}

function connect(connections: Connections, vault: Vault, owner: Owner): Connected {
  const reach = vault.find(owner);
  if (!reach) {
    throw new NightjarError(
      'busy',
      "It is not known yet how to reach this monitor's datasource: open one of its dashboards, or press Save & test in its settings."
    );
  }
  const open = connections.get({ orgId: owner.orgId, uid: owner.datasource, ...reach });
  if ('remote' in open) {
    throw new NightjarError(
      'bad-settings',
      'The datasource points at another engine, which has its own monitors: make them there, or remove this one.'
    );
  }
  return open;
}
