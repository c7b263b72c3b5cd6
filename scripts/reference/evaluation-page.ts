import type { ForestAreas } from './forest-areas.ts';
import { TOLERATED_ERRORS } from './forest-areas.ts';

function estimateText({ mean, standardError }: ForestAreas['reference']): string {
  return `${mean.toFixed(4)} ± ${standardError.toFixed(4)}`;
}

function signed(distance: number): string {
  return `${distance >= 0 ? '+' : '-'}${Math.abs(distance).toFixed(1)}`;
}

function areaRow(one: ForestAreas): string {
  return `| ${one.name}: ${one.about} | ${one.rows} x ${one.columns} | ${estimateText(one.reference)} | ${estimateText(one.byDefault)} | ${signed(one.distance)} | ${estimateText(one.original)} | ${signed(one.originalDistance)} |`;
}

/** `docs/evaluations/isolation-forest.md`; `requirements` are the packages that judged, in words. */
export function evaluationPage(areas: readonly ForestAreas[], seeds: readonly number[], requirements: string): string {
  return `# isolation-forest beside its references

\`npm run -s check:reference\` finds all of this anew and fails where a bound is missed; with \`-- --write-docs\` it writes this page. Python judges, in a
virtual environment of its own: ${requirements}.

## Ranking, beside scikit-learn

Area under the ROC curve, mean and standard error over seeds ${seeds[0]} to ${seeds[seeds.length - 1]}: 100 trees of 256 points, fitted and judged on the same rows. Nightjar's figure is the
whole detector's (\`features: values\`, \`joint: true\`: scaling, trees, calibration), not its trees' alone. Bounds, in standard errors of the difference: at most
${TOLERATED_ERRORS} below scikit-learn with the default settings, at most ${TOLERATED_ERRORS} on either side with \`margin: 0\`, which is the algorithm that scikit-learn has.

| data | rows x columns | scikit-learn | Nightjar | difference | Nightjar, \`margin: 0\` | difference |
|---|---|---|---|---|---|---|
${areas.map(areaRow).join('\n')}

The original algorithm's scores stop growing at the edge of the training data: a value ten times farther out scores the same, so that no threshold tells a fault
from the rarest usual value. The default \`margin: 1\` leaves the trees as they are, and every score of a point within the usual values; what lies beyond them (the middle 99 % and a
quarter of its range on either side) is set apart sooner, the farther out the more.

## Contributions, beside shap

What each feature adds to a row's path length is its Shapley value, by path-dependent TreeSHAP. The command compares it with that of \`shap.TreeExplainer\` on the same trees; bound: 1e-6
splits. The unit tests compare it with the definition, over all subsets of features.

How every exported file scores in Python's ONNX Runtime: [ONNX files](onnx-files.md).
`;
}
