import { asNightjarError } from '../../errors.ts';
import type { NightjarError } from '../../errors.ts';
import type { Owner } from '../../store/owner.ts';
import type { HealthRow, RecommendationStore } from '../../store/recommendations/recommendation-store.ts';
import type { AlertService } from '../alert-service.ts';
import type { AlertRecord, SystemHealth } from '../records.ts';
import { healthByService, healthItems, healthScore } from './health-score.ts';

/** Health without what is recommended. */
export type Health = Omit<SystemHealth, 'pendingRecommendations' | 'topRecommendations'>;

export interface HealthNeeds {
  readonly alerts: Pick<AlertService, 'alerts' | 'onIncidents'>;
  readonly store: Pick<RecommendationStore, 'addHealth' | 'healthHistory'>;
  /** Whose health is followed without anybody asking. */
  owners(): readonly Owner[];
  /** Whether this process keeps the course of health: the one that has the store's lease. */
  keeps(): Promise<boolean>;
  /** ms since the epoch. */
  now(): number;
  /** Told where the course of health could not be kept. */
  failed(error: NightjarError): void;
}

const MINUTE = 60_000;
/** Between two points of the course; more often only while something changes. */
const EVERY_MS = 5 * MINUTE;
const DAY = 86_400_000;
const PAGE = 500;
/** Beyond that the score is 0 many times over. */
const MOST_ALERTS = 5_000;
/** Items shown of each list. */
const MOST_SHOWN = 200;

/** How healthy everything is, service by service, and how that went. */
export class HealthService {
  private readonly needs: HealthNeeds;
  private timer: NodeJS.Timeout | null = null;
  private unsubscribe: (() => void) | null = null;
  private noting: Promise<void> = Promise.resolve();
  private readonly notedAt = new Map<string, number>();

  constructor(needs: HealthNeeds) {
    this.needs = needs;
  }

  start(): void {
    this.timer ??= setInterval(() => this.noteAll(this.needs.owners()), EVERY_MS).unref();
    this.unsubscribe ??= this.needs.alerts.onIncidents((owner) => this.noteAll([owner]));
  }

  async close(): Promise<void> {
    if (this.timer) {
      clearInterval(this.timer);
      this.timer = null;
    }
    this.unsubscribe?.();
    this.unsubscribe = null;
    await this.noting;
  }

  /** As it is now, with its course over the last day. Rejects with NightjarErrors. */
  async health(owner: Owner): Promise<Health> {
    const now = this.needs.now();
    const [{ items, services }, history] = await Promise.all([this.look(owner), this.history(owner, now - DAY, now)]);
    const score = healthScore(items);
    return {
      healthScore: score,
      activeAnomalies: items.filter(({ kind }) => kind === 'anomaly').length,
      activeAlerts: items.filter(({ kind }) => kind === 'alert').length,
      services: services.map((service) => ({ ...service, items: service.items.slice(0, MOST_SHOWN) })),
      items: items.slice(0, MOST_SHOWN),
      history: [...history.map(({ at, score: then }) => ({ at, healthScore: then })), { at: now, healthScore: score }],
    };
  }

  /** Between `from` and `to` (ms), oldest first, with the services that were not at 100. */
  history(owner: Owner, from: number, to: number): Promise<HealthRow[]> {
    return this.needs.store.healthHistory(owner, from, to);
  }

  /** Keeps a point of the course now; at most one a minute of each owner. */
  async note(owner: Owner): Promise<void> {
    const { items, services } = await this.look(owner);
    const at = Math.floor(this.needs.now() / MINUTE) * MINUTE;
    const sick = services.filter((service) => service.healthScore < 100);
    await this.needs.store.addHealth({
      owner,
      at,
      score: healthScore(items),
      services: Object.fromEntries(sick.map((service) => [service.service, service.healthScore])),
    });
  }

  private noteAll(owners: readonly Owner[]): void {
    const now = this.needs.now();
    for (const owner of owners) {
      const key = JSON.stringify([owner.orgId, owner.datasource]);
      if (now - (this.notedAt.get(key) ?? -Infinity) >= MINUTE) {
        this.notedAt.set(key, now);
        this.noting = this.noting.then(() => this.tryNote(owner));
      }
    }
  }

  private async tryNote(owner: Owner): Promise<void> {
    try {
      if (await this.needs.keeps()) {
        await this.note(owner);
      }
    } catch (thrown) {
      this.needs.failed(asNightjarError(thrown));
    }
  }

  private async look(owner: Owner): Promise<Pick<Health, 'items' | 'services'>> {
    const [firing, lately] = await Promise.all([
      this.firing(owner),
      this.needs.alerts.alerts(owner, { from: this.needs.now() - DAY, limit: PAGE }),
    ]);
    const items = healthItems(firing);
    return { items, services: healthByService(items, new Set(lately.alerts.map(({ service }) => service))) };
  }

  private async firing(owner: Owner): Promise<AlertRecord[]> {
    const all: AlertRecord[] = [];
    for (;;) {
      const { alerts, more } = await this.needs.alerts.alerts(owner, {
        firing: true,
        limit: PAGE,
        before: all.at(-1)?.id,
      });
      all.push(...alerts);
      if (!more || alerts.length === 0 || all.length >= MOST_ALERTS) {
        return all;
      }
    }
  }
}
