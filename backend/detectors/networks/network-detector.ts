import type { Detector } from '../detector.ts';
import { explainNetwork } from './explain.ts';
import type { NetworkKind } from './kind.ts';
import { fitGroups } from './model.ts';
import { scoreGroups } from './score.ts';
import type { NetworkSettings } from './settings.ts';
import { networkToOnnx } from './to-onnx.ts';

/** What every detector made of a network does alike. */
export function networkDetector<S extends NetworkSettings>(
  kind: NetworkKind<S>
): Required<Pick<Detector<S>, 'runs' | 'exports' | 'fit' | 'score' | 'explain' | 'toOnnx'>> {
  return {
    runs: 'onnx',
    exports: true,
    fit: (groups, settings, seed) => fitGroups(kind, groups, settings, seed),
    score: (models, _states, windows) => scoreGroups(kind, models, windows),
    explain: (model, window, scores, seriesIndex, index) =>
      explainNetwork(kind, model, window, scores, seriesIndex, index),
    toOnnx: (model) => networkToOnnx(kind, model),
  };
}
