import type { ForestAreas } from './forest-areas.ts';
import { TOLERATED_ERRORS } from './forest-areas.ts';

function estimateText({ mean, standardError }: ForestAreas['reference']): string {
  return `${mean.toFixed(4)} ± ${standardError.toFixed(4)}`;
}

function areaRow(one: ForestAreas): string {
  const distance = `${one.distance >= 0 ? '+' : '-'}${Math.abs(one.distance).toFixed(1)}`;
  return `| ${one.name}: ${one.about} | ${one.rows} x ${one.columns} | ${estimateText(one.reference)} | ${estimateText(one.original)} | ${distance} | ${estimateText(one.byDefault)} |`;
}

/** `docs/evaluations/isolation-forest.md`; `requirements` are the packages that judged, in words. */
export function evaluationPage(areas: readonly ForestAreas[], seeds: readonly number[], requirements: string): string {
  return `# isolation-forest beside its references

\`npm run -s check:reference\` finds all of this anew and fails where a bound is missed; with \`-- --write-docs\` it writes this page. Python judges, in a
virtual environment of its own: ${requirements}.

## Ranking, beside scikit-learn

Area under the ROC curve, mean and standard error over seeds ${seeds[0]} to ${seeds[seeds.length - 1]}: 100 trees of 256 points, fitted and judged on the same rows. Nightjar's figure is the
whole detector's (\`features: values\`, \`joint: true\`: scaling, trees, calibration), not its trees' alone. Bound: ${TOLERATED_ERRORS} standard errors of the difference,
with \`margin: 0\`, which is the algorithm that scikit-learn has.

| data | rows x columns | scikit-learn | Nightjar, \`margin: 0\` | difference in its standard errors | Nightjar, default margin |
|---|---|---|---|---|---|
${areas.map(areaRow).join('\n')}

The last column is the price of the default \`margin: 1\`. The original algorithm's scores stop growing at the edge of the training data: a value ten times
farther out scores the same, so that no threshold tells a fault from the rarest usual value. The margin lets trees split beyond the edge, which costs
splits inside it. Where rows are only ranked, as here, take \`margin: 0\`.

How every exported file scores in Python's ONNX Runtime: [ONNX files](onnx-files.md).
`;
}
