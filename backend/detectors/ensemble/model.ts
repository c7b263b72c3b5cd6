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
/** Clean stretches the anomalies are told from are so many points long. */
const STRETCH = 12;
/**
 * A mixture's knots lie between this share of the rarity they stand for and that rarity: a calm held-out part does not make the next one loud, and one
 * that was out of the ordinary throughout does not make the mixture deaf, since no mean is rarer than its members say.
 */
const LEAST_SHARE = 0.4;

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
  const ranks = combine === 'rank' ? rarities.map((one) => held(fitCalibration(one), 1)) : [];
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
    calibration: held(fitCalibration(raw, CORRECTION), combine === 'max' ? members.length : 1),
    examples: examples.filter(({ isAnomaly }) => isAnomaly).length,
  };
}

/** `members`: how many may each be the highest, where the highest counts. */
function held({ raw, scores }: Calibration, members: number): Calibration {
  const knots = raw.map((knot, i) => {
    const said = AS_SAID.raw[i];
    return Math.min(said + Math.log10(members), Math.max(knot, LEAST_SHARE * said));
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
