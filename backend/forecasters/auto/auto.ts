import { z } from 'zod';
import { markSeason, naiveScale } from '../backtest/errors.ts';
import { chooseOrigins } from '../backtest/origins.ts';
import type { Component, FittedForecaster, FittedWithRolls, Forecaster, Past, PointForecast } from '../forecaster.ts';
import { blend } from './blend.ts';
import { MEMBERS, chooseMembers, withWeek } from './choose-members.ts';
import type { MemberName } from './choose-members.ts';
import { rollMembers } from './roll-members.ts';
import { combineMiddle } from './weights.ts';

const schema = z.object({
  sharpness: z
    .number()
    .min(0)
    .max(8)
    .default(2)
    .describe('How much more a better member counts: by its back-test error to this power; at 0 all count the same.'),
});

type AutoSettings = z.infer<typeof schema>;

/** A member that counts for something, as it is kept. */
interface KeptMember {
  readonly name: MemberName;
  readonly weight: number;
  readonly mase: number;
  readonly model: FittedForecaster;
}

const membersOf = ({ parameters }: FittedForecaster): readonly KeptMember[] =>
  parameters as unknown as readonly KeptMember[];

/** Steps that members are tried ahead where nobody says: a short season, or a tenth of the past. */
function usualHorizon({ periods, values }: Past): number {
  return periods[0] ?? Math.max(1, Math.floor(values.length / 10));
}

/** A member that counts for less than this changes nothing that anybody sees. */
const LEAST_WEIGHT = 0.01;

async function fitAll(
  given: readonly Past[],
  origins: readonly (readonly number[])[],
  horizon: number,
  { sharpness }: AutoSettings,
  seed: number
): Promise<FittedWithRolls> {
  const pasts = given.map(withWeek);
  const tried = await rollMembers(pasts, pasts.map(chooseMembers), origins, horizon, seed);
  const blends = pasts.map((past, i) => blend(past, tried[i], origins[i], horizon, sharpness));
  const models = pasts.map((past, i): FittedForecaster => {
    const scale = naiveScale(past, markSeason(past));
    const members = tried[i]
      .map(({ name, model }, k) => ({ name, weight: blends[i].weights[k], mase: blends[i].errors[k] / scale, model }))
      .filter(({ weight }) => weight >= LEAST_WEIGHT)
      .sort((a, b) => b.weight - a.weight);
    const sum = members.reduce((total, { weight }) => total + weight, 0);
    const notes = members.flatMap(({ name, model }) => model.notes.map((note) => `${MEMBERS[name].name}: ${note}`));
    return {
      forecaster: 'auto',
      points: past.values.length,
      parameters: members.map((one) => ({ ...one, weight: one.weight / sum, model: { ...one.model } })) as never,
      notes,
    };
  });
  return { models, rolls: blends.map((one) => one.rolls) };
}

async function predictAll(
  models: readonly FittedForecaster[],
  given: readonly Past[],
  horizon: number
): Promise<PointForecast[]> {
  const pasts = given.map(withWeek);
  const said = pasts.map(() => new Map<MemberName, PointForecast>());
  for (const name of Object.keys(MEMBERS) as MemberName[]) {
    const own = models.flatMap((model, i) =>
      membersOf(model).flatMap((one) => (one.name === name ? [{ i, model: one.model }] : []))
    );
    if (own.length > 0) {
      const { forecaster, settings } = MEMBERS[name];
      const forecasts = await forecaster.predict(
        own.map(({ model }) => model),
        own.map(({ i }) => pasts[i]),
        horizon,
        settings
      );
      own.forEach(({ i }, k) => said[i].set(name, forecasts[k]));
    }
  }
  return models.map((model, i) => {
    const parts = membersOf(model).flatMap(({ name, weight }) => {
      const forecast = said[i].get(name);
      return forecast ? [{ weight, ...forecast }] : [];
    });
    const mean = combineMiddle(
      parts.map((one) => one.mean),
      parts.map(({ weight }) => weight)
    );
    return { mean, components: componentsOf(mean, parts) };
  });
}

/** Components of the members by kind and name, each for what its member counts, and what the middle of the members differs by from their mean. */
function componentsOf(
  mean: Float64Array,
  parts: readonly (PointForecast & { readonly weight: number })[]
): readonly Component[] {
  const sums = new Map<string, Component>();
  for (const { weight, components } of parts) {
    for (const { kind, name, values } of components) {
      const before = sums.get(`${kind} ${name}`)?.values;
      sums.set(`${kind} ${name}`, {
        kind,
        name,
        values: values.map((value, i) => weight * value + (before?.[i] ?? 0)),
      });
    }
  }
  const components = [...sums.values()];
  if (parts.length < 2) {
    return components;
  }
  const rest = mean.map((value, i) => components.reduce((left, { values }) => left - values[i], value));
  return [...components, { kind: 'other', name: 'Middle of the models', values: rest }];
}

/**
 * The middle of members weighted by how near each came in a rolling-origin back-test on the series itself: no single model wins on every series, and a combination rarely loses to any
 * (Makridakis, Spiliotis and Assimakopoulos 2020, "The M4 Competition"); the middle leaves out whichever goes astray this time.
 */
export const auto: Forecaster<AutoSettings> = {
  id: 'auto',
  name: 'Automatic',
  summary:
    'Tries several models on the past of each series and weights them by how near they came. Take it unless you know better.',
  runs: 'typescript',
  exports: false,
  schema,
  async fit(pasts, settings, seed, horizon) {
    const models: FittedForecaster[] = [];
    for (const past of pasts) {
      const ahead = horizon ?? usualHorizon(past);
      const { known } = chooseOrigins(past.values.length, ahead, past.periods.at(-1) ?? 1);
      models.push(...(await fitAll([past], [known], ahead, settings, seed)).models);
    }
    return models;
  },
  predict: (models, pasts, horizon) => predictAll(models, pasts, horizon),
  fitWithRolls: fitAll,
  members: (model) =>
    membersOf(model).map(({ name, weight, mase }) => ({
      forecaster: MEMBERS[name].forecaster.id,
      name: MEMBERS[name].name,
      weight,
      mase,
    })),
};
