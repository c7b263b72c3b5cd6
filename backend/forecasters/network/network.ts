import { z } from 'zod';
import type { Plain } from '../../detectors/detector.ts';
import { asBefore, forecastOf } from '../augurs/courses.ts';
import type { Component, FittedForecaster, Forecaster, Past, PointForecast } from '../forecaster.ts';
import { repeatSeason } from '../seasonal-naive/seasonal-naive.ts';
import { seasonName } from '../season-name.ts';
import { chooseNetwork } from './design.ts';
import { networkToOnnx } from './to-onnx.ts';
import { coursesAhead } from './predict-network.ts';
import type { NetworkParameters } from './predict-network.ts';
import { scaleOf, trainingWindows, trainNetworks } from './train-network.ts';

const schema = z.object({
  hidden: z.number().int().min(4).max(512).default(64).describe('Neurons of each of the two hidden layers.'),
  steps: z
    .number()
    .int()
    .min(1)
    .max(20_000)
    .default(2_000)
    .describe('Training steps of each network at most; fewer where there is little to learn from.'),
  networks: z
    .number()
    .int()
    .min(1)
    .max(10)
    .default(2)
    .describe('Networks trained from different beginnings, whose mean is the forecast.'),
});

type NetworkSettings = z.infer<typeof schema>;

const AHEAD = 48;
const TOO_SHORT = 'There are too few values, or no change in them, for a network to learn from.';

function parametersOf(model: FittedForecaster): NetworkParameters | null {
  return model.parameters as unknown as NetworkParameters | null;
}

async function fit(
  pasts: readonly Past[],
  settings: NetworkSettings,
  seed: number,
  horizon = AHEAD
): Promise<FittedForecaster[]> {
  const design = pasts.length > 0 ? chooseNetwork(pasts, horizon, settings.hidden) : null;
  const scales = pasts.map((past) => (design ? scaleOf(past, design) : null));
  const usable = pasts.flatMap((past, i) => (scales[i] === null ? [] : [{ past, scale: scales[i] }]));
  const data = design && usable.length > 0 ? trainingWindows(usable, design) : null;
  const isTrained = design !== null && data !== null && data.rows > 0;
  const trained = isTrained
    ? await trainNetworks(data, design, { steps: settings.steps, count: settings.networks, seed })
    : null;
  return pasts.map(({ values, periods, step }, i) => {
    const scale = scales[i];
    const points = values.length;
    if (!trained || !scale || !design) {
      const { notes } = asBefore({ values, periods, step } as Past, 1, TOO_SHORT);
      return { forecaster: 'network', points, parameters: null, notes };
    }
    const parameters = { design, networks: trained.parameters, scale } satisfies NetworkParameters;
    const metrics = { loss: trained.loss, windows: data?.rows ?? 0 };
    return { forecaster: 'network', points, parameters: parameters as unknown as Plain, notes: [], metrics };
  });
}

async function predict(
  models: readonly FittedForecaster[],
  pasts: readonly Past[],
  horizon: number
): Promise<PointForecast[]> {
  const courses = await coursesAhead(models.map(parametersOf), pasts, horizon);
  return pasts.map((past, i) => {
    const expected = courses[i];
    const components = expected ? partsOf(past, expected) : asBefore(past, horizon, TOO_SHORT).components;
    return forecastOf(components, past);
  });
}

function partsOf(past: Past, expected: Float64Array): Component[] {
  const horizon = expected.length;
  const season = past.periods[0] ?? 1;
  const before = repeatSeason(past.values, season, horizon);
  const level = before.reduce((sum, value) => sum + value / horizon, 0);
  const components: Component[] = [
    { kind: 'level', name: 'Level', values: new Float64Array(horizon).fill(level) },
    { kind: 'other', name: 'Change since', values: expected.map((value, h) => value - before[h]) },
  ];
  if (season > 1) {
    components.splice(1, 0, {
      kind: 'season',
      name: seasonName(season, past.step),
      values: before.map((value) => value - level),
    });
  }
  return components;
}

/**
 * One small network for all series of a query, each scaled by its own window: what it learns of one it knows of the others. It says the horizon directly, as differences from the season
 * before; longer horizons go on from its own forecast.
 */
export const network: Forecaster<NetworkSettings> = {
  id: 'network',
  name: 'Network over all series',
  summary: 'One small network learns from all series of the query together. Take it for many series of the same kind.',
  runs: 'onnx',
  exports: true,
  isJoint: true,
  schema,
  fit,
  predict,
  toOnnx: (model) => networkToOnnx(parametersOf(model), { forecaster: 'network', points: String(model.points) }),
};
