import { differencesNeeded, seasonalDifferencesNeeded } from './differences.ts';
import { fitOrder } from './fit-order.ts';
import type { ArimaFit } from './fit-order.ts';
import { dataOf } from './likelihood.ts';
import type { ArimaOrder } from './order.ts';
import { difference } from './polynomials.ts';
import { partialAutocorrelations } from './stationary.ts';

/** What the search may choose; anything given is kept. */
export interface Choice {
  /** Points of the season that seasonal orders are of; 1 for none. */
  readonly period: number;
  readonly d?: number;
  readonly D?: number;
  /** Whether there is a mean or drift; undefined where the search may say. */
  readonly constant?: boolean;
  readonly largest: number;
  readonly largestSeasonal: number;
}

/** Models tried at most, as Hyndman and Khandakar's. */
const MOST_MODELS = 94;
/** An autoregressive root this near the unit circle is one that differencing should have taken: such models are passed over. */
const NEAREST_ROOT = 1.001;

type Step = readonly [p: number, q: number, P: number, Q: number];

/** Neighbours of an order, in the order they are tried. */
const STEPS: readonly Step[] = [
  [0, 0, -1, 0],
  [0, 0, 0, -1],
  [0, 0, 1, 0],
  [0, 0, 0, 1],
  [0, 0, -1, -1],
  [0, 0, -1, 1],
  [0, 0, 1, -1],
  [0, 0, 1, 1],
  [-1, 0, 0, 0],
  [0, -1, 0, 0],
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [-1, -1, 0, 0],
  [-1, 1, 0, 0],
  [1, -1, 0, 0],
  [1, 1, 0, 0],
];

/** Orders p, q tried last, from where a search may climb to what lies behind a valley: Hyndman and Khandakar's search ends before it. */
const FAR = [
  [3, 0],
  [5, 0],
  [0, 3],
  [2, 3],
] as const;

/** The model chosen, looked at from more starts than those passed over, where that does not end at the unit circle. */
function settled(values: Float64Array, best: ArimaFit): ArimaFit {
  const thorough = fitOrder(dataOf(values, best.order), best.order, { isThorough: true, from: [best.coefficients] });
  return thorough !== null && thorough.aicc < best.aicc && isClear(thorough) ? thorough : best;
}

/** Whether the autoregressive parts of a model are clear of the unit circle. */
export function isClear({ order: { p, q, P }, coefficients }: ArimaFit): boolean {
  const parts = [coefficients.subarray(0, p), coefficients.subarray(p + q, p + q + P)];
  return parts.every((part) => partialAutocorrelations(part.map((one, i) => one * NEAREST_ROOT ** (i + 1))) !== null);
}

/** Differencing that the tests ask for, and whether a constant may stay. */
function differenced(values: Float64Array, { period, d, D, constant }: Choice) {
  const seasonal = D ?? (period > 1 ? seasonalDifferencesNeeded(values, period) : 0);
  const rest = difference(values, { d: 0, D: seasonal, period });
  const plain = d ?? differencesNeeded(rest);
  return { d: plain, D: seasonal, mayBeConstant: plain + seasonal <= 1 && constant !== false };
}

/**
 * The order of least AICc that Hyndman and Khandakar's stepwise search (2008) finds, by the exact likelihood of every model it tries. Differences come from the KPSS test
 * and the strength of the season. Null where there are too few values for any model.
 */
export function chooseOrder(values: Float64Array, choice: Choice): ArimaFit | null {
  const { d, D, mayBeConstant } = differenced(values, choice);
  const { period } = choice;
  const n = values.length;
  const most = Math.min(choice.largest, Math.floor(n / 3), period > 1 ? period - 1 : choice.largest);
  const mostSeasonal = period > 1 ? Math.min(choice.largestSeasonal, Math.floor(n / 3 / period)) : 0;
  const tried = new Set<string>();
  let best = null as ArimaFit | null;
  /** Whether a model is better than all before. */
  const attempt = (p: number, q: number, P: number, Q: number, constant: boolean): boolean => {
    const key = [p, q, P, Q, constant].join();
    const isOutside = Math.min(p, q, P, Q) < 0 || Math.max(p, q) > most || Math.max(P, Q) > mostSeasonal;
    if (isOutside || tried.has(key) || tried.size >= MOST_MODELS) {
      return false;
    }
    tried.add(key);
    const order: ArimaOrder = { p, d, q, P, D, Q, period, constant };
    const fit = fitOrder(dataOf(values, order), order);
    if (fit !== null && fit.aicc < (best?.aicc ?? Number.POSITIVE_INFINITY) && isClear(fit)) {
      best = fit;
      return true;
    }
    return false;
  };
  const first = Math.min(n < 10 ? 1 : 2, most);
  const one = Math.min(1, most);
  const season = Math.min(n < 10 ? 0 : 1, mostSeasonal);
  const seasonOne = Math.min(1, mostSeasonal);
  attempt(first, first, season, season, mayBeConstant);
  attempt(0, 0, 0, 0, mayBeConstant);
  attempt(one, 0, seasonOne, 0, mayBeConstant);
  attempt(0, one, 0, seasonOne, mayBeConstant);
  if (choice.constant === undefined) {
    attempt(0, 0, 0, 0, false);
  }
  const improve = ({ order: { p, q, P, Q, constant } }: ArimaFit): boolean =>
    STEPS.some(([dp, dq, dP, dQ]) => attempt(p + dp, q + dq, P + dP, Q + dQ, constant)) ||
    (mayBeConstant && choice.constant === undefined && attempt(p, q, P, Q, !constant));
  const climb = (): void => {
    while (best !== null && improve(best)) {
      // The next round starts from the better model.
    }
  };
  climb();
  for (const [p, q] of FAR) {
    if (best !== null && attempt(p, q, best.order.P, best.order.Q, best.order.constant)) {
      climb();
    }
  }
  return best && settled(values, best);
}
