import type { Detector } from '../detector.ts';
import { networkDetector } from '../networks/network-detector.ts';
import { vaeKind } from './kind.ts';
import { vaeSettings } from './settings.ts';
import type { VaeSettings } from './settings.ts';

/** `vae` (An & Cho 2015): a variational autoencoder; both how badly a window is rebuilt and how odd its code is can make the score. */
export const vae: Detector<VaeSettings> = {
  id: 'vae',
  name: 'Variational autoencoder',
  summary:
    'Learns a smooth map of ordinary stretches of a series and marks those that lie off the map or far out on it. Take it where the shape of the last half hour counts, not one value.',
  schema: vaeSettings,
  isJoint: (settings) => settings.joint,
  lookback: (settings) => settings.window - 1,
  ...networkDetector(vaeKind),
};
