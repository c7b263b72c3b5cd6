import { asNightjarError, NightjarError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { AlertService } from '../incidents/alert-service.ts';
import type { Caller } from '../monitors/caller.ts';
import type { MonitorSummary } from '../monitors/api-records.ts';
import type { MonitorService } from '../monitors/monitor-service.ts';
import type { SeriesSource } from '../sources/source.ts';
import type { Owner } from '../store/owner.ts';
import type { ComponentConfigRow, RecommendationStore } from '../store/recommendations/recommendation-store.ts';
import { analyse } from './analysis/analyse.ts';
import { follow } from './analysis/follow.ts';
import { watchedLimits } from './analysis/watched-limits.ts';
import type { Foresee } from './methods/method.ts';
import { decide } from './life/decide.ts';
import { aged, keptOf, newRecommendation, renewed, rowOf } from './life/kept.ts';
import type { Kept } from './life/kept.ts';
import { readRulesWithStarter, starterRules } from './rules/read-rules.ts';
import type { RuleFile } from './rules/rule.ts';
import type { Recommendation } from './records.ts';
import type {
  ComponentConfig,
  RecommendationDeed,
  RecommendationFilter,
  RecommendationService,
} from './recommendation-service.ts';

export interface RecommendationNeeds {
  readonly store: RecommendationStore;
  readonly alerts: AlertService;
  readonly monitors: MonitorService;
  /** How an owner's series are read; throws NightjarErrors. */
  connect(owner: Owner): { readonly source: SeriesSource };
  readonly foresee: Foresee;
  /** Whose datasources are known: these are looked at on schedule. */
  owners(): readonly Owner[];
  /** Whether this process looks on schedule: the one that has the store's lease. */
  keeps(): Promise<boolean>;
  /** ms since the epoch. */
  now(): number;
  readonly log: Log;
}

const MINUTE = 60_000;
/** Between two looks on schedule, and how often it is asked whether one is due. */
const EVERY_MS = 60 * MINUTE;
const LOOK_MS = 2 * MINUTE;
/** Kept ones that a list reads at most. */
const MOST = 5_000;

/** Recommendations over a store: found on schedule and when asked for, decided by people, measured afterwards. */
export class LocalRecommendationService implements RecommendationService {
  private readonly needs: RecommendationNeeds;
  private readonly lookedAt = new Map<string, number>();
  private readonly looking = new Map<string, Promise<Recommendation[]>>();
  private readonly ending = new AbortController();
  private timer: NodeJS.Timeout | null = null;

  constructor(needs: RecommendationNeeds) {
    this.needs = needs;
  }

  start(): void {
    this.timer ??= setInterval(() => void this.lookAll(), LOOK_MS).unref();
  }

  async close(): Promise<void> {
    if (this.timer) {
      clearInterval(this.timer);
      this.timer = null;
    }
    this.ending.abort();
    await Promise.allSettled(this.looking.values());
  }

  async list(
    owner: Owner,
    { limit = 100, states, categories, component }: RecommendationFilter = {}
  ): Promise<Recommendation[]> {
    const now = this.needs.now();
    const rows = await this.needs.store.listRecommendations(owner, { categories, component, limit: MOST });
    // What time alone changes is shown at once and kept with the next look.
    const all = rows.map((row) => keptOf(row)).map((kept) => (aged(kept, now) ?? kept).shown);
    return all.filter(({ state }) => states?.includes(state) ?? true).slice(0, limit);
  }

  async get(owner: Owner, id: string): Promise<Recommendation> {
    return (await this.kept(owner, id)).shown;
  }

  async act(owner: Owner, id: string, deed: RecommendationDeed, caller: Caller): Promise<Recommendation> {
    const before = await this.kept(owner, id);
    const now = this.needs.now();
    const after = decide(before, deed, caller, now);
    await this.needs.store.putRecommendations([rowOf(owner, after, now)], {
      actor: caller,
      action: `recommendation.${deed.kind}`,
      subjectName: after.shown.title,
      before: { state: before.shown.state },
      after: { ...deed, state: after.shown.state },
    });
    return after.shown;
  }

  /** One look at a time: who asks while one is under way is given what that one finds. */
  analyse(owner: Owner, signal?: AbortSignal): Promise<Recommendation[]> {
    const key = keyOf(owner);
    const running = this.looking.get(key);
    if (running) {
      return running;
    }
    const ends = signal ? AbortSignal.any([signal, this.ending.signal]) : this.ending.signal;
    const look = this.look(owner, ends).finally(() => this.looking.delete(key));
    this.looking.set(key, look);
    return look;
  }

  async putConfig(
    owner: Owner,
    { id, type, values }: Omit<ComponentConfig, 'at'>,
    caller: Caller
  ): Promise<ComponentConfig> {
    const at = this.needs.now();
    const before = (await this.needs.store.componentConfigs(owner, id)).at(-1)?.values ?? {};
    await this.needs.store.putComponentConfig({ owner, component: id, type, at, author: caller.login, values }, caller);
    const changed = Object.keys(values).filter((name) => name in before && before[name] !== values[name]);
    for (const name of changed) {
      const text = `${name} was set from ${before[name]} to ${values[name]}`;
      await this.needs.alerts.noteChange(owner, { at, service: id, text });
    }
    return { id, type, values, at };
  }

  async configs(owner: Owner): Promise<ComponentConfig[]> {
    const newest = new Map<string, ComponentConfig>();
    for (const { component: id, type, values, at } of await this.configRows(owner, await this.rules(owner))) {
      newest.set(id, { id, type, values, at });
    }
    return [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private async look(owner: Owner, signal: AbortSignal): Promise<Recommendation[]> {
    const { store, needs } = { store: this.needs.store, needs: this.needs };
    const now = needs.now();
    this.lookedAt.set(keyOf(owner), now);
    const options = await needs.alerts.options(owner);
    const file = await this.rules(owner);
    const { source } = needs.connect(owner);
    const configs = await this.configRows(owner, file);
    const before = (await store.listRecommendations(owner, { limit: MOST })).map(keptOf);
    const monitors = await needs.monitors.list(owner);
    const watching = await Promise.all(monitors.filter(isForecast).map(({ id }) => needs.monitors.get(owner, id)));
    const rules = [...file.rules, ...watchedLimits(watching, options.serviceLabels)];
    const common = { owner, now, source, configs, options, rules, foresee: needs.foresee, signal };
    const parts = { alerts: needs.alerts, monitors: needs.monitors };
    const { past, findings, failures } = await analyse(common, parts);
    for (const { rule, error } of failures) {
      needs.log('warn', 'A rule of recommendations could not be followed.', { rule, reason: error.message });
    }
    const measured = await follow(before, common, past);
    const outcomes = [...before, ...measured].flatMap(({ shown }) =>
      shown.state === 'done' && shown.measuredImprovement !== null
        ? [{ origin: shown.origin, expected: shown.expectedImprovement, measured: shown.measuredImprovement }]
        : []
    );
    const changed = new Map<string, Kept>();
    const note = (kept: Kept): void => void changed.set(kept.shown.recommendationId, kept);
    measured.forEach(note);
    before.flatMap((kept) => aged(kept, now) ?? []).forEach(note);
    for (const finding of findings) {
      const fresh = newRecommendation(finding, outcomes, now);
      const { confidence, expectedImprovement } = fresh.shown;
      if (confidence < options.minConfidenceThreshold || expectedImprovement < options.minExpectedImprovement) {
        continue;
      }
      const known = newestOf(before, fresh.identity);
      const next = known ? renewed(changed.get(known.shown.recommendationId) ?? known, fresh, now) : fresh;
      if (next) {
        note(next);
      }
    }
    await store.putRecommendations([...changed.values()].map((kept) => rowOf(owner, kept, now)));
    return this.list(owner);
  }

  private async rules(owner: Owner): Promise<RuleFile> {
    const { ruleFilePath } = await this.needs.alerts.options(owner);
    return ruleFilePath === '' ? starterRules() : readRulesWithStarter(ruleFilePath);
  }

  /** Those of the file count as if given before all others. */
  private async configRows(owner: Owner, { components }: RuleFile): Promise<ComponentConfigRow[]> {
    const given = components.map(({ id, type, values }) => ({ owner, component: id, type, at: 0, author: '', values }));
    return [...given, ...(await this.needs.store.componentConfigs(owner))];
  }

  private async kept(owner: Owner, id: string): Promise<Kept> {
    const row = await this.needs.store.getRecommendation(owner, id);
    if (!row) {
      throw new NightjarError('not-found', `There is no recommendation '${id.slice(0, 60)}': look in the list.`);
    }
    const kept = keptOf(row);
    return aged(kept, this.needs.now()) ?? kept;
  }

  private async lookAll(): Promise<void> {
    const due = this.needs
      .owners()
      .filter((owner) => this.needs.now() - (this.lookedAt.get(keyOf(owner)) ?? -Infinity) >= EVERY_MS);
    try {
      if (due.length === 0 || !(await this.needs.keeps())) {
        return;
      }
    } catch (thrown) {
      this.notLooked(thrown);
      return;
    }
    for (const owner of due) {
      try {
        if (!this.ending.signal.aborted) {
          await this.analyse(owner);
        }
      } catch (thrown) {
        this.notLooked(thrown);
      }
    }
  }

  private notLooked(thrown: unknown): void {
    const { code, message, cause } = asNightjarError(thrown);
    if (!this.ending.signal.aborted) {
      const reason = cause instanceof Error ? (cause.stack ?? message) : message;
      this.needs.log('warn', 'Recommendations could not be looked for; it is tried again.', { code, reason });
    }
  }
}

function isForecast({ forecaster }: MonitorSummary): boolean {
  return Boolean(forecaster);
}

function newestOf(all: readonly Kept[], identity: string): Kept | undefined {
  return all
    .filter((kept) => kept.identity === identity)
    .reduce<Kept | undefined>((a, b) => (a && a.shown.createdAt >= b.shown.createdAt ? a : b), undefined);
}

function keyOf({ orgId, datasource }: Owner): string {
  return JSON.stringify([orgId, datasource]);
}
