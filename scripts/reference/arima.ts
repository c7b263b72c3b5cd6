import { fitOrder } from '../../backend/forecasters/arima/fit-order.ts';
import { forecastOrder } from '../../backend/forecasters/arima/forecast-order.ts';
import { dataOf } from '../../backend/forecasters/arima/likelihood.ts';
import { orderText } from '../../backend/forecasters/arima/order.ts';
import type { ArimaOrder } from '../../backend/forecasters/arima/order.ts';
import { compareWithPython } from './compare-with-python.ts';
import type { Compared } from './compare-with-python.ts';
import type { Finding } from './judges.ts';

/** The log-likelihood may lie this much below statsmodels'. */
const BELOW = 1e-3;
/** Largest difference of forecasts and of standard errors, as a share of statsmodels'. */
const TOLERANCE = 1e-3;

interface Reference {
  readonly name: string;
  readonly about: string;
  readonly values: readonly number[];
  readonly order: readonly [p: number, d: number, q: number];
  readonly seasonal: readonly [P: number, D: number, Q: number, period: number];
  readonly constant: boolean;
  readonly logLikelihood: number;
  readonly mean: readonly number[];
  readonly errors: readonly number[];
}

interface Comparison extends Reference {
  readonly model: string;
  /** Ours minus theirs. */
  readonly gained: number;
  readonly meanDifference: number;
  readonly errorDifference: number;
}

function largestDifference(ours: Float64Array, theirs: readonly number[]): number {
  return theirs.reduce((most, one, i) => Math.max(most, Math.abs(ours[i] - one) / Math.abs(one)), 0);
}

function compare(reference: Reference): Promise<Comparison> {
  const [p, d, q] = reference.order;
  const [P, D, Q, period] = reference.seasonal;
  const order: ArimaOrder = { p, d, q, P, D, Q, period: Math.max(1, period), constant: reference.constant };
  const values = Float64Array.from(reference.values);
  const fit = fitOrder(dataOf(values, order), order, { isThorough: true });
  if (fit === null) {
    throw new Error(`${reference.name}: no model was found`);
  }
  const forecast = forecastOrder(fit, values, reference.mean.length);
  return Promise.resolve({
    ...reference,
    model: orderText(order),
    gained: fit.logLikelihood - reference.logLikelihood,
    meanDifference: largestDifference(forecast.mean, reference.mean),
    errorDifference: largestDifference(forecast.errors, reference.errors),
  });
}

function finding({ name, model, gained, meanDifference, errorDifference }: Comparison): Finding {
  return {
    name: `ARIMA ${model}, ${name}`,
    ok: gained >= -BELOW && meanDifference <= TOLERANCE && errorDifference <= TOLERANCE,
    detail: `log-likelihood ${signed(gained)}, forecasts differ by ${meanDifference.toExponential(1)}, standard errors by ${errorDifference.toExponential(1)}`,
  };
}

function signed(difference: number): string {
  return `${difference >= 0 ? '+' : '-'}${Math.abs(difference).toFixed(6)}`;
}

function row(one: Comparison): string {
  return `| ${one.name}: ${one.about} | ${one.values.length} | ${one.model} | ${one.logLikelihood.toFixed(4)} | ${signed(one.gained)} | ${one.meanDifference.toExponential(1)} | ${one.errorDifference.toExponential(1)} |`;
}

function page(comparisons: readonly Comparison[], requirements: string): string {
  return `# arima beside statsmodels

\`npm run -s check:reference -- arima\` finds all of this anew and fails where a bound is missed; with \`--write-docs\` it writes this page. Python judges, in a virtual environment of
its own: ${requirements}.

Twelve series at given orders, each in units of the standard deviation of its differences, against \`statsmodels.tsa.arima.model.ARIMA\`, whose own search goes on from its default's end.
Bounds: the log-likelihood lies at most ${BELOW} below; forecasts and standard errors of 24 steps differ by at most ${TOLERANCE} of theirs.

| series | values | model | log-likelihood, statsmodels | Nightjar's, difference | forecasts | standard errors |
|---|---|---|---|---|---|---|
${comparisons.map(row).join('\n')}

Which orders the search finds: [arima](arima.md).
`;
}

/** Parameters, forecasts and standard errors at given orders, beside statsmodels'. */
export function compareArima(python: string, _folder: string, requirements: string): Promise<Compared> {
  return compareWithPython<Reference, Comparison>(python, requirements, {
    script: 'arima.py',
    args: [],
    compare,
    finding,
    page,
  });
}
