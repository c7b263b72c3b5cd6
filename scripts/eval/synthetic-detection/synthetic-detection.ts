import type { FittedModel, SeriesGroup } from '../../../backend/detectors/detector.ts';
import { seasonal } from '../../../backend/detectors/seasonal/seasonal.ts';
import { runsOf } from '../../../backend/detections/runs.ts';
import { SEVERITIES, SEVERITY_THRESHOLDS } from '../../../contract/severity.ts';
import type { Evaluation } from '../evaluation.ts';
import { CLEAN_FAMILIES } from '../clean-corpus/index.ts';
import { DAY_POINTS } from '../clean-corpus/shapes.ts';
import { FAULTS, noiseOf } from './faults.ts';
import { randomFrom } from '../random.ts';

const STEP_MS = 60_000;
const MONDAY = Date.UTC(2026, 0, 5);
const DAYS = 21;
/** Days of a cold start, and days from which a history is complete. */
const YOUNG = 3;
const GROWN = 14;
/** Size of faults in units of the noise from point to point. */
const SIZES = [5, 10, 20];
/** Faults of a shape and size in a series, each in a day of its own after the same two weeks. */
const DRAWS = 4;

function groupOf(values: Float64Array, from: number): SeriesGroup {
  const times = values.map((_, i) => MONDAY + (from + i) * STEP_MS);
  return { step: STEP_MS, series: [{ labels: {}, times, values }] };
}

const fit = async (values: Float64Array): Promise<FittedModel> =>
  (await seasonal.fit([groupOf(values, 0)], seasonal.schema.parse({}), 1))[0];

/** Scores of points that follow the model's training part, or of a cold start. */
async function scoreOf(model: FittedModel, values: Float64Array, from: number): Promise<Float64Array> {
  return (await seasonal.score([model], [null], [groupOf(values, from)]))[0].series[0].score;
}

interface CleanFigures {
  readonly kind: string;
  /** Marks (runs of medium and above) a series and day: in the first 3 days, until day 14, and after. */
  readonly young: number;
  readonly growing: number;
  readonly grown: number;
}

async function runClean(seeds: readonly number[]) {
  const above = SEVERITIES.map(() => 0);
  const kinds: CleanFigures[] = [];
  let points = 0;
  for (const { name: kind, make } of CLEAN_FAMILIES) {
    const marks = { young: 0, growing: 0, grown: 0 };
    for (const seed of seeds) {
      const values = make(randomFrom(seed), DAYS * DAY_POINTS);
      const score = await scoreOf(await fit(new Float64Array()), values, 0);
      const flags = Uint8Array.from(score, (one) => (one >= SEVERITY_THRESHOLDS.medium ? 1 : 0));
      for (const { first } of runsOf(flags, values)) {
        marks[first < YOUNG * DAY_POINTS ? 'young' : first < GROWN * DAY_POINTS ? 'growing' : 'grown'] += 1;
      }
      const grown = score.subarray(GROWN * DAY_POINTS);
      points += grown.length;
      SEVERITIES.forEach((severity, s) => {
        above[s] += grown.filter((one) => one >= SEVERITY_THRESHOLDS[severity]).length;
      });
    }
    kinds.push({
      kind,
      young: marks.young / seeds.length / YOUNG,
      growing: marks.growing / seeds.length / (GROWN - YOUNG),
      grown: marks.grown / seeds.length / (DAYS - GROWN),
    });
  }
  return { kinds, points, shares: above.map((count) => count / points) };
}

/** How many faults are marked (medium and above) in their course, by fault and size, over all kinds but the constant one. */
async function runFaults(seeds: readonly number[]) {
  const cells = Object.keys(FAULTS).flatMap((fault) => SIZES.map((size) => ({ fault, size, faults: 0, marked: 0 })));
  const kinds = CLEAN_FAMILIES.filter(({ name }) => name !== 'constant');
  for (const { make } of kinds) {
    for (const seed of seeds) {
      const random = randomFrom(seed);
      const values = make(random, (GROWN + 1) * DAY_POINTS);
      const training = values.subarray(0, GROWN * DAY_POINTS);
      const model = await fit(training);
      const noise = noiseOf(training);
      for (const cell of cells) {
        const { points, apply } = FAULTS[cell.fault];
        for (let draw = 0; draw < DRAWS; draw++) {
          const day = values.slice(GROWN * DAY_POINTS);
          const first = Math.floor(random.uniform() * (DAY_POINTS - points));
          apply(day, first, first + points - 1, cell.size * noise, random);
          const score = await scoreOf(model, day, training.length);
          cell.faults += 1;
          cell.marked += score.subarray(first, first + points).some((one) => one >= SEVERITY_THRESHOLDS.medium) ? 1 : 0;
        }
      }
    }
  }
  return cells;
}

const rate = (value: number): string => (value === 0 ? '0' : value.toPrecision(2));
const percent = (value: number): string => `${Math.round(100 * value)} %`;

export const syntheticDetection: Evaluation = {
  title: 'Made-up series',
  summary: 'false marks of `seasonal` on made-up clean series, and faults of several shapes and sizes that it finds',
  async run({ seeds = [1, 2, 3], print }) {
    const clean = await runClean(seeds);
    print(
      `\`seasonal\` on ${CLEAN_FAMILIES.length} kinds of clean series, seeds ${seeds.join(', ')}, ${DAYS} days at one minute from a cold start. Marks of severity medium and above, a series and day:\n`
    );
    print(`| series | days 1 to ${YOUNG} | until day ${GROWN} | after |\n|---|---|---|---|`);
    clean.kinds.forEach(({ kind, young, growing, grown }) =>
      print(`| ${kind} | ${rate(young)} | ${rate(growing)} | ${rate(grown)} |`)
    );
    const shares = SEVERITIES.map((severity, s) => `${severity} ${rate(clean.shares[s])}`);
    print(`\nShare of the ${clean.points} points after day ${GROWN} that reach a severity: ${shares.join(', ')}.\n`);
    const faults = await runFaults(seeds);
    print(
      `Faults, each alone in the day after ${GROWN} clean ones, ${DRAWS} of each shape and size in every series but the constant ones; sizes in robust standard deviations from point to point. Marked in their course:\n`
    );
    print(`| fault | points | ${SIZES.join(' | ')} |\n|---|---|${SIZES.map(() => '---|').join('')}`);
    for (const [fault, { points }] of Object.entries(FAULTS)) {
      const own = faults.filter((one) => one.fault === fault);
      print(`| ${fault} | ${points} | ${own.map((one) => percent(one.marked / one.faults)).join(' | ')} |`);
    }
    return { clean, faults };
  },
};
