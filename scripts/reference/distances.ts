import { fitDensities, outlierFactors } from '../../backend/detectors/distances/local-outlier-factor.ts';
import { NeighbourSearch } from '../../backend/detectors/distances/neighbours.ts';
import { compareWithPython, readNumbers } from './compare-with-python.ts';
import type { Compared } from './compare-with-python.ts';
import type { Finding } from './judges.ts';

const NEIGHBOURS = 20;
/** Differences that pass, as a share of the value. */
const TOLERANCE = 1e-5;

interface Reference {
  readonly name: string;
  readonly about: string;
  readonly rows: number;
  readonly columns: number;
}

/** Largest differences from scikit-learn, as shares of its values: of the points fitted on, and of new ones. */
interface Comparison extends Reference {
  readonly distance: number;
  readonly newDistance: number;
  readonly factor: number;
  readonly newFactor: number;
}

function largestShare(own: Float64Array, theirs: Float64Array): number {
  return own.reduce((most, value, i) => {
    const share = value === theirs[i] ? 0 : Math.abs(value - theirs[i]) / Math.abs(theirs[i]);
    return Math.max(most, Number.isNaN(share) ? Number.POSITIVE_INFINITY : share);
  }, 0);
}

async function compare(folder: string, reference: Reference): Promise<Comparison> {
  const { name, rows: count, columns } = reference;
  const rows = { rows: readNumbers(folder, `${name}.f32`, Float32Array), count, columns };
  const fresh = readNumbers(folder, `${name}-new.f32`, Float32Array);
  const places = Int32Array.from({ length: count }, (_, i) => i);
  const search = new NeighbourSearch(rows, NEIGHBOURS);
  const own = await search.find(rows, { queries: places, references: places, zone: 1 });
  const others = await search.find({ rows: fresh, count: fresh.length / columns, columns });
  const densities = fitDensities(own);
  const theirs = (file: string) => readNumbers(folder, file, Float64Array);
  return {
    ...reference,
    distance: largestShare(own.distance, theirs(`${name}.distance`)),
    newDistance: largestShare(others.distance, theirs(`${name}-new.distance`)),
    factor: largestShare(outlierFactors(own, densities), theirs(`${name}.factor`)),
    newFactor: largestShare(outlierFactors(others, densities), theirs(`${name}-new.factor`)),
  };
}

function differences({ distance, newDistance, factor, newFactor }: Comparison): number[] {
  return [distance, newDistance, factor, newFactor];
}

function isAlike(one: Comparison): boolean {
  return Math.max(...differences(one)) <= TOLERANCE;
}

function row(one: Comparison): string {
  const cells = differences(one).map((value) => (value === 0 ? '0' : value.toExponential(1)));
  return `| ${one.name}: ${one.about} | ${one.rows} x ${one.columns} | ${cells.join(' | ')} | ${isAlike(one) ? 'yes' : '**no**'} |`;
}

function page(comparisons: readonly Comparison[], requirements: string): string {
  return `# Nearest neighbours and local outlier factors beside scikit-learn

\`npm run -s check:reference -- distances\` finds all of this anew and fails where a bound is missed; with \`--write-docs\` it writes this page. Python judges, in a
virtual environment of its own: ${requirements}.

What \`lof\` and \`window-knn\` compute with, beside scikit-learn's \`NearestNeighbors\` and \`LocalOutlierFactor\` (k-d tree, float64), ${NEIGHBOURS} neighbours each: the points
fitted on (\`novelty=False\`) and 200 new ones (\`novelty=True\`). Largest differences as shares of the value; bound: ${TOLERANCE.toExponential(0)}.

| data | rows x columns | distances | of new points | outlier factors | of new points | within the bound |
|---|---|---|---|---|---|---|
${comparisons.map(row).join('\n')}

How the exported files score in Python's ONNX Runtime: [ONNX files](onnx-files.md).
`;
}

function finding(one: Comparison): Finding {
  return {
    name: `${one.name}, ${one.rows} x ${one.columns}`,
    ok: isAlike(one),
    detail: `distances, of new points, outlier factors, of new points: ${differences(one)
      .map((value) => value.toExponential(1))
      .join(', ')}`,
  };
}

/** The findings and the page of distances beside scikit-learn's; `requirements` are the packages that judged, in words. */
export function compareDistances(python: string, folder: string, requirements: string): Promise<Compared> {
  return compareWithPython<Reference, Comparison>(python, requirements, {
    script: 'distances.py',
    args: [folder, `${NEIGHBOURS}`],
    compare: (reference) => compare(folder, reference),
    finding,
    page,
  });
}
