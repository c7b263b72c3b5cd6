import { ALERT_DEFAULTS } from '../../contract/alerts.ts';
import { RECOMMENDATION_CATEGORIES } from '../../contract/recommendations.ts';
import { analyse } from '../../backend/recommendations/analysis/analyse.ts';
import type { Look } from '../../backend/recommendations/analysis/analyse.ts';
import { follow } from '../../backend/recommendations/analysis/follow.ts';
import { decide } from '../../backend/recommendations/life/decide.ts';
import { newRecommendation } from '../../backend/recommendations/life/kept.ts';
import { foreseeWith } from '../../backend/recommendations/methods/foresee.ts';
import { starterRules } from '../../backend/recommendations/rules/read-rules.ts';
import type { AlertService } from '../../backend/incidents/alert-service.ts';
import type { MonitorService } from '../../backend/monitors/monitor-service.ts';
import { forecast } from '../../backend/workers/forecast-task.ts';
import { replaySource } from '../../demo/replay/source.ts';
import { openStore } from '../../demo/replay/store.ts';
import { readerOf } from '../../demo/shop/read-samples.ts';
import { openShop } from '../../demo/shop/shop.ts';
import { SETTINGS, missShare, settingsAt } from '../../demo/shop/settings.ts';
import type { SettingChange } from '../../demo/shop/settings.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ORIGIN = Date.UTC(2026, 0, 1, 14);
/** When it is looked, and how long after the settings were changed it is measured. */
const LOOKED = ORIGIN + 21 * DAY;
const MEASURED = LOOKED + 1.5 * HOUR;
const ADA = { login: 'ada', role: 'Editor' } as const;

/** The shop without alerts of an Alertmanager: all that is recommended comes from its metrics. */
const parts = {
  alerts: {
    alerts: async () => ({ alerts: [], more: false }),
    incidents: async () => ({ incidents: [], more: false }),
  } as unknown as AlertService,
  monitors: {
    list: async () => [],
    detections: async () => ({ detections: [], more: false }),
  } as unknown as MonitorService,
};

it("finds one thing to change in each category from the shop's own metrics, and measures what the changes bring", async () => {
  const changes: SettingChange[] = [];
  // What is recommended is the same whether the store goes on or not: the settings change after it was looked.
  const wanted = {
    cache_ttl_seconds: 300,
    worker_threads: 14,
    memory_limit_bytes: 800 * 1024 ** 2,
    disk_size_bytes: 120 * 1024 ** 3,
    queue_alert_threshold: 31,
    listen_backlog: 256,
  };
  for (const [id, value] of Object.entries(wanted)) {
    changes.push({ id: id as SettingChange['id'], at: LOOKED + 60_000, value });
  }
  const source = replaySource(
    openStore(readerOf(openShop({ seed: 1, origin: ORIGIN, changes })), ORIGIN, MEASURED),
    'shop'
  );
  const look = (now: number): Look => ({
    owner: { orgId: 1, datasource: 'demo' },
    now,
    source,
    configs: [],
    options: ALERT_DEFAULTS,
    rules: starterRules().rules,
    foresee: foreseeWith((input) => forecast(input), 1),
    signal: new AbortController().signal,
  });
  const { findings, failures, past } = await analyse(look(LOOKED), parts);
  expect(failures).toEqual([]);
  const found = findings.map((finding) => newRecommendation(finding, [], LOOKED));
  expect(found.map(({ shown }) => shown.category).sort()).toEqual([...RECOMMENDATION_CATEGORIES].sort());
  for (const { shown } of found) {
    expect(shown.confidence).toBeGreaterThanOrEqual(ALERT_DEFAULTS.minConfidenceThreshold);
    expect(shown.expectedImprovement).toBeGreaterThan(30);
    expect(Object.values(SETTINGS).map(({ service }) => service)).toContain(shown.componentId.split('/').at(-1));
  }
  // The truth of the simulation: what a longer time to live brings, beside what little traffic adds to misses.
  const [before, after] = [60, 300].map((ttl) =>
    missShare({ ...settingsAt(ORIGIN, [], LOOKED), cache_ttl_seconds: ttl })
  );
  const cache = found.find(({ shown }) => shown.category === 'configuration_tuning')?.shown;
  expect(cache).toMatchObject({ currentValue: 60, recommendedValue: 300 });
  expect(Math.abs((cache?.expectedImprovement ?? 0) - 100 * (1 - (after + 0.01) / (before + 0.01)))).toBeLessThan(10);

  const accepted = found.map((kept) => decide(kept, { kind: 'accept' }, ADA, LOOKED));
  const followed = await follow(accepted, look(MEASURED), past);
  const done = followed.filter(({ shown }) => shown.measuredImprovement !== null);
  // Sized to what was said, give or take; the queue may rest for so long. The disk's forecast is by two hours, and knows its new size all the same.
  expect(done.map(({ shown }) => shown.category)).toEqual(
    expect.arrayContaining(['configuration_tuning', 'performance_tuning', 'system_settings', 'capacity_scaling'])
  );
  for (const { shown } of done) {
    expect(shown.state).toBe('done');
    expect(Math.abs(Number(shown.measuredImprovement) - shown.expectedImprovement)).toBeLessThan(25);
  }
});
