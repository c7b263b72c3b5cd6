import { kernelSums } from '../../backend/detectors/one-class-svm/kernel-sums.ts';
import { fitSvm, scaleGamma } from '../../backend/detectors/one-class-svm/svm.ts';
import { compareWithPython, readNumbers } from './compare-with-python.ts';
import type { Compared } from './compare-with-python.ts';
import type { Finding } from './judges.ts';
import { rocArea } from './roc-area.ts';

/** Optimality gap at which both solvers stop: so small that one solution is left. */
const SOLVER_TOLERANCE = 1e-6;
/** Differences of decision values that pass, as a share of the largest of them. */
const TOLERANCE = 1e-4;

interface Reference {
  readonly name: string;
  readonly about: string;
  readonly rows: number;
  readonly columns: number;
  readonly nu: number;
  readonly gamma: number;
  readonly vectors: number;
}

/** One data set and nu, by both. */
interface Comparison extends Reference {
  readonly ownVectors: number;
  readonly area: number;
  readonly ownArea: number;
  /** Largest difference of decision values, as a share of the largest decision value. */
  readonly difference: number;
  /** Rows on different sides of the boundary; those whose decision value is 0 to the tolerance count as on either. */
  readonly otherLabels: number;
  readonly gammaDifference: number;
}

async function compare(folder: string, reference: Reference): Promise<Comparison> {
  const { name, rows: count, columns, nu, gamma } = reference;
  const rows = readNumbers(folder, `${name}.f32`, Float32Array);
  const theirs = readNumbers(folder, `${name}-${nu}.decision`, Float64Array);
  const own = scaleGamma(rows, columns);
  const { svm } = fitSvm(rows, count, columns, { nu, gamma: own, tolerance: SOLVER_TOLERANCE });
  // As a new row is scored: by ONNX Runtime, from the support vectors.
  const decision = Float64Array.from(await kernelSums(svm, rows, count), (sum) => sum - svm.rho);
  const largest = theirs.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const labels = readNumbers(folder, `${name}.u8`, Uint8Array);
  // Support vectors on the boundary have the value 0 but for the solver's tolerance: a tie, not a ranking.
  const areaOf = (values: Float64Array) =>
    rocArea(
      values.map((value) => (Math.abs(value) > TOLERANCE * largest ? -value : 0)),
      labels
    );
  const differences = decision.map((value, i) => Math.abs(value - theirs[i]));
  return {
    ...reference,
    ownVectors: svm.alpha.length,
    area: areaOf(theirs),
    ownArea: areaOf(decision),
    difference: differences.reduce((most, value) => Math.max(most, value), 0) / largest,
    otherLabels: decision.filter(
      (value, i) => Math.abs(theirs[i]) > TOLERANCE * largest && value >= 0 !== theirs[i] >= 0
    ).length,
    gammaDifference: Math.abs(own / gamma - 1),
  };
}

function isAlike(one: Comparison): boolean {
  return (
    one.ownVectors === one.vectors &&
    one.difference <= TOLERANCE &&
    one.otherLabels === 0 &&
    Math.abs(one.ownArea - one.area) <= 1e-4 &&
    one.gammaDifference <= 1e-5
  );
}

function row(one: Comparison): string {
  return `| ${one.name}: ${one.about} | ${one.rows} x ${one.columns} | ${one.nu} | ${one.vectors} / ${one.ownVectors} | ${one.difference.toExponential(1)} | ${one.otherLabels} | ${one.area.toFixed(4)} / ${one.ownArea.toFixed(4)} | ${isAlike(one) ? 'yes' : '**no**'} |`;
}

function page(comparisons: readonly Comparison[], requirements: string): string {
  return `# one-class-svm beside scikit-learn

\`npm run -s check:reference -- one-class-svm\` finds all of this anew and fails where a bound is missed; with \`--write-docs\` it writes this page. Python judges, in a
virtual environment of its own: ${requirements}.

Nightjar's solver beside scikit-learn's \`OneClassSVM\` (LIBSVM) on the same standardised rows: kernel \`rbf\`, \`gamma='scale'\`, the same nu and solver tolerance (${SOLVER_TOLERANCE.toExponential(0)}).
Decision values are those of ONNX Runtime. Bounds: the same number of support vectors, no row on the other side, decision values within ${TOLERANCE.toExponential(0)}
of the largest, equal areas under the ROC curve. Each pair is scikit-learn's figure, then Nightjar's.

| data | rows x columns | nu | support vectors | largest difference of decision values | other labels | area | within the bounds |
|---|---|---|---|---|---|---|---|
${comparisons.map(row).join('\n')}

How every exported file scores in Python's ONNX Runtime: [ONNX files](onnx-files.md).
`;
}

function finding(one: Comparison): Finding {
  return {
    name: `${one.name} at nu ${one.nu}`,
    ok: isAlike(one),
    detail: `${one.ownVectors} support vectors (${one.vectors}), decision values within ${one.difference.toExponential(1)}, ${one.otherLabels} other labels, area ${one.ownArea.toFixed(4)} (${one.area.toFixed(4)})`,
  };
}

/** The findings and the page of the one-class SVM beside scikit-learn's; `requirements` are the packages that judged, in words. */
export function compareSvms(python: string, folder: string, requirements: string): Promise<Compared> {
  return compareWithPython<Reference, Comparison>(python, requirements, {
    script: 'one_class_svm.py',
    args: [folder, `${SOLVER_TOLERANCE}`],
    compare: (reference) => compare(folder, reference),
    finding,
    page,
  });
}
