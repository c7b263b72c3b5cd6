import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dbscanOf } from '../../backend/alerts/clustering/dbscan/dbscan-of.ts';
import { hierarchicalOf } from '../../backend/alerts/clustering/hierarchical/hierarchical-of.ts';
import { LINKAGES } from '../../backend/alerts/clustering/hierarchical/linkage.ts';
import { kmeansOf } from '../../backend/alerts/clustering/kmeans/kmeans-of.ts';
import { silhouetteOf } from '../../backend/alerts/clustering/kmeans/silhouette.ts';
import { alertSpace } from '../../backend/alerts/distances/alert-space.ts';
import { distanceMatrix, rowDistances } from '../../backend/alerts/distances/pairwise.ts';
import { lloyd } from '../../backend/detectors/kmeans/lloyd.ts';
import { sessions } from '../../backend/onnx/session-cache.ts';
import { exampleStorm } from '../bench/example-storm.ts';
import { readNumbers } from './compare-with-python.ts';
import type { Compared } from './compare-with-python.ts';
import type { Finding } from './judges.ts';
import { runPython } from './python.ts';

const SCRIPT = join(import.meta.dirname, 'alert_clusters.py');
const STORM = { alerts: 500, faults: 10, seed: 7 };
const HOUR = 3_600_000;
/** Seeds of both draw differently: the inertia of the best of ten runs may be so much more than scikit-learn's. */
const INERTIA_TOLERANCE = 1.01;
const SILHOUETTE_TOLERANCE = 1e-6;

interface DataSet {
  readonly name: string;
  readonly about: string;
  readonly rows: number;
  readonly columns: number;
  readonly k: number;
  readonly eps: number;
  readonly minSamples: number;
  readonly below: number;
  readonly inertia: number;
}

interface Verdict {
  readonly ari: number;
  readonly clusters: number;
  readonly noise?: number;
  readonly otherNoise?: number;
  readonly itself?: number;
  readonly silhouette?: number;
}

/** What is compared, in the order of the table. */
const METHODS = ['dbscan', 'kmeans', 'kmeans-own', ...LINKAGES, 'average-below'] as const;
type Method = (typeof METHODS)[number];

const HEADINGS: Readonly<Record<Method, string>> = {
  dbscan: 'DBSCAN',
  kmeans: 'k-means, same first centres',
  'kmeans-own': 'k-means, own seeds',
  average: 'average linkage',
  single: 'single linkage',
  complete: 'complete linkage',
  'average-below': 'average linkage, cut at a height',
};

interface Own {
  readonly labels: Readonly<Record<Method, Int32Array>>;
  /** Over scikit-learn's. */
  readonly inertia: number;
  readonly silhouette: number;
}

async function clustersOf(folder: string, set: DataSet): Promise<Own> {
  const { name, columns, k, eps, minSamples, below } = set;
  const rows = readNumbers(folder, `${name}.f32`, Float32Array);
  const own = await kmeansOf(rows, columns, k, 1);
  const labels = {
    dbscan: await dbscanOf(rowDistances(rows, columns), eps, minSamples),
    kmeans: (await lloyd(rows, columns, readNumbers(folder, `${name}.init`, Float32Array))).labels,
    'kmeans-own': own.labels,
    average: await hierarchicalOf(rows, columns, { into: k }, 'average'),
    single: await hierarchicalOf(rows, columns, { into: k }, 'single'),
    complete: await hierarchicalOf(rows, columns, { into: k }, 'complete'),
    'average-below': await hierarchicalOf(rows, columns, { below }),
  };
  const silhouette = silhouetteOf(await distanceMatrix(rows, columns), own.labels);
  return { labels, inertia: own.inertia / set.inertia, silhouette };
}

/** Lays the clusterings of alerts beside scikit-learn's, on ten data sets. */
export async function compareAlertClusters(python: string, folder: string, requirements: string): Promise<Compared> {
  const { rows, width } = alertSpace(exampleStorm(STORM.alerts, STORM.faults, STORM.seed), HOUR).points();
  writeFileSync(join(folder, 'alerts.f32'), rows);
  const about = `Points of ${STORM.alerts} alerts of ${STORM.faults} faults.`;
  writeFileSync(join(folder, 'alerts.json'), JSON.stringify({ columns: width, k: STORM.faults, about }));
  const sets = await runPython<DataSet[]>(python, SCRIPT, ['make', folder]);
  const found: Own[] = [];
  for (const set of sets) {
    const own = await clustersOf(folder, set);
    for (const method of METHODS) {
      writeFileSync(join(folder, `${set.name}.${method}.labels`), own.labels[method]);
    }
    found.push(own);
  }
  await sessions.clear();
  const verdicts = await runPython<Record<string, Verdict>>(python, SCRIPT, ['judge', folder]);
  return {
    findings: sets.flatMap((set, i) => findingsOf(set, found[i], verdicts)),
    markdown: page(sets, found, verdicts, requirements),
  };
}

function findingsOf(set: DataSet, own: Own, verdicts: Readonly<Record<string, Verdict>>): Finding[] {
  const alike = METHODS.map((method) => {
    const { ari, clusters, otherNoise = 0, itself } = verdicts[`${set.name}.${method}`];
    const detail = `adjusted Rand index ${ari.toFixed(6)} over ${clusters} clusters`;
    const name = `${set.name}, ${HEADINGS[method]}`;
    return itself === undefined
      ? { name, ok: ari === 1 && otherNoise === 0, detail }
      : {
          name,
          ok: own.inertia <= INERTIA_TOLERANCE,
          detail: `inertia ${own.inertia.toFixed(4)} of scikit-learn's, ${detail} (${itself.toFixed(6)} from seed to seed)`,
        };
  });
  const { silhouette = Number.NaN } = verdicts[`${set.name}.kmeans-own`];
  return [
    ...alike,
    {
      name: `${set.name}, silhouette`,
      ok: Math.abs(own.silhouette - silhouette) <= SILHOUETTE_TOLERANCE,
      detail: `${own.silhouette.toFixed(6)} (${silhouette.toFixed(6)})`,
    },
  ];
}

function page(
  sets: readonly DataSet[],
  found: readonly Own[],
  verdicts: Readonly<Record<string, Verdict>>,
  requirements: string
): string {
  const lines = sets.map((set, i) => {
    const cells = METHODS.map((method) => {
      const { ari, itself } = verdicts[`${set.name}.${method}`];
      return itself === undefined ? ari.toFixed(3) : `${ari.toFixed(3)} (${itself.toFixed(3)})`;
    });
    const { clusters, noise } = verdicts[`${set.name}.dbscan`];
    return `| ${set.name}: ${set.about} | ${set.rows} x ${set.columns} | ${set.k} | ${clusters} and ${noise ?? 0} | ${cells.join(' | ')} | ${found[i].inertia.toFixed(4)} | ${found[i].silhouette.toFixed(4)} |`;
  });
  return `# Clusterings of alerts beside scikit-learn

\`npm run -s check:reference -- alert-clusters\` finds all of this anew and fails where a bound is missed; with \`--write-docs\` it writes this page. Python judges, in a
virtual environment of its own: ${requirements}.

The functions that cluster alerts, given rows of numbers (float32) in place of alerts: \`DBSCAN\`, \`KMeans\` and \`AgglomerativeClustering\` of scikit-learn on the same rows
in float64. Figures are adjusted Rand indices between Nightjar's labels and scikit-learn's; bound: 1 everywhere, and for DBSCAN the same noise. k-means runs from the same
first centres, and from ten draws of each one's own k-means++: there several clusterings are about as good, scikit-learn's own agree from seed to seed as the number in brackets says (the least of ten), and
the bound is the inertia (Nightjar's over scikit-learn's), at most ${INERTIA_TOLERANCE}. The last column is the silhouette of that clustering; scikit-learn finds the same within ${SILHOUETTE_TOLERANCE.toExponential(0)}.

| data | rows x columns | k | DBSCAN's clusters and noise | ${METHODS.map((method) => HEADINGS[method]).join(' | ')} | inertia | silhouette |
|---|---|---|---|${METHODS.map(() => '---|').join('')}---|---|
${lines.join('\n')}

How alerts become such rows: [alerts](../alerts.md).
`;
}
