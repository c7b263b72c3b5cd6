import { ALERT_DEFAULTS } from '../../../contract/alerts.ts';
import type { AlertSeverity } from '../../../contract/alerts.ts';
import type { Severity } from '../../../contract/severity.ts';
import type { Alert } from '../../alerts/alert.ts';
import type { ClusterContext } from '../../alerts/clustering/clusterer.ts';
import { findClusterer } from '../../alerts/clustering/find-clusterer.ts';
import { membersOf } from '../../alerts/clustering/labels.ts';
import { rankCauses } from '../../alerts/root-cause/rank-causes.ts';
import { interpret } from '../../detections/interpret.ts';
import { nameTypes } from '../../detections/name-types.ts';
import type { Detector, FittedModel, SeriesGroup } from '../../detectors/detector.ts';
import { partOfGroup } from '../../detectors/group-part.ts';
import { titleOf } from '../../incidents/describe-incident.ts';
import { findInSeries } from '../../recommendations/analysis/find-in-series.ts';
import { SeriesReader } from '../../recommendations/analysis/series-reader.ts';
import { newRecommendation } from '../../recommendations/life/kept.ts';
import { foreseeWith } from '../../recommendations/methods/foresee.ts';
import { starterRules } from '../../recommendations/rules/read-rules.ts';
import type { Recommendation } from '../../recommendations/records.ts';
import type { Series } from '../../series/series.ts';
import { forecast } from '../../workers/forecast-task.ts';
import { alertsOf } from './make-alerts.ts';
import type { Found } from './make-alerts.ts';
import { DEMO_CALLS, POINTS, STEP, TRAINED, demoSeries } from './demo-series.ts';
import { sourceOf } from './series-source.ts';

/** What came of each step; plain JSON, times in ISO 8601. */
export interface WorkflowResult {
  readonly seed: number;
  readonly points: number;
  readonly detector: string;
  readonly trained: readonly { readonly series: string; readonly points: number }[];
  readonly detections: readonly {
    readonly series: string;
    readonly type: string;
    readonly severity: Severity;
    readonly score: number;
    readonly start: string;
    readonly end: string;
    readonly explanation: string;
  }[];
  readonly alerts: readonly {
    readonly id: string;
    readonly name: string;
    readonly service: string;
    readonly severity: AlertSeverity;
    readonly start: string;
  }[];
  readonly clusters: readonly {
    readonly title: string;
    readonly alerts: readonly string[];
    readonly services: readonly string[];
    readonly confidence: number;
    readonly reasons: readonly string[];
    readonly rootCauseCandidates: readonly { readonly service: string; readonly probability: number }[];
  }[];
  readonly recommendations: readonly Recommendation[];
}

const MINUTE = 60_000;

/** Trains, detects, makes alerts, puts them together and recommends, on the series of the demonstration; `say` is told of every step. */
export async function runWorkflow(
  detector: Detector,
  seed: number,
  say: (line: string) => void
): Promise<WorkflowResult> {
  const { watched, limits } = demoSeries(seed);
  say(`1. Data: ${watched.length} series of ${POINTS} points, ${STEP / 1000} s apart, seed ${seed}.`);

  const eager = detector.schema.safeParse({ minTrainingSamples: TRAINED / 2 });
  // Some need more points than there are whatever they are told: they find nothing, and say so by that.
  const settings = eager.success ? eager.data : detector.schema.parse({});
  const groups = watched.map((series): SeriesGroup => ({ step: STEP, series: [series] }));
  const models = await detector.fit(
    groups.map((group) => partOfGroup(group, 0, TRAINED)),
    settings,
    seed
  );
  say(`2. Train: ${models.length} models by ${detector.id} on the first ${TRAINED} points of each.`);

  const found = await detect(detector, models, groups, detector.lookback(settings));
  say(`3. Detect: ${found.length} anomalies in the other ${POINTS - TRAINED} points.`);
  found.forEach(({ series, interval }) => say(`   ${nameOf(series)}: ${interval.explanation.summary}`));

  const alerts = alertsOf(found);
  say(`4. Alerts: ${alerts.map(({ name, severity }) => `${name} (${severity})`).join(', ') || 'none'}.`);

  const clusters = await clustersOf(alerts);
  say(`5. Incidents: ${clusters.length} of ${alerts.length} alerts.`);
  clusters.forEach(({ title, alerts: { length }, rootCauseCandidates: [cause] }) => {
    const likely = cause ? `; look first at ${cause.service} (${Math.round(100 * cause.probability)} %)` : '';
    say(`   ${title}: ${length} ${length === 1 ? 'alert' : 'alerts'}${likely}`);
  });

  const recommendations = await recommend([...watched, ...limits], seed);
  say(`6. Recommendations: ${recommendations.length}.`);
  recommendations.forEach(({ title, expectedImprovement, confidence }) =>
    say(`   ${title}: ${expectedImprovement.toFixed(0)} % better, confidence ${confidence.toFixed(2)}`)
  );
  return {
    seed,
    points: POINTS,
    detector: detector.id,
    trained: models.map(({ trained: { points } }, i) => ({ series: nameOf(watched[i]), points })),
    detections: found.map(({ series, interval }) => ({
      series: nameOf(series),
      type: interval.type,
      severity: interval.severity,
      score: interval.score,
      start: isoOf(interval.start),
      end: isoOf(interval.end),
      explanation: interval.explanation.summary,
    })),
    alerts: alerts.map(({ id, name, service, severity, start }) => ({
      id,
      name,
      service,
      severity,
      start: isoOf(start),
    })),
    clusters,
    recommendations,
  };
}

async function detect(
  detector: Detector,
  models: readonly FittedModel[],
  groups: readonly SeriesGroup[],
  lookback: number
): Promise<Found[]> {
  const from = Math.max(0, TRAINED - lookback);
  const windows = groups.map((group) => partOfGroup(group, from, POINTS));
  const scores = await detector.score(
    models,
    models.map(() => null),
    windows
  );
  const interpretation = {
    sensitivity: 0.5,
    direction: 'both',
    minDeviation: 0,
    minRelativeDeviation: 0,
    minSeverity: 'low',
  } as const;
  const detections = windows.map((window, i) => {
    const [series] = window.series;
    const [scored] = scores[i].series;
    // What looks back saw training points, which are no news.
    const fresh = { ...scored, score: scored.score.slice().fill(Number.NaN, 0, TRAINED - from) };
    const explain = (index: number) => detector.explain(models[i], window, scores[i], 0, index);
    return interpret(series, fresh, interpretation, { step: STEP, explain });
  });
  const named = await nameTypes(detections);
  return named.flatMap(({ series, intervals }) => intervals.map((interval) => ({ series, interval })));
}

async function clustersOf(alerts: readonly Alert[]): Promise<WorkflowResult['clusters']> {
  const calls = new Map<string, Set<string>>();
  for (const [caller, called] of DEMO_CALLS) {
    calls.set(caller, (calls.get(caller) ?? new Set()).add(called));
    calls.set(called, calls.get(called) ?? new Set());
  }
  const context: ClusterContext = { options: ALERT_DEFAULTS, graph: { calls }, apart: [] };
  const { labels, memberships, confidence } = await findClusterer('auto').cluster(alerts, context);
  return membersOf(labels).map((members, number) => {
    const some = members.map((i) => alerts[i]);
    const why = members.map((i) => memberships[i]);
    const cluster = { id: String(number), alerts: some, memberships: why, confidence: confidence[number] };
    const causes = rankCauses(cluster, context, []);
    return {
      title: titleOf(some, causes[0]?.service ?? ''),
      alerts: some.map(({ id }) => id),
      services: [...new Set(some.map(({ service }) => service))],
      confidence: confidence[number],
      reasons: [...new Set(why.flatMap(({ reasons }) => reasons.map(({ text }) => text)))],
      rootCauseCandidates: causes.map(({ service, probability }) => ({ service, probability })),
    };
  });
}

async function recommend(series: readonly Series[], seed: number): Promise<Recommendation[]> {
  const now = series[0].times[POINTS - 1];
  const reader = new SeriesReader(sourceOf(series), []);
  const found: Recommendation[] = [];
  for (const rule of starterRules().rules) {
    if (rule.method !== 'alerts') {
      const findings = await findInSeries(rule, {
        reader,
        now,
        window: (POINTS - 1) * MINUTE,
        batch: ALERT_DEFAULTS.batchOptimizationSize,
        foresee: foreseeWith(forecast, seed),
        horizon: ALERT_DEFAULTS.predictionHorizonHours * 60 * MINUTE,
        troublesOf: () => [],
      });
      found.push(...findings.map((finding) => newRecommendation(finding, [], now).shown));
    }
  }
  return found.sort((a, b) => b.expectedImprovement - a.expectedImprovement);
}

function nameOf({ labels }: Series): string {
  return `${labels.__name__} of ${labels.service}`;
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
