import type { Detector } from '../detector.ts';
import { rounded } from '../explanation.ts';
import { explainFeatures, rowAt } from '../feature-explanation.ts';
import type { ExplainedRow } from '../feature-explanation.ts';
import { parametersOf } from './model.ts';
import type { PackedForest } from './packed-forest.ts';
import { beyond } from './reach.ts';
import type { Reach } from './reach.ts';
import { PathExplainer } from './tree-shap.ts';

/** Explainers by forest: making one costs as much as some explanations. */
const explainers = new WeakMap<PackedForest, PathExplainer>();

function explainerOf(forest: PackedForest): PathExplainer {
  let explainer = explainers.get(forest);
  if (!explainer) {
    explainer = new PathExplainer(forest);
    explainers.set(forest, explainer);
  }
  return explainer;
}

/**
 * What makes a scaled row's mean path as short as it is. The trees' part is split by path-dependent TreeSHAP; what lies beyond the usual values divides the
 * path, and the features that do share what that takes off by how far beyond they lie.
 */
export function explainRow(forest: PackedForest, reach: Reach, margin: number, row: Float32Array): ExplainedRow {
  const { expected, parts } = explainerOf(forest).explain(row);
  const path = parts.reduce((sum, part) => sum + part, expected);
  const far = beyond(reach, row).map((one) => margin * one);
  const factor = far.reduce((sum, one) => sum + one, 1);
  const shortened = path / factor;
  return {
    label: 'path length (mean number of random splits that set the point apart)',
    direction: -1,
    value: shortened,
    usual: expected,
    attributions: parts.map((part, f) => -part + (factor > 1 ? ((path - shortened) * far[f]) / (factor - 1) : 0)),
  };
}

/** Why a point has its score: what was expected and why, the distance, and what contributed. */
export const explainPoint: Detector['explain'] = (model, window, scores, seriesIndex, index) => {
  const parameters = parametersOf(model);
  const { forest, reach, margin, contamination } = parameters;
  const explained = forest && reach ? explainRow(forest, reach, margin, rowAt(parameters, scores, index)) : null;
  return explainFeatures(model, parameters, { window, scores, seriesIndex, index }, explained, [
    { key: 'isolation', label: 'Isolation score', value: scores.series[seriesIndex].evidence.isolation[index] },
    {
      key: 'usualIsolation',
      label: `Isolation score that ${rounded(100 * (1 - contamination))} % of training points stay under`,
      value: parameters.calibration.raw[0] ?? Number.NaN,
    },
  ]);
};
