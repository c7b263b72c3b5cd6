import { join } from 'node:path';
import { CLEAN_FAMILIES } from '../clean-corpus/index.ts';
import type { Evaluation } from '../evaluation.ts';
import { wantedDetectors } from '../evaluation.ts';
import { withKeptRows } from '../kept/kept-rows.ts';
import { runParallel } from '../parallel/pool.ts';
import { AFTERMATH_POINTS, FAULT_SIZE, TRAINING_DAYS } from './backtest-run.ts';
import type { BacktestResult, BacktestRun } from './backtest-run.ts';
import { GROWN, YOUNG, coldStarts } from './cold-start.ts';
import type { ColdStart } from './cold-start.ts';
import { FAULTS } from './faults.ts';

interface Row {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Median minutes from a fault's onset to its mark; null where none was found. */
  readonly delay: number | null;
  /** Marks a series and day that meet no fault. */
  readonly falseAlarms: number;
  readonly recallByFault: Readonly<Record<string, number>>;
  /** Of `seasonal` alone. */
  readonly coldStart?: readonly ColdStart[];
}

const share = (some: number, all: number): number => (all === 0 ? 0 : some / all);

function rowOf(results: readonly BacktestResult[]): Row {
  const sum = (of: (one: BacktestResult) => number): number => results.reduce((all, one) => all + of(one), 0);
  const delays = results.flatMap((one) => Object.values(one.delays));
  const found = delays.flatMap((delay) => delay ?? []).sort((a, b) => a - b);
  const marks = sum((one) => one.marks);
  const right = sum((one) => one.right);
  const precision = share(right, marks);
  const recall = share(found.length, delays.length);
  return {
    precision,
    recall,
    f1: share(2 * precision * recall, precision + recall),
    delay: found.length > 0 ? found[found.length >> 1] : null,
    falseAlarms: (marks - right) / sum((one) => one.days),
    recallByFault: Object.fromEntries(
      Object.keys(FAULTS).map((fault) => [
        fault,
        share(results.filter((one) => one.delays[fault] !== null).length, results.length),
      ])
    ),
  };
}

const percent = (value: number): string => `${Math.round(100 * value)} %`;
const rate = (value: number): string => (value === 0 ? '0' : value.toPrecision(2));

export const syntheticDetection: Evaluation = {
  title: 'Made-up series',
  summary:
    'back-test of detectors on made-up series with faults of several shapes: precision, recall, delay, false alarms',
  async run(options) {
    const { seeds = [1, 2, 3], print, say } = options;
    const families = CLEAN_FAMILIES.filter(({ name }) => name !== 'constant');
    const fresh = new Map<string, Row>();
    for (const { id } of wantedDetectors(options)) {
      const runs: BacktestRun[] = seeds.flatMap((seed) =>
        families.map(({ name }) => ({ detector: id, family: name, seed }))
      );
      const results = await runParallel<BacktestResult>(join(import.meta.dirname, 'backtest-run.ts'), runs);
      fresh.set(id, { ...rowOf(results), ...(id === 'seasonal' ? { coldStart: await coldStarts(seeds) } : {}) });
      say(`${id}: ${JSON.stringify(fresh.get(id))}`);
      await withKeptRows('synthetic-detection', fresh, options.writesDocs);
    }
    const rows = await withKeptRows('synthetic-detection', fresh, options.writesDocs);
    const faults = Object.entries(FAULTS);
    print(
      `Back-test on ${families.length} families of generated series (\`scripts/eval/clean-corpus\`), seeds ${seeds.join(', ')}: ${TRAINING_DAYS} clean days at one minute train, then a week holds one fault a day, of ` +
        `${FAULT_SIZE} robust standard deviations from point to point. Default settings, the model of the first day for all of the week. A fault is found when a point of it reaches severity medium; a mark (a run of medium or above) that ` +
        `meets no fault, up to ${AFTERMATH_POINTS} minutes after its end, is a false alarm. Events count once; nothing is point-adjusted.\n`
    );
    print(
      `| detector | precision | recall | F1 | median delay (min) | false alarms a day | ${faults.map(([name, { points }]) => `${name} (${points} min)`).join(' | ')} |`
    );
    print(`|---|---|---|---|---|---|${faults.map(() => '---|').join('')}`);
    rows.forEach(({ precision, recall, f1, delay, falseAlarms, recallByFault }, id) =>
      print(
        `| \`${id}\` | ${percent(precision)} | ${percent(recall)} | ${f1.toFixed(2)} | ${delay ?? '-'} | ${rate(falseAlarms)} | ${faults.map(([name]) => percent(recallByFault[name] ?? 0)).join(' | ')} |`
      )
    );
    const cold = rows.get('seasonal')?.coldStart;
    if (cold) {
      print(
        `\n\`seasonal\` on clean series from a cold start, marks of severity medium and above, a series and day:\n`
      );
      print(`| series | days 1 to ${YOUNG} | until day ${GROWN} | after |\n|---|---|---|---|`);
      cold.forEach(({ kind, young, growing, grown }) =>
        print(`| ${kind} | ${rate(young)} | ${rate(growing)} | ${rate(grown)} |`)
      );
    }
    return { detectors: Object.fromEntries(fresh) };
  },
};
