import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ALERT_DEFAULTS } from '../../../contract/alerts.ts';
import { auto } from '../../../backend/alerts/clustering/auto/auto.ts';
import { AutoClusters } from '../../../backend/alerts/clustering/auto/auto-clusters.ts';
import type { ClusterContext } from '../../../backend/alerts/clustering/clusterer.ts';
import { findClusterer } from '../../../backend/alerts/clustering/find-clusterer.ts';
import { rankCauses } from '../../../backend/alerts/root-cause/rank-causes.ts';
import type { ServiceGraph } from '../../../backend/alerts/service-graph.ts';
import type { Evaluation } from '../evaluation.ts';
import { measuresOf } from './measures.ts';
import type { StormMeasures } from './measures.ts';
import { DIFFICULTY, stormOf } from './storm.ts';
import type { Storm } from './storm.ts';
import { builtInTopology, topologyOf } from './topology.ts';

const MANIFESTS = join(import.meta.dirname, '../../../../shared/data/online-boutique/kubernetes-manifests');

/** Labels that people group alerts by; the table shows all, its summary the best. */
const GROUPINGS: readonly (readonly string[])[] = [
  ['alertname'],
  ['service'],
  ['alertname', 'service'],
  ['namespace', 'service'],
];
/** Radii of plain DBSCAN: the default and those beside it. */
const RADII = [0.3, 0.4, 0.5, 0.6];

/** Puts the alerts of a storm together: one number an alert. */
type Way = (storm: Storm, context: ClusterContext) => ArrayLike<number> | Promise<ArrayLike<number>>;

function numbered(keys: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(keys, (key) => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

const groupedBy =
  (labels: readonly string[]): Way =>
  ({ alerts }) =>
    numbered(alerts.map((alert) => JSON.stringify(labels.map((label) => alert.labels[label] ?? ''))));

const plainDbscan =
  (clusteringEps: number): Way =>
  async ({ alerts }, context) =>
    (await findClusterer('dbscan').cluster(alerts, { ...context, options: { ...context.options, clusteringEps } }))
      .labels;

const atOnce: Way = async ({ alerts }, context) => (await auto.cluster(alerts, context)).labels;

/** Where each alert stands after the last one came, with no second look at the whole. */
const oneByOne: Way = ({ alerts }, context) => {
  const clusters = new AutoClusters(context, []);
  alerts.forEach((alert) => clusters.add(alert));
  return numbered(alerts.map(({ id }) => clusters.clusterOf(id) ?? id));
};

async function meanOf(way: Way, storms: readonly Storm[], context: ClusterContext): Promise<StormMeasures> {
  const all: StormMeasures[] = [];
  for (const storm of storms) {
    all.push(measuresOf(await way(storm, context), storm.truth));
  }
  const mean = (of: (one: StormMeasures) => number): number => all.reduce((sum, one) => sum + of(one), 0) / all.length;
  return {
    f1: mean((one) => one.f1),
    precision: mean((one) => one.precision),
    recall: mean((one) => one.recall),
    ari: mean((one) => one.ari),
    reduction: mean((one) => one.reduction),
    purity: mean((one) => one.purity),
  };
}

interface Causes {
  /** Shares of the faults whose service is the first candidate, and one of five. */
  readonly first: number;
  readonly amongFive: number;
  readonly faults: number;
}

/** Of each fault with alerts, the candidates of the cluster that holds most of them. */
async function causesOf(storms: readonly Storm[], context: ClusterContext): Promise<Causes> {
  let [first, amongFive, faults] = [0, 0, 0];
  for (const storm of storms) {
    const labels = await atOnce(storm, context);
    storm.faults.forEach(({ root }, fault) => {
      const counts = new Map<number, number>();
      storm.truth.forEach((group, i) => {
        if (group === fault) {
          counts.set(labels[i], (counts.get(labels[i]) ?? 0) + 1);
        }
      });
      const [[home] = [-1]] = [...counts].toSorted((a, b) => b[1] - a[1]);
      if (home >= 0) {
        const alerts = storm.alerts.filter((_, i) => labels[i] === home);
        const candidates = rankCauses({ id: 'storm', alerts, memberships: [], confidence: 1 }, context, []);
        const place = candidates.findIndex(({ service }) => service === root);
        faults++;
        first += place === 0 ? 1 : 0;
        amongFive += place >= 0 && place < 5 ? 1 : 0;
      }
    });
  }
  return { first: first / faults, amongFive: amongFive / faults, faults };
}

const three = (value: number): string => value.toFixed(3);
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

function rowOf(name: string, one: StormMeasures): string {
  return `| ${name} | ${three(one.f1)} | ${three(one.precision)} | ${three(one.recall)} | ${three(one.ari)} | ${percent(one.reduction)} | ${three(one.purity)} |`;
}

const bestOf = <T extends { readonly measures: StormMeasures }>(rows: readonly T[]): T =>
  rows.reduce((best, one) => (one.measures.f1 > best.measures.f1 ? one : best));

function difficultyOf(storms: readonly Storm[]): string {
  const share = (of: (storm: Storm) => number): number =>
    storms.reduce((sum, storm) => sum + of(storm), 0) / storms.length;
  const related = (storm: Storm, i: number): boolean => storm.truth[i] < storm.faults.length;
  const alerts = share((storm) => storm.alerts.length);
  const unrelated = share((storm) => storm.alerts.filter((_, i) => !related(storm, i)).length / storm.alerts.length);
  const nameless = share((storm) => {
    const own = storm.alerts.filter((_, i) => related(storm, i));
    return own.filter(({ service }) => service === '').length / own.length;
  });
  const least = share((storm) => 1 - new Set(storm.truth).size / storm.alerts.length);
  const { faults, onsets, lasting, pods, delay, spreads, flapping } = DIFFICULTY;
  return (
    `Each storm is a shop of ${storms[0].graph.calls.size} services with ${pods[0]} to ${pods[1]} pods each, in which ${faults[0]} to ${faults[1]} faults of six kinds begin within ${onsets} minutes and last ${lasting[0]} to ${lasting[1]}. ` +
    `A fault travels against the calls, to each caller with probability ${spreads}; its alerts come 0 to ${delay} minutes after it, ${percent(flapping)} of them come and go, and one that fires already does not fire again for another fault. ` +
    `On average ${alerts.toFixed(0)} alerts, ${percent(unrelated)} of them unrelated, ${percent(nameless)} of the others without a label that names a service. ` +
    `Truth is the fault, or the one unrelated thing that an alert tells of; were it known, the reduction would be ${percent(least)}.\n`
  );
}

/** Storms of alerts, put together by `auto`, by Alertmanager's `group_by` and by plain DBSCAN. */
export const storms: Evaluation = {
  title: 'Storms of alerts',
  summary: 'made-up storms over the Online Boutique topology: auto beside group_by and plain DBSCAN, and root causes',
  async run({ seeds = Array.from({ length: 50 }, (_, i) => 100 + i), data = MANIFESTS, print, say }) {
    const graph: ServiceGraph = existsSync(data) ? await topologyOf(data) : builtInTopology();
    const context: ClusterContext = { graph, options: ALERT_DEFAULTS, apart: [] };
    const made = seeds.map((seed) => stormOf(seed, graph));
    const measured = async (name: string, way: Way): Promise<{ name: string; measures: StormMeasures }> => {
      const measures = await meanOf(way, made, context);
      say(`${name}: F1 ${three(measures.f1)}`);
      return { name, measures };
    };
    const whole = await measured('`auto`', atOnce);
    const online = await measured('`auto`, one alert after the other', oneByOne);
    const grouped = [];
    for (const labels of GROUPINGS) {
      grouped.push(await measured(`\`group_by: [${labels.join(', ')}]\``, groupedBy(labels)));
    }
    const dense = [];
    for (const radius of RADII) {
      dense.push(await measured(`DBSCAN, \`clusteringEps\` ${radius}`, plainDbscan(radius)));
    }
    const causes = await causesOf(made, context);
    print(
      `Seeds ${seeds[0]} to ${seeds[seeds.length - 1]}; means over storms. Settings were frozen on seeds below 50.\n`
    );
    print(difficultyOf(made));
    print(
      'Pairs of alerts are right when they are in one cluster and of one fault. Reduction is 1 - clusters / alerts.\n'
    );
    print('|     | pairwise F1 | precision | recall | ARI | reduction | purity |');
    print('| --- | --- | --- | --- | --- | --- | --- |');
    [whole, online, ...grouped, ...dense].forEach(({ name, measures }) => print(rowOf(name, measures)));
    print(
      `\nOf ${causes.faults} faults the true service is the first root-cause candidate in ${percent(causes.first)}, and among the five in ${percent(causes.amongFive)}.`
    );
    return {
      seeds: [seeds[0], seeds[seeds.length - 1]],
      auto: whole.measures,
      autoOnline: online.measures,
      groupBy: bestOf(grouped).measures,
      dbscan: bestOf(dense).measures,
      rootCause: causes,
    };
  },
};
