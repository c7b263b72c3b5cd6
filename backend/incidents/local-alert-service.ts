import { ALERT_SEVERITIES, isAsSevere } from '../../contract/alerts.ts';
import type { AlertOptions, AlertSeverity, AlertSource } from '../../contract/alerts.ts';
import { describeIssues } from '../describe-issues.ts';
import { NightjarError, asNightjarError } from '../errors.ts';
import type { AlertEvent } from '../alerts/alert.ts';
import type { Change } from '../alerts/clustering/online-clusters.ts';
import type { Log } from '../log.ts';
import type { Caller } from '../monitors/caller.ts';
import type { AlertAudit } from '../store/alerts/alert-store.ts';
import type { IncidentRow } from '../store/alerts/records.ts';
import type { Owner } from '../store/owner.ts';
import type { Store } from '../store/store.ts';
import type { AlertFilter, AlertService, IncidentDeed, IncidentFilter } from './alert-service.ts';
import type { Desk, DeskParts } from './desk/desk.ts';
import { adopt, doDeed } from './desk/deeds.ts';
import type { Draft } from './desk/draft.ts';
import type { LiveIncident } from './desk/live-incident.ts';
import { detailOf, rowOf } from './desk/live-incident.ts';
import { lookRound } from './desk/look-round.ts';
import { readMatchers } from './desk/mutes.ts';
import { Desks } from './desks.ts';
import { dueCalls, escalate } from './escalations.ts';
import { IntakeQueue } from './intake-queue.ts';
import { noiseFigures } from './noise.ts';
import type { AlertOptionsChange } from './options-schema.ts';
import { alertOptionsChange, alertOptionsSchema, withOptions } from './options-schema.ts';
import type { AlertRecord, IncidentRecord, IncidentSummary, MaintenanceWindow, NoiseFigures } from './records.ts';
import { ServiceGraphs, callsAround } from './service-graphs.ts';
import type { Silencer, WrittenSilence } from './silencer.ts';
import { mostSimilar, similarRecords } from './similar-incidents.ts';
import { alertRecordOf, summaryOf, timelineOf, windowOf } from './to-records.ts';

/** Between two looks at what time changes, ms. */
const LOOK_MS = 5_000;
/** Alerts of one incident that its record has, past incidents it is compared with, and calls of its map. */
const MOST_MEMBERS = 2_000;
const MOST_PAST = 300;
const MOST_CALLS = 300;
const USUAL_LIMIT = 100;

export interface AlertServiceOptions {
  readonly store: Pick<Store, 'alerts' | 'status'>;
  readonly log: Log;
  /** Options that hold where nobody changed them. */
  readonly defaults: AlertOptionsChange;
  readonly parts: Omit<DeskParts, 'store'>;
  /** Writes silences where alerts come from; null where nothing can. */
  readonly silencer: Silencer | null;
  /** Answers a query whose series have the labels `client` and `server`; null where nothing can be asked. */
  readonly readCalls: ((owner: Owner, query: string) => Promise<readonly (readonly [string, string])[]>) | null;
  /** Whether the store holds alerts: where it does not, nothing is started for them. */
  isNeeded(): boolean;
}

/** Alerts and incidents of this process's store. */
export class LocalAlertService implements AlertService {
  private readonly given: AlertServiceOptions;
  private readonly store: Store['alerts'];
  private readonly desks: Desks;
  private readonly intake: IntakeQueue;
  private readonly graphs: ServiceGraphs;
  private readonly listeners = new Set<(owner: Owner, incidents: readonly IncidentSummary[]) => void>();
  private readonly abort = new AbortController();
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;
  private hasLease = false;
  private isClosed = false;

  constructor(options: AlertServiceOptions) {
    this.given = options;
    this.store = options.store.alerts;
    this.graphs = new ServiceGraphs(options.readCalls);
    const { log } = options;
    this.intake = new IntakeQueue(this.store, options.parts.now, (owner) => this.drainSoon(owner));
    this.desks = new Desks({
      parts: { ...options.parts, store: this.store },
      log,
      settingsOf: async (owner) => {
        const [stored, windows] = await Promise.all([this.options(owner), this.store.listWindows(owner)]);
        return { options: stored, graph: this.graphs.of(owner, stored), windows };
      },
      told: (owner, incidents) => this.tell(owner, incidents),
      done: (owner, events) => this.intake.done(owner, events),
    });
  }

  start(): void {
    if (this.given.isNeeded()) {
      this.begin();
    }
  }

  async close(): Promise<void> {
    await this.intake.flushed();
    this.isClosed = true;
    this.abort.abort();
    if (this.timer) {
      clearInterval(this.timer);
    }
    await this.looking;
    await this.desks.settled();
  }

  async take(owner: Owner, events: readonly AlertEvent[]): Promise<{ readonly accepted: number }> {
    if (events.length > 0) {
      this.begin();
      await this.intake.take(owner, events);
    }
    return { accepted: events.length };
  }

  settled(owner: Owner): Promise<void> {
    return this.desks.drain(owner);
  }

  async noteChange(owner: Owner, { at, service, text }: Change): Promise<void> {
    const change = { at, service, text };
    await this.store.addChange(owner, change);
    await this.desks.change(owner, async (desk) => {
      if (!desk.changes.some((one) => one.at === at && one.service === service && one.text === text)) {
        desk.changes.push(change);
      }
    });
  }

  async alerts(owner: Owner, filter: AlertFilter = {}): Promise<{ alerts: AlertRecord[]; more: boolean }> {
    const { minSeverity, limit = USUAL_LIMIT, ...rest } = filter;
    const page = await this.store.listAlerts({ owner, ...rest, limit, ...asSevere(minSeverity) });
    return { alerts: page.alerts.map(alertRecordOf), more: page.more };
  }

  async incidents(owner: Owner, filter: IncidentFilter = {}): Promise<{ incidents: IncidentSummary[]; more: boolean }> {
    const { minSeverity, limit = USUAL_LIMIT, ...rest } = filter;
    const page = await this.store.listIncidents({ owner, ...rest, limit, ...asSevere(minSeverity) });
    return { incidents: page.incidents.map(summaryOf), more: page.more };
  }

  async incident(owner: Owner, id: string): Promise<IncidentRecord> {
    const row = await this.store.getIncident(owner, id);
    if (!row) {
      throw new NightjarError(
        'not-found',
        `There is no incident '${id.slice(0, 60)}': it may be too old, and forgotten.`
      );
    }
    return this.record(owner, row);
  }

  async act(owner: Owner, id: string, deed: IncidentDeed, caller: Caller): Promise<IncidentRecord> {
    this.begin();
    // All that came before is there to be acted on.
    await this.desks.drain(owner);
    let written: readonly WrittenSilence[] = [];
    const audit = ({ id: subject, title }: IncidentRow): AlertAudit => ({
      actor: caller,
      action: `incident.${deed.kind}`,
      subject,
      subjectName: title,
      before: null,
      after: deed,
    });
    const task = async (desk: Desk, draft: Draft): Promise<IncidentRow> => {
      const incident = await adopt(desk, id);
      written = await this.silence(owner, incident, deed, caller);
      await doDeed(desk, incident, deed, caller, draft, written);
      return rowOf(incident);
    };
    try {
      const { id: acted } = await this.desks.change(owner, task, audit);
      return await this.incident(owner, acted);
    } catch (error) {
      if (written.length > 0) {
        await this.given.silencer?.expire(owner, written);
      }
      throw error;
    }
  }

  async noise(owner: Owner, from: number, to: number): Promise<NoiseFigures> {
    return noiseFigures(await this.store.noise(owner, from, to), from, to);
  }

  async options(owner: Owner): Promise<AlertOptions> {
    return withOptions(this.given.defaults, await this.changed(owner));
  }

  async setOptions(owner: Owner, change: Partial<AlertOptions>, caller: Caller): Promise<AlertOptions> {
    const before = await this.options(owner);
    const read = alertOptionsChange.safeParse(change);
    if (!read.success) {
      throw new NightjarError('bad-request', `The options are wrong: ${describeIssues(read.error)}`);
    }
    const own = await this.changed(owner);
    const factors = { ...own.priorityFactors, ...read.data.priorityFactors };
    const both = { ...own, ...read.data, ...(Object.keys(factors).length > 0 ? { priorityFactors: factors } : {}) };
    const after = withOptions(this.given.defaults, both);
    if (!alertOptionsSchema.safeParse(after).success) {
      throw new NightjarError(
        'bad-request',
        'The options do not fit together: at least one priority factor must be above 0.'
      );
    }
    await this.store.putAlertOptions(owner, both, caller);
    this.begin();
    // Another algorithm begins anew from what is kept.
    await this.desks.renew(owner, before.clusteringAlgorithm !== after.clusteringAlgorithm);
    return after;
  }

  async maintenance(owner: Owner): Promise<MaintenanceWindow[]> {
    return (await this.store.listWindows(owner)).map(windowOf);
  }

  async addMaintenance(
    owner: Owner,
    window: Omit<MaintenanceWindow, 'id' | 'author'>,
    caller: Caller
  ): Promise<MaintenanceWindow> {
    readMatchers(window.matchers);
    const { reason, matchers, start, end } = window;
    const added = await this.store.addWindow(owner, { reason, matchers, start, end }, caller);
    await this.lookAnew(owner);
    return windowOf(added);
  }

  async removeMaintenance(owner: Owner, id: string, caller: Caller): Promise<void> {
    await this.store.removeWindow(owner, id, caller);
    await this.lookAnew(owner);
  }

  onIncidents(listener: (owner: Owner, incidents: readonly IncidentSummary[]) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** What an owner changed of the options. */
  private async changed(owner: Owner): Promise<AlertOptionsChange> {
    const stored = alertOptionsChange.safeParse((await this.store.getAlertOptions(owner)) ?? {});
    if (!stored.success) {
      this.given.log('warn', 'Options of alerts cannot be read, for another version kept them: the usual ones hold.');
    }
    return stored.data ?? {};
  }

  private async lookAnew(owner: Owner): Promise<void> {
    this.begin();
    await this.desks.renew(owner);
    await this.desks.change(owner, lookRound);
  }

  private begin(): void {
    if (!this.timer && !this.isClosed) {
      this.timer = setInterval(() => void this.look(), LOOK_MS).unref();
      void this.look();
    }
  }

  private drainSoon(owner: Owner): void {
    if (!this.isClosed) {
      this.desks
        .drain(owner)
        .catch((error: unknown) => this.warn('Alerts wait to be put together; it is tried again.', error));
    }
  }

  /** Looks at what time changes; it does so by itself every few seconds. */
  look(): Promise<void> {
    this.looking ??= this.lookAtAll()
      .catch((error: unknown) =>
        this.warn('What time changes of incidents could not be looked at; it is tried again.', error)
      )
      .finally(() => (this.looking = null));
    return this.looking;
  }

  /** Takes up the work where this process has the lease, and lets go where it has not. */
  private async lookAtAll(): Promise<void> {
    const { writes } = await this.given.store.status();
    if (!writes || this.isClosed) {
      this.hasLease = false;
      this.desks.forget();
      return;
    }
    if (!this.hasLease) {
      this.hasLease = true;
      (await this.store.waiting()).forEach(({ owner, events }) => this.intake.found(owner, events));
      (await this.store.liveOwners()).forEach((owner) => this.desks.add(owner));
    }
    for (const owner of this.desks.owners()) {
      if (this.isClosed) {
        return;
      }
      await this.lookAt(owner);
    }
  }

  private async lookAt(owner: Owner): Promise<void> {
    try {
      if (await this.graphs.refresh(owner, await this.options(owner), this.given.parts.now())) {
        await this.desks.renew(owner);
      }
    } catch (error) {
      this.warn('The calls between services could not be read from metrics; those known so far are used.', error);
    }
    try {
      await this.desks.drain(owner);
      const calls = await this.desks.change(owner, async (desk, draft) => {
        await lookRound(desk, draft);
        return dueCalls(desk);
      });
      await Promise.all(calls.map((call) => escalate(this.desks, owner, call, this.abort.signal)));
    } catch (error) {
      this.warn('The incidents of a datasource could not be looked at; it is tried again.', error);
    }
  }

  /** Writes or ends silences where the alerts come from. */
  private async silence(
    owner: Owner,
    incident: LiveIncident,
    deed: IncidentDeed,
    { login }: Caller
  ): Promise<readonly WrittenSilence[]> {
    const { silencer } = this.given;
    if (deed.kind === 'unsilence' && incident.detail.silences.length > 0) {
      await silencer?.expire(owner, incident.detail.silences);
    }
    if (deed.kind !== 'silence' || !silencer) {
      return [];
    }
    const alerts = [...incident.members.values()].map(({ source, labels }) => ({
      source: source as AlertSource,
      labels,
    }));
    const { until, text } = deed;
    return silencer.silence(owner, { alerts, until, text, by: login });
  }

  private async record(owner: Owner, row: IncidentRow): Promise<IncidentRecord> {
    const past = await this.store.listIncidents({ owner, states: ['resolved'], limit: MOST_PAST });
    const similar = mostSimilar(row, past.incidents);
    const [members, timelines, options] = await Promise.all([
      this.store.alertsOfIncident(owner, row.id, MOST_MEMBERS),
      this.store.timelines(owner, [row.id, ...similar.map((one) => one.row.id)]),
      this.options(owner),
    ]);
    const { causes, commonLabels } = detailOf(row);
    return {
      ...summaryOf(row),
      commonLabels,
      members: members.map(alertRecordOf),
      causes,
      timeline: timelines.filter(({ incident }) => incident === row.id).map(timelineOf),
      similar: similarRecords(similar, timelines),
      graph: callsAround(this.graphs.of(owner, options), row.services, MOST_CALLS),
    };
  }

  private tell(owner: Owner, incidents: readonly IncidentSummary[]): void {
    if (incidents.length > 0) {
      this.listeners.forEach((listener) => listener(owner, incidents));
    }
  }

  private warn(message: string, error: unknown): void {
    const { code, message: reason } = asNightjarError(error);
    // Another process has the lease, and does it.
    if (!this.isClosed && code !== 'busy') {
      this.given.log('warn', message, { reason: code === 'internal' ? String((error as Error).stack) : reason });
    }
  }
}

function asSevere(least: AlertSeverity | undefined): { readonly severities?: readonly AlertSeverity[] } {
  return least === undefined ? {} : { severities: ALERT_SEVERITIES.filter((one) => isAsSevere(one, least)) };
}
