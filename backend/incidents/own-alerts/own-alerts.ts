import type { AlertEvent } from '../../alerts/alert.ts';
import { asNightjarError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { watchedForecasts } from '../../monitors/forecasts/watched-forecasts.ts';
import type { MonitorService } from '../../monitors/monitor-service.ts';
import type { MonitorStore } from '../../store/monitors/monitor-store.ts';
import type { DetectionRow, MonitorRow } from '../../store/monitors/records.ts';
import type { Owner } from '../../store/owner.ts';
import type { AlertService } from '../alert-service.ts';
import { keyOf } from '../intake-queue.ts';
import type { AlertRecord } from '../records.ts';
import { DETECTION, detectionEvent, serviceOfDetection } from './detection-events.ts';
import { forecastEvent, forecastFingerprint } from './forecast-events.ts';

/** Between two looks at what forecasts say and which detections are gone, ms. */
const LOOK_MS = 60_000;
const MOST_OPEN = 2_000;

export interface OwnAlertsNeeds {
  readonly alerts: Pick<AlertService, 'take' | 'alerts' | 'options'>;
  readonly monitors: Pick<MonitorService, 'onDetections' | 'state'>;
  readonly store: Pick<
    MonitorStore,
    'getMonitor' | 'listMonitors' | 'listDetections' | 'forecastOrigins' | 'readForecasts' | 'monitorSeries'
  >;
  readonly log: Log;
  now(): number;
}

/** Alerts from Nightjar's own monitors: what they detect, and what their forecasts say of limits. */
export class OwnAlerts {
  private readonly needs: OwnAlertsNeeds;
  private readonly names = new Map<string, { readonly row: MonitorRow; readonly at: number }>();
  /** Detections of high severity that are open, by owner and service. */
  private readonly high = new Map<string, Map<string, DetectionRow>>();
  private turn: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;
  private stop: (() => void) | null = null;
  private hasLooked = false;

  constructor(needs: OwnAlertsNeeds) {
    this.needs = needs;
  }

  start(): void {
    this.stop ??= this.needs.monitors.onDetections((rows) => this.inTurn(() => this.take(rows)));
    this.timer ??= setInterval(() => {
      if (this.needs.monitors.state().evaluates) {
        this.inTurn(() => this.look());
      }
    }, LOOK_MS).unref();
  }

  async close(): Promise<void> {
    this.stop?.();
    if (this.timer) {
      clearInterval(this.timer);
    }
    await this.turn;
  }

  /** What opened, grew or closed becomes, goes on or ends as an alert. Rejects with NightjarErrors. */
  async take(rows: readonly DetectionRow[]): Promise<void> {
    const events = new Map<string, { readonly owner: Owner; readonly events: Map<string, AlertEvent> }>();
    for (const row of rows) {
      const { owner } = row;
      const monitor = await this.monitorOf(row);
      if (!monitor || row.suppression !== null) {
        continue;
      }
      const own = events.get(keyOf(owner)) ?? { owner, events: new Map<string, AlertEvent>() };
      events.set(keyOf(owner), own);
      const { serviceLabels } = await this.needs.alerts.options(owner);
      const service = serviceOfDetection(row, monitor, serviceLabels);
      const others = this.noteHigh(row, service);
      own.events.set(row.id, detectionEvent(row, monitor, others.length > 0));
      if (others.length === 1) {
        // The first of two was not critical until the second came.
        const [other] = others;
        const its = await this.monitorOf(other);
        if (its) {
          own.events.set(other.id, detectionEvent(other, its, true));
        }
      }
    }
    for (const { owner, events: own } of events.values()) {
      await this.needs.alerts.take(owner, [...own.values()]);
    }
  }

  /** What nobody tells of: forecasts that changed, detections that went with their monitor, and, once, those of before. Rejects with NightjarErrors. */
  async look(): Promise<void> {
    const monitors = await this.needs.store.listMonitors(null);
    const owners = new Map(monitors.map(({ owner }) => [keyOf(owner), owner]));
    for (const owner of owners.values()) {
      if (!this.hasLooked) {
        const { detections } = await this.needs.store.listDetections({ owner, open: true, limit: MOST_OPEN });
        await this.take(detections);
      }
      const firing = await this.needs.alerts.alerts(owner, { firing: true, duplicates: true, limit: MOST_OPEN });
      await this.endGone(
        owner,
        firing.alerts.filter(({ source }) => source === 'monitor')
      );
      await this.foretell(
        owner,
        firing.alerts.filter(({ source }) => source === 'forecast')
      );
    }
    this.hasLooked = true;
  }

  private async endGone(owner: Owner, firing: readonly AlertRecord[]): Promise<void> {
    const ids = firing.flatMap(({ annotations }) => annotations[DETECTION] ?? []);
    if (ids.length === 0) {
      return;
    }
    const { detections } = await this.needs.store.listDetections({ owner, ids, limit: MOST_OPEN });
    const live = new Set(
      (await this.needs.store.listMonitors(owner)).filter(({ paused }) => !paused).map(({ id }) => id)
    );
    const open = new Map(detections.map((one) => [one.id, one]));
    const events = firing.flatMap((alert): AlertEvent[] => {
      const detection = open.get(alert.annotations[DETECTION] ?? '');
      const isGone = !detection?.open || !live.has(detection.monitor) || detection.verdict?.verdict === 'false';
      return isGone
        ? [{ ...eventOf(alert), end: detection && !detection.open ? detection.end : this.needs.now() }]
        : [];
    });
    await this.needs.alerts.take(owner, events);
  }

  private async foretell(owner: Owner, firing: readonly AlertRecord[]): Promise<void> {
    const { predictionHorizonHours } = await this.needs.alerts.options(owner);
    const said = new Map(firing.map((alert) => [alert.fingerprint, alert]));
    const events: AlertEvent[] = [];
    for (const forecast of await watchedForecasts(this.needs.store, owner)) {
      const before = said.get(forecastFingerprint(forecast));
      said.delete(forecastFingerprint(forecast));
      const event = forecastEvent(forecast, before?.start ?? null, predictionHorizonHours, owner.datasource);
      const isNews = event && (!before || event.end !== null || event.severity !== before.severity);
      if (event && isNews) {
        events.push(event);
      }
    }
    // Nobody forecasts these any more.
    said.forEach((alert) => events.push({ ...eventOf(alert), end: this.needs.now() }));
    await this.needs.alerts.take(owner, events);
  }

  /** Other open series of the service that are highly unusual. */
  private noteHigh(row: DetectionRow, service: string): DetectionRow[] {
    const key = `${keyOf(row.owner)}\n${service}`;
    const high = this.high.get(key) ?? new Map<string, DetectionRow>();
    this.high.set(key, high);
    if (!row.open || row.severity !== 'high' || service === '') {
      high.delete(row.id);
      return [];
    }
    high.set(row.id, row);
    return [...high.values()].filter(
      ({ seriesKey, monitor }) => seriesKey !== row.seriesKey || monitor !== row.monitor
    );
  }

  private async monitorOf({ owner, monitor }: DetectionRow): Promise<MonitorRow | null> {
    const known = this.names.get(monitor);
    if (known && this.needs.now() - known.at < LOOK_MS) {
      return known.row;
    }
    const row = await this.needs.store.getMonitor(owner, monitor);
    if (row) {
      this.names.set(monitor, { row, at: this.needs.now() });
    }
    return row;
  }

  private inTurn(task: () => Promise<void>): void {
    this.turn = this.turn.then(task).catch((error: unknown) => {
      const { code, message } = asNightjarError(error);
      // Another process has the lease, and does it.
      if (code !== 'busy') {
        this.needs.log('warn', 'Detections could not be made alerts; it is tried again within a minute.', {
          reason: message,
        });
        this.hasLooked = false;
      }
    });
  }
}

function eventOf(alert: AlertRecord): AlertEvent {
  const { source, fingerprint, labels, annotations, severity, start, end, value, url } = alert;
  return { source, fingerprint, labels, annotations, severity, start, end, value: value ?? Number.NaN, url };
}
