import { SEVERITY_THRESHOLDS } from '../../../../contract/severity.ts';
import { wilson } from '../course-quantiles.ts';
import { zOfLevel } from '../normal.ts';
import { unsaid } from '../prediction-input.ts';
import type { Course, PredictionInput, Predictor, Said } from '../prediction-input.ts';
import { percent, stretch } from '../words.ts';
import { fitLogistic, logitOf, probabilityOf, product } from './logistic.ts';
import type { Prior } from './logistic.ts';
import { comesWithin, riskFeatures } from './risk-features.ts';

/** Stretches of the past each of which is forecast by the others. */
const FOLDS = 5;
/** Horizons the past holds at least. */
const LEAST_HORIZONS = 10;
/** Points of the past that are looked at: more are thinned out. */
const MOST_ROWS = 2_000;
/** How many windows of the past the usual rate of false alarms counts for. */
const USUAL_WEIGHT = 1;
/** Rarity of the lowest severity: a usual point in a thousand is scored as high. */
const USUAL_RATE = 1e-3;

/** A probability, and the bounds it lies between. */
export interface Risk {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The probability that one of the next `horizon` scores reaches the threshold, from the scores so far: a logistic regression on how high, how often and how long ago they
 * were lately and on the time of day, tried on each fifth of the past by the others. What that back-test says of its probabilities is applied to them: where they were too sure,
 * or no better than the past's rate, they are drawn towards that rate. null where the past is shorter than ten horizons.
 */
export function anomalyRiskOf(scores: Course, threshold: number, horizon: number, level: number): Risk | null {
  const { rows, anomalous } = riskFeatures(scores, threshold, horizon);
  const outcomes = comesWithin(anomalous, horizon);
  const first = anomalous.findIndex((value) => !Number.isNaN(value));
  const known = [...outcomes.keys()].filter((i) => i >= first && first >= 0 && !Number.isNaN(outcomes[i]));
  if (known.length < LEAST_HORIZONS * horizon) {
    return null;
  }
  const kept = known.filter((_, i) => i % Math.ceil(known.length / MOST_ROWS) === 0);
  const windows = known.length / horizon;
  const weight = windows / kept.length;
  const usualRate = 1 - (1 - USUAL_RATE) ** horizon;
  const rate = (at: readonly number[]): number => {
    const came = at.reduce((sum, i) => sum + outcomes[i], 0) * weight;
    // A window less keeps a past full of anomalies from a rate of 1.
    return (came + usualRate * USUAL_WEIGHT) / (at.length * weight + USUAL_WEIGHT + 1);
  };
  const fit = (at: readonly number[]): Float64Array =>
    fitLogistic(
      at.map((i) => rows[i]),
      at.map((i) => outcomes[i]),
      weight,
      priorOf(rate(at), rows[0].length)
    );
  const edges = Array.from(
    { length: FOLDS + 1 },
    (_, fold) => known[0] + ((known[known.length - 1] + 1 - known[0]) * fold) / FOLDS
  );
  const tried = edges.slice(1).flatMap((end, fold) => {
    const start = edges[fold];
    const others = kept.filter((i) => i < start - horizon || i >= end + horizon);
    const model = fit(others);
    const usual = logitOf(rate(others));
    return kept
      .filter((i) => i >= start && i < end)
      .map((i) => ({ row: Float64Array.of(1, product(rows[i], model) - usual), usual, outcome: outcomes[i] }));
  });
  const usual = logitOf(rate(kept));
  const corrected = fitLogistic(
    tried.map(({ row }) => row),
    tried.map(({ outcome }) => outcome),
    weight,
    { centre: Float64Array.of(usual, 1), strength: Float64Array.of(1, 1) }
  );
  const raw = product(rows[rows.length - 1], fit(kept)) - usual;
  const value = probabilityOf(corrected[0] + Math.max(0, corrected[1]) * raw);
  return { value, ...wilson(value, windows / FOLDS, zOfLevel(level)) };
}

/** Coefficients stand at 0, the constant at the past's rate: without evidence nothing but that rate is said. */
function priorOf(rate: number, size: number): Prior {
  const centre = new Float64Array(size);
  centre[0] = logitOf(rate);
  return { centre, strength: new Float64Array(size).fill(1) };
}

/** The probability of an anomaly within the horizon. */
export const anomalyRisk: Predictor = {
  kind: 'anomaly_risk',
  name: 'Anomaly risk',
  summary: 'The probability of an anomaly within the horizon.',
  needs: 'scores',
  predict({ forecast, scores, level }: PredictionInput): Said {
    if (!scores) {
      return unsaid('percentunit', 'There are no scores to tell a risk from: choose a detector.');
    }
    const { times, threshold, detector } = scores;
    const span = forecast.times[forecast.times.length - 1] - forecast.origin;
    const step = (times[times.length - 1] - times[0]) / Math.max(1, times.length - 1);
    const horizon = Math.max(1, Math.round(span / step));
    const risk = anomalyRiskOf(scores, threshold, horizon, level);
    if (!risk) {
      return unsaid(
        'percentunit',
        `A risk is told from scores over ${LEAST_HORIZONS} horizons on: take a longer training window, or a shorter horizon.`
      );
    }
    const kind = threshold >= SEVERITY_THRESHOLDS.high ? 'a high anomaly' : 'an anomaly';
    const summary = `The probability of ${kind} within ${stretch(span)} is ${percent(risk.value)}.`;
    return { ...risk, unit: 'percentunit', model: detector, summary };
  },
};
