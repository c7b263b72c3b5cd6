import type { ExplanationFact } from '../../../contract/detection.ts';
import type { GroupScores } from '../detector.ts';
import type { NetworkParameters } from '../networks/model.ts';
import { percentileOf } from './baseline.ts';
import type { Baseline } from './baseline.ts';
import { recentOf } from './recent.ts';

const BASELINE_LABELS: Readonly<Record<keyof Baseline, string>> = {
  mean: 'Mean of the training data',
  deviation: 'Standard deviation of the training data',
  min: 'Least value of the training data',
  p5: '5th percentile of the training data',
  p25: '25th percentile of the training data',
  p50: 'Median of the training data',
  p75: '75th percentile of the training data',
  p95: '95th percentile of the training data',
  max: 'Largest value of the training data',
};

/** Baseline statistics, and what the scores over the last window say. */
export function neuralFacts(
  { shape, described, training }: NetworkParameters,
  { series }: GroupScores,
  seriesIndex: number,
  index: number
): ExplanationFact[] {
  const { baseline, threshold, sensitivityMultiplier } = described as unknown as {
    readonly baseline: Baseline;
    readonly threshold: number;
    readonly sensitivityMultiplier: number;
  };
  const { score, evidence, expected } = series[seriesIndex];
  const window = shape.points - 1;
  const recent = recentOf(score, index, window);
  return [
    { key: 'foretold', label: `Foretold from the ${window} points before`, value: expected[index] },
    { key: 'foretoldSpread', label: 'Foretold spread (robust standard deviation)', value: evidence.spread[index] },
    ...Object.entries(BASELINE_LABELS).map(([name, label]) => ({
      key: `training.${name}`,
      label,
      value: baseline[name as keyof Baseline],
    })),
    {
      key: 'foretoldPercentile',
      label: 'Per cent of the training data below the foretold value',
      value: percentileOf(baseline, expected[index]),
    },
    { key: 'recentPoints', label: 'Scored points in the last window', value: recent.points },
    { key: 'recentShare', label: 'Share of them that are anomalous', value: recent.share, unit: 'percentunit' },
    { key: 'recentTrend', label: 'Rise of the score over the last window', value: recent.trend },
    { key: 'recentCourse', label: 'Course of the last window', value: recent.words },
    { key: 'threshold', label: 'Threshold', value: threshold },
    { key: 'sensitivityMultiplier', label: 'Sensitivity multiplier', value: sensitivityMultiplier },
    { key: 'trainingSteps', label: 'Training steps', value: training.steps },
  ];
}
