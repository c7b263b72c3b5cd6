import { NightjarError } from '../../errors.ts';
import type { Series } from '../../series/series.ts';
import type { Features } from '../features.ts';
import { sortedFinite } from '../order-statistics.ts';
import { ColumnCache } from './column-cache.ts';
import { lookbackOf } from './columns.ts';
import type { FeatureColumn } from './columns.ts';
import { parseFeatures } from './expression.ts';
import type { FeatureExpression } from './expression.ts';
import { fitBins, qualityOf } from './quality.ts';
import type { ColumnQuality, TrainingBins } from './quality.ts';
import { fitScale } from './scaling.ts';
import type { ColumnScale, Scaling } from './scaling.ts';

/** A pipeline fitted on training data alone; plain data. */
export type FittedPipeline = {
  /** The features as text, canonical. */
  readonly features: string;
  readonly scaling: Scaling;
  /** Distance of the points it was fitted on, in ms. */
  readonly step: number;
  readonly columns: readonly ({ readonly name: string; readonly bins: TrainingBins } & ColumnScale)[];
};

/** Rows of scaled features and the instants (indices into the series' times) that have one. */
export interface PipelineRows extends Features {
  readonly instants: Int32Array;
}

/** Scaled features are held within this, so that float32 and squares of it stay finite. */
const LARGEST_SCALED = 1e6;

const cache = new ColumnCache();

/**
 * Fits scaling and quality figures of features (`parseFeatures`) on a training series, points `step` ms apart (NaN: missing). Throws `bad-settings`
 * for features that cannot be read, and for lags and windows beyond 10,080 points at this step.
 */
export function fitPipeline(text: string, scaling: Scaling, training: Series, step: number): FittedPipeline {
  const features = parseFeatures(text);
  checkLookback(features, step);
  return {
    features: features.map((feature) => feature.text).join(', '),
    scaling,
    step,
    columns: cache.of(features, training, step).map(({ name, values }) => {
      const sorted = sortedFinite(values);
      return { name, ...fitScale(sorted, scaling), bins: fitBins(sorted) };
    }),
  };
}

/** Points before an instant that its features look at. */
export function pipelineLookback(text: string, step: number): number {
  return parseFeatures(text).reduce((most, feature) => Math.max(most, lookbackOf(feature, step)), 0);
}

const MOST_LOOKBACK = 10_080;

function checkLookback(features: readonly FeatureExpression[], step: number): void {
  const far = features.find((feature) => lookbackOf(feature, step) > MOST_LOOKBACK);
  if (far) {
    throw new NightjarError(
      'bad-settings',
      `The feature '${far.text}' looks back over more than ${MOST_LOOKBACK} points: take a shorter span or a longer step.`
    );
  }
}

/** Scaled rows of a series at the pipeline's step: an instant has one where every feature can be told. */
export function transform(pipeline: FittedPipeline, series: Series): PipelineRows {
  const columns = columnsOf(pipeline, series);
  const instants = instantsOf(columns, series.times.length);
  const width = columns.length;
  const count = instants.length;
  const rows = new Float32Array(count * width);
  columns.forEach(({ values }, f) => {
    const { center, scale } = pipeline.columns[f];
    for (let k = 0; k < count; k++) {
      const scaled = (values[instants[k]] - center) / scale;
      rows[k * width + f] = Math.max(-LARGEST_SCALED, Math.min(LARGEST_SCALED, scaled));
    }
  });
  const names = columns.map(({ name }) => name);
  return { names, count, rows, instants };
}

/** Instants at which every column has a number. */
function instantsOf(columns: readonly FeatureColumn[], points: number): Int32Array {
  const isWhole = new Uint8Array(points).fill(1);
  for (const { values } of columns) {
    for (let i = 0; i < points; i++) {
      isWhole[i] &= Number(Number.isFinite(values[i]));
    }
  }
  const instants = new Int32Array(points);
  let count = 0;
  for (let i = 0; i < points; i++) {
    instants[count] = i;
    count += isWhole[i];
  }
  return instants.slice(0, count);
}

/** How fit each column of a series is, seen against the training data. */
export function pipelineQuality(pipeline: FittedPipeline, series: Series): ColumnQuality[] {
  return columnsOf(pipeline, series).map(({ name, values }, f) => qualityOf(name, pipeline.columns[f].bins, values));
}

function columnsOf({ features, step }: FittedPipeline, series: Series): FeatureColumn[] {
  return cache.of(parseFeatures(features), series, step);
}
