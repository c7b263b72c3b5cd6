import { lloyd } from '../../backend/detectors/kmeans/lloyd.ts';
import { seedCentres } from '../../backend/detectors/kmeans/seed-centres.ts';
import { seededRandom } from '../../backend/features/random.ts';
import { compareWithPython, readNumbers } from './compare-with-python.ts';
import type { Compared } from './compare-with-python.ts';
import type { Finding } from './judges.ts';

/** Differences of centres, as a share of the largest number among them, and of inertia as a share of itself. */
const TOLERANCE = 1e-5;
/** The mean inertia from own seeds may exceed that from scikit-learn's by this much: runs end in different valleys. */
const SEED_TOLERANCE = 1.03;
const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);

interface Reference {
  readonly name: string;
  readonly about: string;
  readonly rows: number;
  readonly columns: number;
  readonly k: number;
  readonly rounds: number;
  readonly inertia: number;
  readonly seeded: number;
}

interface Comparison extends Reference {
  readonly ownRounds: number;
  readonly ownInertia: number;
  readonly ownSeeded: number;
  readonly otherLabels: number;
  /** Largest difference of centres, as a share of the largest number among them. */
  readonly difference: number;
}

async function compare(folder: string, reference: Reference): Promise<Comparison> {
  const { name, columns, k } = reference;
  const rows = readNumbers(folder, `${name}.f32`, Float32Array);
  const own = await lloyd(rows, columns, readNumbers(folder, `${name}.init`, Float32Array));
  const labels = readNumbers(folder, `${name}.labels`, Int32Array);
  const centres = readNumbers(folder, `${name}.centres`, Float32Array);
  const largest = centres.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let seeded = 0;
  for (const seed of SEEDS) {
    const first = seedCentres(rows, columns, k, seededRandom(seed));
    seeded += (await lloyd(rows, columns, first)).inertia / SEEDS.length;
  }
  return {
    ...reference,
    ownRounds: own.rounds,
    ownInertia: own.inertia,
    ownSeeded: seeded,
    otherLabels: own.labels.filter((label, i) => label !== labels[i]).length,
    difference: own.centres.reduce((most, value, i) => Math.max(most, Math.abs(value - centres[i])), 0) / largest,
  };
}

function isAlike(one: Comparison): boolean {
  return (
    one.ownRounds === one.rounds &&
    one.otherLabels === 0 &&
    one.difference <= TOLERANCE &&
    Math.abs(one.ownInertia / one.inertia - 1) <= TOLERANCE &&
    one.ownSeeded <= SEED_TOLERANCE * one.seeded
  );
}

function row(one: Comparison): string {
  return `| ${one.name}: ${one.about} | ${one.rows} x ${one.columns} | ${one.k} | ${one.rounds} / ${one.ownRounds} | ${one.otherLabels} | ${one.difference.toExponential(1)} | ${one.inertia.toPrecision(7)} / ${one.ownInertia.toPrecision(7)} | ${(one.ownSeeded / one.seeded).toFixed(3)} | ${isAlike(one) ? 'yes' : '**no**'} |`;
}

function page(comparisons: readonly Comparison[], requirements: string): string {
  return `# kmeans beside scikit-learn

\`npm run -s check:reference -- kmeans\` finds all of this anew and fails where a bound is missed; with \`--write-docs\` it writes this page. Python judges, in a
virtual environment of its own: ${requirements}.

Lloyd's algorithm on ONNX Runtime beside scikit-learn's \`KMeans(algorithm='lloyd')\` from the same first centres, with the same tolerance (1e-4) and at most 300 rounds, in float32.
Bounds: the same rounds and labels, centres and inertia (sum of squared distances) within ${TOLERANCE.toExponential(0)}. The last column but one is the mean inertia of
${SEEDS.length} runs from Nightjar's own k-means++ seeds over that of scikit-learn's: at most ${SEED_TOLERANCE}. Each pair is scikit-learn's figure, then Nightjar's.

| data | rows x columns | k | rounds | other labels | largest difference of centres | inertia | own seeds | within the bounds |
|---|---|---|---|---|---|---|---|---|
${comparisons.map(row).join('\n')}

How every exported file scores in Python's ONNX Runtime: [ONNX files](onnx-files.md).
`;
}

function finding(one: Comparison): Finding {
  return {
    name: one.name,
    ok: isAlike(one),
    detail: `${one.ownRounds} rounds (${one.rounds}), ${one.otherLabels} other labels, centres within ${one.difference.toExponential(1)}, inertia ${one.ownInertia.toPrecision(7)} (${one.inertia.toPrecision(7)}), from own seeds ${(one.ownSeeded / one.seeded).toFixed(3)} times`,
  };
}

/** The findings and the page of Lloyd's algorithm beside scikit-learn's; `requirements` are the packages that judged, in words. */
export function compareKmeans(python: string, folder: string, requirements: string): Promise<Compared> {
  return compareWithPython<Reference, Comparison>(python, requirements, {
    script: 'kmeans.py',
    args: [folder],
    compare: (reference) => compare(folder, reference),
    finding,
    page,
  });
}
