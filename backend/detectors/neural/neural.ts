import type { Detector } from '../detector.ts';
import { networkDetector } from '../networks/network-detector.ts';
import { neuralKind } from './kind.ts';
import { neuralSettings } from './settings.ts';
import type { NeuralSettings } from './settings.ts';

/** `neural`: per component, a network of three layers foretells the next value and its spread from the window before it. */
export const neural: Detector<NeuralSettings> = {
  id: 'neural',
  name: 'Neural network',
  summary:
    'Foretells each point of a component and how far off it may be from the window before it, and marks what comes out otherwise. Take it for series whose next value follows from the last ones.',
  schema: neuralSettings,
  isJoint: () => false,
  lookback: (settings) => settings.window,
  ...networkDetector(neuralKind),
};
