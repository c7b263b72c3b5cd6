import { openOnlineClusters } from '../alerts/clustering/auto/auto-clusters.ts';
import type { AlertEvent } from '../alerts/alert.ts';
import { fingerprintOf } from '../alerts/fingerprint.ts';
import { rankCauses } from '../alerts/root-cause/rank-causes.ts';
import { LIMITS } from '../store/example-store.ts';
import type { Owner } from '../store/owner.ts';
import { Store } from '../store/store.ts';
import { onlineEngine } from './clusters/cluster-engine.ts';
import type { AlertServiceOptions } from './local-alert-service.ts';
import { LocalAlertService } from './local-alert-service.ts';

/** What tests of the service have in common: a store, a clock to turn, alerts of a shop. */
export const CALLER = { login: 'ann', role: 'Editor' as const };
export const MINUTE = 60_000;
export const START = Date.UTC(2026, 0, 5);

const CALLS: [string, string][] = [
  ['frontend', 'checkout'],
  ['checkout', 'payment'],
  ['checkout', 'shipping'],
  ['checkout', 'mail'],
  ['frontend', 'search'],
  ['frontend', 'ads'],
  ['frontend', 'recommend'],
  ['recommend', 'catalog'],
];

export class ExampleService {
  now = START;
  /** Another one each time: services may share a store. */
  readonly owner: Owner;
  readonly store: Store;
  readonly said: string[] = [];
  service: LocalAlertService;
  private readonly changes: Partial<AlertServiceOptions>;

  constructor(
    store: Store,
    changes: Partial<AlertServiceOptions> = {},
    owner: Owner = { orgId: 1, datasource: `ds-${owners++}` }
  ) {
    this.owner = owner;
    this.changes = changes;
    this.store = store;
    this.service = this.open();
  }

  /** Another service over the same store, as after a restart. */
  open(): LocalAlertService {
    this.service = new LocalAlertService({
      store: this.store,
      log: (_level, message, fields) => this.said.push(`${message} ${JSON.stringify(fields ?? {})}`),
      defaults: { serviceGraph: CALLS },
      parts: {
        now: () => this.now,
        openEngine: (context, kept) => onlineEngine(openOnlineClusters(context, kept)),
        rankCauses,
      },
      silencer: null,
      readCalls: null,
      isNeeded: () => true,
      ...this.changes,
    });
    return this.service;
  }

  async take(...events: readonly AlertEvent[]): Promise<void> {
    await this.service.take(this.owner, events);
    await this.service.settled(this.owner);
  }

  close(): Promise<void> {
    return this.service.close();
  }
}

let owners = 1;

/** In memory without a folder. */
export function exampleStore(folder: string | null = null): Store {
  const place = folder === null ? { folder, reason: 'a test' } : { folder };
  return new Store({ place, limits: LIMITS, log: () => undefined });
}

/** An alert of a service; `at`: minutes after the start. */
export function alertEvent(name: string, service: string, at = 0, changes: Partial<AlertEvent> = {}): AlertEvent {
  const labels = { alertname: name, service, namespace: 'shop', ...changes.labels };
  return {
    source: 'alertmanager',
    annotations: { summary: `${name} of ${service}` },
    severity: 'error',
    start: START + at * MINUTE,
    end: null,
    value: Number.NaN,
    url: '',
    ...changes,
    labels,
    fingerprint: fingerprintOf('alertmanager', labels),
  };
}
