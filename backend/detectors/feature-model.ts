import type { Features } from '../features/features.ts';
import type { FittedModel, Plain, SeriesGroup } from './detector.ts';
import { fitColumn, groupRows } from './feature-columns.ts';
import type { Layout } from './feature-columns.ts';
import type { FeatureParameters } from './feature-scores.ts';
import { trainedOf } from './trained.ts';

/** What a model of features learns of its rows: its parameters but for those that every one has. */
export type Learned<P extends FeatureParameters> = Omit<P, 'layout' | 'columns' | 'bandWidth' | 'step'>;

/** The settings that fitting any model of features asks for. */
export interface TrainingSettings {
  readonly minTrainingSamples: number;
  readonly bandWidth: number;
}

/**
 * Fits `detector` on a group: its columns, then what `learn` makes of their scaled rows, in the order of time; null where there are fewer than
 * `minTrainingSamples`.
 */
export async function fitFeatures<P extends FeatureParameters>(
  detector: string,
  group: SeriesGroup,
  layout: Layout,
  { minTrainingSamples, bandWidth }: TrainingSettings,
  learn: (training: Features | null) => Learned<P> | Promise<Learned<P>>
): Promise<FittedModel> {
  const columns = group.series.map((series) => fitColumn(series, group.step, layout));
  const training = groupRows(group, columns, layout);
  const learned = await learn(training.count >= minTrainingSamples ? training : null);
  const parameters = { layout, columns, ...learned, bandWidth, step: group.step };
  return { detector, trained: trainedOf(group), parameters: parameters as Plain, state: null };
}
