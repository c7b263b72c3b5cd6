import { setTimeout as sleep } from 'node:timers/promises';
import type { DatasourceSettings } from '../../../contract/settings.ts';
import type { AlertEvent } from '../../alerts/alert.ts';
import { readAlertmanagerApi } from '../../alerts/intake/read-alertmanager.ts';
import type { NightjarError } from '../../errors.ts';
import { asNightjarError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { alertmanagerAddress } from '../../sources/alertmanager/address.ts';
import type { AlertmanagerAddress } from '../../sources/alertmanager/address.ts';
import { AlertmanagerClient } from '../../sources/alertmanager/alertmanager-client.ts';
import type { Owner } from '../../store/owner.ts';
import type { AlertService } from '../alert-service.ts';
import { pollChanges } from './poll-changes.ts';

export interface PollerNeeds {
  readonly alerts: Pick<AlertService, 'take' | 'alerts' | 'options'>;
  /** Whose datasources are known. */
  owners(): readonly Owner[];
  reach(
    owner: Owner
  ): { readonly settings: DatasourceSettings; readonly secrets: Readonly<Record<string, string>> } | null;
  /** Told after a poll that went well: what it was made with is needed after a restart too. */
  keep(owner: Owner): Promise<void>;
  /** Has those known again that were kept before a restart. */
  recall(): Promise<void>;
  readonly everyMs: number;
  /** An Alertmanager that runs for less may not have been told yet of all that fires. */
  readonly settleMs: number;
  readonly log: Log;
  /** Whether the store may hold options: it is not opened only to look for an Alertmanager that nobody has set. */
  hasOptions(): boolean;
}

interface Watched {
  readonly key: string;
  readonly owner: Owner;
  readonly client: AlertmanagerClient;
  /** Alerts that fire, as they were last told; null before the first poll. */
  known: ReadonlyMap<string, AlertEvent> | null;
}

/** Events that are taken at once. */
const PART = 2_000;
const PAGE = 1_000;
/** Firing alerts of the store that are looked through. */
const MOST_KEPT = 50_000;

/**
 * Reads the alerts of each owner's Alertmanager over and over. What it holds counts: an alert that is no longer there has ended. The webhook beside it
 * does no harm.
 */
export class AlertmanagerPoller {
  private readonly needs: PollerNeeds;
  private readonly watched = new Map<string, Watched>();
  /** Of the last poll, by owner. */
  private readonly failures = new Map<string, NightjarError>();
  private readonly stop = new AbortController();
  private running: Promise<void> | null = null;

  constructor(needs: PollerNeeds) {
    this.needs = needs;
  }

  start(): void {
    this.running ??= this.run();
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
    await Promise.all([...this.watched.values()].map(({ client }) => client.close()));
    this.watched.clear();
  }

  /** Why an owner's Alertmanager could not be read the last time; null where it could, or where there is none. */
  failureOf(owner: Owner): NightjarError | null {
    return this.failures.get(idOf(owner)) ?? null;
  }

  /** Reads all of them once. */
  async poll(): Promise<void> {
    await Promise.all(this.needs.owners().map((owner) => this.pollOwner(owner)));
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    await this.needs.recall().catch((error: unknown) => {
      const reason = asNightjarError(error).message;
      this.needs.log('warn', 'How Alertmanagers are reached could not be read: they wait for a request.', { reason });
    });
    while (!signal.aborted) {
      await this.poll();
      await sleep(this.needs.everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private async pollOwner(owner: Owner): Promise<void> {
    const id = idOf(owner);
    const told = this.failures.get(id);
    try {
      const watched = await this.watch(owner);
      if (watched) {
        await this.read(watched);
        await this.needs.keep(owner);
      }
      if (this.failures.delete(id)) {
        this.needs.log('info', 'Alertmanager can be read again.', { datasource: owner.datasource });
      }
    } catch (thrown) {
      const error = asNightjarError(thrown);
      if (this.stop.signal.aborted || error.code === 'busy') {
        // Somebody else has the lease, and reads it.
        return;
      }
      this.failures.set(id, error);
      if (told?.message !== error.message) {
        const reason = error.cause instanceof Error && error.code === 'internal' ? error.cause.stack : error.message;
        const { datasource } = owner;
        this.needs.log('warn', 'Alertmanager could not be read; it is tried again.', {
          datasource,
          reason: `${reason}`,
        });
      }
    }
  }

  private async read(watched: Watched): Promise<void> {
    const { owner, client } = watched;
    const { signal } = this.stop;
    const { events: polled } = readAlertmanagerApi(await client.alerts(signal), Date.now());
    const now = Date.now();
    const { known } = watched;
    const isNews = known === null || polled.some(({ fingerprint }) => !known.has(fingerprint));
    // What came by the webhook is known already, and what fired before a restart may have ended since.
    const before = isNews ? new Map([...(await this.firing(owner)), ...(known ?? [])]) : known;
    const isWhole = await this.isWhole(client, before, polled, now);
    const changes = pollChanges(before, polled, now, isWhole);
    for (let at = 0; at < changes.events.length; at += PART) {
      await this.needs.alerts.take(owner, changes.events.slice(at, at + PART));
    }
    watched.known = changes.known;
  }

  /** Whether what is missing has ended; asked only where something is. */
  private async isWhole(
    client: AlertmanagerClient,
    before: ReadonlyMap<string, AlertEvent>,
    polled: readonly AlertEvent[],
    now: number
  ): Promise<boolean> {
    const there = new Set(polled.map(({ fingerprint }) => fingerprint));
    if ([...before.keys()].every((fingerprint) => there.has(fingerprint))) {
      return true;
    }
    const { since } = await client.status(this.stop.signal);
    return since === null || now - since >= this.needs.settleMs;
  }

  /** Alerts of Alertmanager that fire, as the store has them. */
  private async firing(owner: Owner): Promise<Map<string, AlertEvent>> {
    const found = new Map<string, AlertEvent>();
    let before: string | undefined;
    for (let pages = 0; pages < MOST_KEPT / PAGE; pages++) {
      const filter = { firing: true, duplicates: true, limit: PAGE, before };
      const { alerts, more } = await this.needs.alerts.alerts(owner, filter);
      for (const { source, fingerprint, labels, annotations, severity, start, end, value, url, mutedBy } of alerts) {
        // Newest first: an earlier firing of the same alert is over.
        if (source === 'alertmanager' && !found.has(fingerprint)) {
          // Which silences muted it is not kept: those of the next poll are news.
          const silences = mutedBy === '' ? [] : [mutedBy];
          const event = { source, fingerprint, labels, annotations, severity, start, end, url, silences };
          found.set(fingerprint, { ...event, value: value ?? Number.NaN });
        }
      }
      before = alerts.at(-1)?.id;
      if (!more || before === undefined) {
        break;
      }
    }
    return found;
  }

  /** What is kept of an owner's Alertmanager, made anew where it is another one; null where none is set. Throws `bad-settings`. */
  private async watch(owner: Owner): Promise<Watched | null> {
    const id = idOf(owner);
    const address = await this.addressOf(owner);
    const key = address ? JSON.stringify(address) : '';
    const old = this.watched.get(id);
    if (old?.key === key) {
      return old;
    }
    this.watched.delete(id);
    await old?.client.close();
    if (!address) {
      return null;
    }
    const watched = { key, owner, client: new AlertmanagerClient(address), known: null };
    this.watched.set(id, watched);
    return watched;
  }

  private async addressOf(owner: Owner): Promise<AlertmanagerAddress | null> {
    const { settings, secrets } = this.needs.reach(owner) ?? { settings: {}, secrets: {} };
    if (settings.engineUrl) {
      // The engine there reads it.
      return null;
    }
    const isElsewhere = !settings.alertmanagerUrl && this.needs.hasOptions();
    const elsewhere = isElsewhere ? (await this.needs.alerts.options(owner)).alertmanagerUrl : '';
    return alertmanagerAddress(settings, secrets, elsewhere);
  }
}

function idOf({ orgId, datasource }: Owner): string {
  return JSON.stringify([orgId, datasource]);
}
