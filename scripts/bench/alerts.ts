import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALERT_DEFAULTS } from '../../contract/alerts.ts';
import { labelsByDensity } from '../../backend/alerts/clustering/dbscan/dbscan.ts';
import { labelsByMerging } from '../../backend/alerts/clustering/hierarchical/hierarchical.ts';
import { labelsByCentres } from '../../backend/alerts/clustering/kmeans/kmeans.ts';
import { dbscanOf } from '../../backend/alerts/clustering/dbscan/dbscan-of.ts';
import { hierarchicalOf } from '../../backend/alerts/clustering/hierarchical/hierarchical-of.ts';
import { CLUSTERERS } from '../../backend/alerts/clustering/index.ts';
import { candidateKs, kmeansBySilhouette, mostClusters } from '../../backend/alerts/clustering/kmeans/choose-k.ts';
import type { Alert } from '../../backend/alerts/alert.ts';
import { alertSpace } from '../../backend/alerts/distances/alert-space.ts';
import { rowDistances } from '../../backend/alerts/distances/pairwise.ts';
import { lloyd } from '../../backend/detectors/kmeans/lloyd.ts';
import { seedCentres } from '../../backend/detectors/kmeans/seed-centres.ts';
import { seededRandom } from '../../backend/features/random.ts';
import { sessions } from '../../backend/onnx/session-cache.ts';
import { BENCH_CONTEXT, clusteringCosts, onlineCost } from './alert-costs.ts';
import type { ClusteringCost, OnlineCost } from './alert-costs.ts';
import { duration } from './beside-sklearn.ts';
import type { ComparedRow } from './beside-sklearn.ts';
import type { Bench, BenchReport } from './bench.ts';
import { ratioGate } from './bench.ts';
import { CORE, onOneCore } from './core-pin.ts';
import { exampleStorm } from './example-storm.ts';
import { interleaveRounds, mediansOf, pairedRatio, processorTimer, repeated } from './interleave.ts';
import { withPeer } from './python-peer.ts';
import type { PythonPeer } from './python-peer.ts';

const METHODS = [
  'by-dbscan',
  'by-hierarchical',
  'by-kmeans',
  'dbscan',
  'hierarchical',
  'kmeans',
  'silhouette',
] as const;
type Method = (typeof METHODS)[number];

/** What alerts_peer.py takes. */
type Task =
  | {
      readonly do: 'load';
      readonly core: number;
      readonly folder: string;
      readonly rows: number;
      readonly columns: number;
      readonly k: number;
      readonly eps: number;
      readonly ks: readonly number[];
      readonly window: number;
    }
  | { readonly do: Method; readonly repeat: number };

const ALERTS = 500;
const FAULTS = 10;
const SEED = 7;
const WINDOW = ALERT_DEFAULTS.correlationWindowMinutes * 60_000;
/** Distances of points are the roots of twice those of alerts. */
const EPS = Math.sqrt(2 * ALERT_DEFAULTS.clusteringEps);
const ROUNDS = 9;

/** What is compared, how often in one go, and by how much Nightjar is to be faster. */
const WHAT: Readonly<Record<Method, { readonly text: string; readonly repeat: number; readonly least: number }>> = {
  'by-dbscan': { text: 'from alerts to labels, DBSCAN', repeat: 3, least: 2 },
  'by-hierarchical': { text: 'from alerts to labels, hierarchical', repeat: 3, least: 2 },
  'by-kmeans': { text: 'from alerts to labels, k-means with k by silhouette', repeat: 1, least: 2 },
  dbscan: { text: 'rows, DBSCAN', repeat: 10, least: 1.5 },
  hierarchical: { text: 'rows, average linkage', repeat: 10, least: 0.7 },
  kmeans: { text: 'rows, k-means from the same first centres', repeat: 20, least: 0.7 },
  silhouette: { text: 'rows, k-means with k by silhouette', repeat: 1, least: 1.5 },
};

interface Figures {
  readonly compared: readonly (ComparedRow & { readonly method: Method; readonly ratio: number })[];
  readonly costs: readonly ClusteringCost[];
  readonly online: OnlineCost;
  readonly isPinned: boolean;
}

function textOf({ name, annotations }: Alert): string {
  return [name, name, ...Object.values(annotations)].join(' ');
}

async function compare(sklearn: PythonPeer<Task>, folder: string): Promise<Figures['compared']> {
  const alerts = exampleStorm(ALERTS, FAULTS, SEED);
  const { rows, width } = alertSpace(alerts, WINDOW).points();
  const first = seedCentres(rows, width, FAULTS, seededRandom(1));
  writeFileSync(join(folder, 'rows.f32'), Float32Array.from([...rows, ...first]));
  const records = alerts.map((alert) => ({ labels: alert.labels, text: textOf(alert), start: alert.start }));
  writeFileSync(join(folder, 'alerts.json'), JSON.stringify(records));
  const ks = candidateKs(mostClusters(ALERTS));
  const load: Task = {
    do: 'load',
    core: CORE,
    folder,
    rows: ALERTS,
    columns: width,
    k: FAULTS,
    eps: EPS,
    ks,
    window: WINDOW,
  };
  await sklearn.ask(load);
  const own: Readonly<Record<Method, () => Promise<unknown>>> = {
    dbscan: () => dbscanOf(rowDistances(rows, width), EPS, 3),
    hierarchical: () => hierarchicalOf(rows, width, { into: FAULTS }),
    kmeans: () => lloyd(rows, width, first),
    silhouette: () => kmeansBySilhouette(rows, width, 1),
    'by-dbscan': () => labelsByDensity(alertSpace(alerts, WINDOW), BENCH_CONTEXT),
    'by-hierarchical': () => labelsByMerging(alertSpace(alerts, WINDOW), BENCH_CONTEXT),
    'by-kmeans': () => labelsByCentres(alertSpace(alerts, WINDOW), BENCH_CONTEXT),
  };
  const found = [];
  for (const method of METHODS) {
    const { text, repeat } = WHAT[method];
    const times = await interleaveRounds(
      {
        nightjar: processorTimer(repeated(own[method], repeat), repeat),
        sklearn: () => sklearn.ask({ do: method, repeat }),
      },
      ROUNDS
    );
    found.push({ method, what: text, ...mediansOf(times), ratio: pairedRatio(times.sklearn, times.nightjar) });
  }
  return found;
}

async function measure(sklearn: PythonPeer<Task>, folder: string): Promise<Figures> {
  const { result, isPinned } = await onOneCore(async () => ({
    compared: await compare(sklearn, folder),
    costs: await clusteringCosts(),
    online: onlineCost(),
  }));
  await sessions.clear();
  return { ...result, isPinned };
}

function report(figures: Figures): BenchReport {
  const { compared, costs, online, isPinned } = figures;
  const lines = costs.map(
    ({ algorithm, alerts, ms, mebibytes }) =>
      `| ${algorithm} | ${alerts.toLocaleString('en')} | ${ms.toFixed(ms < 10 ? 2 : 0)} ms | ${mebibytes.toFixed(1)} MiB |`
  );
  const goals = costs.flatMap(({ algorithm, alerts, ms, mebibytes }) => {
    const most = alerts === ALERTS ? 200 : 500;
    const name = `${alerts.toLocaleString('en')} alerts by ${algorithm}`;
    const time = { name, aim: `${most} ms`, found: `${ms.toFixed(0)} ms`, reached: ms <= most };
    const memory = {
      name: `${name}, memory`,
      aim: '5 MB',
      found: `${(mebibytes * 1.048576).toFixed(1)} MB`,
      reached: mebibytes * 1.048576 <= 5,
    };
    return alerts === ALERTS ? [time, memory] : [time];
  });
  return {
    markdown: `${ALERTS} alerts of ${FAULTS} faults, ${CLUSTERERS.length} ways to cluster them. First from labels, annotations and times as they come in to the labels of clusters (scikit-learn with
\`DictVectorizer\`, \`TfidfTransformer\`, \`TfidfVectorizer\` before), then the algorithms alone, on the same rows for both sides. Processor time, one thread each${isPinned ? ', pinned to one core' : ''}, medians of ${ROUNDS} rounds in turn and of the ratios of each round.

| | Nightjar | scikit-learn | times as fast |
|---|---|---|---|
${compared.map(({ what, nightjar, sklearn, ratio }) => `| ${what} | ${duration(nightjar)} | ${duration(sklearn)} | ${ratio.toFixed(1)} |`).join('\n')}

Clusterings of alerts as \`nightjar\` runs them, from alerts to clusters with reasons and confidence, processor time; memory is what heap and arrays have grown by when it is done, what a collection would free included.

| algorithm | alerts | time | memory |
|---|---|---|---|
${lines.join('\n')}

Online by \`auto\`, one alert after the other among ${online.alerts.toLocaleString('en')}: median ${duration(online.p50)}, 99th percentile ${duration(online.p99)}.`,
    gates: compared.map(({ what, method, ratio }) =>
      ratioGate(`${what}: speed over scikit-learn's`, ratio, WHAT[method].least)
    ),
    goals: [
      ...goals,
      {
        name: 'one alert online, 99th percentile',
        aim: 'under 1 ms',
        found: duration(online.p99),
        reached: online.p99 < 1,
      },
    ],
    figures,
    skipped: [],
  };
}

export const alertsBench: Bench = {
  title: 'Clustering alerts, beside scikit-learn',
  summary: 'DBSCAN, hierarchical and k-means of 500 alerts, beside scikit-learn; 10,000 alerts',
  async run(say) {
    return report(await withPeer(say, 'alerts_peer.py', measure));
  },
};
