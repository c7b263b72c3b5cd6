import { injectAnomalies, kindsFor, yardstickOf } from '../backtest/inject.ts';
import { fitHeldOut, scoreHeldOut } from '../backtest/held-out.ts';
import { calibrate } from '../calibration.ts';
import type { Calibration } from '../calibration.ts';
import type { Detector, FittedModel, Plain, SeriesGroup } from '../detector.ts';
import { firstState } from '../member.ts';
import type { Member, MemberState } from '../member.ts';
import { fitCalibration } from '../rarity.ts';
import { trainedOf } from '../trained.ts';
import { CORRECTION } from './calibrated.ts';
import { AS_SAID, mixed, opinionOf, rarityOf } from './combine.ts';
import type { Mixture } from './combine.ts';
import { independentMean } from './independent.ts';
import type { Example } from './learn-weights.ts';
import { learnWeights } from './learn-weights.ts';
import type { EnsembleSettings } from './settings.ts';

/** What a fitted ensemble knows; plain data. */
export type EnsembleParameters = {
  readonly members: readonly string[];
  /** The members' models, their states left out: those stand in the ensemble's. Empty where the training window held too few points. */
  readonly models: readonly FittedModel[];
  readonly mixture: Mixture;
  readonly calibration: { readonly raw: readonly number[]; readonly scores: readonly number[] };
  /** Injected anomalies the weights were learned from; 0 for none. */
  readonly examples: number;
};

/** Share of the training points members are first fitted on; the rest is held out. */
const FITTED_SHARE = 0.7;
/** Fewer clean held-out points tell nothing of the mixture's tail. */
const LEAST_HELD_OUT = 60;
/** How often each kind of anomaly is injected. */
const ROUNDS = 2;
/** A member's rarities are stretched to this share at most where they are ranked. */
const LEAST_SHARE = 0.4;
/** Clean stretches the anomalies are told from are so many points long. */
const STRETCH = 12;
export function parametersOf(model: FittedModel): EnsembleParameters {
  return model.parameters as unknown as EnsembleParameters;
}

/** The members an ensemble's settings name, each with its default settings. */
export function membersOf(known: readonly Detector[], ids: readonly string[]): Member[] {
  return ids.flatMap((id) =>
    known.filter((one) => one.id === id).map((one) => ({ detector: one, settings: one.schema.parse({}) }))
  );
}

export async function fitGroup(
  known: readonly Detector[],
  group: SeriesGroup,
  settings: EnsembleSettings,
  seed: number
): Promise<FittedModel> {
  const members = membersOf(known, settings.members);
  const trained = trainedOf(group);
  if (trained.points < settings.minTrainingSamples) {
    const parameters: EnsembleParameters = {
      members: settings.members,
      models: [],
      mixture: { combine: settings.combine, weights: equal(members.length), ranks: [] },
      calibration: AS_SAID,
      examples: 0,
    };
    return { detector: 'ensemble', trained, parameters: parameters as unknown as Plain, state: null };
  }
  const { mixture, calibration, examples } = await learnMixture(members, group, settings, seed);
  const models = await Promise.all(
    members.map(async ({ detector, settings: own }) => (await detector.fit([group], own, seed))[0])
  );
  const parameters: EnsembleParameters = {
    members: settings.members,
    models: models.map((model) => ({ ...model, state: null })),
    mixture,
    calibration: { raw: calibration.raw, scores: calibration.scores },
    examples,
  };
  const states: readonly MemberState[] = models.map(firstState);
  return { detector: 'ensemble', trained, parameters: parameters as unknown as Plain, state: states };
}

function equal(members: number): number[] {
  return new Array<number>(members).fill(1 / members);
}

interface Learned {
  readonly mixture: Mixture;
  readonly calibration: Calibration;
  readonly examples: number;
}

/** Weights, ranks and calibration from the last part of the training points, on which no member was fitted. */
async function learnMixture(
  members: readonly Member[],
  group: SeriesGroup,
  { combine }: EnsembleSettings,
  seed: number
): Promise<Learned> {
  const [series] = group.series;
  const from = Math.floor(series.values.length * FITTED_SHARE);
  const fitted = await Promise.all(members.map((member) => fitHeldOut(member, group, from, seed)));
  const clean = await Promise.all(fitted.map((one) => scoreHeldOut(one, group)));
  const isTelling = clean.every(
    (scores) => scores.reduce((count, score) => count + Number(score >= 0), 0) >= LEAST_HELD_OUT
  );
  if (!isTelling) {
    return { mixture: { combine, weights: equal(members.length), ranks: [] }, calibration: AS_SAID, examples: 0 };
  }
  const rarities = clean.map((scores) => scores.map(rarityOf));
  const ranks = combine === 'rank' ? rarities.map((one) => held(fitCalibration(one), RANKED)) : [];
  const examples = combine === 'learned' ? await examplesOf(fitted, group, rarities, from, seed) : [];
  const weights = combine === 'learned' ? learnWeights(examples, members.length) : equal(members.length);
  const mixture: Mixture = { combine, weights, ranks: ranks.map(({ raw, scores }) => ({ raw, scores })) };
  const raw = clean[0].map((_, i) =>
    mixed(
      mixture,
      clean.map((scores, m) => opinionOf(mixture, m, scores[i]))
    )
  );
  return {
    mixture,
    calibration: held(fitCalibration(raw, CORRECTION), boundsOf(mixture)),
    examples: examples.filter(({ isAnomaly }) => isAnomaly).length,
  };
}

/** The least and the greatest measure that may stand for a rarity. */
type Bounds = (rarity: number) => readonly [number, number];

/** A member's own rarities among those it gave: a calm held-out part does not make the next one loud. */
const RANKED: Bounds = (rarity) => [LEAST_SHARE * rarity, rarity];

/**
 * Where a mixture's knots may lie: as if its members erred independently at the least, so that a calm held-out part does not make the next one
 * loud; as if they said the same at the most, so that one that was out of the ordinary throughout does not make the mixture deaf. The highest of
 * several is rarer the other way round.
 */
function boundsOf({ combine, weights }: Mixture): Bounds {
  if (combine === 'max') {
    return (rarity) => [rarity, rarity + Math.log10(weights.length)];
  }
  const effective = Math.max(1, Math.round(1 / weights.reduce((sum, weight) => sum + weight * weight, 0)));
  return (rarity) => [independentMean(effective, rarity), rarity];
}

function held({ raw, scores }: Calibration, bounds: Bounds): Calibration {
  const knots = raw.map((knot, i) => {
    const [least, most] = bounds(AS_SAID.raw[i]);
    return Math.min(most, Math.max(knot, least));
  });
  return { raw: knots.map((knot, i) => Math.max(knot, (knots[i - 1] ?? 0) + 1e-6)), scores };
}

/** What the members said of injected anomalies and of clean stretches: the highest rarity within. */
async function examplesOf(
  fitted: readonly Awaited<ReturnType<typeof fitHeldOut>>[],
  group: SeriesGroup,
  clean: readonly Float64Array[],
  from: number,
  seed: number
): Promise<Example[]> {
  const [series] = group.series;
  const yardstick = yardstickOf(series, group.step);
  const copies = injectAnomalies(series, yardstick, kindsFor(series, yardstick), from, ROUNDS, seed);
  const examples: Example[] = [];
  for (const { series: changed, events } of copies) {
    const scores = await Promise.all(fitted.map((one) => scoreHeldOut(one, { step: group.step, series: [changed] })));
    for (const { start, end } of events) {
      examples.push({
        opinions: scores.map((one) => highest(one, start - from, end - from, rarityOf)),
        isAnomaly: true,
      });
    }
  }
  for (let start = 0; start < clean[0].length; start += STRETCH) {
    examples.push({
      opinions: clean.map((one) => highest(one, start, start + STRETCH, (rarity) => rarity)),
      isAnomaly: false,
    });
  }
  return examples;
}

/** The highest of the numbers there are; NaN where there are none. */
function highest(values: Float64Array, start: number, end: number, as: (value: number) => number): number {
  let most = Number.NaN;
  for (let i = Math.max(0, start); i < Math.min(values.length, end); i++) {
    const value = as(values[i]);
    most = most >= value || Number.isNaN(value) ? most : value;
  }
  return most;
}

/** The calibrated score of a mixture's raw measure. */
export function scoreOf({ calibration }: EnsembleParameters, raw: number): number {
  return calibrate(calibration, raw);
}
