import type { Detector } from '../detector.ts';
import { networkDetector } from '../networks/network-detector.ts';
import { autoencoderKind } from './kind.ts';
import { autoencoderSettings } from './settings.ts';
import type { AutoencoderSettings } from './settings.ts';

/** `autoencoder` (Sakurada & Yairi 2014): a narrow network learns to rebuild ordinary windows; what it cannot rebuild is unusual. */
export const autoencoder: Detector<AutoencoderSettings> = {
  id: 'autoencoder',
  name: 'Autoencoder',
  summary:
    'Learns to rebuild ordinary stretches of a series from a few numbers and marks points it cannot rebuild. Take it for courses with a shape, or for several series that move together.',
  schema: autoencoderSettings,
  isJoint: (settings) => settings.joint,
  lookback: (settings) => settings.window - 1,
  ...networkDetector(autoencoderKind),
};
