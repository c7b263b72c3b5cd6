import { NightjarError } from '../../../backend/errors.ts';
import { SEVERITY_THRESHOLDS, SEVERITIES } from '../../../contract/severity.ts';
import type { CleanResult } from '../clean-corpus/clean-run.ts';
import { CLEAN_FAMILIES } from '../clean-corpus/index.ts';
import { runClean } from '../clean-corpus/run-clean.ts';
import { rarityOfScore } from '../clean-corpus/score-rarity.ts';
import type { Evaluation } from '../evaluation.ts';
import { wantedDetectors } from '../evaluation.ts';
import { withKeptRows } from '../kept/kept-rows.ts';
import { readCorrection, writeCorrection } from './correction-file.ts';
import { fitCorrection } from './fit-correction.ts';
import { curveOf, shareAt } from './rarity-curve.ts';

/** Months of each family that judge, and those that corrections are fitted on: never the same, and never a family held out. */
const JUDGING_SEEDS = [1, 2, 3];
const FITTING_SEEDS = [101, 102, 103, 104, 105];
/** The first correction moves what the next reads beyond 0.9, so it is fitted twice. */
const ROUNDS = 2;
/** Observed over nominal rate may be this much, or its inverse. */
const TOLERANCE = 3;

const NOMINAL = SEVERITIES.map((severity) => Math.round(rarityOfScore(SEVERITY_THRESHOLDS[severity])));

interface Rates {
  readonly points: number;
  /** Shares of points at 0.7, 0.8 and 0.9 or above. */
  readonly shares: readonly number[];
}

function ratesOf(results: readonly CleanResult[]): Rates {
  const curve = curveOf(results);
  return { points: curve.points, shares: NOMINAL.map((rarity) => shareAt(curve, rarity)) };
}

const isWithin = ({ shares }: Rates): boolean =>
  shares.every((share, s) => share <= TOLERANCE * 10 ** -NOMINAL[s] && share >= 10 ** -NOMINAL[s] / TOLERANCE);

interface Row {
  readonly all: Rates;
  readonly heldOut: Rates;
  readonly within: boolean;
}

const rate = (value: number): string => (value === 0 ? '0' : value.toPrecision(2));

async function fit(detector: string, say: (line: string) => void): Promise<void> {
  let present = await readCorrection(detector);
  if (!present) {
    throw new NightjarError('bad-request', `${detector} has no correction in a calibrated.ts; it cannot be written.`);
  }
  const families = CLEAN_FAMILIES.filter(({ isHeldOut }) => !isHeldOut);
  for (let round = 1; round <= ROUNDS; round++) {
    const curve = curveOf(await runClean(detector, families, FITTING_SEEDS, say));
    present = fitCorrection(curve, present);
    writeCorrection(detector, present);
    say(`${detector}: correction ${present.map((rarity) => rarity.toFixed(3)).join(', ')}`);
  }
}

export const calibration: Evaluation = {
  title: 'How rare scores are',
  summary: 'share of clean points at 0.7, 0.8 and 0.9 of each detector; --write fits its correction anew',
  async run(options) {
    const { print, say, seeds = JUDGING_SEEDS } = options;
    const fresh = new Map<string, Row>();
    for (const { id } of wantedDetectors(options)) {
      if (options.write) {
        await fit(id, say);
      }
      const results = await runClean(id, CLEAN_FAMILIES, seeds, say);
      const of = (family: string) => ratesOf(results.filter((one) => one.family === family));
      const heldOut = new Set(CLEAN_FAMILIES.filter((one) => one.isHeldOut).map(({ name }) => name));
      const families = CLEAN_FAMILIES.map(({ name }) => ({ family: name, ...of(name) }));
      const all = ratesOf(results);
      fresh.set(id, {
        all,
        heldOut: ratesOf(results.filter(({ family }) => heldOut.has(family))),
        within: isWithin(all),
      });
      const seconds = results.reduce((sum, one) => sum + one.seconds, 0);
      say(`\n| ${id} | ${SEVERITIES.map((s) => SEVERITY_THRESHOLDS[s]).join(' | ')} |\n|---|---|---|---|`);
      families.forEach(({ family, shares }) => say(`| ${family} | ${shares.map(rate).join(' | ')} |`));
      await withKeptRows('calibration', fresh, options.writesDocs);
      say(
        `\n${id}: ${all.shares.map(rate).join(', ')} of ${all.points} points, ${seconds.toFixed(0)} s of fitting and scoring\n`
      );
    }
    print(METHOD);
    print(
      '| detector | points | 0.7 | 0.8 | 0.9 | within a factor of 3 | families never fitted on: 0.7 | 0.8 | 0.9 |\n|---|---|---|---|---|---|---|---|---|'
    );
    const rows = await withKeptRows('calibration', fresh, options.writesDocs);
    for (const [detector, { all, heldOut, within }] of rows) {
      print(
        `| \`${detector}\` | ${all.points} | ${all.shares.map(rate).join(' | ')} | ${within ? 'yes' : 'no'} | ${heldOut.shares.map(rate).join(' | ')} |`
      );
    }
    return { nominal: NOMINAL.map((rarity) => 10 ** -rarity), detectors: Object.fromEntries(fresh) };
  },
};

const METHOD = `Share of the points of generated clean series that reach a score; 0.7, 0.8 and 0.9 stand for 0.001, 0.0001 and 0.00001. ${CLEAN_FAMILIES.length} families of series (\`scripts/eval/clean-corpus\`),
seeds ${JUDGING_SEEDS.join(', ')}, a month each at one minute: the first 14 days train, then models are fitted weekly on the 14 days before, and 16 days are scored.
Detectors that work on several series at once get five replicas, and the highest score of an instant counts. Corrections were fitted on other seeds (${FITTING_SEEDS.join(', ')}) of
two thirds of the families; the last columns are the other third, which no correction has seen.
`;
