import { join } from 'node:path';
import type { Evaluation, EvaluationOptions } from '../evaluation.ts';
import { runParallel } from '../parallel/pool.ts';
import type { HitResult, HitRun, Said } from './hit-run.ts';
import { brierSkill, calibrationError, reliability } from './measures.ts';
import type { Judged } from './measures.ts';
import type { RiskResult, RiskRun } from './risk-run.ts';

const CASES = 2_000;
/** Cases of one task. */
const CHUNK = 20;
/** Steps of a forecast; half of them are what the near limit is hit within. */
const HORIZON = 60;
const SHARES = [10, 50, 90];
const MOST_OFF = 3;
const MOST_CALIBRATION_ERROR = 0.05;
const LEAST_SKILL = 0.1;

/** Whether what is said of limits and anomalies comes true as often as said, on series whose law is known. */
export const predictions: Evaluation = {
  title: 'Predictions',
  summary: 'hit times, error probability and anomaly risk on simulated series of known law',
  async run(options) {
    const [seed] = options.seeds ?? [11];
    const hits = await runAll<HitResult>('hit-run.ts', options, (first): HitRun => {
      return { first, count: CHUNK, horizon: HORIZON, seed, forecaster: 'auto' };
    });
    const coverage = printHits(hits, seed, options);
    const error = printProbabilities(
      'Error probability',
      hits.map(({ law, known, forecast, farHit }) => ({
        law,
        predicted: { probability: forecast.probability, came: farHit },
        known: { probability: known.probability, came: farHit },
      })),
      options
    );
    const risks = await runAll<RiskResult>('risk-run.ts', options, (first): RiskRun => ({ first, count: CHUNK, seed }));
    options.print(RISK_INTRO);
    const risk = printProbabilities(
      'Anomaly risk',
      risks.map(({ law, known, wentWrong, predicted, came }) => ({
        law,
        predicted: { probability: predicted, came },
        known: { probability: known, came: wentWrong },
      })),
      options
    );
    const isCovered = coverage.every((share, i) => Math.abs(share - SHARES[i]) <= MOST_OFF);
    const isGood = [error, risk].every(
      ({ calibrationError: off, skill }) => off < MOST_CALIBRATION_ERROR && skill > LEAST_SKILL
    );
    return { cases: CASES, coverage, errorProbability: error, anomalyRisk: risk, passed: isCovered && isGood };
  },
};

async function runAll<Result>(
  module: string,
  { say }: EvaluationOptions,
  input: (first: number) => object
): Promise<Result[]> {
  const inputs = Array.from({ length: CASES / CHUNK }, (_, chunk) => input(chunk * CHUNK));
  const parts = await runParallel<Result[]>(join(import.meta.dirname, module), inputs, {
    progress: (done, all) => {
      if (done % 10 === 0) {
        say(`${module}: ${done} of ${all}`);
      }
    },
  });
  return parts.flat();
}

const percent = (share: number): string => (100 * share).toFixed(1);

/** Percent of the cases that hit no later than said; a quantile beyond the horizon is later than any hit within it. */
function coverageOf(results: readonly HitResult[], who: (result: HitResult) => Said): number[] {
  return SHARES.map((_, i) => {
    const covered = results.filter((one) => Number.isFinite(one.hit) && one.hit <= who(one).quantiles[i]);
    return (100 * covered.length) / results.length;
  });
}

function printHits(results: readonly HitResult[], seed: number, { print }: EvaluationOptions): number[] {
  print(`## Time to threshold

${CASES.toLocaleString('en')} simulated series (seed ${seed}), five laws in turn, every second one upside down where that can be, with parameters drawn anew for each. 240 to 720 values by the hour are known, ${HORIZON} hours are
forecast by \`auto\`, from the raw values on. The limit is one that the law itself reaches within ${HORIZON / 2} hours in 99 of 100 cases. In percent: how many of the series have hit by the P10, P50 and P90 that were said
(aim: 10, 50 and 90, within ${MOST_OFF}); _unsaid_: how many P90 lie beyond the horizon. _By the law_: the same from courses simulated by the true law, the best there can be.
`);
  const groups = ['all', ...new Set(results.map(({ law }) => law))];
  const rows = groups.map((law) => {
    const part = results.filter((one) => law === 'all' || one.law === law);
    const said = coverageOf(part, ({ forecast }) => forecast).map((one) => one.toFixed(1));
    const known = coverageOf(part, (one) => one.known).map((one) => one.toFixed(1));
    const unsaid = part.filter(({ forecast }) => !Number.isFinite(forecast.quantiles[2])).length / part.length;
    return `| ${law} | ${part.length} | ${said.join(' | ')} | ${percent(unsaid)} | ${known.join(' | ')} |`;
  });
  print(
    `| law | series | P10 | P50 | P90 | unsaid | P10 by the law | P50 | P90 |\n|---|${'---|'.repeat(8)}\n${rows.join('\n')}\n`
  );
  print(`## Error probability

The same series. The limit lies anywhere between where the series stands and twice as far as the law takes it in the median, so that some limits are sure to be broken, some
are out of reach, and some are in doubt.
`);
  return coverageOf(results, ({ forecast }) => forecast);
}

const RISK_INTRO = `## Anomaly risk

As many simulated series of five-minute values over 16 days, a daily rhythm with noise, in which something goes wrong by a law: in spells, on some days at an hour of its own, with aftershocks, or
out of the blue. The detector \`mad\` scores them from the raw values on; the risk is that one of the next hour's scores reaches 0.7. _By the law_: the probability that something goes
wrong, by its law and hidden state; nobody can know the state, nor foretell what comes out of the blue.
`;

interface LawJudged {
  readonly law: string;
  readonly predicted: Judged;
  readonly known: Judged;
}

function printProbabilities(
  name: string,
  all: readonly LawJudged[],
  { print }: EvaluationOptions
): { calibrationError: number; skill: number } {
  const judged = all.map(({ predicted }) => predicted);
  const rows = ['all', ...new Set(all.map(({ law }) => law))].map((law) => {
    const part = all.filter((one) => law === 'all' || one.law === law);
    const [predicted, known] = [part.map((one) => one.predicted), part.map((one) => one.known)];
    const rate = predicted.filter(({ came }) => came).length / part.length;
    const figures = [calibrationError(predicted), brierSkill(predicted), calibrationError(known), brierSkill(known)];
    return `| ${law} | ${part.length} | ${percent(rate)} | ${figures.map((one) => one.toFixed(3)).join(' | ')} |`;
  });
  print(
    `| law | series | came true, % | calibration error | Brier skill | calibration error by the law | Brier skill by the law |\n|---|${'---|'.repeat(6)}\n${rows.join('\n')}\n`
  );
  const tenths = reliability(judged).map(
    ({ said, came, count }) => `| ${percent(said)} | ${percent(came)} | ${count} |`
  );
  print(`| said, % | came true, % | series |\n|---|---|---|\n${tenths.join('\n')}\n`);
  const figures = { calibrationError: calibrationError(judged), skill: brierSkill(judged) };
  print(
    `${name}: calibration error ${figures.calibrationError.toFixed(3)} (under ${MOST_CALIBRATION_ERROR}), Brier skill ${figures.skill.toFixed(3)} against the base rate (above ${LEAST_SKILL}).\n`
  );
  return figures;
}
