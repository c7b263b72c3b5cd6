import type { FittedModel, Plain, SeriesGroup } from '../detectors/detector.ts';
import type { HeldModel } from '../onnx/imports/held-models.ts';
import { holdModels } from '../onnx/imports/held-models.ts';
import { loadDetector } from './load-detector.ts';
import type { Packed } from './pack.ts';
import { packAll, unpack, unpackCopy } from './pack.ts';

/** Windows to score from the states that their models stand in; states are handed over. */
export interface AdvanceInput {
  readonly detector: string;
  readonly models: readonly Packed[];
  readonly states: readonly Packed[];
  readonly windows: readonly SeriesGroup[];
  readonly files: readonly HeldModel[];
}

/** One `Scored[]` a window, and the states after their last points. */
export interface Advanced {
  readonly scores: readonly Packed[];
  readonly states: readonly Packed[];
}

/** Scores windows and moves their states on. */
export async function advance({ detector, models, states, windows, files }: AdvanceInput): Promise<Advanced> {
  holdModels(files);
  const scorer = await loadDetector(detector);
  const scored = await scorer.score(
    models.map((model) => unpackCopy<FittedModel>(model)),
    states.map((state) => unpack<Plain>(state)),
    windows,
    true
  );
  return {
    scores: packAll(
      scored.map(({ series }) => series),
      'own'
    ),
    states: packAll(
      scored.map(({ state }) => state),
      'own'
    ),
  };
}
