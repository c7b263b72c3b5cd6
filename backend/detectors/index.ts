import { autoOf } from './auto/auto.ts';
import { autoencoder } from './autoencoder/autoencoder.ts';
import { changepoint } from './changepoint/changepoint.ts';
import type { Detector } from './detector.ts';
import { ensembleOf } from './ensemble/ensemble.ts';
import { ewma } from './ewma/ewma.ts';
import { isolationForest } from './isolation-forest/isolation-forest.ts';
import { kmeans } from './kmeans/kmeans.ts';
import { lof } from './lof/lof.ts';
import { mad } from './mad/mad.ts';
import { multivariate } from './multivariate/multivariate.ts';
import { neural } from './neural/neural.ts';
import { onnxModel } from './onnx-model/onnx-model.ts';
import { oneClassSvm } from './one-class-svm/one-class-svm.ts';
import { peers } from './peers/peers.ts';
import { quantile } from './quantile/quantile.ts';
import { seasonal } from './seasonal/seasonal.ts';
import { subsequence } from './subsequence/subsequence.ts';
import { byWallClock } from './wall-clock.ts';
import { vae } from './vae/vae.ts';
import { windowKnn } from './window-knn/window-knn.ts';
import { zscore } from './zscore/zscore.ts';

/** Detectors that stand by themselves: adding one is a folder and a line here. */
const SINGLE: readonly Detector[] = (
  [
    seasonal,
    zscore,
    mad,
    ewma,
    quantile,
    changepoint,
    isolationForest,
    oneClassSvm,
    lof,
    windowKnn,
    kmeans,
    subsequence,
    autoencoder,
    vae,
    neural,
    peers,
    multivariate,
  ] as readonly Detector[]
).map(byWallClock);

/** Those that detectors made of others can take. */
const KNOWN: readonly Detector[] = [...SINGLE, ensembleOf(SINGLE, ['seasonal', 'ewma', 'quantile'])];

/** Every detector Nightjar has, in the order people see them. */
export const DETECTORS: readonly Detector[] = [autoOf(KNOWN), ...KNOWN, byWallClock(onnxModel)];
